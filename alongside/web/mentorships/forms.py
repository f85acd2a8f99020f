"""What people fill in when they meet, ask, answer and part."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.policy.mentorships import PERMISSIONS
from alongside.web.forms import Form

OWN_WORDS = "own"
# Said for people who would rather not find the words for a no.
KIND_LINES = {
    "full": _("Thank you for asking me. I have no room right now, and I hope you find somebody soon."),
    "other": _("Thank you for asking me. I think somebody else here can help you better with this."),
    "later": _("Thank you for asking me. It is a busy time for me. Please do ask again in some months."),
}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "dir": "auto"})


class HelloForm(Form):
    """A first message."""

    message = forms.CharField(
        label=_("Your first message"),
        help_text=_("Two or three sentences are plenty. Say what made you stop at this card."),
        max_length=600,
        widget=_area(4),
    )


class MentorRequestForm(Form):
    """Asking somebody to be a pair."""

    message = forms.CharField(
        label=_("A few words with it"),
        help_text=_("Why this person, and what you hope for."),
        max_length=600,
        required=False,
        widget=_area(4),
    )
    when = forms.ChoiceField(
        label=_("When should we ask?"),
        choices=[
            ("now", _("Now, as well as the others I asked")),
            ("next", _("Only if the ones I asked before cannot")),
        ],
        initial="next",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, has_others: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not has_others:
            del self.fields["when"]


class DeclineForm(Form):
    """A no that is easy to say and kind to read."""

    line = forms.ChoiceField(
        label=_("What should we tell them?"),
        choices=[*KIND_LINES.items(), (OWN_WORDS, _("My own words"))],
        initial="full",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Your own words"), max_length=600, required=False, widget=_area(3))

    def kind_line(self) -> str:
        """What the other one reads."""
        chosen = self.cleaned_data["line"]
        return self.cleaned_data["words"] if chosen == OWN_WORDS else str(KIND_LINES[chosen])


class BreakForm(Form):
    """How long a break lasts."""

    weeks = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        choices=[(1, _("One week")), (2, _("Two weeks")), (4, _("Four weeks"))],
        widget=forms.RadioSelect,
    )


class ExtendForm(Form):
    """How much longer."""

    weeks = forms.TypedChoiceField(
        label=_("How much longer?"),
        coerce=int,
        choices=[(2, _("Two weeks")), (4, _("Four weeks")), (8, _("Eight weeks"))],
        widget=forms.RadioSelect,
    )


class ThanksForm(Form):
    """A word of thanks, for the pair alone."""

    words = forms.CharField(
        label=_("A word of thanks"),
        help_text=_("What will you remember? Only the people of this space can read it."),
        max_length=2000,
        widget=_area(4),
    )


class TestimonialForm(Form):
    """Words about the program, and how far they may travel."""

    words = forms.CharField(
        label=_("What would you tell somebody who wonders about joining?"),
        help_text=_("About the program, not about the other person."),
        max_length=600,
        widget=_area(3),
    )
    permission = forms.ChoiceField(
        label=_("Who may read it?"),
        help_text=_(
            "Others are members of your group. When the group is public, visitors of the front page may read it too."
        ),
        choices=PERMISSIONS,
        initial="none",
        widget=forms.RadioSelect,
    )
