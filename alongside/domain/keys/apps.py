"""Tells Django where this app lives."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "alongside.domain.keys"
    label = "keys"
