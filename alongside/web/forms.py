"""The form all our forms grow from: the server says what is wrong, in our words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Form(forms.Form):
    """A plain form without the browser's own validation, and with our words for the usual mistakes."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say_it_our_way(field)


def _say_it_our_way(field: forms.Field) -> None:
    default = forms.Field.default_error_messages["required"]
    if field.error_messages.get("required") == default:
        field.error_messages["required"] = _required(field)
    if isinstance(field, forms.ChoiceField):
        field.error_messages["invalid_choice"] = _("Choose one of the answers shown")
    if isinstance(field, forms.EmailField):
        wanted = _("Enter an email address like name@example.com")
        field.validators = [
            EmailValidator(message=wanted) if isinstance(each, EmailValidator) else each for each in field.validators
        ]
    field.validators = [
        TooLong(each.limit_value) if type(each) is MaxLengthValidator else each for each in field.validators
    ]


def _required(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return _("Choose at least one")
    if isinstance(field, forms.ChoiceField):
        return _("Choose one")
    if isinstance(field, forms.BooleanField):
        return _("Tick the box to go on")
    if isinstance(field, forms.FileField):
        return _("Choose a file")
    if isinstance(field, forms.EmailField):
        return _("Enter an email address like name@example.com")
    return _("Write an answer here")


class TooLong(MaxLengthValidator):
    """Says by how much, so that people know what to cut."""

    def __call__(self, value: Any) -> None:
        limit = self.limit_value() if callable(self.limit_value) else self.limit_value
        over = len(value) - limit
        if over > 0:
            raise ValidationError(
                ngettext(
                    "Your answer is %(over)d letter too long. The limit is %(limit)d",
                    "Your answer is %(over)d letters too long. The limit is %(limit)d",
                    over,
                )
                % {"over": over, "limit": limit},
                code="max_length",
            )
