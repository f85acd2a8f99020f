"""Components refuse what they do not know."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError


def draw(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_an_unknown_prop_is_a_template_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="colour"):
        Template('{% button colour="red" %}Save{% endbutton %}')


def test_a_value_outside_the_choices_is_a_template_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="kind='loud' is not one of"):
        draw('{% button kind="loud" %}Save{% endbutton %}')


def test_a_value_given_by_place_is_checked_too() -> None:
    with pytest.raises(TemplateSyntaxError, match="size='huge'"):
        draw("{% avatar person 'mentor' 'huge' %}", person=None)


def test_what_people_wrote_is_escaped() -> None:
    drawn = draw("{% notice %}{{ words }}{% endnotice %}", words="<script>")

    assert "&lt;script&gt;" in drawn
    assert "<script>" not in drawn


def test_a_button_with_an_address_is_a_link() -> None:
    assert draw('{% button href="/help/" %}Help{% endbutton %}').startswith('<a class="btn" href="/help/">')


def test_an_icon_alone_is_heard_as_its_words() -> None:
    assert 'aria-label="Send"' in draw('{% button icon="paper-plane-tilt" icon_only=True %}Send{% endbutton %}')
