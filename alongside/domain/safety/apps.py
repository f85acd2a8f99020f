"""Tells Django where this app lives."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "alongside.domain.safety"
    label = "safety"
