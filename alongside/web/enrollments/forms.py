"""Forms for signing up: one for each question, made for one program and one role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.answers import UNSURE
from alongside.domain.enrollments.choices import (
    MAY_BE_REQUIRED,
    PREFERENCES,
    TIMES,
    TRAITS,
    WAYS,
    language_codes,
    language_name,
    time_label,
)
from alongside.web.forms import Form
from alongside.web.programs.forms import DayInput

MOST_TOPICS = 3
AUDIENCES = (("group", _("Members of this group")), ("organizer", _("Only the organizer")))


class SomeOf(forms.MultipleChoiceField):
    """Tiles to tick."""

    def __init__(self, choices: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(choices=list(choices), widget=forms.CheckboxSelectMultiple, **kwargs)


class QuestionForm(Form):
    """What all four questions share: who may read the answer."""

    answer = ""
    audience = forms.ChoiceField(label=_("Who can read this answer?"), choices=AUDIENCES, widget=forms.RadioSelect)

    def __init__(self, enrollment: Any, data: Any = None) -> None:
        self.enrollment = enrollment
        self.prompt = prompt_of(enrollment, self.answer)
        super().__init__(data, initial=self.first_values())
        self.initial["audience"] = enrollment.audience_of(self.answer)

    def first_values(self) -> dict[str, Any]:
        return {name: getattr(self.enrollment, name, None) for name in self.base_fields if name != "audience"}

    def values(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "audience"}

    def draft(self) -> dict[str, Any]:
        """What can be kept of an answer that is still being written: whatever is valid so far."""
        self.is_valid()
        kept = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        self.cleaned_data = {**self.initial, **kept}
        return {name: value for name, value in self.values().items() if name in kept}


class HelpForm(QuestionForm):
    """1: what somebody can help with, or wants help with."""

    answer = "help"
    topics = SomeOf(error_messages={"required": _("Choose at least one, or choose “I am not sure yet”")})
    help_words = forms.CharField(
        label=_("In your own words"), max_length=600, required=False, widget=forms.Textarea,
        help_text=_("One or two sentences is plenty. Spelling does not matter."),
    )  # fmt: skip
    capacity = forms.TypedChoiceField(
        label=_("How many people would you like to help at the same time?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, enrollment: Any, data: Any = None) -> None:
        super().__init__(enrollment, data)
        program = enrollment.program
        own = [topic for topic in enrollment.topics if topic not in program.topics and topic != UNSURE]
        tiles = [(topic, topic) for topic in [*program.topics, *own]]
        topics: Any = self.fields["topics"]
        topics.choices = [*tiles, (UNSURE, program.unsure or gettext("I am not sure yet"))]
        topics.label, topics.help_text = self.prompt["question"], self.prompt["hint"]
        most = max(program.default_capacity, enrollment.capacity, 5)
        capacity: Any = self.fields["capacity"]
        capacity.choices = [(n, n) for n in range(1, min(most, 10) + 1)]
        if not enrollment.is_mentor:
            del self.fields["capacity"]

    def clean_topics(self) -> list[str]:
        topics = list(self.cleaned_data["topics"])
        if UNSURE in topics:
            return [UNSURE]
        known = [topic for topic in self.enrollment.topics if topic in topics]
        if len(topics) > max(MOST_TOPICS, len(known)):
            raise forms.ValidationError(_("Choose up to three"))
        return topics


class AboutForm(QuestionForm):
    """2: be yourself."""

    answer = "about"
    about_words = forms.CharField(label=_("About you"), max_length=600, required=False, widget=forms.Textarea)
    background = forms.CharField(
        label=_("What you do, or did, in a few words"), max_length=200, required=False,
        help_text=_("It stands below your name. For example: Retired HR manager."),
    )  # fmt: skip


class MentorWhyForm(QuestionForm):
    """3 for mentors: why, and what they say of themselves."""

    answer = "third"
    third_words = forms.CharField(label=_("Why"), max_length=600, required=False, widget=forms.Textarea)
    traits = SomeOf(
        TRAITS.items(), label=_("What would you say of yourself?"), required=False,
        help_text=_("Used for suggestions. It does not stand on your card."),
    )  # fmt: skip


class MenteeWishForm(QuestionForm):
    """3 for mentees: what kind of mentor."""

    answer = "third"
    preferences = SomeOf(
        PREFERENCES.items(), label=_("Someone who is …"), required=False,
        help_text=_("Used for suggestions. It does not stand on your card. Choose nothing if anyone is fine."),
    )  # fmt: skip
    is_required = forms.BooleanField(
        label=_("“A woman” or “a man” matters to me. Suggest nobody else."), required=False
    )
    third_words = forms.CharField(label=_("In your own words"), max_length=600, required=False, widget=forms.Textarea)

    def first_values(self) -> dict[str, Any]:
        return {**super().first_values(), "is_required": bool(self.enrollment.required_preferences)}

    def values(self) -> dict[str, Any]:
        values = super().values()
        chosen = values.get("preferences") or []
        must = bool(values.pop("is_required", False))
        return {**values, "required_preferences": [each for each in chosen if must and each in MAY_BE_REQUIRED]}

    def draft(self) -> dict[str, Any]:
        return {name: value for name, value in super().draft().items() if name != "required_preferences"}


class ReachForm(QuestionForm):
    """4: ways and times."""

    answer = "reach"
    reach_ways = SomeOf(WAYS.items(), label=_("Ways"), required=False)
    reach_times = SomeOf(TIMES.items(), label=_("Times"), required=False)
    languages = SomeOf(label=_("Languages"), required=False)
    more_languages = forms.CharField(
        label=_("Other languages"), max_length=200, required=False, help_text=_("With commas between them.")
    )
    reach_words = forms.CharField(
        label=_("Anything that makes it easier for you"), max_length=600, required=False, widget=forms.Textarea,
        help_text=_("For example hearing, sight, breaks, or a busy house."),
    )  # fmt: skip

    def __init__(self, enrollment: Any, data: Any = None) -> None:
        super().__init__(enrollment, data)
        times: Any = self.fields["reach_times"]
        times.choices += [(code, time_label(code)) for code in enrollment.reach_times if code not in TIMES]
        codes = list(dict.fromkeys([*enrollment.languages, *(code for code, _name in settings.LANGUAGES)]))
        languages: Any = self.fields["languages"]
        languages.choices = [(code, language_name(code)) for code in codes]

    def values(self) -> dict[str, Any]:
        values = super().values()
        more = language_codes(values.pop("more_languages", "") or "")
        return {**values, "languages": list(dict.fromkeys([*(values.get("languages") or []), *more]))}


def form_for(enrollment: Any, page: int, data: Any = None) -> QuestionForm:
    """The form of one page."""
    third = MentorWhyForm if enrollment.is_mentor else MenteeWishForm
    kinds: dict[int, type[QuestionForm]] = {1: HelpForm, 2: AboutForm, 3: third, 4: ReachForm}
    return kinds[page](enrollment, data)


def prompt_of(enrollment: Any, answer: str) -> dict[str, Any]:
    """The program's own words for one question; programs without any are asked in plain ones."""
    for prompt in enrollment.program.prompts.get(enrollment.role, []):
        if prompt["key"] == answer:
            return dict(prompt)
    plain = {
        "help": gettext("What can you help someone with?") if enrollment.is_mentor
        else gettext("What would you like help with?"),
        "about": gettext("Be yourself. What should someone know about you?"),
        "third": gettext("Why would you like to help?") if enrollment.is_mentor
        else gettext("What kind of mentor would suit you?"),
        "reach": gettext("How and when can people reach you?"),
    }  # fmt: skip
    return {"key": answer, "question": plain[answer], "hint": "", "examples": [], "starters": []}


