"""Reading what somebody uploads, never more than may be kept."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from alongside.kernel.pictures import MOST_BYTES


def content_of(upload: UploadedFile[bytes] | None) -> bytes | None:
    """The bytes of a file, cut just above the limit so that whoever looks at them still sees that it was passed."""
    if not upload:
        return None
    content: bytes = upload.read(MOST_BYTES + 1)
    return content
