"""Address of the day's page."""

from django.urls import path

from alongside.web.today import pages

app_name = "today"
urlpatterns = [path("today/", pages.show_today, name="show_today")]
