"""Every page that people who are not in a space can open: each address of the site, with the ids of that very space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.domain.groups.models import Group
from alongside.domain.journeys.models import GoalStep, Journey, Meeting
from alongside.domain.mentorships.models import Conversation
from alongside.domain.notifications.models import Delivery, Notice
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Step
from alongside.domain.spaces.models import Attachment, Item
from tests.stories.canary.browsing import Browser
from tests.stories.canary.writing import Pair

_HREF = re.compile(rb'(?:href|action|src|hx-get)="(/[^"#]*)"')
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Pages that end the session, or are the same for everybody and say so by their gate.
_NOT_WALKED = re.compile(r"^/(static/|gallery/|sign-out/|demo/\w|pictures/|display/)")
_MOST_LINKS = 80


def everything_of(pair: Pair) -> Mapping[str, list[Any]]:
    """What the parameters of an address can be, for this pair."""
    space, journey = pair.mentorship.space, Journey.objects.get(mentorship=pair.mentorship)
    program = pair.mentorship.program
    items = Item.objects.filter(space=space)
    of_each_kind = [items.filter(kind=kind).values_list("pk", flat=True).last() for kind in Item.Kind.values]
    return {
        "room_id": [pair.mentorship.pk],
        "mentorship_id": [pair.mentorship.pk],
        "space_id": [space.pk],
        "item_id": [each for each in of_each_kind if each],
        "attachment_id": _keys(Attachment.objects.filter(space=space)),
        "step_id": [*_keys(GoalStep.objects.filter(goal__journey=journey))[:1], *_keys(Step.objects.all())[:1]],
        "meeting_id": _keys(Meeting.objects.filter(journey=journey))[:2],
        "conversation_id": _keys(Conversation.objects.filter(program=program)),
        "enrollment_id": [pair.mentor.pk, pair.mentee.pk],
        "person_id": [pair.mentor.person_id, pair.mentee.person_id],
        "program_id": [program.pk],
        "notice_id": _keys(Notice.objects.filter(person=pair.mentee.person_id))[:2],
        "delivery_id": _keys(Delivery.objects.all())[:3],
        "slug": [program.group.slug],
        "position": [1],
        "page": [1],
        "how": ["finish"],
        "topic": ["privacy"],
        "role": ["mentee"],
        "key": ["leila"],
        "band": ["strong"],
    }


def addresses(known: Mapping[str, list[Any]]) -> list[str]:
    """Every address of the site whose parameters are known, the same again with a query that asks for words."""
    found = []
    for pattern in _patterns(get_resolver()):
        names = _PARAMETER.findall(pattern)
        if _NOT_WALKED.match(pattern) or not all(known.get(name) for name in names):
            continue
        for values in product(*(known[name] for name in names)):
            address = pattern
            for value in values:
                address = _PARAMETER.sub(str(value), address, count=1)
            found.append(address)
    return found


def pages_for(browser: Browser, known: Mapping[str, list[Any]]) -> Iterator[tuple[str, bytes]]:
    """What somebody is shown at every address, and behind the links they find."""
    walked: set[str] = set()
    links: list[str] = []
    for address in addresses(known):
        walked.add(address)
        status, answer = browser.get(address)
        assert status != 500, address
        yield f"{status} {address}", answer
        links += _links(answer)
    for link in list(dict.fromkeys(links)):
        if link not in walked and len(walked) < _MOST_LINKS + len(links) and not _NOT_WALKED.match(link):
            walked.add(link)
            yield link, browser.get(link)[1]


def strangers(pair: Pair, other: Pair) -> Mapping[str, Person]:
    """Everybody who is near and not in the space."""
    from tests import cast

    group = Group.objects.get(pk=pair.mentorship.program.group_id)
    return {
        "the organizer": cast.organizer(group),
        "the operator": cast.person("Olga", is_operator=True),
        "another mentee": other.mentee.person,
        "another mentor of the program": cast.mentor(pair.mentorship.program, cast.person("Maria")).person,
    }


def _links(answer: bytes) -> Iterable[str]:
    return (link.decode().replace("&amp;", "&") for link in _HREF.findall(answer))


def _patterns(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, address)
        elif isinstance(entry, URLPattern):
            yield address


def _keys(rows: models.QuerySet[Any]) -> list[Any]:
    return list(rows.values_list("pk", flat=True))
