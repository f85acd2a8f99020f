"""Tells Django where this app lives."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "alongside.domain.groups"
    label = "groups"
