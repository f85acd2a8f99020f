"""Files in a space: taken in within limits, kept sealed, each under its own random name."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.domain.spaces.models import Attachment, Item, Space
from alongside.domain.spaces.places import place_of_file_bytes, place_of_file_name
from alongside.domain.spaces.sealing import Damaged, Seals
from alongside.kernel.pictures import draw_anew, is_other_picture, is_picture
from alongside.kernel.refusal import Refusal

LARGEST_FILE = 10_000_000
LARGEST_SOUND = 5_000_000  # five minutes, also where the browser records richly
MOST_FILES = 5
_SIDES = (2400, 640)
ROOM_FOR_FILES = 300_000_000
# Shown or played in the page; everything else can only be downloaded.
SOUNDS = {"audio/webm": (b"\x1a\x45\xdf\xa3",), "audio/ogg": (b"OggS",), "audio/mp4": (b"ftyp",)}


class FileTooLarge(Refusal):
    code = "file_too_large"
    text = _("This file is larger than 10 MB. Choose a smaller one. Your words are still here.")


class TooManyFiles(Refusal):
    code = "too_many_files"
    text = _("Five files at a time, please. Send the rest with the next one.")


class VoiceNoteTooLong(Refusal):
    code = "voice_note_too_long"
    text = _("This voice note is longer than we can keep. Say it in two.")


class HidesDetails(Refusal):
    """A photo of a kind we cannot draw anew would keep where it was taken."""

    code = "hides_details"
    text = _("We cannot take the place and other hidden details out of this kind of picture. Send it as JPEG or PNG.")


class SpaceIsFull(Refusal):
    code = "space_is_full"
    text = _("There is no more room for files in this space. Take back some files you no longer need.")


@dataclass(frozen=True, repr=False)
class PreparedFile:
    """A file that was looked at and made safe, ready to be kept."""

    name: str
    type: str
    content: bytes
    small: bytes = b""
    width: int = 0
    height: int = 0

    @property
    def is_image(self) -> bool:
        return bool(self.small)


@dataclass(frozen=True)
class FileFacts:
    """What a file is called and how it may be shown."""

    name: str
    type: str
    width: int = 0
    height: int = 0
    damaged: bool = False

    @property
    def is_sound(self) -> bool:
        return self.type in SOUNDS


def prepare_file(name: str, content: bytes, claimed_type: str = "") -> PreparedFile:
    """Make one uploaded file safe: pictures are drawn anew, everything else becomes a plain download.

    What the browser claims about the type is believed only for voice notes that begin like one. Raises FileTooLarge,
    VoiceNoteTooLong, PictureTooBig, NotAPicture or HidesDetails.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLarge
    name = _tame(name)
    if is_other_picture(content):
        raise HidesDetails
    if not is_picture(content):
        sound = _sound_type(claimed_type, content)
        if sound and len(content) > LARGEST_SOUND:
            raise VoiceNoteTooLong
        return PreparedFile(name, sound or "application/octet-stream", content)
    large, small = draw_anew(content, sides=_SIDES)
    stem, ending = name.rsplit(".", 1)[0], "jpg" if large.type == "image/jpeg" else "png"
    return PreparedFile(f"{stem}.{ending}", large.type, large.content, small.content, small.width, small.height)


def keep_files(locked: Space, seals: Seals, item: Item, files: Sequence[PreparedFile]) -> None:
    """Seal and keep the files of a new item. Raises TooManyFiles or SpaceIsFull.

    The bytes are on disk before the row that names them is committed, so no item points to half a file.
    """
    if len(files) > MOST_FILES:
        raise TooManyFiles
    total = sum(len(file.content) for file in files)
    if locked.bytes_used + total > ROOM_FOR_FILES:
        raise SpaceIsFull
    for position, file in enumerate(files):
        attachment = Attachment(
            space=locked,
            item=item,
            author_id=item.author_id,
            position=position,
            is_image=file.is_image,
            size=len(file.content),
        )
        facts = json.dumps({"name": file.name, "type": file.type, "width": file.width, "height": file.height})
        attachment.sealed = seals.seal(facts, place_of_file_name(attachment, item.sequence))
        _write(seals, attachment, item, file.content, small=False)
        if file.small:
            _write(seals, attachment, item, file.small, small=True)
        attachment.save(force_insert=True)
    if total:
        locked.bytes_used += total
        locked.save(update_fields=["bytes_used"])


def read_facts(seals: Seals, attachment: Attachment, item: Item) -> FileFacts:
    """The name and type of a file; damaged ones say so."""
    words = seals.read(attachment.sealed, place_of_file_name(attachment, item.sequence))
    return FileFacts("", "", damaged=True) if words.damaged else FileFacts(**json.loads(words.text))


def read_bytes(seals: Seals, attachment: Attachment, item: Item, *, small: bool = False) -> bytes:
    """The file itself. Raises Damaged when it is missing, cut or changed."""
    try:
        sealed = _path(attachment.pk, small=small).read_bytes()
    except OSError:
        raise Damaged from None
    return seals.unseal(sealed, place_of_file_bytes(attachment.pk, attachment.author_id, item.sequence, small=small))


def reseal_bytes(seals: Seals, attachment: Attachment, item: Item) -> int:
    """Seal the bytes with the newest key of the space, where an older one was used. Says how many files changed."""
    changed = 0
    for small in (False, True):
        path = _path(attachment.pk, small=small)
        place = place_of_file_bytes(attachment.pk, attachment.author_id, item.sequence, small=small)
        if path.exists() and (fresh := seals.sealed_anew(path.read_bytes(), place)):
            _put(path, fresh)
            changed += 1
    return changed


def remove_bytes(attachment_id: UUID) -> None:
    """Take the sealed bytes off the disk."""
    for small in (False, True):
        _path(attachment_id, small=small).unlink(missing_ok=True)


def _write(seals: Seals, attachment: Attachment, item: Item, content: bytes, *, small: bool) -> None:
    place = place_of_file_bytes(attachment.pk, attachment.author_id, item.sequence, small=small)
    _put(_path(attachment.pk, small=small), seals.seal(content, place))


def _put(path: Path, sealed: bytes) -> None:
    """The whole file or none of it, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _path(attachment_id: UUID, *, small: bool) -> Path:
    name = attachment_id.hex
    return Path(settings.MEDIA_ROOT) / "sealed" / name[:2] / f"{name}{'-small' if small else ''}"


def _tame(name: str) -> str:
    """A file name without folders or invisible characters, never empty and never too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C").strip(". ")
    return visible[-120:] or "file"


def _sound_type(claimed: str, content: bytes) -> str:
    kind = claimed.split(";")[0].strip().lower()
    return kind if any(start in content[:16] for start in SOUNDS.get(kind, ())) else ""
