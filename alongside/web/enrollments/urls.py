"""Addresses of taking part."""

from django.urls import path

from alongside.web.enrollments import applications, join, me, people, polls, rosters

_ONE = "g/<slug:slug>/mentorship/<uuid:program_id>/"
_JOIN = f"{_ONE}join/<slug:role>/"
_MANAGE = "g/<slug:slug>/manage/mentorship/<uuid:program_id>/"
_ROSTER = "g/<slug:slug>/manage/roster/"

app_name = "enrollments"
urlpatterns = [
    path(_JOIN, join.start_sign_up, name="start_sign_up"),
    path(f"{_JOIN}<int:page>/", join.ask_question, name="ask_question"),
    path(f"{_JOIN}<int:page>/draft/", join.save_draft, name="save_draft"),
    path(f"{_JOIN}apply/", join.answer_extra, name="answer_extra"),
    path(f"{_JOIN}check/", join.check_sign_up, name="check_sign_up"),
    path(f"{_JOIN}done/", join.signed_up, name="signed_up"),
    path(f"{_ONE}me/", me.show_own, name="show_own"),
    path(f"{_ONE}me/<slug:role>/pause/", me.pause, name="pause"),
    path(f"{_ONE}me/<slug:role>/resume/", me.resume, name="resume"),
    path(f"{_ONE}me/<slug:role>/leave/", me.leave, name="leave"),
    path(f"{_ONE}start.ics", me.start_in_calendar, name="start_in_calendar"),
    path(f"{_ONE}people/", people.list_cards, name="list_cards"),
    path(f"{_ONE}people/<uuid:enrollment_id>/", people.show_card, name="show_card"),
    path(f"{_ONE}interest/", polls.answer_interest, name="answer_interest"),
    path(f"{_MANAGE}people/", applications.list_people, name="list_people"),
    path(f"{_MANAGE}people.csv", applications.export_people, name="export_people"),
    path(f"{_MANAGE}applications/", applications.list_applications, name="list_applications"),
    path(f"{_MANAGE}applications/<uuid:enrollment_id>/", applications.read_application, name="read_application"),
    path(
        f"{_MANAGE}applications/<uuid:enrollment_id>/accept/",
        applications.accept_application,
        name="accept_application",
    ),
    path(
        f"{_MANAGE}applications/<uuid:enrollment_id>/decline/",
        applications.decline_application,
        name="decline_application",
    ),
    path(f"{_MANAGE}ask/", polls.ask_members, name="ask_members"),
    path(f"{_MANAGE}poll/", polls.show_poll, name="show_poll"),
    path(f"{_MANAGE}poll/close/", polls.close_poll, name="close_poll"),
    path(_ROSTER, rosters.upload_roster, name="upload_roster"),
    path(f"{_ROSTER}<uuid:roster_id>/", rosters.show_roster, name="show_roster"),
    path(f"{_ROSTER}<uuid:roster_id>/confirm/", rosters.confirm_roster, name="confirm_roster"),
    path(f"{_ROSTER}<uuid:roster_id>/discard/", rosters.discard_roster, name="discard_roster"),
]
