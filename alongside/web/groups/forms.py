"""What people fill in in groups."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.domain.groups.commands.gatherings import GatheringPlan
from alongside.kernel.hours import zone_of
from alongside.kernel.timezones import local_moment
from alongside.policy.gatherings import Gathering
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


class GatheringForm(Form):
    """A meeting of the whole group, by the organizer's own clock."""

    title = forms.CharField(label=_("What is it called?"), max_length=80)
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day"), "invalid": _("Write the day like 2026-05-08")},
    )
    time = forms.TimeField(
        label=_("Begins at"),
        help_text=_("By your own clock. Everybody reads it by theirs."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time"), "invalid": _("Write the time like 19:30")},
    )
    minutes = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        choices=[
            (30, _("Half an hour")),
            (60, _("One hour")),
            (90, _("An hour and a half")),
            (120, _("Two hours")),
            (240, _("Half a day")),
            (480, _("A day")),
        ],
        initial=60,
    )
    place = forms.CharField(
        label=_("Where?"), help_text=_("An address, or the link of a call."), max_length=200, required=False
    )
    words = forms.CharField(
        label=_("What should people know?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )

    def plan(self, zone: str) -> GatheringPlan:
        """What was filled in, as the command takes it."""
        said = self.cleaned_data
        return GatheringPlan(
            title=said["title"],
            starts_at=local_moment(said["day"], said["time"], zone),
            minutes=said["minutes"],
            place=said["place"],
            words=said["words"],
        )

    @staticmethod
    def of(gathering: Gathering, zone: str) -> dict[str, object]:
        """What stands in the fields at first when one is changed."""
        begins = gathering.starts_at.astimezone(zone_of(zone))
        lasts = gathering.ends_at - gathering.starts_at
        return {
            "title": gathering.title,
            "day": begins.date(),
            "time": begins.time(),
            "minutes": round(lasts.total_seconds() / 60),
            "place": gathering.place,
            "words": gathering.words,
        }


class RoleForm(Form):
    """What a member may do."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES, widget=forms.RadioSelect)
