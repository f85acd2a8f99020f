"""Which words two people share."""

from alongside.matching.texts import shared_words


def test_words_that_tell_something_are_shared() -> None:
    assert shared_words("I would like to garden and write", "Gardening, mostly, and I would write") == [
        "garden",
        "write",
    ]


def test_words_that_tell_nothing_are_no_reason() -> None:
    assert shared_words("I would like someone to talk to about things", "About anything you would like, someone") == []
