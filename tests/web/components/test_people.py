"""Pictures of people: uploaded, drawn, or initials."""

from __future__ import annotations

from types import SimpleNamespace

from alongside.web.components.people import avatar
from alongside.web.site.sample_people import LEILA, SamplePerson


def test_a_drawn_picture_has_the_ring_of_its_role() -> None:
    assert avatar(LEILA, "mentee", "lg").startswith(
        '<img class="avatar avatar--lg avatar--mentee" src="/static/pictures/people/leila'
    )


def test_an_uploaded_picture_wins() -> None:
    someone = SamplePerson("Leila", "Haddad", "leila")
    someone.upload = SimpleNamespace(url="/pictures/abc.webp")  # type: ignore[assignment]

    assert 'src="/pictures/abc.webp"' in avatar(someone)


def test_without_a_picture_there_are_initials() -> None:
    assert ">ID</text>" in avatar(SamplePerson("inge", "Dahl"))
    assert ">I</text>" in avatar(SamplePerson("Inge", ""))
