"""What people fill in in groups."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.policy.groups import FOCUS_CHOICES, JOINING_CHOICES, ROLE_CHOICES, VISIBILITY_CHOICES
from alongside.web.forms import Form

_FOR_EVER = "0"


class StartGroupForm(Form):
    """A name is enough to begin with."""

    name = forms.CharField(label=_("What is the group called?"), max_length=80)
    description = forms.CharField(
        label=_("What is it about?"),
        help_text=_("One or two sentences. You can change everything later."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    focus = forms.ChoiceField(label=_("Subject"), choices=FOCUS_CHOICES, widget=forms.RadioSelect, initial="other")
    visibility = forms.ChoiceField(
        label=_("Who can find it?"), choices=VISIBILITY_CHOICES, widget=forms.RadioSelect, initial="private"
    )
    joining = forms.ChoiceField(
        label=_("How do people get in?"), choices=JOINING_CHOICES, widget=forms.RadioSelect, initial="invitation"
    )

    def clean(self) -> dict[str, object]:
        """A group nobody can find is one nobody can knock at."""
        answers = super().clean() or {}
        if answers.get("visibility") == "private" and answers.get("joining") not in ("invitation", None):
            self.add_error("joining", _("A private group is joined with an invitation link. Choose that, or Public"))
        return answers


class ChangeGroupForm(StartGroupForm):
    """Everything a group says about itself."""

    rules = forms.CharField(
        label=_("What members agree to"),
        help_text=_("For example: be kind, what is said here stays here."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    field_order = ("name", "description", "rules", "focus", "visibility", "joining")


class PasteInvitationForm(Form):
    """A link or a code, as it was sent."""

    link = forms.CharField(label=_("Invitation link or code"), max_length=300)

    def clean_link(self) -> str:
        """The code alone, from a whole address or as it was read aloud."""
        pasted: str = self.cleaned_data["link"]
        code = "".join(pasted.rstrip("/").rsplit("/", 1)[-1].split()).replace("-", "").upper()
        if not code.isalnum():
            raise forms.ValidationError(_("Paste the whole link from the invitation"))
        return code


class WriteForm(Form):
    """Something for the whole group."""

    body = forms.CharField(label=_("Write a post"), max_length=6000, widget=forms.Textarea({"rows": 3, "dir": "auto"}))


class CommentForm(Form):
    """An answer to a post."""

    body = forms.CharField(
        label=_("Write a comment"), max_length=2000, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class AskToJoinForm(Form):
    """Knocking at the door."""

    message = forms.CharField(
        label=_("Say a word to the people who run it"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class InvitationForm(Form):
    """How long a new link works."""

    days = forms.ChoiceField(
        label=_("How long should the link work?"),
        choices=[
            ("7", _("One week")),
            ("30", _("One month")),
            ("90", _("Three months")),
            (_FOR_EVER, _("Until I withdraw it")),
        ],
        initial="30",
        widget=forms.RadioSelect,
    )


class RoleForm(Form):
    """What a member may do."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES, widget=forms.RadioSelect)
