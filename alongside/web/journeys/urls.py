"""Addresses of the weekly way."""

from django.urls import path

from alongside.web.journeys import check_ins, extras, feeds, goals, meetings, weeks

app_name = "journeys"
urlpatterns = [
    path("p/<uuid:room_id>/", weeks.show_week, name="show_week"),
    path("p/<uuid:room_id>/weeks/", weeks.list_weeks, name="list_weeks"),
    path("p/<uuid:room_id>/week/<int:position>/", weeks.show_step, name="show_step"),
    path("p/<uuid:room_id>/week/<int:position>/answer/", weeks.share_answer, name="share_answer"),
    path("p/<uuid:room_id>/week/<int:position>/take-back/", weeks.retract_answer, name="retract_answer"),
    path("p/<uuid:room_id>/week/<int:position>/swap/", weeks.swap_question, name="swap_question"),
    path("p/<uuid:room_id>/week/<int:position>/skip/", weeks.skip_step, name="skip_step"),
    path("p/<uuid:room_id>/week/<int:position>/bring-back/", weeks.bring_step_back, name="bring_step_back"),
    path("p/<uuid:room_id>/pace/", weeks.change_pace, name="change_pace"),
    path("p/<uuid:room_id>/check-in/", check_ins.check_in, name="check_in"),
    path("p/<uuid:room_id>/check-in/words/", check_ins.write_to_organizer, name="write_to_organizer"),
    path("p/<uuid:room_id>/extra/<uuid:opening_id>/", extras.put_extra_away, name="put_extra_away"),
    path("p/<uuid:room_id>/extra/<uuid:opening_id>/back/", extras.bring_extra_back, name="bring_extra_back"),
    path("p/<uuid:room_id>/goal/", goals.show_goal, name="show_goal"),
    path("p/<uuid:room_id>/goal/step/<uuid:step_id>/", goals.tick_goal_step, name="tick_goal_step"),
    path("p/<uuid:room_id>/goal/met/", goals.meet_goal, name="meet_goal"),
    path("p/<uuid:room_id>/goal/aside/", goals.set_goal_aside, name="set_goal_aside"),
    path("p/<uuid:room_id>/meetings/", meetings.list_meetings, name="list_meetings"),
    path("p/<uuid:room_id>/meetings/propose/", meetings.propose_meeting, name="propose_meeting"),
    path("p/<uuid:room_id>/meetings/log/", meetings.log_meeting, name="log_meeting"),
    path("p/<uuid:room_id>/meetings/<uuid:meeting_id>/pick/", meetings.plan_meeting, name="plan_meeting"),
    path("p/<uuid:room_id>/meetings/<uuid:meeting_id>/cancel/", meetings.cancel_meeting, name="cancel_meeting"),
    path("p/<uuid:room_id>/meetings/<uuid:meeting_id>/note/", meetings.note_meeting, name="note_meeting"),
    path("p/<uuid:room_id>/meetings/<uuid:meeting_id>/meeting.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path("settings/calendar/", feeds.change_calendar, name="change_calendar"),
    path("settings/calendar/stop/", feeds.stop_calendar, name="stop_calendar"),
    path("calendar/<str:secret>.ics", feeds.read_calendar, name="read_calendar"),
]
