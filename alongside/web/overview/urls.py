"""Addresses of a program's overview."""

from django.urls import path

from alongside.web.overview import acts, health, notes, numbers, overview, words, writing

_ONE = "g/<slug:slug>/manage/mentorship/<uuid:program_id>/"

urlpatterns = [
    path(_ONE, overview.show_overview, name="show_overview"),
    path(f"{_ONE}desk/<str:row>/take/", acts.take_row, name="take_row"),
    path(f"{_ONE}desk/<str:row>/let-go/", acts.let_go_of_row, name="let_go_of_row"),
    path(f"{_ONE}desk/<str:row>/settle/", acts.settle_row, name="settle_row"),
    path(f"{_ONE}desk/<uuid:batch>/undo/", acts.undo_settled, name="undo_settled"),
    path(f"{_ONE}health/", health.change_health_rules, name="change_health_rules"),
    path(f"{_ONE}pairs/<uuid:mentorship_id>/notes/", notes.note_about_pair, name="note_about_pair"),
    path(f"{_ONE}pairs/<uuid:mentorship_id>/notes/<uuid:note_id>/remove/", notes.remove_note, name="remove_note"),
    path(f"{_ONE}write/", writing.write_to_people, name="write_to_people"),
    path(f"{_ONE}write/<uuid:letter_id>/undo/", writing.take_back_letter, name="take_back_letter"),
    path(f"{_ONE}words/", words.list_words, name="list_words"),
    path(f"{_ONE}words/<uuid:testimonial_id>/", words.share_words, name="share_words"),
    path(f"{_ONE}numbers/", numbers.list_numbers, name="list_numbers"),
    path(f"{_ONE}numbers/numbers.csv", numbers.download_numbers, name="download_numbers"),
    path("letters/<uuid:letter_id>/", writing.show_organizers_letter, name="show_organizers_letter"),
]
