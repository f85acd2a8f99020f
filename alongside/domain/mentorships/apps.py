"""Tells Django where this app lives."""

from django.apps import AppConfig


class MentorshipsConfig(AppConfig):
    name = "alongside.domain.mentorships"
    label = "mentorships"
