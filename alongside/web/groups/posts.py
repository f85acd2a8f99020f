"""What members write for the whole group, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.groups.commands import posts as commands
from alongside.domain.groups.commands.memberships import mark_posts_read
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import group_posts, groups
from alongside.policy.group_posts import Comment, Post
from alongside.policy.groups import Standing
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.forms import CommentForm, WriteForm
from alongside.web.groups.frame import group_page

_ON_A_PAGE = 10


@dataclass(frozen=True)
class CommentLine:
    """A comment, and what this reader may do with it."""

    comment: Comment
    may_edit: bool
    may_retract: bool


@dataclass(frozen=True)
class PostCard:
    """A post with its comments, and what this reader may do with it."""

    post: Post
    comments: list[CommentLine]
    comment_count: int
    may_edit: bool
    may_retract: bool
    may_pin: bool

    @property
    def earlier_comments(self) -> int:
        """How many comments stand on the post's own page only."""
        return self.comment_count - len(self.comments)


@adults
@require_http_methods(["GET", "POST"])
def list_posts(request: PersonRequest, slug: str) -> HttpResponse:
    """Read what is new, and write."""
    standing = groups.standing_in(request.user, slug)
    if standing.membership is None:
        return redirect("groups:show_about", slug=slug)
    form = WriteForm(request.POST or None)
    if form.is_valid():
        commands.post_to_group(standing.group, author=request.user, **form.cleaned_data, at=clock.now())
        return redirect("groups:list_posts", slug=slug)

    page = Paginator(group_posts.visible_posts(standing), _ON_A_PAGE).get_page(request.GET.get("page"))
    cards = [_card(standing, post, group_posts.latest_comments(post)) for post in page]
    if request.method == "GET" and page.number == 1:
        mark_posts_read(standing.membership, at=clock.now())
    next_page = str(page.next_page_number()) if page.has_next() else ""
    context = {"cards": cards, "page": page, "next_page": next_page, "comment_form": CommentForm()}
    if request.htmx and "page" in request.GET:
        return render(request, "groups/parts/posts.html", group_page(standing, "posts", **context))
    return render(request, "groups/list_posts.html", group_page(standing, "posts", form=form, **context))


@adults
@require_http_methods(["GET", "POST"])
def show_post(request: PersonRequest, slug: str, post_id: UUID) -> HttpResponse:
    """One post with all its comments, and a place to answer."""
    standing, post = group_posts.to_read_post(request.user, slug, post_id)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        try:
            commands.comment_on_post(post, author=request.user, **form.cleaned_data, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("groups:show_post", slug=slug, post_id=post_id)
    card = _card(standing, post, list(group_posts.visible_comments(standing, post)))
    return render(request, "groups/show_post.html", group_page(standing, "posts", card=card, form=form))


@adults
@require_http_methods(["GET", "POST"])
def edit_post(request: PersonRequest, slug: str, post_id: UUID) -> HttpResponse:
    """Change one's own words."""
    post = group_posts.to_edit_post(request.user, slug, post_id)
    form = WriteForm(request.POST or None, initial={"body": post.body})
    if form.is_valid():
        try:
            commands.edit_post(post, **form.cleaned_data, edited_by=request.user, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("groups:show_post", slug=slug, post_id=post_id)
    return render(request, "groups/edit_words.html", _page(request, slug, form=form, post_id=post_id))


@adults
@require_http_methods(["GET", "POST"])
def retract_post(request: PersonRequest, slug: str, post_id: UUID) -> HttpResponse:
    """Take a post back, after a page that asks."""
    post = group_posts.to_retract_post(request.user, slug, post_id)
    if request.method == "POST":
        commands.retract_post(post, retracted_by=request.user, at=clock.now())
        say(request, _("The post is gone."))
        return redirect("groups:list_posts", slug=slug)
    return render(request, "groups/retract_words.html", _page(request, slug, words=post.body, post_id=post_id))


@adults
@require_POST
def pin_post(request: PersonRequest, slug: str, post_id: UUID) -> HttpResponse:
    """Keep a post at the top."""
    post = group_posts.to_pin_post(request.user, slug, post_id)
    commands.pin_post(post, pinned_by=request.user, at=clock.now())
    say(request, _("The post stays at the top now."))
    return redirect("groups:list_posts", slug=slug)


@adults
@require_POST
def unpin_post(request: PersonRequest, slug: str, post_id: UUID) -> HttpResponse:
    """Let a post go back to its place."""
    post = group_posts.to_pin_post(request.user, slug, post_id)
    commands.unpin_post(post, unpinned_by=request.user, at=clock.now())
    say(request, _("The post is back in its place."))
    return redirect("groups:list_posts", slug=slug)


@adults
@require_http_methods(["GET", "POST"])
def edit_comment(request: PersonRequest, slug: str, comment_id: UUID) -> HttpResponse:
    """Change the words of one's own comment."""
    comment = group_posts.to_edit_comment(request.user, slug, comment_id)
    form = CommentForm(request.POST or None, initial={"body": comment.body})
    if form.is_valid():
        try:
            commands.edit_comment(comment, **form.cleaned_data, edited_by=request.user, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("groups:show_post", slug=slug, post_id=comment.post_id)
    return render(request, "groups/edit_words.html", _page(request, slug, form=form, post_id=comment.post_id))


@adults
@require_http_methods(["GET", "POST"])
def retract_comment(request: PersonRequest, slug: str, comment_id: UUID) -> HttpResponse:
    """Take a comment back, after a page that asks."""
    comment = group_posts.to_retract_comment(request.user, slug, comment_id)
    if request.method == "POST":
        commands.retract_comment(comment, retracted_by=request.user, at=clock.now())
        say(request, _("The comment is gone."))
        return redirect("groups:show_post", slug=slug, post_id=comment.post_id)
    page = _page(request, slug, words=comment.body, post_id=comment.post_id)
    return render(request, "groups/retract_words.html", page)


def _page(request: PersonRequest, slug: str, **context: object) -> dict[str, object]:
    return group_page(groups.to_enter(request.user, slug), "posts", **context)


def _card(standing: Standing, post: Post, comments: list[Comment]) -> PostCard:
    lines = [
        CommentLine(each, group_posts.may_edit(standing, each), group_posts.may_retract(standing, each))
        for each in comments
    ]
    return PostCard(
        post,
        lines,
        group_posts.comment_count(post),
        group_posts.may_edit(standing, post),
        group_posts.may_retract(standing, post),
        group_posts.may_pin(standing),
    )
