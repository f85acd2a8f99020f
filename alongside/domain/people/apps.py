"""Tells Django where this app lives."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.domain.people"
    label = "people"
