"""Addresses of groups."""

from django.urls import path

from alongside.web.groups import finding, gatherings, joining, managing, members, posts

app_name = "groups"
urlpatterns = [
    path("join/", joining.paste_invitation, name="paste_invitation"),
    path("join/<str:code>/", joining.join, name="join"),
    path("groups/", finding.list_groups, name="list_groups"),
    path("groups/new/", finding.start_group, name="start_group"),
    path("g/<slug:slug>/", posts.list_posts, name="list_posts"),
    path("g/<slug:slug>/posts/<uuid:post_id>/", posts.show_post, name="show_post"),
    path("g/<slug:slug>/posts/<uuid:post_id>/edit/", posts.edit_post, name="edit_post"),
    path("g/<slug:slug>/posts/<uuid:post_id>/retract/", posts.retract_post, name="retract_post"),
    path("g/<slug:slug>/posts/<uuid:post_id>/pin/", posts.pin_post, name="pin_post"),
    path("g/<slug:slug>/posts/<uuid:post_id>/unpin/", posts.unpin_post, name="unpin_post"),
    path("g/<slug:slug>/comments/<uuid:comment_id>/edit/", posts.edit_comment, name="edit_comment"),
    path("g/<slug:slug>/comments/<uuid:comment_id>/retract/", posts.retract_comment, name="retract_comment"),
    path("g/<slug:slug>/members/", members.list_members, name="list_members"),
    path("g/<slug:slug>/events/", gatherings.list_gatherings, name="list_gatherings"),
    path("g/<slug:slug>/events/plan/", gatherings.plan_gathering, name="plan_gathering"),
    path("g/<slug:slug>/events/<uuid:gathering_id>/change/", gatherings.change_gathering, name="change_gathering"),
    path("g/<slug:slug>/events/<uuid:gathering_id>/cancel/", gatherings.cancel_gathering, name="cancel_gathering"),
    path(
        "g/<slug:slug>/events/<uuid:gathering_id>/event.ics",
        gatherings.add_gathering_to_calendar,
        name="add_gathering_to_calendar",
    ),
    path("g/<slug:slug>/about/", members.show_about, name="show_about"),
    path("g/<slug:slug>/join/", joining.join_open_group, name="join_open_group"),
    path("g/<slug:slug>/ask/", joining.ask_to_join, name="ask_to_join"),
    path("g/<slug:slug>/ask/withdraw/", joining.withdraw_join_request, name="withdraw_join_request"),
    path("g/<slug:slug>/leave/", joining.leave, name="leave"),
    path("g/<slug:slug>/manage/", managing.manage, name="manage"),
    path("g/<slug:slug>/manage/group/", managing.change_group, name="change_group"),
    path("g/<slug:slug>/manage/invitations/", managing.list_invitations, name="list_invitations"),
    path(
        "g/<slug:slug>/manage/invitations/<str:code>/withdraw/",
        managing.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("g/<slug:slug>/manage/requests/", managing.list_join_requests, name="list_join_requests"),
    path(
        "g/<slug:slug>/manage/requests/<uuid:request_id>/accept/",
        managing.accept_join_request,
        name="accept_join_request",
    ),
    path(
        "g/<slug:slug>/manage/requests/<uuid:request_id>/decline/",
        managing.decline_join_request,
        name="decline_join_request",
    ),
    path("g/<slug:slug>/manage/members/<uuid:person_id>/", managing.change_member, name="change_member"),
    path("g/<slug:slug>/manage/members/<uuid:person_id>/remove/", managing.remove_member, name="remove_member"),
]
