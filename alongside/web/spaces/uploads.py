"""Files on their way in: read, looked at and made safe before anything is kept."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.domain.spaces.files import (
    LARGEST_FILE,
    MOST_FILES,
    FileTooLarge,
    PreparedFile,
    TooManyFiles,
    prepare_file,
)


def prepared_files(request: HttpRequest, name: str = "files") -> list[PreparedFile]:
    """Every file of a form, made safe. Raises FileTooLarge or TooManyFiles."""
    uploads = [upload for upload in request.FILES.getlist(name) if upload.size]
    if len(uploads) > MOST_FILES:
        raise TooManyFiles
    if any((upload.size or 0) > LARGEST_FILE for upload in uploads):
        raise FileTooLarge
    return [prepare_file(upload.name or "", upload.read(), upload.content_type or "") for upload in uploads]
