"""Fields tie hint and error to the input, keep the browser from judging, and lead to the first problem."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template import Context, Template

from alongside.web.forms import Form


class SignUp(Form):
    name = forms.CharField(label="First name", help_text="Others see it.", max_length=5)
    topics = forms.MultipleChoiceField(
        label="Topics", choices=[("cv", "CV"), ("unsure", "Not sure")], widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(label="More", required=False, widget=forms.Textarea)
    mail = forms.EmailField(label="Email")


def draw(source: str, form: forms.Form, **values: Any) -> str:
    return Template(source).render(Context({"form": form, **values}))


def test_hint_and_error_describe_the_input() -> None:
    drawn = draw("{% field form.name %}", SignUp({}))

    assert 'aria-describedby="id_name_hint id_name_problem"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name_hint"' in drawn
    assert 'id="id_name_problem"' in drawn


def test_the_browser_judges_nothing() -> None:
    drawn = draw("{% for each in form %}{% field each %}{% endfor %}", SignUp())

    assert " required" not in drawn
    assert "maxlength" not in drawn


def test_what_may_stay_empty_says_so_and_the_rest_does_not() -> None:
    assert "More (optional)" in draw("{% field form.more %}", SignUp())
    assert "(optional)" not in draw("{% field form.name %}", SignUp())


def test_choices_are_tiles_in_a_fieldset() -> None:
    drawn = draw('{% choice_tiles form.topics whole="unsure" %}', SignUp())

    assert drawn.count('class="choice') == 4
    assert "<fieldset" in drawn
    assert drawn.index("choice-or") < drawn.index("Not sure")


def test_the_summary_leads_to_the_first_tile_of_a_group() -> None:
    drawn = draw("{% error_summary form %}", SignUp({"name": "Leila", "mail": "a@example.org"}))

    assert '<a href="#id_topics_0">Choose at least one</a>' in drawn


def test_the_summary_is_not_there_when_all_is_well() -> None:
    good = SignUp({"name": "Leila", "topics": ["cv"], "mail": "a@example.org"})

    assert draw("{% error_summary form %}", good).strip() == ""
    assert draw("{% error_summary form %}", SignUp()).strip() == ""


def test_too_long_says_by_how_much() -> None:
    form = SignUp({"name": "Leilani", "topics": ["cv"], "mail": "a@example.org"})

    assert form.errors["name"] == ["Your answer is 2 letters too long. The limit is 5"]


def test_a_wrong_address_says_what_a_right_one_looks_like() -> None:
    form = SignUp({"name": "Leila", "topics": ["cv"], "mail": "leila"})

    assert form.errors["mail"] == ["Enter an email address like name@example.com"]


def test_an_own_message_for_an_empty_answer_is_kept() -> None:
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Tell us your name"})

    assert Own({}).errors["name"] == ["Tell us your name"]
