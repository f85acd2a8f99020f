"""Tells Django where this app lives."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "alongside.domain.spaces"
    label = "spaces"
