"""Addresses of the demo's own pages; they answer 404 anywhere else."""

from django.urls import path

from alongside.web.demo import pages

app_name = "demo"
urlpatterns = [
    path("demo/", pages.list_cast, name="list_cast"),
    path("demo/<slug:key>/", pages.become, name="become"),
]
