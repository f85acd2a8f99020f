"""Why two people were put together: structured facts, and a plain English rendering of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["mentee", "mentor", "both"]
Fact = str | int | float | Sequence[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a pair, or one obstacle to it.

    ``code`` is stable and meant to be translated, with ``facts`` to fill in. ``side`` says who reads
    it, ``component`` what part of the score it stands for ("" for rules), and ``source`` the fields
    it was read from, such as ``mentee.topics``.
    """

    code: str
    component: str
    side: Side
    source: tuple[str, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


_WORDS: dict[str, str] = {
    "offers_topics": "Can help with {topics}.",
    "wants_topics": "Wants to learn {topics}.",
    "related_topics": "Knows {offered}, which is close to {wanted}.",
    "wants_related_topics": "Wants to learn {wanted}, which is close to your {offered}.",
    "helps_with_goals": "Likes to help with {goals}.",
    "has_goals": "Is working towards {goals}.",
    "shared_background": "You share a background: {background}.",
    "related_background": "Your backgrounds are close: {mentee_background} and {mentor_background}.",
    "shared_language": "You both speak {languages}.",
    "shared_hours": "You are both free about {hours} hours a week.",
    "close_clocks": "Your clocks are {hours} hours apart.",
    "same_clock": "Your clocks show the same time.",
    "mentor_has_preferred": "Has what you hoped for: {traits}.",
    "mentee_has_preferred": "Has what you hoped for: {traits}.",
    "shared_words": "You both write about {words}.",
    "chosen_by_mentee": "The mentee chose this mentor as number {rank}.",
    "your_choice_as_mentee": "This was your choice number {rank}.",
    "chosen_by_mentor": "The mentor chose this mentee as number {rank}.",
    "your_choice_as_mentor": "This was your choice number {rank}.",
    "waited_long": "Has waited long for a mentor.",
    "pinned": "The organizer put you together.",
    "nobody_on_the_other_side": "There is nobody on the other side yet.",
    "asks_for_none": "Asks for no mentor in this round.",
    "no_room": "Has no room in this round.",
    "no_shared_language": "No mentor with room shares a language: {languages}.",
    "too_little_overlap": "No mentor with room is free at the same hours often enough.",
    "required_preferences": "No mentor with room has everything that is required: {traits}.",
    "not_what_mentors_require": "Mentors with room require something that is not given.",
    "excluded_pairs": "Every mentor who would fit is excluded for this mentee.",
    "below_floor": "The best possible match scores {best}, below the floor of {floor}.",
    "places_are_short": "There are {places} places for {asked} asked; others fit better by {margin}.",
    "all_fitting_are_taken": "All {count} mentors who fit are taken by people they fit better.",
    "no_gain": "No allowed pair would add anything to the round.",
    "not_needed": "All who fit this mentor are better placed elsewhere.",
    "moved": "{mentee}: {after} instead of {before}.",
    "newly_placed": "{mentee}: now with {after}.",
    "no_longer_placed": "{mentee}: no longer with {before}.",
    "left_the_round": "{mentee}: left the round, was with {before}.",
    "one_more_place_each": "One more place for every mentor would place {placed} more people.",
    "halve_the_overlap": "Asking for {hours} hours in common would place {placed} more people.",
    "lower_the_floor": "A floor of {floor} would place {placed} more people.",
    "allow_no_shared_language": "Pairs without a shared language would place {placed} more people.",
    "allow_earlier_pairs": "Allowing earlier pairs to meet again would place {placed} more people.",
    "recruit_a_mentor": (
        "A mentor for {topics} (languages: {languages}; time zone: {timezone}) with {places} places "
        "would place {placed} more people."
    ),
    "no_fitting_mentee": "No mentee may be paired with this mentor under the rules.",
}


def in_words(reason: Reason) -> str:
    """Say a reason in plain English."""
    return _WORDS[reason.code].format_map({name: _said(fact) for name, fact in reason.facts.items()})


def codes() -> frozenset[str]:
    """Every code a reason can carry, for whoever translates them."""
    return frozenset(_WORDS)


def _said(fact: Fact) -> str:
    if isinstance(fact, float):
        return f"{fact:.2f}".rstrip("0").rstrip(".")
    if isinstance(fact, str | int):
        return str(fact)
    parts = [str(part) for part in fact]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
