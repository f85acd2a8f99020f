"""Tells Django where this app lives."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "alongside.domain.events"
    label = "events"
