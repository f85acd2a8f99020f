"""Who is told when something happens: posts, comments, messages and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.mentorships.models import Conversation, Mentorship
from alongside.domain.notifications.commands.notices import call_off, notify
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.queries import is_held
from alongside.domain.spaces import events
from alongside.domain.spaces.models import SpaceMember

# Whoever has the page open reads a message there; nobody wants a letter about it as well.
_TIME_TO_SEE_IT = timedelta(minutes=5)


@dataclass(frozen=True)
class _Home:
    """What a space belongs to."""

    path: str
    program: Program
    mentorship: UUID | None


def tell_of_message(fact: events.MessageSent, *, at: datetime) -> None:
    """One notice for all messages that wait, not one for each."""
    home = _home(fact.space_id)
    if home is None:
        return
    path = f"{home.path}chat/" if home.mentorship else home.path
    for member in _others(fact.space_id, fact.author_id):
        once = f"message_sent:{fact.space_id}:{member.person_id}:{member.read_up_to}"
        _tell(home, member.person_id, fact.author_id, "message_sent", path, once, at, delay=_TIME_TO_SEE_IT)


def call_off_message(fact: events.MessagesRead, *, at: datetime) -> None:
    """What was read on the page needs no letter."""
    call_off(f"message_sent:{fact.space_id}:{fact.person_id}:", at=at)


def tell_of_post(fact: events.PostShared, *, at: datetime) -> None:
    if home := _home(fact.space_id):
        for member in _others(fact.space_id, fact.author_id):
            once = f"post_shared:{fact.item_id}:{member.person_id}"
            _tell(home, member.person_id, fact.author_id, "post_shared", home.path, once, at)


def tell_of_comment(fact: events.CommentAdded, *, at: datetime) -> None:
    if home := _home(fact.space_id):
        for member in _others(fact.space_id, fact.author_id):
            once = f"comment_added:{fact.item_id}:{member.person_id}"
            _tell(home, member.person_id, fact.author_id, "comment_added", home.path, once, at)


def tell_of_erasure_asked_for(fact: events.ErasureAskedFor, *, at: datetime) -> None:
    if home := _home(fact.space_id):
        for member in _others(fact.space_id, fact.person_id):
            once = f"erasure_asked_for:{fact.space_id}:{fact.person_id}:{member.person_id}"
            _tell(home, member.person_id, fact.person_id, "erasure_asked_for", f"{home.path}about/erase/", once, at)


def _home(space_id: UUID) -> _Home | None:
    if mentorship := Mentorship.objects.select_related("program").filter(space=space_id).first():
        return _Home(f"/p/{mentorship.pk}/", mentorship.program, mentorship.pk)
    talk = Conversation.objects.select_related("program").filter(space=space_id).first()
    # The first message waits for a yes and is told of as a hello.
    if talk is None or talk.state == Conversation.State.WAITING:
        return None
    return _Home(f"/c/{talk.pk}/", talk.program, None)


def _others(space_id: UUID, author_id: UUID) -> list[SpaceMember]:
    others = SpaceMember.objects.current().filter(space=space_id).exclude(person=author_id)
    return [member for member in others if not is_held(author=author_id, reader=member.person_id)]


def _tell(
    home: _Home,
    person: UUID,
    author: UUID,
    kind: str,
    path: str,
    once: str,
    at: datetime,
    delay: timedelta = timedelta(0),
) -> None:
    notify(
        person,
        kind,
        facts={"name": Person.objects.get(pk=author).first_name, "program_name": home.program.name},
        path=path,
        once=once,
        at=at,
        delay=delay,
        neutral=home.program.is_sensitive,
        about=author,
        group=home.program.group_id,
        mentorship=home.mentorship,
    )


REACTIONS: Reactions = {
    events.MessageSent: [tell_of_message],
    events.MessagesRead: [call_off_message],
    events.PostShared: [tell_of_post],
    events.CommentAdded: [tell_of_comment],
    events.ErasureAskedFor: [tell_of_erasure_asked_for],
}

# Facts of this area nobody needs to be told of: the page shows them.
SILENT: Silent = frozenset(
    {
        events.ItemEdited,
        events.ItemRetracted,
        events.ReactionGiven,
        events.SpaceClosed,
        events.SpaceErased,
        events.SpaceLeft,
        events.SpaceOpened,
    }
)
