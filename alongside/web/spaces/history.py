"""One's own copy of everything in a space: a page to keep and print, or data."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.domain.journeys.queries import MeetingView, all_answers, goals_of, meetings_of, questions_of
from alongside.domain.spaces.files import read_bytes
from alongside.domain.spaces.queries import everything_said
from alongside.domain.spaces.said import Said
from alongside.domain.spaces.sealing import Damaged, Seals, seals_of
from alongside.kernel import clock
from alongside.policy import spaces
from alongside.policy.spaces import Room
from alongside.web.gates import PersonRequest, adults
from alongside.web.spaces.frame import other_names, sealed_page

# Pictures, voice notes and files are part of the copy as long as it stays a copy one can open; then they are named.
_MOST_BYTES = 100_000_000


@adults
@require_safe
@sealed_page
def download_story(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """One page that holds everything, needs nothing from anywhere, and prints well."""
    room = spaces.to_enter(request.user, room_id)
    # The page stands alone, without our style sheets around it, so it carries its own rules.
    styles = format_html("<style>{}</style>", render_to_string("spaces/parts/story_styles.txt"))
    html = render_to_string("spaces/story.html", {**_story(room), "styles": styles})
    return _download(html, "text/html; charset=utf-8", room, "html")


@adults
@require_safe
@sealed_page
def download_data(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """The same as data that other programs read."""
    room = spaces.to_enter(request.user, room_id)
    story = _story(room)
    kept = story["kept"]
    data = {
        "program": room.program.name,
        "people": [{"name": walker.person.first_name, "role": walker.role} for walker in room.walkers],
        "began_at": room.mentorship.began_at.isoformat(),
        "ended_at": room.mentorship.ended_at.isoformat() if room.mentorship.ended_at else None,
        "weeks": [
            {"week": week, "title": title, "question": question, "answers": [_as_data(each, kept) for each in answers]}
            for week, title, question, answers in story["weeks"]
        ],
        "posts": [_as_data(each, kept) for each in story["posts"]],
        "messages": [_as_data(each, kept) for each in story["messages"]],
        "goals": [
            {
                "goal": goal.words.text,
                "state": goal.state,
                "steps": [{"step": step.words.text, "done": step.is_done} for step in goal.steps],
            }
            for goal in story["goals"]
        ],
        "meetings": [_meeting_as_data(each) for each in story["meetings"]],
    }
    return _download(json.dumps(data, ensure_ascii=False, indent=2), "application/json", room, "json")


def _story(room: Room) -> dict[str, Any]:
    at, seals = clock.now(), seals_of(room.space.pk)
    questions = questions_of(room.journey)
    answers = all_answers(room.journey, for_=room.person, at=at, seals=seals)
    messages = everything_said(room.space, "message", for_=room.person, at=at, seals=seals)
    posts = everything_said(room.space, "post", for_=room.person, at=at, seals=seals)
    ahead, past = meetings_of(room.journey, at=at, seals=seals)
    return {
        "room": room,
        "title": _("You and %(names)s") % {"names": other_names(room)},
        "weeks": [(week, *asked, answers.get(week, [])) for week, asked in sorted(questions.items())],
        "posts": posts,
        "messages": messages,
        "goals": goals_of(room.journey, seals),
        "meetings": sorted((*ahead, *past), key=lambda each: each.meeting.starts_at or each.meeting.changed_at),
        "kept": _kept_files(room, seals, [*(each for said in answers.values() for each in said), *posts, *messages]),
        "made_at": at,
    }


def _kept_files(room: Room, seals: Seals, said: list[Said]) -> dict[UUID, str]:
    """Every file as a data address, by id, up to a sensible size of the whole."""
    types = {file.id: file.facts.type for each in said for file in each.files if not file.facts.damaged}
    found: dict[UUID, str] = {}
    left = _MOST_BYTES
    for attachment in spaces.files_in(room, types):
        try:
            content = read_bytes(seals, attachment, attachment.item)
        except Damaged:
            continue
        left -= len(content)
        if left > 0:
            found[attachment.pk] = f"data:{types[attachment.pk]};base64,{b64encode(content).decode('ascii')}"
    return found


def _as_data(said: Said, kept: dict[UUID, str]) -> dict[str, Any]:
    files = [
        {"name": file.facts.name, "type": file.facts.type, "content": kept.get(file.id, "")} for file in said.files
    ]
    return {
        "by": said.author.first_name,
        "at": said.said_at.isoformat(),
        "words": said.words.text,
        "files": files,
        "comments": [_as_data(comment, kept) for comment in said.comments],
    }


def _meeting_as_data(view: MeetingView) -> dict[str, Any]:
    meeting = view.meeting
    return {
        "state": meeting.state,
        "starts_at": meeting.starts_at.isoformat() if meeting.starts_at else None,
        "minutes": meeting.minutes,
        "how": meeting.how,
        "place": view.place.text,
        "note": view.note.text,
    }


def _download(content: str, content_type: str, room: Room, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    # No names: a folder of downloads is seen by others.
    name = slugify(f"mentorship {room.mentorship.began_at:%Y-%m-%d}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
