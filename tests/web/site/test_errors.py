"""System pages, above all the one that must work when nothing else does."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client, RequestFactory

from alongside.web.site import errors


def test_the_page_for_a_broken_page_needs_no_database_and_gives_the_number_in_the_log(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "alongside.web"):
        page = errors.broken(rf.get("/today/"))

    found = re.search(r"Number ([0-9A-F]{4})", page.content.decode())
    assert page.status_code == 500
    assert found is not None
    assert found[1] in caplog.text


def test_an_address_that_is_not_there_says_so_kindly(client: Client) -> None:
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "There is nothing here" in page.content.decode()


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (errors.forbidden, 403, "This page is for someone else"),
        (errors.forged, 403, "This page was open for a long time"),
        (errors.gone, 410, "This link has run out"),
        (errors.too_many, 429, "That was a lot in a short time"),
    ],
)
def test_each_says_what_to_do(rf: RequestFactory, answer: object, status: int, words: str) -> None:
    page = answer(rf.get("/"))  # type: ignore[operator]

    assert (page.status_code, words in page.content.decode()) == (status, True)
