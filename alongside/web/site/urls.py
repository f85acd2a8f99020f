"""Addresses of the pages around the program."""

from django.urls import path

from alongside.web.site import display, gallery, installing, language, pages

urlpatterns = [
    path("", pages.show_front, name="front"),
    path("help/", pages.list_help, name="help"),
    path("help/<slug:topic>/", pages.show_help, name="help_topic"),
    path("safety/", pages.show_safety, name="safety"),
    path("safety/leaving/", pages.show_leaving, name="leaving"),
    path("privacy/", pages.show_privacy, name="privacy"),
    path("accessibility/", pages.show_accessibility, name="accessibility"),
    path("terms/", pages.show_terms, name="terms"),
    path("display/", display.change_display, name="display"),
    path("language/", language.choose_language, name="choose_language"),
    path("gallery/", gallery.show_gallery, name="gallery"),
    path("gallery/<slug:screen>/", gallery.show_screen, name="gallery_screen"),
    path("manifest.webmanifest", installing.show_manifest, name="manifest"),
    path("worker.js", installing.show_worker, name="worker"),
    path("offline/", installing.show_offline, name="offline"),
]
