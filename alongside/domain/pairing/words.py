"""What the engine found, in sentences: reasons, things to check, why somebody has no mentor, advice, changes.

Reasons are stored as codes with facts and put into words when they are read, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.domain.pairing import said

Fact = Mapping[str, Any]

# Every sentence names people, so that an organizer, a mentor and a mentee can read the same one.
_REASONS: Final[dict[str, Any]] = {
    # for the mentee
    "offers_topics": _("%(mentor)s can help with %(topics)s."),
    "related_topics": _("%(mentor)s knows %(offered)s, which is close to %(wanted)s."),
    "helps_with_goals": _("%(mentor)s likes to help with %(goals)s."),
    "mentor_has_preferred": _("%(mentor)s is what %(mentee)s hoped for: %(traits)s."),
    "your_choice_as_mentee": _("%(mentee)s chose %(mentor)s as number %(rank)s."),
    "chosen_by_mentor": _("%(mentor)s would like to be the mentor of %(mentee)s."),
    # for the mentor
    "wants_topics": _("%(mentee)s wants help with %(topics)s."),
    "wants_related_topics": _("%(mentee)s wants help with %(wanted)s, which is close to %(offered)s."),
    "has_goals": _("%(mentee)s is working towards %(goals)s."),
    "mentee_has_preferred": _("%(mentee)s is what %(mentor)s hoped for: %(traits)s."),
    "your_choice_as_mentor": _("%(mentor)s chose %(mentee)s as number %(rank)s."),
    "chosen_by_mentee": _("%(mentee)s chose %(mentor)s as number %(rank)s."),
    "waited_long": _("%(mentee)s has waited long for a mentor."),
    "first_of_yours": _("%(mentor)s has no other mentee yet."),
    # for both
    "pinned": _("The organizer put you together."),
    "shared_background": _("Both come from the same field: %(background)s."),
    "related_background": _("Their paths are close: %(mentee_background)s and %(mentor_background)s."),
    "shared_words": _("Both write about %(words)s."),
    "shared_language": _("Both speak %(languages)s."),
    "shared_times": _("Both are free on %(times)s."),
    "shared_hours": _("Both are free about %(hours)s a week."),
    "shared_ways": _("Both like to talk by %(ways)s."),
    "close_clocks": _("Their clocks are only %(hours)s apart."),
    "same_clock": _("Both live by the same clock."),
    "said_hello": _("They have written to each other already."),
    # worth knowing: things an organizer should check
    "topics_in_part": _("%(mentor)s did not offer %(topics)s."),
    "topics_only_close": _("%(mentor)s offers nothing that %(mentee)s named, only something close."),
    "topics_missing": _("%(mentor)s offers none of what %(mentee)s asked for."),
    "little_overlap": _("Their times overlap only about %(hours)s a week."),
    "no_overlap": _("Their times do not overlap."),
    "ways_differ": _("%(mentee)s prefers %(wanted)s, %(mentor)s prefers %(offered)s."),
    "wish_unmet": _("%(mentee)s hoped for: %(traits)s. %(mentor)s did not say so."),
    "mentor_has_others": _("%(mentor)s has mentees already."),
    "clocks_apart": _("Their clocks are %(hours)s apart."),
    "below_average": _("The fit is weaker than for most pairs."),
}

_CHECK_TAGS: Final[dict[str, Any]] = {
    "topics_in_part": _("Part of what was asked"),
    "topics_only_close": _("Close, not the same"),
    "topics_missing": _("Not what was asked"),
    "little_overlap": _("Times overlap little"),
    "no_overlap": _("Times do not overlap"),
    "ways_differ": _("Different ways to talk"),
    "wish_unmet": _("A wish is not met"),
    "mentor_has_others": _("Has mentees already"),
    "clocks_apart": _("Clocks far apart"),
    "below_average": _("Weaker fit"),
}

_WHY_NOT: Final[dict[str, Any]] = {
    "nobody_on_the_other_side": _("No mentor has signed up with room yet."),
    "asks_for_none": _("Asks for no mentor in this round."),
    "no_shared_language": _("No mentor with room speaks %(languages)s."),
    "too_little_overlap": _("No mentor with room is free at the same times."),
    "required_preferences": _("No mentor with room is %(traits)s, and this was a must."),
    "not_what_mentors_require": _("Mentors with room ask for something else."),
    "excluded_pairs": _("Nobody who would fit is possible."),
    "below_floor": _("Nobody fits well enough."),
    "places_are_short": _("There are %(places)s places for %(asked)s people."),
    "all_fitting_are_taken": _("The mentors who fit are with people they fit better."),
    "no_gain": _("Nobody fits well enough."),
    "topics_nobody_offers": _("Nobody with room offers %(topics)s."),
}

_AGAINST: Final[dict[str, Any]] = {
    "pair_shares_no_language": _("They share no language."),
    "pair_too_little_time": _("They are both free only %(hours)s a week. This program asks for %(least)s."),
    "pair_must_unmet": _("%(mentee)s asked for this as a must: %(traits)s. %(mentor)s did not say so."),
    "pair_must_unmet_by_mentee": _("%(mentor)s asked for this as a must: %(traits)s. %(mentee)s did not say so."),
    "pair_kept_apart": _("A rule keeps these two apart."),
}

_ADVICE: Final[dict[str, Any]] = {
    "recruit_for_topic": _("Nobody offers %(topic)s, and %(people)s asked for it."),
    "recruit_a_mentor": _("A mentor for %(topics)s who speaks %(languages)s would give %(placed)s a mentor."),
    "recruit_mentors": _("%(mentors)s for %(topics)s who speak %(languages)s would give %(placed)s a mentor."),
    "halve_the_overlap": _("If %(hours)s together a week were enough, %(placed)s would have a mentor."),
    "lower_the_floor": _("If a somewhat weaker fit were enough, %(placed)s would have a mentor."),
    "one_more_place_each": _("If every mentor took one more person, %(placed)s would have a mentor."),
    "allow_no_shared_language": _("Without a language in common, %(placed)s would have a mentor."),
    "soften_required": _("If musts became wishes, %(people)s could have a mentor."),
    "too_many_to_be_sure": _(
        "There are too many people to be sure that nobody else could get a mentor. "
        "Choose the best fit over everyone, or split the program."
    ),
    "ask_silent": _("%(mentors)s did not answer for three weeks and are left out. A short note may bring them back."),
}

_CHANGES: Final[dict[str, Any]] = {
    "same_pairs": _("%(pairs)s are the same as last time."),
    "new_pairs": _("%(pairs)s are new."),
    "gone_pairs": _("%(pairs)s of last time are not suggested any more."),
    "newly_placed": _("%(people)s who had no mentor last time have one now."),
    "newly_unplaced": _("%(people)s who had a mentor last time have none now."),
    "joined": _("%(people)s signed up since."),
    "left": _("%(people)s left or paused since."),
    "nothing_changed": _("Nothing changed since the last time."),
}

_IN_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "topics": said.listed,
    "goals": said.listed,
    "words": said.listed,
    "languages": said.languages,
    "times": said.times,
    "ways": said.ways,
    "wanted": lambda value: said.ways(value) if isinstance(value, list) else str(value),
    "offered": lambda value: said.ways(value) if isinstance(value, list) else str(value),
    "traits": said.wishes,
    "hours": lambda value: _hours(value),
    "least": lambda value: _hours(value),
    "pairs": lambda value: ngettext("%(n)d pair", "%(n)d pairs", value) % {"n": value},
    "placed": lambda value: ngettext("%(n)d more person", "%(n)d more people", value) % {"n": value},
    "people": lambda value: ngettext("%(n)d person", "%(n)d people", value) % {"n": value},
    "mentors": lambda value: ngettext("%(n)d mentor", "%(n)d mentors", value) % {"n": value},
}


def sentences(reasons: Iterable[Fact], *, mentee: str, mentor: str) -> list[str]:
    """Reasons or things to check, with the names of both people."""
    return [_said(_REASONS, reason, mentee=mentee, mentor=mentor) for reason in reasons if reason["code"] in _REASONS]


def check_tag(checks: Iterable[Fact]) -> str:
    """The first thing to check, in two or three words."""
    return next((str(_CHECK_TAGS[check["code"]]) for check in checks if check["code"] in _CHECK_TAGS), "")


def why_not(reasons: Iterable[Fact]) -> list[str]:
    """Why somebody has no mentor."""
    return [_said(_WHY_NOT, reason) for reason in reasons if reason["code"] in _WHY_NOT]


def against(reasons: Iterable[Fact], *, mentee: str, mentor: str) -> list[str]:
    """What stands against two people an organizer thinks of."""
    return [_said(_AGAINST, reason, mentee=mentee, mentor=mentor) for reason in reasons]


def advice(items: Iterable[Fact]) -> list[str]:
    """What would place most people."""
    return [_said(_ADVICE, item) for item in items if item["code"] in _ADVICE]


def changes(items: Iterable[Fact]) -> list[str]:
    """What is different from the round before."""
    return [_said(_CHANGES, item) for item in items if item["code"] in _CHANGES]


def known_reasons() -> frozenset[str]:
    """Every code that can be put into words."""
    return frozenset(_REASONS) | frozenset(_WHY_NOT)


def known_advice() -> frozenset[str]:
    """Every code of advice that can be put into words."""
    return frozenset(_ADVICE)


def _said(words: Mapping[str, Any], item: Fact, **names: str) -> str:
    facts = {key: _fact(key, value) for key, value in item.get("facts", {}).items()}
    return str(words[item["code"]]) % {**facts, **names}


def _hours(value: float) -> str:
    number = f"{value:g}" if value < 3 else round(value)
    return ngettext("%(n)s hour", "%(n)s hours", 1 if value == 1 else 2) % {"n": number}


def _fact(key: str, value: Any) -> str:
    return _IN_WORDS[key](value) if key in _IN_WORDS else str(value)
