"""What people fill in about themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from alongside.policy.people import SignedInPerson
from alongside.web.forms import Form
from alongside.web.languages import own_names
from alongside.web.people.portraits import PORTRAITS
from alongside.web.people.zones import TimeZoneField

_LONGEST_PASSWORD = 128
_EMAIL = _("Email address")
_OWN_DEVICE = _("This is my own device. Keep me signed in")


def _email(label: Any = _EMAIL) -> forms.EmailField:
    widget = forms.EmailInput({"autocomplete": "email", "inputmode": "email", "enterkeyhint": "go"})
    return forms.EmailField(label=label, max_length=254, widget=widget)


def _first_name() -> forms.CharField:
    return forms.CharField(
        label=_("First name or nickname"),
        help_text=_("This is what others call you here. It does not have to be your legal name."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )


def _family_name() -> forms.CharField:
    return forms.CharField(
        label=_("Family name"), max_length=60, required=False, widget=forms.TextInput({"autocomplete": "family-name"})
    )


def _picture() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Your picture"),
        required=False,
        choices=[("", _("My initials")), *((name, "") for name in PORTRAITS)],
        widget=forms.RadioSelect,
    )


def _upload() -> forms.FileField:
    return forms.FileField(
        label=_("Or use a picture of your own"),
        help_text=_("A JPEG or PNG photo up to 10 MB. We make it small, and remove the place and time hidden in it."),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )


def _guessed_time_zone() -> forms.CharField:
    """Filled in by a small script where there is one."""
    return forms.CharField(required=False, max_length=64, widget=forms.HiddenInput({"data-guesses-time-zone": "input"}))


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language"), choices=own_names)


class SignInForm(Form):
    """Where the link goes."""

    email = _email()


class SignUpForm(Form):
    """Just enough to open an account; the rest is asked on the welcome page."""

    first_name = _first_name()
    email = _email()


class ConfirmSignInForm(Form):
    """The button behind the link in the letter. A program that only looks at links presses nothing."""

    own_device = forms.BooleanField(label=_OWN_DEVICE, required=False)
    time_zone = _guessed_time_zone()


class SetupForm(Form):
    """The first account of a new site."""

    code = forms.CharField(
        label=_("Code from the server"),
        help_text=_("Type “alongside setup_code” on the server to see it. It shows that the site is yours."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    first_name = _first_name()
    email = _email()
    time_zone = _guessed_time_zone()


class PasswordSignInForm(Form):
    """For those who chose a password."""

    email = _email()
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput({"autocomplete": "current-password"}), strip=False
    )
    own_device = forms.BooleanField(label=_OWN_DEVICE, required=False)


class WelcomeForm(Form):
    """The first visit: a name, a picture, a clock and a language."""

    first_name = _first_name()
    family_name = _family_name()
    picture = _picture()
    upload = _upload()
    time_zone = TimeZoneField()
    language = _language()
    text_size = forms.ChoiceField(
        label=_("Text size"),
        choices=[("normal", _("Normal")), ("large", _("Large")), ("largest", _("Largest"))],
        widget=forms.RadioSelect,
    )


class AdultForm(Form):
    """The declaration."""

    adult = forms.BooleanField(label=_("I am 18 or older"))


class ProfileForm(Form):
    """What others see."""

    first_name = _first_name()
    family_name = _family_name()
    about = forms.CharField(
        label=_("A line about you"),
        help_text=_("Members of your groups can read it. For example what you do, or where you live."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class PictureForm(Form):
    """How others see you."""

    picture = _picture()
    upload = _upload()


class PlaceForm(Form):
    """Clock and language."""

    time_zone = TimeZoneField()
    language = _language()


_LONGEST_AWAY = timedelta(days=183)


class QuietHoursForm(Form):
    """When nothing is sent."""

    quiet_from = forms.TimeField(label=_("Nothing after"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(label=_("Nothing before"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class AwayForm(Form):
    """Until when somebody is away."""

    away_until = forms.DateField(
        label=_("I am back on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty when you are here."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_away_until(self) -> date | None:
        day: date | None = self.cleaned_data["away_until"]
        if day is not None and not self._today < day <= self._today + _LONGEST_AWAY:
            raise forms.ValidationError(_("Choose a day from tomorrow onwards, within half a year."))
        return day


class EmailForm(Form):
    """Where letters go."""

    new_email = _email(_("New email address"))


class PasswordForm(Form):
    """A password to choose, long enough to withstand guessing."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 15 letters. Three or four words that mean something to you are good."),
        max_length=_LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: SignedInPerson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self._person)
        return password


class DeleteAccountForm(Form):
    """The last question before an account goes."""

    email = forms.CharField(
        label=_("To be sure, write your email address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, person: SignedInPerson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.strip().lower() != self._person.email:
            raise forms.ValidationError(_("This is not the address of your account"))
        return email
