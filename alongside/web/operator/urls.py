"""Addresses of the operator's pages."""

from django.urls import path

from alongside.web.operator import pages

urlpatterns = [
    path("operator/", pages.show_site, name="show_site"),
    path("operator/email/", pages.show_email, name="show_email"),
    path("operator/email/<uuid:delivery_id>/again/", pages.try_letter_again, name="try_letter_again"),
    path("operator/people/", pages.list_people, name="list_accounts"),
    path("operator/people/<uuid:person_id>/", pages.show_person, name="show_account"),
    path("operator/people/<uuid:person_id>/suspend/", pages.suspend_person, name="suspend_person"),
    path("operator/people/<uuid:person_id>/reinstate/", pages.reinstate_person, name="reinstate_person"),
    path("operator/groups/", pages.list_groups, name="list_all_groups"),
]
