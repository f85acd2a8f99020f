"""Addresses of safety."""

from django.urls import path

from alongside.web.safety import doors, reporting, reports

urlpatterns = [
    path("help-now/", doors.show_help_now, name="help_now"),
    path("safety/and-help/", doors.show_safety_and_help, name="safety_and_help"),
    path("block/<uuid:person_id>/", doors.block_person, name="block_person"),
    path("block/<uuid:person_id>/undo/", doors.unblock_person, name="unblock_person"),
    path("settings/blocked/", doors.list_blocked, name="list_blocked"),
    path("report/", reporting.report, name="report"),
    path("report/<uuid:report_id>/", reporting.show_report, name="show_report"),
    path("report/<uuid:report_id>/ask/", reporting.ask_operator, name="ask_operator"),
    path("decision/<uuid:decision_id>/", reporting.show_decision, name="show_decision"),
    path("decision/<uuid:decision_id>/again/", reporting.appeal_decision, name="appeal_decision"),
    path("settings/looks/", reporting.list_looks, name="list_looks"),
    path("g/<slug:slug>/manage/reports/", reports.list_reports, name="list_reports"),
    path("g/<slug:slug>/manage/reports/<uuid:report_id>/", reports.look_at_report, name="look_at_report"),
    path("g/<slug:slug>/manage/reports/<uuid:report_id>/hand-on/", reports.hand_on_report, name="hand_on_report"),
    path("g/<slug:slug>/manage/reports/<uuid:report_id>/lift-pause/", reports.lift_pause, name="lift_pause"),
    path("g/<slug:slug>/manage/reports/<uuid:report_id>/take/", reports.take_report, name="take_report"),
    path("operator/reports/", reports.list_escalated, name="list_escalated"),
    path("operator/reports/numbers/", reports.list_report_numbers, name="list_report_numbers"),
    path("operator/reports/<uuid:report_id>/take/", reports.take_escalated, name="take_escalated"),
    path("operator/reports/<uuid:report_id>/up/", reports.pull_up_report, name="pull_up_report"),
    path("operator/reports/<uuid:report_id>/", reports.look_at_escalated, name="look_at_escalated"),
]
