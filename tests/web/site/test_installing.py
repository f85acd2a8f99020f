"""Alongside on the home screen, and without a connection."""

from __future__ import annotations

import json

from django.test import Client


def test_the_manifest_names_the_site_and_its_pictures(client: Client) -> None:
    manifest = json.loads(client.get("/manifest.webmanifest").content)

    assert manifest["name"] == "Alongside"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_the_worker_keeps_the_offline_page_and_styles_only(client: Client) -> None:
    answer = client.get("/worker.js")

    assert answer.headers["Content-Type"] == "text/javascript"
    assert '"/offline/"' in answer.content.decode().replace("\\u002D", "-")
    assert "today" not in answer.content.decode()


def test_the_offline_page_knows_nobody(client: Client) -> None:
    assert "You are offline" in client.get("/offline/").content.decode()
