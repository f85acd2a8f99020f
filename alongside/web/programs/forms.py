"""Forms for launching and changing a program."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands.drafts import ProgramSettings
from alongside.domain.programs.commands.questions import QuestionWords
from alongside.domain.programs.commands.steps import StepWords
from alongside.domain.programs.dates import suggested_closing_day, suggested_start
from alongside.domain.programs.program_templates import ProgramTemplate
from alongside.web.forms import Form

PAIRINGS = (
    ("both", _("I pair people, and members can also choose each other")),
    ("organizer", _("I pair people")),
    ("members", _("Members choose each other")),
    ("approved", _("Members suggest, I approve")),
)
LENGTHS = (6, 10, 12, 24)
QUESTION_KINDS = (
    ("short", _("One line")),
    ("long", _("A few sentences")),
    ("choice", _("Choose one")),
    ("choices", _("Choose any")),
    ("scale", _("From 1 to 5")),
    ("agree", _("A tick to agree")),
)


class LinesField(forms.CharField):
    """A list, one entry on each line."""

    def __init__(self, *, most: int, longest: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea, **kwargs)
        self.most, self.longest = most, longest

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        lines = list(dict.fromkeys(line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()))
        if len(lines) > self.most:
            raise forms.ValidationError(_("Keep to %(most)d lines") % {"most": self.most})
        if too_long := [line for line in lines if len(line) > self.longest]:
            raise forms.ValidationError(
                _("“%(line)s…” is too long. A line can have %(longest)d letters")
                % {"line": too_long[0][:20], "longest": self.longest}
            )
        return lines


ROLES = [("", _("Everybody")), ("mentor", _("Mentors only")), ("mentee", _("Mentees only"))]


class DayInput(forms.DateInput):
    """The browser's own calendar, where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SettingsForm(Form):
    """Everything about a program on one page."""

    name = forms.CharField(label=_("Called"), max_length=80)
    sign_up_closes_on = forms.DateField(
        label=_("Members sign up until"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty to keep sign-up open."),
    )
    starts_on = forms.DateField(label=_("Pairs start"), required=False, widget=DayInput)
    pairing = forms.ChoiceField(label=_("Who pairs people"), choices=PAIRINGS, widget=forms.RadioSelect)
    default_capacity = forms.IntegerField(
        label=_("People a mentor can have at once"), min_value=1, max_value=50, help_text=_("Each mentor can say less.")
    )
    reviews_applications = forms.BooleanField(label=_("I read every sign-up before it counts"), required=False)
    promise = forms.CharField(label=_("The promise at the top of the page"), max_length=200)
    description = forms.CharField(
        label=_("What it is, in two or three sentences"), max_length=2000, widget=forms.Textarea
    )
    rhythm = forms.CharField(label=_("How much time it takes"), max_length=60, required=False)
    topics = LinesField(
        label=_("Topics to choose from"), most=24, longest=60, help_text=_("One on each line, about eight.")
    )
    is_sensitive = forms.BooleanField(
        label=_("This is about something sensitive. Letters name nothing, and answers are for organizers only"),
        required=False,
    )
    agreement = forms.CharField(label=_("Everyone agrees to"), max_length=6000, widget=forms.Textarea)

    def settings(self) -> ProgramSettings:
        """What the organizer wants, for the command."""
        names = ProgramSettings.__dataclass_fields__
        return ProgramSettings(**{name: self.cleaned_data[name] for name in names})


class LaunchForm(SettingsForm):
    """A new program, filled in from its template."""

    weeks = forms.TypedChoiceField(label=_("Lasts"), coerce=int)
    field_order = ("name", "sign_up_closes_on", "starts_on", "weeks")

    def __init__(self, template: ProgramTemplate, today: date, data: Any = None, initial: Any = None) -> None:
        closes_on = suggested_closing_day(today)
        first = {
            "name": template.name,
            "sign_up_closes_on": closes_on,
            "starts_on": suggested_start(closes_on),
            "weeks": template.weeks,
            "pairing": template.pairing,
            "default_capacity": template.capacity,
            "promise": template.promise,
            "description": template.description,
            "rhythm": template.rhythm,
            "topics": template.topics,
            "is_sensitive": template.sensitive,
            "agreement": template.agreement,
        }
        super().__init__(data, initial={**first, **(initial or {})})
        lengths = sorted({*LENGTHS, template.weeks, self.initial["weeks"]})
        self.fields["weeks"].choices = [(n, _("%(count)d weeks") % {"count": n}) for n in lengths]  # type: ignore[attr-defined]


class QuestionForm(Form):
    """One question of the organizer's own."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Answer"), choices=QUESTION_KINDS)
    options = LinesField(
        label=_("Choices"), most=20, longest=100, required=False, help_text=_("One on each line, for “Choose”.")
    )
    required = forms.BooleanField(label=_("Everyone has to answer"), required=False)
    sensitive = forms.BooleanField(label=_("The answer is sensitive"), required=False)

    def words(self) -> QuestionWords | None:
        """The question, or None when the row was left empty."""
        return QuestionWords(**self.cleaned_data) if self.cleaned_data["text"] else None


class QuestionRows:
    """All questions of a program and some empty rows."""

    def __init__(self, data: Any = None, *, questions: Any = (), spare: int = 3) -> None:
        known = [{name: getattr(each, name) for name in QuestionForm.base_fields} for each in questions]
        count = min(int(data.get("rows", 0) or 0), 30) if data is not None else len(known) + spare
        initial = [*known, *({} for _spare in range(count))][:count]
        self.forms = [QuestionForm(data, initial=each, prefix=f"q{n}") for n, each in enumerate(initial)]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    def words(self) -> list[QuestionWords]:
        return [words for form in self.forms if (words := form.words())]


class LaunchWordsForm(Form):
    """What members are told."""

    words = forms.CharField(
        label=_("Your message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 10}), required=False
    )

    def __init__(self, *args: Any, telling: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = telling


class StepForm(Form):
    """The words of one week."""

    title = forms.CharField(label=_("Short title, for the path"), max_length=40)
    question = forms.CharField(label=_("Question"), max_length=200)
    guidance = forms.CharField(label=_("What helps to answer it"), max_length=2000, widget=forms.Textarea)
    other_1 = forms.CharField(label=_("A question to swap in"), max_length=200, required=False)
    other_1_guidance = forms.CharField(
        label=_("What helps to answer that"), max_length=2000, required=False, widget=forms.Textarea
    )
    other_2 = forms.CharField(label=_("Another question to swap in"), max_length=200, required=False)
    other_2_guidance = forms.CharField(
        label=_("What helps to answer that one"), max_length=2000, required=False, widget=forms.Textarea
    )

    role = forms.ChoiceField(label=_("This week is for"), choices=ROLES, required=False)

    def words(self) -> StepWords:
        """The week as the command takes it."""
        kept = self.cleaned_data
        others = [(kept[name], kept[f"{name}_guidance"]) for name in ("other_1", "other_2") if kept[name]]
        return StepWords(
            title=kept["title"], question=kept["question"], guidance=kept["guidance"], alternatives=others,
            role=kept["role"],
        )  # fmt: skip
