"""What the engine is told about a mentor and a mentee: only what they wrote or ticked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Topics = Mapping[str, float] | Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """What mentors and mentees have in common. Every field but ``id`` may stay empty.

    ``topics``: for a mentee what they want to learn, with how much each matters; for a mentor what
    they offer, with how strong they are in it (0 to 1). A plain sequence means all alike.
    ``goals``: what the mentee wants to reach, what the mentor likes to help with.
    ``languages``: codes, the preferred one first. ``timezone``: a zone name or ``UTC+2``.
    ``availability``: local times of the week, ``mon-evening`` or ``tue-18:00-20:00``.
    ``background``: a path, widest part first: ``technology/software/web``.
    ``traits``: what a person ticked about themselves; ``prefers`` and ``requires``: what they would
    like or must have ticked on the other side. ``apart``: keys of households, managers or teams;
    two people with a key in common are kept apart. ``choices``: ids of the other side, best first.
    """

    id: str
    name: str = ""
    topics: Topics = ()
    goals: Sequence[str] = ()
    languages: Sequence[str] = ()
    timezone: str = ""
    availability: Sequence[str] = ()
    background: str = ""
    traits: Sequence[str] = ()
    prefers: Sequence[str] = ()
    requires: Sequence[str] = ()
    apart: Sequence[str] = ()
    choices: Sequence[str] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Participant):
    """A mentor, and how many mentees they have room for."""

    capacity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Participant):
    """A mentee, how many mentors they ask for, and how far along the wait is (0 just came, 1 longest)."""

    demand: int = 1
    waiting: float = 0.0


@dataclass(frozen=True, slots=True)
class TopicTree:
    """How topics hang together: each topic's parent, and other spellings of it.

    ``parents``: topic to the wider topic. ``synonyms``: another word to the topic it means.
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
