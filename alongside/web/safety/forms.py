"""What is asked of somebody who reports, and of somebody who decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.forms import Form

KINDS = [
    ("unkind", _("Unkind, rude or threatening")),
    ("money", _("Asks for money or private details")),
    ("sexual", _("Sexual or romantic messages I do not want")),
    ("worried", _("I am worried about someone’s safety, or my own")),
    ("under_18", _("Someone may be under 18")),
    ("other", _("Something else")),
]


class ReportForm(Form):
    """One page: what is happening, anything else, and whether contact should stop."""

    kind = forms.ChoiceField(label=_("What is happening?"), choices=KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Anything else you want to say"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    items = forms.MultipleChoiceField(
        label=_("What may we show to whoever looks?"),
        help_text=_("Only what you tick. Nothing else from your conversation is opened."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stop_contact = forms.BooleanField(label=_("Stop this person contacting me now. They are not told"), required=False)

    def __init__(self, *args: Any, items: list[tuple[str, str]], about_someone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if items:
            self.fields["items"].choices = items  # type: ignore[attr-defined]
        else:
            del self.fields["items"]
        if not about_someone:
            del self.fields["stop_contact"]


class DecisionForm(Form):
    """What happens, and the words each side reads."""

    decision = forms.ChoiceField(label=_("What happens now?"), widget=forms.RadioSelect)
    to_reporter = forms.CharField(
        label=_("What the person who reported reads"),
        help_text=_("Say what you decided and why, as much as can be told."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    to_reported = forms.CharField(
        label=_("What the other person reads"),
        help_text=_("Say what happened, which rule it broke, and what happens now. Never say who told you."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, decisions: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = decisions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision", "nothing") != "nothing" and not cleaned.get("to_reported"):
            self.add_error("to_reported", _("Write what the other person reads. They must be told why"))
        return cleaned
