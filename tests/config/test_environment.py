"""A setting is understood or refused with its name; it is never half understood, and a secret is never repeated."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config.environment import BadSetting, Environment
from alongside.config.mail import mail_server

KEY = base64.b64encode(bytes(32)).decode()


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s" * 40 + "\n")

    assert Environment({"ALONGSIDE_X_FILE": str(tmp_path / "secret")}).secret("ALONGSIDE_X") == "s" * 40


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(BadSetting, match="ALONGSIDE_X_FILE points to /nowhere, which cannot be read: No such file"):
        Environment({"ALONGSIDE_X_FILE": "/nowhere"}).text("ALONGSIDE_X")


def test_a_value_and_a_file_at_once_are_refused() -> None:
    with pytest.raises(BadSetting, match="given twice"):
        Environment({"ALONGSIDE_X": "a", "ALONGSIDE_X_FILE": "b"}).text("ALONGSIDE_X")


@pytest.mark.parametrize(("value", "meant"), [("yes", True), ("1", True), ("OFF", False), ("", True)])
def test_a_switch_takes_the_usual_words(value: str, meant: bool) -> None:
    assert Environment({"ALONGSIDE_X": value}).switch("ALONGSIDE_X", default=True) is meant


@pytest.mark.parametrize("value", ["ja", "2"])
def test_a_switch_refuses_anything_else(value: str) -> None:
    with pytest.raises(BadSetting, match=r"ALONGSIDE_X is .*; it can be yes or no"):
        Environment({"ALONGSIDE_X": value}).switch("ALONGSIDE_X", default=True)


@pytest.mark.parametrize("value", ["many", "0", "11", "1.5", "-3"])
def test_a_number_stays_within_its_bounds(value: str) -> None:
    with pytest.raises(BadSetting, match="a whole number from 1 to 10"):
        Environment({"ALONGSIDE_X": value}).number("ALONGSIDE_X", 5, least=1, most=10)


def test_an_address_that_is_refused_is_not_repeated() -> None:
    with pytest.raises(BadSetting) as refused:
        Environment({"REDIS_URL": "http://:hunter2@127.0.0.1"}).address("REDIS_URL", "", ["redis"])

    assert "hunter2" not in str(refused.value)


def test_a_short_secret_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadSetting) as refused:
        Environment({"ALONGSIDE_X": "hunter2"}).secret("ALONGSIDE_X")

    assert "hunter2" not in str(refused.value)


def test_keys_carry_their_number() -> None:
    assert Environment({"K": f"1:{KEY}, 3:{KEY}"}).numbered_keys("K") == {1: bytes(32), 3: bytes(32)}


@pytest.mark.parametrize("value", [KEY, f"x:{KEY}", f"1:{KEY},1:{KEY}", "1:c2hvcnQ=", "1:***"])
def test_keys_that_cannot_be_used_are_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Environment({"K": value}).numbered_keys("K")

    assert KEY not in str(refused.value)


def test_a_typing_mistake_in_a_name_is_found() -> None:
    env = Environment({"ALONGSIDE_SITE_NAM": "Riverside"})
    env.text("ALONGSIDE_SITE_NAME")

    with pytest.raises(BadSetting, match=r"ALONGSIDE_SITE_NAM is not a setting\. Did you mean ALONGSIDE_SITE_NAME\?"):
        env.refuse_unknown()


def test_a_mail_server_is_read_from_its_address() -> None:
    server = mail_server("smtp+starttls://leila%40example.org:p%2Fw@mail.example.org")

    assert (server.host, server.port, server.user, server.password) == (
        "mail.example.org",
        587,
        "leila@example.org",
        "p/w",
    )
    assert server.starttls
    assert not server.tls


GOOD = {
    "ALONGSIDE_MODE": "production",
    "ALONGSIDE_SITE_ADDRESS": "https://mentors.example.org",
    "ALONGSIDE_SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALONGSIDE_MASTER_KEYS": f"1:{KEY}",
    "ALONGSIDE_MAIL_URL": "smtps://mail.example.org",
}


def _start(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ["PATH"], "ALONGSIDE_DATA_DIR": str(tmp_path), **GOOD, **changes}
    command = [sys.executable, "-m", "alongside.cli.main", "check", "--fail-level", "WARNING", "--deploy"]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def test_production_starts_with_everything_it_needs_and_nothing_to_warn_of(tmp_path: Path) -> None:
    started = _start(tmp_path)

    assert "no issues" in started.stdout, started.stderr


def test_duties_not_met_are_named_also_before_there_is_a_database(tmp_path: Path) -> None:
    started = _start(tmp_path, ALONGSIDE_CONTACT_EMAIL="hello@example.org", ALONGSIDE_RUN_BY="Riverside")

    assert started.returncode != 0
    assert started.stderr == "CommandError: Not met: local help, ledger, operators, operators' second step.\n"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ALONGSIDE_SECRET_KEY": "demo-" + "k" * 50}, "ALONGSIDE_SECRET_KEY is the secret of a demo"),
        ({"ALONGSIDE_SECRET_KEY": ""}, "ALONGSIDE_SECRET_KEY is not set"),
        ({"ALONGSIDE_MASTER_KEYS": ""}, "ALONGSIDE_MASTER_KEYS is not set"),
        ({"ALONGSIDE_MAIL_URL": ""}, "ALONGSIDE_MAIL_URL is not set"),
        ({"DATABASE_URL": "postgresql://db/x"}, "ALONGSIDE_KEYS_DATABASE_URL is not set"),
        ({"ALONGSIDE_MODE": "prod"}, "ALONGSIDE_MODE is 'prod'; it can be development, demo, production"),
        (
            {"ALONGSIDE_SITE_ADDRESS": "mentors.example.org"},
            "ALONGSIDE_SITE_ADDRESS must begin with http:// or https://",
        ),
    ],
)
def test_production_refuses_to_start_in_one_sentence(tmp_path: Path, changes: dict[str, str], sentence: str) -> None:
    started = _start(tmp_path, **changes)

    assert started.returncode != 0
    assert started.stderr.startswith(f"Alongside cannot start: {sentence}")
    assert "Traceback" not in started.stderr
