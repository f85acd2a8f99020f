"""Tells Django where this app lives."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "alongside.domain.insights"
    label = "insights"
