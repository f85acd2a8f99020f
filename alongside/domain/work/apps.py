"""Tells Django where this app lives."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "alongside.domain.work"
    label = "work"
