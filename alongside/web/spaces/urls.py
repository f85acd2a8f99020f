"""Addresses of private spaces."""

from django.urls import path

from alongside.web.spaces import about, chat, erasing, files, history, items, posts, talking

app_name = "spaces"
urlpatterns = [
    path("p/", about.list_rooms, name="list_rooms"),
    path("p/<uuid:room_id>/chat/", chat.show_chat, name="show_chat"),
    path("p/<uuid:room_id>/posts/", posts.list_posts, name="list_posts"),
    path("p/<uuid:room_id>/about/", about.show_about, name="show_about"),
    path("p/<uuid:room_id>/about/agree/", about.accept_agreement, name="accept_agreement"),
    path("p/<uuid:room_id>/about/signs/", chat.choose_signs, name="choose_signs"),
    path("p/<uuid:room_id>/about/erase/", erasing.show_erasing, name="show_erasing"),
    path("p/<uuid:room_id>/about/erase/ask/", erasing.ask_to_erase, name="ask_to_erase"),
    path("p/<uuid:room_id>/about/erase/keep/", erasing.take_erasing_back, name="take_erasing_back"),
    path("p/<uuid:room_id>/history.html", history.download_story, name="download_story"),
    path("p/<uuid:room_id>/history.json", history.download_data, name="download_data"),
    path("s/<uuid:space_id>/messages/", talking.send_message, name="send_message"),
    path("s/<uuid:space_id>/draft/", talking.save_draft, name="save_draft"),
    path("s/<uuid:space_id>/writing/", talking.be_writing, name="be_writing"),
    path("s/<uuid:space_id>/since/", talking.catch_up, name="catch_up"),
    path("said/<uuid:item_id>/comment/", talking.add_comment, name="add_comment"),
    path("said/<uuid:item_id>/before/", items.show_earlier_wordings, name="show_earlier_wordings"),
    path("said/<uuid:item_id>/edit/", items.edit_item, name="edit_item"),
    path("said/<uuid:item_id>/take-back/", items.retract_item, name="retract_item"),
    path("said/<uuid:item_id>/sign/", items.react, name="react"),
    path("file/<uuid:attachment_id>/", files.show_file, name="show_file"),
]
