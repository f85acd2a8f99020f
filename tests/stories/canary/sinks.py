"""Every place outside of the pages where words could have been left, as bytes by name."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import redis
from django.db import connections

from alongside.domain.notifications.models import Delivery, Notice


def of_databases() -> dict[str, bytes]:
    """Both databases as they lie on the disk, with what was freed, and as their own tools write them out."""
    found: dict[str, bytes] = {}
    for alias in ("default", "keys"):
        description = connections[alias].settings_dict
        if connections[alias].vendor == "sqlite":
            path = Path(str(description["NAME"]))
            found |= {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
        else:
            found |= _of_postgres(alias, description)
    return found


def _of_postgres(alias: str, description: Mapping[str, Any]) -> dict[str, bytes]:
    with connections[alias].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (number,) = cursor.fetchone()
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    command = ["pg_dump", "--host", description["HOST"], "--port", str(description["PORT"])]
    command += ["--username", description["USER"], description["NAME"]]
    environment = {**os.environ, "PGPASSWORD": description["PASSWORD"]}
    dump = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert dump.count(b"\n") > 20
    of_server = Path(folder)
    files = [*(of_server / "base" / str(number)).iterdir(), *(of_server / "pg_wal").glob("0*")]
    lying = b"".join(file.read_bytes() for file in files if file.is_file())
    return {f"pg_dump of {alias}": dump, f"files of PostgreSQL, {alias}": lying}


def of_redis(address: str) -> dict[str, bytes]:
    """What Redis would leave on the disk, and every value it holds."""
    if not address:
        return {}
    with redis.from_url(address) as server:
        server.save()
        file = Path(server.config_get("dir")["dir"]) / server.config_get("dbfilename")["dbfilename"]
        values = b"".join(key + (server.dump(key) or b"") for key in server.scan_iter())
        return {"dump of Redis": file.read_bytes(), "values in Redis": values}


def of_folder(folder: Path, name: str) -> dict[str, bytes]:
    """Every file below a folder, with its name, for names can tell as well."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f"{name}: {file.relative_to(folder)}": str(file).encode() + b"\0" + file.read_bytes() for file in files}


def of_notices() -> dict[str, bytes]:
    """Notices, and letters with their subject, text and HTML."""
    notices = "\0".join(str(row) for row in Notice.objects.values_list())
    letters = "\0".join(str(row) for row in Delivery.objects.values_list())
    assert notices
    assert letters
    return {"notices": notices.encode(), "letters kept": letters.encode()}
