"""What goes around every page."""

from __future__ import annotations

from io import BytesIO
from tempfile import NamedTemporaryFile

import pytest
from django.test import RequestFactory

from alongside.web.middleware import DEVICES


def test_every_page_keeps_every_device_closed(client, db):
    rules = client.get("/sign-in/").headers["Permissions-Policy"]

    assert all(f"{device}=()" in rules for device in DEVICES)


def test_a_large_upload_never_becomes_a_temporary_file(monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *_a, **_k: pytest.fail("written in clear"))
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", NamedTemporaryFile)
    large = BytesIO(b"x" * 9_000_000)
    large.name = "large.bin"

    request = RequestFactory().post("/", {"files": large})

    (upload,) = request.FILES.getlist("files")
    assert upload.size == 9_000_000
    assert not hasattr(upload, "temporary_file_path")
