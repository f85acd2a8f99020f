"""Forms of the weekly way: answers and worksheets, the goal, meetings, check-in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.domain.journeys.queries import GoalView, WalkedStep
from alongside.kernel.timezones import local_moment
from alongside.web.forms import Form

_FIELD = "field_"
_LONGEST_ANSWER = 10_000
_STEPS = 6
USUAL_MINUTES = 45


class AnswerForm(Form):
    """A question has one field; a worksheet has one for each of its lines, and a place for anything else."""

    def __init__(self, data: Any = None, *, step: WalkedStep, readers: str, **kwargs: Any) -> None:
        super().__init__(data, auto_id="mine_%s", **kwargs)
        for each in step.fields:
            self.fields[_FIELD + each["key"]] = _worksheet_field(each)
        self.fields["answer"] = forms.CharField(
            label=_("Anything else") if step.fields else _("Your answer"),
            help_text=_("Only %(names)s sees this. We save as you type.") % {"names": readers},
            required=not step.fields,
            max_length=_LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"autocomplete": "off"}),
            error_messages={"required": _("Write a few words first")},
        )
        self.worksheet = [self[_FIELD + each["key"]] for each in step.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.worksheet and not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Write a few words first"))
        return cleaned

    @property
    def filled(self) -> dict[str, str]:
        """What the worksheet's fields say, by key."""
        return {key.removeprefix(_FIELD): value for key, value in self.cleaned_data.items() if key.startswith(_FIELD)}


def draft_slots(step: WalkedStep) -> dict[str, str]:
    """Where the draft of each field of the answer is kept: form name to slot."""
    fields = {_FIELD + each["key"]: f"answer:{step.position}:{each['key']}" for each in step.fields}
    return {"answer": f"answer:{step.position}"} | fields


def _worksheet_field(field: dict[str, Any]) -> forms.CharField:
    widget = (
        forms.TextInput() if field.get("kind") == "line" else forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    return forms.CharField(
        label=field["label"], help_text=field.get("hint", ""), required=False, max_length=4000, widget=widget
    )


class GoalForm(Form):
    """The goal in one sentence, and up to six steps."""

    words = forms.CharField(
        label=_("What would you like to reach together?"),
        help_text=_("One sentence that you can see or count. For example: An office job, three days a week."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": _("Write down what you would like to reach")},
    )

    def __init__(self, data: Any = None, *, goal: GoalView | None, **kwargs: Any) -> None:
        initial = {"words": goal.words.text} if goal else {}
        written = [step.words.text for step in goal.steps] if goal else []
        initial |= {f"step_{number}": words for number, words in enumerate(written, start=1)}
        super().__init__(data, initial=initial, **kwargs)
        for number in range(1, _STEPS + 1):
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Step %(number)d") % {"number": number}, required=False, max_length=200
            )
        self.step_fields = [self[f"step_{number}"] for number in range(1, _STEPS + 1)]

    @property
    def steps(self) -> list[str]:
        return [self.cleaned_data[f"step_{number}"] for number in range(1, _STEPS + 1)]


class _HowForm(Form):
    how = forms.ChoiceField(
        label=_("How will you talk?"),
        choices=(("phone", _("By phone")), ("video", _("Video call")), ("in_person", _("In person"))),
        widget=forms.RadioSelect,
        initial="phone",
    )
    minutes = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=(
            (20, _("20 minutes")),
            (30, _("30 minutes")),
            (45, _("45 minutes")),
            (60, _("1 hour")),
            (90, _("An hour and a half")),
        ),
        coerce=int,
        initial=USUAL_MINUTES,
    )


class ProposalForm(_HowForm):
    """Up to three times by the proposer's own clock."""

    place = forms.CharField(
        label=_("Link, number or place"),
        help_text=_("For example a video link, or who calls whom."),
        required=False,
        max_length=300,
    )

    def __init__(
        self, data: Any = None, *, zone: ZoneInfo, at: datetime, suits: Sequence[datetime] = (), **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {}
        for number, moment in enumerate((each.astimezone(zone) for each in suits), start=1):
            initial |= {f"day_{number}": moment.date(), f"time_{number}": moment.time()}
        super().__init__(data, initial=initial, **kwargs)
        self._zone, self._at = zone, at
        for number in (1, 2, 3):
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("Day"),
                required=number == 1,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"required": _("Choose a day"), "invalid": _("Write the day like 2026-05-08")},
            )
            self.fields[f"time_{number}"] = forms.TimeField(
                label=_("Time"),
                required=number == 1,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"required": _("Choose a time"), "invalid": _("Write the time like 19:30")},
            )

    @property
    def time_fields(self) -> list[tuple[int, Any, Any]]:
        return [(number, self[f"day_{number}"], self[f"time_{number}"]) for number in (1, 2, 3)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.times: list[datetime] = []
        for number in (1, 2, 3):
            day, wall = cleaned.get(f"day_{number}"), cleaned.get(f"time_{number}")
            if bool(day) != bool(wall) and not self.errors:
                self.add_error(f"time_{number}" if day else f"day_{number}", _("Choose both a day and a time"))
            if day and wall:
                self._take(number, day, wall)
        return cleaned

    def _take(self, number: int, day: date, wall: time) -> None:
        moment = local_moment(day, wall, self._zone.key)
        if moment <= self._at:
            self.add_error(f"day_{number}", _("This time has passed. Choose one that is still to come"))
        else:
            self.times.append(moment)


class LogForm(_HowForm):
    """A meeting that was held elsewhere."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day"), "invalid": _("Write the day like 2026-05-08")},
    )
    time = forms.TimeField(
        label=_("About when"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time"), "invalid": _("Write the time like 19:30")},
    )
    note = forms.CharField(
        label=_("A short note for everybody here"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def held_at(self, zone: ZoneInfo) -> datetime:
        """The moment by the writer's own clock."""
        return local_moment(self.cleaned_data["day"], self.cleaned_data["time"], zone.key)


class NoteForm(Form):
    """A few words after a meeting."""

    note = forms.CharField(
        label=_("A short note for everybody here"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class CheckInWordsForm(Form):
    """What would help, for the organizer alone."""

    words = forms.CharField(
        label=_("What would help?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
