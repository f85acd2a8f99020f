"""The rules of nudging as fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands.extra_steps import ExtraWords
from alongside.domain.programs.rulebook import STAGES, Rule, Rulebook
from alongside.web.forms import Form
from alongside.web.programs.forms import ROLES
from alongside.web.programs.nudge_words import then_words, weekday_name

_SWITCHED = (
    "question_reminder", "kick_off", *(str(stage) for stage in STAGES), "closing", "request_reminder",
    "request_expiry",
)  # fmt: skip
_DAYS = {
    "question_reminder": _("Days after the question"),
    "kick_off": _("Days after the introduction"),
    "closing": _("Days before the last day"),
    "request_reminder": _("Days after the request"),
    "request_expiry": _("Days after the request"),
}
_THENS = ("remind", "choices", "organizer", "rest", "end")
TRIGGERS = [
    ("introduced", _("the introduction")),
    ("no_word", _("the introduction, if nobody has said a word")),
    ("no_reply", _("the other wrote, if this person has not answered")),
    ("no_meeting", _("the introduction, if no meeting was planned or held")),
    ("no_goal", _("the introduction, if there is no goal")),
    ("met", _("the first meeting")),
    ("goal_set", _("the goal was set")),
]


class _Hour(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class RulesForm(Form):
    """Every rule of a program, with the fields of each under its own name."""

    def __init__(self, data: Any = None, *, rules: Rulebook) -> None:
        super().__init__(data)
        self._before = rules
        opens = rules["question_opens"]
        self.fields["question_opens-weekday"] = forms.TypedChoiceField(
            label=_("Day"), coerce=int, initial=opens.weekday, choices=[(n, weekday_name(n)) for n in range(7)]
        )
        self.fields["question_opens-wall"] = forms.TimeField(label=_("Time"), initial=opens.wall, widget=_Hour)
        for key in _SWITCHED:
            self._add(key, rules[key])

    def fields_of(self, key: str) -> list[Any]:
        """The bound fields of one rule."""
        return [self[name] for name in self.fields if name.split("-")[0] == key]

    def rulebook(self) -> Rulebook:
        """The rules as they would be."""
        kept = self.cleaned_data
        opens = Rule("question_opens", weekday=kept["question_opens-weekday"], wall=kept["question_opens-wall"])
        rules = {"question_opens": opens}
        for key in _SWITCHED:
            then = kept.get(f"{key}-then", "")
            rules[key] = Rule(key, is_on=kept[f"{key}-is_on"], days=kept[f"{key}-days"], then=then)
        return Rulebook(rules, self._before.extras)

    def _add(self, key: str, rule: Rule) -> None:
        self.fields[f"{key}-is_on"] = forms.BooleanField(label=_("Use this rule"), required=False, initial=rule.is_on)
        most = 6 if key == "question_reminder" else 90
        self.fields[f"{key}-days"] = forms.IntegerField(
            label=_DAYS.get(key, _("Quiet days")), min_value=1, max_value=most, initial=rule.days
        )
        if key in STAGES:
            self.fields[f"{key}-then"] = forms.ChoiceField(
                label=_("What happens"), initial=rule.then, choices=[(each, then_words(each)) for each in _THENS]
            )


class ExtraStepForm(Form):
    """A step that waits for an occasion."""

    title = forms.CharField(label=_("Title"), max_length=80)
    text = forms.CharField(label=_("What it says"), max_length=2000, widget=forms.Textarea)
    days = forms.IntegerField(label=_("So many days after …"), min_value=0, max_value=365, initial=7)
    trigger = forms.ChoiceField(label=_("… this"), choices=TRIGGERS)
    role = forms.ChoiceField(label=_("For"), choices=ROLES, required=False)
    is_on = forms.BooleanField(label=_("Use this step"), required=False, initial=True)

    def words(self) -> ExtraWords:
        """The step as the command takes it."""
        return ExtraWords(**self.cleaned_data)


__all__ = ["ExtraStepForm", "RulesForm"]
