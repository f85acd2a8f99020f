from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from tests import cast

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    call_command("check", *arguments, stdout=(out := StringIO()), stderr=StringIO())
    return out.getvalue()


def test_a_site_that_nobody_has_set_up_is_red() -> None:
    with pytest.raises(CommandError, match="contact, run by, local help"):
        said("--deploy")


def test_a_site_whose_operators_saw_to_everything_is_green(settings: Any, tmp_path: Any) -> None:
    settings.PRODUCTION = settings.SERVED_BY_HTTPS = True
    settings.MAIL_URL, settings.CONTACT_EMAIL, settings.RUN_BY = "smtp://mail", "us@example.org", "The library"
    settings.LOCAL_HELP = ("somebody",)
    settings.ERASURE_LEDGER = tmp_path / "erasures"
    for name in ("Olu", "Ola"):
        Authenticator.objects.create(user=cast.person(name, is_operator=True), type="totp", data={})

    out = said("--deploy")

    assert "RED" not in out
    assert "green  operators: " in out
    assert "yours  restore: " in out


def test_one_operator_without_a_second_step_is_named(settings: Any) -> None:
    cast.person("Olu", is_operator=True)

    with pytest.raises(CommandError, match="operators, operators' second step"):
        said("--deploy")


def test_without_deploy_only_the_settings_are_looked_at() -> None:
    assert "green" not in said()
