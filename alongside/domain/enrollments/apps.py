"""Tells Django where this app lives."""

from django.apps import AppConfig


class EnrollmentsConfig(AppConfig):
    name = "alongside.domain.enrollments"
    label = "enrollments"
