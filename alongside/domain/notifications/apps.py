"""Tells Django where this app lives."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "alongside.domain.notifications"
    label = "notifications"
