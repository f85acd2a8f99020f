"""Tells Django where this app lives."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "alongside.domain.programs"
    label = "programs"
