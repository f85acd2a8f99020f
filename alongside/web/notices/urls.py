"""Addresses of notices and letters."""

from django.urls import path

from alongside.web.notices import choices, inbox, mail

urlpatterns = [
    path("notices/", inbox.list_notices, name="notices"),
    path("notices/read/", inbox.mark_all_read, name="mark_all_read"),
    path("notices/<uuid:notice_id>/", inbox.follow_notice, name="follow_notice"),
    path("settings/notices/", choices.choose_mail, name="choose_mail"),
    path("mail/stop/<str:token>/", choices.stop_letters, name="stop_letters"),
    path("mail/less/<str:token>/", choices.write_less_often, name="write_less_often"),
    path("demo/mail/", mail.list_mail, name="list_mail"),
    path("demo/mail/<uuid:delivery_id>/", mail.show_letter, name="show_letter"),
    path("demo/mail/<uuid:delivery_id>/html/", mail.show_letter_html, name="show_letter_html"),
]
