"""A sign-up as a card, with only what its reader may read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.enrollments.answers import PAGES, UNSURE
from alongside.domain.enrollments.choices import PREFERENCES, TRAITS, labels, language_name, time_label
from alongside.domain.mentorships.queries import usual_answer_days
from alongside.domain.pairing.said import WAYS
from alongside.kernel import clock
from alongside.kernel.days import full_day
from alongside.policy import enrollments as policy
from alongside.policy.programs import Seat
from alongside.web.enrollments.forms import prompt_of

ANSWERS = tuple(answer for answer, _names in PAGES.values())


@dataclass(frozen=True)
class Card:
    """What a card shows."""

    enrollment: Any
    person: Any
    role: str
    name: str
    line: str
    facts: Sequence[tuple[str, str]]
    href: str
    has_room: bool


@dataclass(frozen=True)
class OwnAnswer:
    """One of one's own answers, as the check page lists it."""

    question: str
    words: str
    private: str  # what only suggestions use
    group_may_read: bool
    href: str


def cards_of(seat: Seat, program: Any, enrollments: Sequence[Any]) -> list[Card]:
    """Cards for these sign-ups; a fixed number of queries, however many there are."""
    for each in enrollments:
        each.program = program
    left = policy.places_left(program, list(enrollments)) if enrollments else {}
    days = usual_answer_days([each.person_id for each in enrollments]) if enrollments else {}
    return [card_of(seat, each, left[each.pk], days.get(each.person_id)) for each in enrollments]


def card_of(seat: Seat, enrollment: Any, places_left: int, answers_in: int | None = None) -> Card:
    """One card as this reader may see it. ``answers_in`` are the days in which the person usually answers."""
    readable = {answer for answer in ANSWERS if policy.may_read(seat, enrollment, answer)}
    card = _card(seat, enrollment, places_left, readable)
    return replace(card, facts=[*card.facts, *_answering(enrollment.person, answers_in)])


def _answering(person: Any, answers_in: int | None) -> list[tuple[str, str]]:
    """How long one waits for a word, so that nobody wonders; and until when somebody is away."""
    facts = []
    if answers_in is not None:
        facts.append((_("Usually answers"), _answer_words(answers_in)))
    if person.away_until and person.away_until > localdate(clock.now()):
        facts.append((_("Away"), _("Back on {day}").format(day=full_day(person.away_until))))
    return facts


def _answer_words(days: int) -> str:
    if days <= 1:
        return _("Within a day")
    if days <= 3:
        return _("Within two or three days")
    return _("Within a week") if days <= 7 else _("Takes more than a week")


def card_from_outside(seat: Seat, enrollment: Any) -> Card:
    """One's own card as the other members see it."""
    readable = {answer for answer in ANSWERS if enrollment.group_may_read(answer)}
    return _card(seat, enrollment, enrollment.capacity, readable)


def own_answers(seat: Seat, enrollment: Any) -> list[OwnAnswer]:
    """One's own four answers, with where to change each and who reads it."""
    words = {
        "help": help_words(enrollment),
        "about": ". ".join(each for each in (enrollment.about_words, enrollment.background) if each),
        "third": enrollment.third_words,
        "reach": reach_words(enrollment),
    }
    place = [seat.group.slug, enrollment.program_id, enrollment.role]
    return [
        OwnAnswer(
            question=prompt_of(enrollment, answer)["question"],
            words=words[answer],
            private=_private(enrollment) if answer == "third" else "",
            group_may_read=enrollment.group_may_read(answer),
            href=reverse("enrollments:ask_question", args=[*place, page]),
        )
        for page, (answer, _names) in PAGES.items()
    ]


def _private(enrollment: Any) -> str:
    """Preferences and traits: their author may see them, others never do."""
    chosen = labels(enrollment.traits, TRAITS) if enrollment.is_mentor else labels(enrollment.preferences, PREFERENCES)
    return ", ".join(chosen)


def _card(seat: Seat, enrollment: Any, places_left: int, readable: Collection[str]) -> Card:
    program = enrollment.program
    return Card(
        enrollment=enrollment,
        person=enrollment.person,
        role=enrollment.role,
        name=enrollment.person.full_name,
        line=_line(enrollment, places_left),
        facts=_facts(enrollment, readable),
        href=reverse("enrollments:show_card", args=[seat.group.slug, program.pk, enrollment.pk]),
        has_room=places_left > 0,
    )


def _facts(enrollment: Any, readable: Collection[str]) -> list[tuple[str, str]]:
    """The answers that may be read, labelled; preferences and traits are never among them."""
    labelled = [
        ("help", _("Helps with") if enrollment.is_mentor else _("Would like help with"), help_words(enrollment)),
        ("about", _("About me"), enrollment.about_words),
        ("third", _("Why") if enrollment.is_mentor else _("Looking for"), enrollment.third_words),
        ("reach", _("Best reached"), reach_words(enrollment)),
    ]
    facts = [(label, words) for answer, label, words in labelled if words and answer in readable]
    if enrollment.languages:
        facts.append((_("Speaks"), ", ".join(language_name(code) for code in enrollment.languages)))
    return facts


def help_words(enrollment: Any) -> str:
    """Topics and own words of the first answer, as one line."""
    topics = ", ".join(topic for topic in enrollment.topics if topic != UNSURE)
    unsure = enrollment.program.unsure if UNSURE in enrollment.topics and not enrollment.help_words else ""
    return ". ".join(each.strip(" .") for each in (topics, enrollment.help_words, unsure) if each.strip(" ."))


def reach_words(enrollment: Any) -> str:
    """ "Evenings, by phone or video"."""
    times = [time_label(code) for code in enrollment.reach_times]
    # The words for ways inside a sentence: some languages write them with a capital, so nothing is made small here.
    ways = [str(WAYS.get(code, code)) for code in enrollment.reach_ways if code != "in_person"]
    said = [", ".join(times)] if times else []
    if "in_person" in enrollment.reach_ways:
        said.append(_("in person"))
    if ways:
        either = _("{most} or {last}").format(most=", ".join(ways[:-1]), last=ways[-1]) if ways[1:] else ways[0]
        said.append(_("by {ways}").format(ways=either))
    reach = ", ".join(said)
    return ". ".join(each for each in (reach[:1].upper() + reach[1:], enrollment.reach_words) if each)


def _line(enrollment: Any, places_left: int) -> str:
    if not enrollment.is_mentor:
        return str(enrollment.background)
    room = (
        ngettext("%(count)d place left", "%(count)d places left", places_left) % {"count": places_left}
        if places_left
        else _("No places left right now")
    )
    return f"{enrollment.background.strip('. ')}. {room}" if enrollment.background else room
