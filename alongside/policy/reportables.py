"""What a person can report: anything they can see, found by a short reference such as ``item:<id>``.

A block, an ended pair or a program that is over does not stand in the way of a report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.groups.models import Group, GroupComment, GroupPost, Membership
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.commands.reports import MOST_ITEMS, Evidence, Subject
from alongside.domain.safety.queries import holds_in_force
from alongside.domain.spaces.models import Item, Space, SpaceMember
from alongside.domain.spaces.places import place_of_item
from alongside.domain.spaces.sealing import KeyUnavailable, Seals, seals_of

# Pages may name a thing of a space by what it is; they are all items.
_ITEMS = ("item", "message", "post", "comment", "answer", "file")


@dataclass(frozen=True)
class Reportable:
    """Something that can be reported, with what may be shown to whoever looks."""

    subject: Subject
    name: str  # "what Robert wrote"
    about: Person | None = None
    group: Group | None = None
    mentorship: Mentorship | None = None
    shown: tuple[Evidence, ...] = ()  # the thing itself
    nearby: tuple[Evidence, ...] = ()  # other things of the same person that can be ticked too

    def chosen(self, refs: Sequence[str]) -> list[Evidence]:
        """The ticked ones among what can be shown; anything made up is left out."""
        return [each for each in (*self.shown, *self.nearby) if each.ref in refs]


def to_report(person: Person, ref: str) -> Reportable:
    """The thing behind a reference, when ``person`` can see it. Raises Http404."""
    kind, _colon, key = ref.partition(":")
    if kind == "site":
        return Reportable(Subject("site"), _("something on this site"))
    find = _FINDERS.get("item" if kind in _ITEMS else kind)
    try:
        found = find(person, UUID(key)) if find else None
    except ValueError:
        found = None
    if found is None or (found.about and found.about.pk == person.pk):
        raise Http404
    return found


def people_one_could_report(person: Person) -> list[tuple[str, Person]]:
    """Who shares a private space with ``person``, with the reference to report them by."""
    mine = SpaceMember.objects.filter(person=person).values("space")
    others = SpaceMember.objects.filter(space__in=mine).exclude(person=person).select_related("person")
    spaces = others.order_by("person__first_name", "person__pk", "-joined_at")
    refs: dict[UUID, tuple[str, Person]] = {}
    for member in spaces:
        refs.setdefault(member.person_id, (f"space:{member.space_id}", member.person))
    return list(refs.values())


def _item(person: Person, key: UUID) -> Reportable | None:
    item = Item.objects.select_related("space", "author").filter(pk=key).first()
    if (
        item is None
        or not _sees(_places(person, item.space_id), item)
        or _is_kept(_held_since(person, item.author_id), item)
    ):
        return None
    return _in_space(person, item.space, item.author, f"item:{key}", _("what %(name)s wrote"), item)


def _space(person: Person, key: UUID) -> Reportable | None:
    space = Space.objects.filter(pk=key, members__person=person).first()
    if space is None:
        return None
    other = Person.objects.filter(space_memberships__space=space).exclude(pk=person.pk).first()
    return _in_space(person, space, other, f"space:{key}", "%(name)s") if other else None


def _mentorship(person: Person, key: UUID) -> Reportable | None:
    space = Space.objects.filter(mentorship=key).first()
    return _space(person, space.pk) if space else None


def _conversation(person: Person, key: UUID) -> Reportable | None:
    space = Space.objects.filter(conversation=key).first()
    return _space(person, space.pk) if space else None


def _group_post(person: Person, key: UUID) -> Reportable | None:
    post = GroupPost.objects.select_related("group", "author").filter(pk=key).first()
    if post is None or not _belongs(person, post.group):
        return None
    said = Evidence(f"group_post:{key}", post.author_id, post.posted_at, post.body)
    return _in_group(said, post.author, post.group, _("what %(name)s posted"))


def _group_comment(person: Person, key: UUID) -> Reportable | None:
    comment = GroupComment.objects.select_related("post__group", "author").filter(pk=key).first()
    if comment is None or not _belongs(person, comment.post.group):
        return None
    said = Evidence(f"group_comment:{key}", comment.author_id, comment.posted_at, comment.body)
    return _in_group(said, comment.author, comment.post.group, _("what %(name)s wrote"))


def _enrollment(person: Person, key: UUID) -> Reportable | None:
    card = Enrollment.objects.select_related("program__group", "person").filter(pk=key).first()
    if card is None or not _belongs(person, card.program.group):
        return None
    said = Evidence(f"enrollment:{key}", card.person_id, card.enrolled_at, _card(card))
    found = _in_group(said, card.person, card.program.group, _("the card of %(name)s"))
    subject = Subject(said.ref, about=card.person_id, group=card.program.group_id, program=card.program_id)
    return Reportable(subject, found.name, found.about, found.group, shown=found.shown)


def _person(person: Person, key: UUID) -> Reportable | None:
    mine = Membership.objects.filter(person=person).values("group")
    together = Membership.objects.filter(person=key, group__in=mine).select_related("group", "person")
    membership = together.order_by("left_at", "-joined_at").first()
    if membership is None:
        return None
    subject = Subject(f"person:{key}", about=key, group=membership.group_id)
    return Reportable(subject, membership.person.first_name, membership.person, membership.group)


_FINDERS: dict[str, Callable[[Person, UUID], Reportable | None]] = {
    "item": _item,
    "space": _space,
    "mentorship": _mentorship,
    "conversation": _conversation,
    "group_post": _group_post,
    "group_comment": _group_comment,
    "enrollment": _enrollment,
    "person": _person,
}


def _belongs(person: Person, group: Group) -> bool:
    """Also those who have just left: what made them leave can be reported."""
    return Membership.objects.filter(person=person, group=group).exists()


def _places(person: Person, space: UUID) -> list[SpaceMember]:
    return list(SpaceMember.objects.filter(space=space, person=person))


def _sees(places: Sequence[SpaceMember], item: Item) -> bool:
    """Whether it was said while the person was there, or is there."""
    return any(
        place.sees_from <= item.sequence and (place.left_at is None or place.left_at >= item.said_at)
        for place in places
    )


def _held_since(person: Person, author: UUID) -> datetime | None:
    """Since when the words of ``author`` wait, because of another report of this person."""
    holds = holds_in_force(person.pk).filter(held=author)
    return holds.order_by("began_at").values_list("began_at", flat=True).first()


def _is_kept(since: datetime | None, item: Item) -> bool:
    return since is not None and item.said_at >= since


def _in_group(said: Evidence, author: Person | None, group: Group, name: str) -> Reportable:
    subject = Subject(said.ref, about=said.author, group=group.pk)
    return Reportable(subject, name % {"name": _name(author)}, author, group, shown=(said,))


def _in_space(person: Person, space: Space, other: Person, ref: str, name: str, item: Item | None = None) -> Reportable:
    mentorship = Mentorship.objects.select_related("program__group").filter(space=space).first()
    program = mentorship.program if mentorship else Program.objects.filter(conversations__space=space).first()
    subject = Subject(
        ref,
        about=other.pk,
        group=program.group_id if program else None,
        program=program.pk if program else None,
        mentorship=mentorship.pk if mentorship else None,
    )
    return Reportable(
        subject,
        name % {"name": _name(other)},
        other,
        program.group if program else None,
        mentorship,
        *_words(person, space, other, item),
    )


def _words(
    person: Person, space: Space, other: Person, item: Item | None
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The item itself, and the newest others of the same author that ``person`` can see, unsealed."""
    try:
        seals = seals_of(space.pk)
    except KeyUnavailable:
        # The words cannot be read right now. A concern can still be raised without them.
        return (), ()
    newest = Item.objects.filter(space=space, author=other).prefetch_related("revisions", "attachments")
    places, since = _places(person, space.pk), _held_since(person, other.pk)
    nearby = [
        each
        for each in newest.order_by("-sequence")[: MOST_ITEMS * 2]
        if (item is None or each.pk != item.pk) and _sees(places, each) and not _is_kept(since, each)
    ]
    shown = (_evidence(item, seals),) if item else ()
    return shown, tuple(_evidence(each, seals) for each in nearby[: MOST_ITEMS - len(shown)])


def _evidence(item: Item, seals: Seals) -> Evidence:
    """The words as they are, those that were changed before, and the names of files. Also when they were taken back."""
    parts = [seals.read(item.sealed, place_of_item(item)).text]
    for revision in sorted(item.revisions.all(), key=lambda revision: revision.edition):
        earlier = seals.read(revision.sealed, place_of_item(item, revision.edition)).text
        parts.append(_("Before it was changed: %(words)s") % {"words": earlier})
    files = len(item.attachments.all())
    if files:
        parts.append(_("With files: %(number)s") % {"number": files})
    return Evidence(f"item:{item.pk}", item.author_id, item.said_at, "\n".join(part for part in parts if part))


def _card(card: Enrollment) -> str:
    """What the group may read of a card."""
    default = Enrollment.Audience.ORGANIZER if card.program.is_sensitive else Enrollment.Audience.GROUP
    answers = {"help": card.help_words, "about": card.about_words, "third": card.third_words}
    open_to_group = [
        words for key, words in answers.items() if card.audiences.get(key, default) == Enrollment.Audience.GROUP
    ]
    return "\n".join(words for words in (", ".join(card.topics), *open_to_group) if words)


def _name(person: Person | None) -> str:
    return person.first_name if person else _("a former member")
