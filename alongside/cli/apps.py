"""Tells Django where the commands live."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "alongside.cli"
    label = "cli"
