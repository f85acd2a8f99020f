"""The first half of the trial, as a test, so that it has a database of its own."""

from __future__ import annotations

import pytest

from bench.permissions.trial import Trial
from tests.house.test_access import Asked, asked

__all__ = ["asked", "test_pages"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_pages(asked: Asked, request: pytest.FixtureRequest) -> None:
    """Ask for every page with every check gone once."""
    trial = request.config.pluginmanager.get_plugin("trial")
    assert isinstance(trial, Trial)
    trial.ask(asked)