class ExtraForm(Form):
    """The organizer's own questions."""

    def __init__(self, questions: Iterable[Any], answers: dict[str, Any], data: Any = None) -> None:
        questions = list(questions)
        # The base class words the usual mistakes of the fields it finds, so they must be there before it begins.
        asked: Any = {str(each.pk): _field_for(each) for each in questions}
        self.base_fields = asked  # type: ignore[misc]
        super().__init__(data, initial={str(each.pk): answers.get(str(each.pk)) for each in questions})

    def answers(self) -> dict[str, Any]:
        """The answers by question."""
        return dict(self.cleaned_data)


def _field_for(question: Any) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.text, "help_text": question.hint, "required": question.required,
    }  # fmt: skip
    options = [(each, each) for each in question.options]
    match question.kind:
        case "long":
            return forms.CharField(max_length=2000, widget=forms.Textarea, **common)
        case "choice":
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        case "choices":
            return SomeOf(options, **common)
        case "scale":
            return forms.ChoiceField(choices=[(str(n), n) for n in range(1, 6)], widget=forms.RadioSelect, **common)
        case "agree":
            return forms.BooleanField(**common)
    return forms.CharField(max_length=300, **common)


class PauseForm(Form):
    """A break, and until when."""

    until = forms.DateField(
        label=_("Until"), required=False, widget=DayInput, help_text=_("Leave it empty to come back by yourself.")
    )


class DeclineForm(Form):
    """A kind line to somebody who has no place this time."""

    kind_line = forms.CharField(label=_("Your line to them"), max_length=600, widget=forms.Textarea)
