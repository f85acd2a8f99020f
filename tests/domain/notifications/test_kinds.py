from __future__ import annotations

import pytest
from django.template.loader import get_template

from alongside.domain.notifications.kinds import AREAS, KINDS


@pytest.mark.parametrize("key", sorted(KINDS))
def test_every_kind_has_its_words(key: str) -> None:
    assert get_template(f"notices/{key}.txt")


def test_no_two_areas_use_the_same_key() -> None:
    assert len(KINDS) == sum(len(area.KINDS) for area in AREAS)
