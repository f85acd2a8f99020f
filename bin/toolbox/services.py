"""bin/services: a PostgreSQL and a Redis of one's own, on free ports, as root or as anybody."""

import grp
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from toolbox import places, say

STATE = places.ROOT / "data" / "services.json"


@dataclass(frozen=True)
class Running:
    """Servers that were started, and how to reach and end them; an empty address means it is not installed."""

    folder: str
    database_url: str = ""
    keys_database_url: str = ""
    redis_url: str = ""
    redis_pid: int = 0

    @property
    def variables(self) -> dict[str, str]:
        known = {
            "DATABASE_URL": self.database_url,
            "ALONGSIDE_KEYS_DATABASE_URL": self.keys_database_url,
            "REDIS_URL": self.redis_url,
        }
        return {name: value for name, value in known.items() if value}

    def stop(self) -> None:
        _stop_redis(self.redis_pid)
        _stop_postgres(Path(self.folder) / "postgres")
        shutil.rmtree(self.folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["start"]:
            return _start_and_remember()
        case ["stop"]:
            return _stop_remembered()
        case ["status"]:
            return _tell()
        case _:
            raise say.Stop("Use: bin/services start, bin/services stop or bin/services status.", code=2)


def start(*, durable: bool) -> Running:
    """Start what is installed. Without ``durable`` PostgreSQL does not wait for the disk: right for tests only."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-services-"))
    folder.chmod(0o755)  # PostgreSQL may run as another user, who has to get through to its own folder.
    running = Running(folder=str(folder))
    try:
        running = _with_redis(running)
        return _with_postgres(running, durable=durable)
    except BaseException:
        running.stop()
        raise


@contextmanager
def for_a_while() -> Iterator[Running]:
    """Servers for the length of a test run."""
    running = start(durable=False)
    try:
        yield running
    finally:
        running.stop()


def _start_and_remember() -> int:
    if STATE.exists():
        return _tell()
    STATE.parent.mkdir(exist_ok=True)
    with say.step("Starting PostgreSQL and Redis"):
        running = start(durable=True)
    STATE.write_text(json.dumps(asdict(running)))
    STATE.chmod(0o600)
    return _tell()


def _stop_remembered() -> int:
    if not STATE.exists():
        say.line("Nothing is running.")
        return 0
    _remembered().stop()
    STATE.unlink()
    say.line("Stopped, and the data thrown away.")
    return 0


def _tell() -> int:
    if not STATE.exists():
        say.line("Nothing is running. bin/services start starts PostgreSQL and Redis.")
        return 0
    running = _remembered()
    for name, value in running.variables.items():
        say.line(f"export {name}={value}")
    for name, address in (("PostgreSQL", running.database_url), ("Redis", running.redis_url)):
        if not address:
            say.line(f"# {name} is not installed here.")
    return 0


def _remembered() -> Running:
    return Running(**json.loads(STATE.read_text()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _with_redis(running: Running) -> Running:
    if not (redis := shutil.which("redis-server")):
        return running
    port = _free_port()
    pid = _start_redis(redis, Path(running.folder), port)
    return replace(running, redis_url=f"redis://127.0.0.1:{port}/0", redis_pid=pid)


def _start_redis(redis: str, folder: Path, port: int) -> int:
    # It goes into the background by itself, as PostgreSQL does: nobody here has to wait for it.
    pidfile = folder / "redis.pid"
    pidfile.unlink(missing_ok=True)
    options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--daemonize", "yes"]
    options += ["--pidfile", str(pidfile), "--save", "", "--appendonly", "no"]
    subprocess.run([redis, *options], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    _wait_for(port, "Redis")
    return _number_in(pidfile)


def _number_in(pidfile: Path) -> int:
    """The number Redis writes down a moment after it listens."""
    for _ in range(400):
        with suppress(OSError, ValueError):
            return int(pidfile.read_text())
        time.sleep(0.05)
    raise say.Stop("Redis did not write down its number within 20 seconds.")


def _stop_redis(pid: int) -> None:
    # After a restart of the machine the number may belong to somebody else's program.
    if not pid or b"redis" not in _command_line(pid):
        return
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _with_postgres(running: Running, *, durable: bool) -> Running:
    if not (programs := _postgres_programs()):
        return running
    data = Path(running.folder) / "postgres"
    data.mkdir(mode=0o700)
    if owner := _owner():
        shutil.chown(data, *owner)
    port, password = _free_port(), secrets.token_hex(12)
    with tempfile.NamedTemporaryFile("w", dir=running.folder) as secret:
        secret.write(password)
        secret.flush()
        if owner:
            shutil.chown(secret.name, *owner)
        initdb: list[str | Path] = [programs / "initdb", "--pgdata", data / "data", "--username", "alongside"]
        initdb += ["--auth", "scram-sha-256", "--pwfile", secret.name]
        _as_owner([*initdb, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"])
    _start_postgres(programs, data, port, durable=durable)
    createdb: list[str | Path] = [programs / "createdb", "--host", "127.0.0.1", "--port", str(port)]
    for name in ("alongside", "alongside_keys"):
        _as_owner([*createdb, "--username", "alongside", name], PGPASSWORD=password)
    server = f"postgresql://alongside:{password}@127.0.0.1:{port}"
    return replace(running, database_url=f"{server}/alongside", keys_database_url=f"{server}/alongside_keys")


def _start_postgres(programs: Path, data: Path, port: int, *, durable: bool) -> None:
    settings = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
    if not durable:
        settings += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data / "data", "--log", data / "log"]
    _as_owner([*control, "--wait", "--options", settings, "start"])


def kill_redis(running: Running) -> Running:
    """``kill -9`` the Redis that was started here, and start it again, empty, on the same port."""
    os.kill(running.redis_pid, signal.SIGKILL)
    port = int(running.redis_url.rpartition(":")[2].partition("/")[0])
    _wait_until_free(port)
    return replace(running, redis_pid=_start_redis("redis-server", Path(running.folder), port))


def kill_postgres(running: Running) -> None:
    """``kill -9`` the PostgreSQL that was started here, and start it again; it mends itself from its log."""
    data, programs = Path(running.folder) / "postgres", _postgres_programs()
    assert programs
    os.kill(int((data / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    port = int(running.database_url.rpartition(":")[2].partition("/")[0])
    for attempt in range(100):
        try:
            _start_postgres(programs, data, port, durable=True)
        except say.Stop:  # those it leaves behind take a moment to notice
            if attempt == 99:
                raise
            time.sleep(0.1)
        else:
            return


def _stop_postgres(data: Path) -> None:
    if (data / "data" / "postmaster.pid").exists() and (programs := _postgres_programs()):
        with suppress(say.Stop):
            _as_owner([programs / "pg_ctl", "--pgdata", data / "data", "--mode", "immediate", "--wait", "stop"])


def _postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL; Debian keeps its programs off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _owner() -> tuple[str, str] | None:
    """Who PostgreSQL runs as when we are root, which it refuses to be."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            account = pwd.getpwnam(name)
            return name, grp.getgrgid(account.pw_gid).gr_name
    raise say.Stop("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as.")


def _as_owner(command: list[str | Path], **variables: str) -> None:
    owner = _owner()
    who = {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}
    done = subprocess.run(  # type: ignore[call-overload]
        command,
        env={**os.environ, **variables},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **who,
    )
    if done.returncode:
        raise say.Stop(f"PostgreSQL did not do as told ({Path(command[0]).name}): {done.stderr.strip()[-500:]}")


def _wait_until_free(port: int) -> None:
    """A killed server lets go of its port a moment later."""
    for _ in range(100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return
        time.sleep(0.05)


def _wait_for(port: int, name: str) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise say.Stop(f"{name} did not start within 10 seconds.")
