"""The address of the health page."""

from django.urls import path

from alongside.web.health import pages

urlpatterns = [path("health/", pages.show_health, name="health")]
