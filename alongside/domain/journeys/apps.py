"""Tells Django where this app lives."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "alongside.domain.journeys"
    label = "journeys"
