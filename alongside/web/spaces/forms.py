"""Forms of a space."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.forms import Form

LONGEST = 10_000


class WordsForm(Form):
    """Words to put right."""

    words = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"required": _("Write something first, or take it back")},
    )


class PostForm(Form):
    """A post, with files if one likes."""

    post = forms.CharField(
        label=_("Your post"),
        help_text=_("You can use **bold**, *slanted*, lists and links."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
