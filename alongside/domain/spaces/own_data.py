"""What somebody wrote and received in their private spaces, unsealed for their own copy."""

from __future__ import annotations

from typing import Any

from alongside.domain.people.models import Person
from alongside.domain.spaces.models import Draft, Item, Space, SpaceMember
from alongside.domain.spaces.queries import everything_said, read_drafts
from alongside.domain.spaces.said import Said
from alongside.domain.spaces.sealing import KeyUnavailable, seals_of

_KINDS = (Item.Kind.ANSWER, Item.Kind.POST, Item.Kind.MESSAGE)


def own_data(person: Person) -> dict[str, Any]:
    """Every space the person can open, with all that was said there and nobody took back.

    A space whose key is gone, because it was erased, is named and marked as unreadable.
    """
    mine = SpaceMember.objects.current().filter(person=person).values("space")
    spaces = Space.objects.filter(pk__in=mine).order_by("opened_at")
    return {"spaces": [_one_space(space, person) for space in spaces]}


def _one_space(space: Space, person: Person) -> dict[str, Any]:
    facts = {"kind": space.kind, "opened_at": space.opened_at, "closed_at": space.closed_at}
    try:
        seals = seals_of(space.pk)
    except KeyUnavailable:
        return {**facts, "unreadable": True}
    # The moment decides what could still be edited, which a copy does not say.
    said = {kind: everything_said(space, kind, for_=person, at=space.opened_at, seals=seals) for kind in _KINDS}
    slots = Draft.objects.filter(space=space, person=person).values_list("slot", flat=True)
    return {
        **facts,
        **{f"{kind}s": [_plain(each) for each in things] for kind, things in said.items()},
        "drafts": list(read_drafts(space, person, slots, seals=seals).values()),
    }


def _plain(said: Said) -> dict[str, Any]:
    return {
        "by": "me" if said.is_mine else said.author.first_name,
        "at": said.said_at,
        "words": said.words.text,
        "files": [file.facts.name for file in said.files],
        "comments": [_plain(comment) for comment in said.comments],
    }
