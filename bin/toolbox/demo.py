"""bin/demo: from a bare machine to a community one can walk through in the browser."""

import argparse
import errno
import fcntl
import hashlib
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolbox import environment, places, say
from toolbox.supervisor import Child, Supervisor

NEEDED_MEGABYTES = 200
HOST = "127.0.0.1"


def main(arguments: list[str]) -> int:
    options = _parse(arguments)
    data: Path = options.data_dir.absolute()
    with _alone_in(data, options.port):
        _refuse_a_port_in_use(options.port)
        _need_space(data)
        say.line(f"Alongside demo, in {data}")
        python = environment.prepare()
        variables = _variables(data / "home", options.port)
        if options.reset:
            with say.step("Throwing the old demo away"):
                _clear(data)
        if not (data / "home").exists():
            _build(python, data, options.port)
        elif not _is_up_to_date(data / "home"):
            with say.step("Bringing the database up to this version"):
                _operate(python, variables, "upgrade")
                _note_the_version(data / "home")
        return _run(python, data, variables, options.port)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo", description="Start the demo community on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--data-dir", type=Path, default=places.ROOT / "data" / "demo", help="where the demo is kept")
    parser.add_argument("--reset", action="store_true", help="throw the old demo away and begin anew")
    options = parser.parse_args(arguments)
    if not 1 <= options.port <= 65535:
        raise say.Stop(f"--port is {options.port}; it must be from 1 to 65535.", code=2)
    return options


@contextmanager
def _alone_in(data: Path, port: int) -> Iterator[None]:
    """Hold the data folder: two demos writing into one would spoil each other's."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        guard = (data / "running").open("a+")
    except OSError as error:
        raise say.Stop(_about_the_folder(data, error)) from error
    with guard:
        try:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            guard.seek(0)
            where = guard.read().strip() or "another address"
            raise say.Stop(
                f"This demo is already running at {where}. Stop it first, or start another with --data-dir and --port."
            ) from error
        guard.truncate(0)
        guard.write(f"http://{HOST}:{port}/")
        guard.flush()
        yield


def _about_the_folder(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk of {folder} is full. Free some space and start again."
    return f"The folder {folder} cannot be written to ({error.strerror}). Choose another with --data-dir."


def _refuse_a_port_in_use(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise say.Stop(f"Port {port} is for the administrator only. Choose another with --port 8000.") from error
        except OSError as error:
            raise say.Stop(
                f"Port {port} is in use by another program. Choose another, for example --port {_free_port()}."
            ) from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _need_space(data: Path) -> None:
    free = shutil.disk_usage(data).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise say.Stop(f"The disk of {data} has {free} MB left; the demo needs {NEEDED_MEGABYTES} MB.")


def _clear(data: Path) -> None:
    for name in ("home", "building"):
        shutil.rmtree(data / name, ignore_errors=True)


def _build(python: Path, data: Path, port: int) -> None:
    """Fill the demo beside its final place: a start that was broken off leaves nothing half-filled behind."""
    building = data / "building"
    _clear(data)
    try:
        building.mkdir(mode=0o700)
        # Made here, so that nobody who reads the source can sign a session; named so that production refuses it.
        secret = building / "secret-key"
        secret.touch(mode=0o600)
        secret.write_text(f"demo-{secrets.token_urlsafe(40)}")
    except OSError as error:
        raise say.Stop(_about_the_folder(building, error)) from error
    variables = _variables(building, port)
    with say.step("Preparing the database"):
        _operate(python, variables, "upgrade")
    with say.step("Filling the community: groups, members, conversations") as detail:
        _operate(python, variables, "seed_demo", detail=detail)
    _note_the_version(building)
    building.rename(data / "home")


def _version() -> str:
    """Changes whenever there is a new table or column, or another package: then the database wants looking after."""
    files = [*sorted((places.ROOT / "alongside").glob("**/migrations/*.py")), places.RUNTIME_LOCK]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _is_up_to_date(home: Path) -> bool:
    noted = home / "version"
    return noted.exists() and noted.read_text() == _version()


def _note_the_version(home: Path) -> None:
    (home / "version").write_text(_version())


def _variables(home: Path, port: int) -> dict[str, str]:
    return places.environment_variables(
        clean=True,
        ALONGSIDE_MODE="demo",
        ALONGSIDE_DATA_DIR=str(home),
        ALONGSIDE_SECRET_KEY_FILE=str(home / "secret-key"),
        ALONGSIDE_SITE_ADDRESS=f"http://{HOST}:{port}",
        ALONGSIDE_CONTACT_EMAIL="olu@demo.example",
        ALONGSIDE_LOG_LEVEL="warning",
    )


def _operate(python: Path, variables: dict[str, str], *command: str, detail: say.Detail | None = None) -> None:
    process = subprocess.Popen(
        [python, "-m", "alongside.cli.main", *command],
        env=variables,
        cwd=places.ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output = []
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            output.append(line)
            if detail and line.strip() and not _is_trouble(output):
                detail(line.strip())
    if process.returncode:
        raise say.Stop(_why(command[0], "".join(output)))


def _is_trouble(output: list[str]) -> bool:
    return any(line.startswith("Traceback") for line in output)


def _why(command: str, output: str) -> str:
    if "disk is full" in output or "No space left on device" in output:
        return "The disk is full. Free some space and start again."
    log = Path(places.environment_folder()).parent / "demo-trouble.log"
    last = output.strip().splitlines()[-1] if output.strip() else "it said nothing"
    try:
        log.write_text(output)
    except OSError:
        return f"“{command}” failed: {last}"
    return f"“{command}” failed: {last} (everything it said: {log})"


def _run(python: Path, data: Path, variables: dict[str, str], port: int) -> int:
    address = f"http://{HOST}:{port}/"
    run = [str(python), "-m", "alongside.cli.main"]
    supervisor = Supervisor(
        [
            Child("web", [*run, "serve", "--host", HOST, "--port", str(port)], variables, data / "web.log"),
            Child("worker", [*run, "worker"], variables, data / "worker.log"),
        ]
    )
    supervisor.start()
    with say.step("Starting web and worker"):
        ready = supervisor.wait_until_ready(address)
    if ready:
        say.line()
        say.line(f"  Open {address}demo/ and choose who to be:")
        say.line("  an organizer, a mentor, a mentee, somebody new, or the operator. One click signs you in.")
        say.line(f"  Every message that went out: {address}demo/mail/")
        say.line(f"  What web and worker have to say: {data}/web.log and worker.log")
        say.line("  Ctrl-C stops everything.")
    return supervisor.wait()
