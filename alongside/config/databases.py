"""Which database holds what: everything in one, and the keys of private spaces in another.

Apart, so that a backup of the words never carries the keys, and a key that was destroyed stays destroyed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.db.models import Model

from alongside.config.environment import BadSetting

MAIN, KEYS = "default", "keys"
KEYS_APP = "keys"

# FULL makes a commit wait for the disk, so what a member was told is saved survives a power cut.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
    " PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
)
# Overwrites what is deleted: a destroyed key must not linger in a freed page. Costly, so for the small key store only.
_OVERWRITE = " PRAGMA secure_delete=ON;"


def database(name: str, url: str, default_file: Path) -> dict[str, Any]:
    """Django's description of the database at ``url``, or of an SQLite file when none is given."""
    try:
        description = dict(dj_database_url.parse(url or f"sqlite:///{default_file}"))
    except ValueError as error:
        raise BadSetting(name, "is not the address of a database.") from error
    if description["ENGINE"] == "django.db.backends.sqlite3":
        description["ENGINE"] = "alongside.config.sqlite"
        # IMMEDIATE takes the write lock at the start: nobody fails halfway through a transaction.
        description["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS + (_OVERWRITE if default_file.stem == KEYS else ""),
        }
    else:
        description["CONN_HEALTH_CHECKS"] = True
    # Opening an SQLite file anew for every page would cost a third of most pages.
    description["CONN_MAX_AGE"] = 60
    return description


class Router:
    """Sends the keys of private spaces to their own database, and everything else to the main one."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        # The table of the cache is no model, only something shaped like one.
        return KEYS if getattr(model._meta, "app_label", "") == KEYS_APP else MAIN

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        # __class__ and not type(): the person of a request is a lazy stand-in.
        return self.db_for_read(one.__class__) == self.db_for_read(other.__class__)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: object) -> bool:
        return (db == KEYS) == (app_label == KEYS_APP)
