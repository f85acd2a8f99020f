"""Tells Django where this app lives."""

from django.apps import AppConfig


class PairingConfig(AppConfig):
    name = "alongside.domain.pairing"
    label = "pairing"
