"""Addresses of accounts."""

from django.urls import path

from alongside.web.people import account, devices, pictures, second_step_gate, settings, setup, signing_in, welcome

app_name = "people"
urlpatterns = [
    path("setup/", setup.open_site, name="open_site"),
    path("sign-in/", signing_in.ask_for_link, name="ask_for_link"),
    path("sign-in/check/", signing_in.check_email, name="check_email"),
    path("sign-in/password/", signing_in.sign_in_with_password, name="sign_in_with_password"),
    path("sign-in/link/<str:token>/", signing_in.use_link, name="use_link"),
    path("sign-in/link/<str:token>/again/", signing_in.send_link_again, name="send_link_again"),
    path("sign-up/", signing_in.sign_up, name="sign_up"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/adult/", welcome.declare, name="declare_adult"),
    path("pictures/<str:name>", pictures.show_picture, name="show_picture"),
    path("settings/", settings.list_settings, name="list_settings"),
    path("settings/profile/", settings.change_profile, name="change_profile"),
    path("settings/picture/", settings.change_picture, name="change_picture"),
    path("settings/place/", settings.change_place, name="change_place"),
    path("settings/away/", settings.change_away, name="change_away"),
    path("settings/quiet-hours/", settings.change_quiet_hours, name="change_quiet_hours"),
    path("settings/email/", account.ask_new_address, name="ask_new_address"),
    path("settings/email/confirm/<str:token>/", account.confirm_address, name="confirm_address"),
    path("settings/password/", account.choose_password, name="choose_password"),
    path("settings/password/remove/", account.remove_password, name="remove_password"),
    path("settings/devices/", devices.list_devices, name="list_devices"),
    path("settings/devices/others/", devices.sign_out_others, name="sign_out_others"),
    path("settings/devices/<uuid:device_id>/", devices.sign_out_device, name="sign_out_device"),
    path("settings/security/needed/", second_step_gate.add_second_step, name="add_second_step"),
    path("settings/data/", account.show_own_data, name="show_own_data"),
    path("settings/data/download/", account.download_own_data, name="download_own_data"),
    path("settings/delete/", account.delete_account, name="delete_account"),
]
