"""Addresses of a program's overview."""

from django.urls import path

from alongside.web.overview import numbers, overview, words, writing

_ONE = "g/<slug:slug>/manage/mentorship/<uuid:program_id>/"

urlpatterns = [
    path(_ONE, overview.show_overview, name="show_overview"),
    path(f"{_ONE}write/", writing.write_to_people, name="write_to_people"),
    path(f"{_ONE}write/<uuid:letter_id>/undo/", writing.take_back_letter, name="take_back_letter"),
    path(f"{_ONE}words/", words.list_words, name="list_words"),
    path(f"{_ONE}words/<uuid:testimonial_id>/", words.share_words, name="share_words"),
    path(f"{_ONE}numbers/", numbers.list_numbers, name="list_numbers"),
    path(f"{_ONE}numbers/numbers.csv", numbers.download_numbers, name="download_numbers"),
    path("letters/<uuid:letter_id>/", writing.show_organizers_letter, name="show_organizers_letter"),
]
