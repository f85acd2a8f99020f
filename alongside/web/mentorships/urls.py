"""Addresses of meeting each other, requests, endings, and the organizer's pairs."""

from django.urls import path

from alongside.web.mentorships import celebrating, circles, conversations, endings, mentor_requests, pairs, suggestions

_ONE = "g/<slug:slug>/mentorship/<uuid:program_id>/"
_CARD = f"{_ONE}people/<uuid:enrollment_id>/"
_MANAGE = "g/<slug:slug>/manage/mentorship/<uuid:program_id>/"
_PAIR = f"{_MANAGE}pairs/<uuid:mentorship_id>/"
_ROOM = "p/<uuid:room_id>/"

app_name = "mentorships"
urlpatterns = [
    path(f"{_ONE}for-you/", suggestions.list_suggestions, name="list_suggestions"),
    path(f"{_CARD}hello/", conversations.say_hello, name="say_hello"),
    path(f"{_CARD}ask/", mentor_requests.request_mentor, name="request_mentor"),
    path("hello/", conversations.list_hellos, name="list_hellos"),
    path("hello/<uuid:conversation_id>/yes/", conversations.accept_hello, name="accept_hello"),
    path("hello/<uuid:conversation_id>/not-now/", conversations.decline_hello, name="decline_hello"),
    path("c/", conversations.list_conversations, name="list_conversations"),
    path("c/<uuid:conversation_id>/", conversations.show_conversation, name="show_conversation"),
    path("c/<uuid:conversation_id>/ask/", conversations.ask_to_be_a_pair, name="ask_to_be_a_pair"),
    path("requests/", mentor_requests.list_requests, name="list_requests"),
    path("requests/<uuid:request_id>/accept/", mentor_requests.accept_request, name="accept_request"),
    path("requests/<uuid:request_id>/decline/", mentor_requests.decline_request, name="decline_request"),
    path("requests/<uuid:request_id>/withdraw/", mentor_requests.withdraw_request, name="withdraw_request"),
    path(f"{_ROOM}end/", endings.show_ways_to_end, name="show_ways_to_end"),
    path(f"{_ROOM}end/pause/", endings.pause, name="pause"),
    path(f"{_ROOM}end/resume/", endings.resume, name="resume"),
    path(f"{_ROOM}end/extend/", endings.extend, name="extend"),
    path(f"{_ROOM}end/<slug:how>/", endings.end, name="end"),
    path(f"{_ROOM}celebrate/", celebrating.celebrate, name="celebrate"),
    path(f"{_ROOM}celebrate/thanks/", celebrating.thank, name="thank"),
    path(f"{_ROOM}celebrate/words/", celebrating.write_testimonial, name="write_testimonial"),
    path(f"{_ROOM}celebrate/touch/", celebrating.stay_in_touch, name="stay_in_touch"),
    path(f"{_ROOM}celebrate/finish/", celebrating.complete, name="complete"),
    path(f"{_MANAGE}pairs/", pairs.list_pairs, name="list_pairs"),
    path(f"{_MANAGE}pairs/circle/", circles.begin_circle, name="begin_circle"),
    path(f"{_PAIR}let-in/", circles.join_circle, name="join_circle"),
    path(f"{_PAIR}let-go/<uuid:person_id>/", circles.take_out_of_circle, name="take_out_of_circle"),
    path(f"{_ROOM}leave/", circles.leave_circle, name="leave_circle"),
    path(f"{_MANAGE}requests/", pairs.list_approvals, name="list_approvals"),
    path(f"{_MANAGE}requests/<uuid:request_id>/", pairs.answer_approval, name="answer_approval"),
    path(_PAIR, pairs.show_pair, name="show_pair"),
    path(f"{_PAIR}end/", pairs.end_pair, name="end_pair"),
    path(f"{_PAIR}release/", pairs.release_pair, name="release_pair"),
]
