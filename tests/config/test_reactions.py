from __future__ import annotations

from alongside.config.reactions import REACTIONS, SILENT
from alongside.domain.events.facts import known_facts


def test_every_fact_is_wired_or_said_to_be_silent() -> None:
    facts = {fact for fact in known_facts().values() if fact.__module__.startswith("alongside.")}

    forgotten = facts - set(REACTIONS) - SILENT

    assert not forgotten, f"not in REACTIONS and not SILENT: {sorted(fact.name for fact in forgotten)}"


def test_nothing_is_both_wired_and_silent() -> None:
    assert not set(REACTIONS) & SILENT
