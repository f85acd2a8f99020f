"""Tells Django where this app lives."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "alongside.domain.desk"
    label = "desk"
