"""Addresses of programs."""

from django.urls import path

from alongside.web.programs import extra_steps, launch, manage, nudges, poster, settings, steps, tab

_TAB = "g/<slug:slug>/mentorship/"
_MANAGE = "g/<slug:slug>/manage/mentorship/"
_ONE = f"{_MANAGE}<uuid:program_id>/"

app_name = "programs"
urlpatterns = [
    path(_TAB, tab.show_mentorship, name="show_mentorship"),
    path(f"{_TAB}next/", tab.wish_next_time, name="wish_next_time"),
    path(f"{_TAB}<uuid:program_id>/", tab.show_program, name="show_program"),
    path(f"{_TAB}<uuid:program_id>/weeks/", tab.show_weeks, name="show_weeks"),
    path(_MANAGE, manage.list_programs, name="list_programs"),
    path(f"{_MANAGE}new/", launch.choose_template, name="choose_template"),
    path(f"{_MANAGE}new/<slug:key>/", launch.draft_program, name="draft_program"),
    path(f"{_ONE}launch/", launch.launch_program, name="launch_program"),
    path(f"{_ONE}launched/", launch.show_launched, name="show_launched"),
    path(f"{_ONE}undo/", launch.undo_launch, name="undo_launch"),
    path(f"{_ONE}poster/", poster.show_poster, name="show_poster"),
    path(f"{_ONE}settings/", settings.change_program, name="change_program"),
    path(f"{_ONE}questions/", settings.change_questions, name="change_questions"),
    path(f"{_ONE}copy/", manage.copy_program, name="copy_program"),
    path(f"{_ONE}discard/", manage.discard_draft, name="discard_draft"),
    path(f"{_ONE}archive/", manage.archive_program, name="archive_program"),
    path(f"{_ONE}reopen/", manage.reopen_program, name="reopen_program"),
    path(f"{_ONE}close/", manage.close_program, name="close_program"),
    path(f"{_ONE}nudges/", nudges.change_rules, name="change_rules"),
    path(f"{_ONE}calendar/", nudges.show_calendar, name="show_calendar"),
    path(f"{_ONE}extra-steps/", extra_steps.list_extra_steps, name="list_extra_steps"),
    path(f"{_ONE}extra-steps/new/", extra_steps.add_extra_step, name="add_extra_step"),
    path(f"{_ONE}extra-steps/<uuid:extra_id>/", extra_steps.edit_extra_step, name="edit_extra_step"),
    path(f"{_ONE}extra-steps/<uuid:extra_id>/remove/", extra_steps.remove_extra_step, name="remove_extra_step"),
    path(f"{_ONE}steps/", steps.list_steps, name="list_steps"),
    path(f"{_ONE}steps/new/", steps.add_step, name="add_step"),
    path(f"{_ONE}steps/<uuid:step_id>/", steps.edit_step, name="edit_step"),
    path(f"{_ONE}steps/<uuid:step_id>/move/", steps.move_step, name="move_step"),
    path(f"{_ONE}steps/<uuid:step_id>/remove/", steps.remove_step, name="remove_step"),
    path(f"{_ONE}steps/<uuid:step_id>/reset/", steps.reset_step, name="reset_step"),
]
