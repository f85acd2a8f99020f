"""Lint sees what the content policy forbids and what nobody could translate."""

from __future__ import annotations

import pytest
from toolbox.templates import problems_in


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ('<p style="color:red"></p>', "1: a style attribute; the content policy forbids it"),
        ("<style>p {}</style>", "1: a style element; rules belong in a CSS file"),
        ("<script>go()</script>", "1: an inline script; it belongs in a file"),
        ('<a onclick="go()"></a>', "1: an onclick attribute; the content policy forbids it"),
        ('<a href="javascript:go()"></a>', "1: a javascript: address"),
        ("<p>\n\nHello there</p>", "1: text that nobody can translate: 'Hello there'"),
        ("{# one\ntwo #}\n<b>Hello</b>", "3: text that nobody can translate: 'Hello'"),
        ('<img alt="A sunny hill">', "1: alt='A sunny hill' cannot be translated"),
        ('<input type="submit" value="Save">', "1: value='Save' cannot be translated"),
    ],
)
def test_a_breach_is_found_at_its_line(source: str, problem: str) -> None:
    assert list(problems_in(source)) == [problem]


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Hello" %}</p>',
        "<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}</p>",
        '<img alt="{% translate "A hill" %}">',
        '<script src="/static/app.js" defer></script>',
        '<input type="hidden" name="next" value="today">',
        "<p>{{ person.name }}, 12:30 · 4</p>",
        "{# Only for those who read the template. #}",
    ],
)
def test_what_is_right_is_left_alone(source: str) -> None:
    assert not list(problems_in(source))
