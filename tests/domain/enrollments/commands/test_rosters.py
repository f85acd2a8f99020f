"""A list of people is looked at, then comes in as a whole or not at all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.commands import rosters
from alongside.domain.enrollments.jobs import work_on_rosters
from alongside.domain.enrollments.models import Enrollment, RosterImport
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.models import Membership
from alongside.domain.notifications.models import Notice
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
MAPPING = {"email": "email", "name": "name", "role": "role", "topics": "tags", "capacity": "places"}
HEAD = "email,name,role,tags,places\n"
GOOD = HEAD + "ana@x.org,Ana Cruz,mentor,css;html,3\nben@x.org,Ben,mentee,css,\ncleo@x.org,Cleo,member,,\n"
BAD = GOOD + "nobody,Dan,mentor,css,1\n"


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group(), default_capacity=2)


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


def bring_in(program: Program, amara: Person, text: str, **more: object) -> RosterImport:
    return rosters.import_roster(
        program.group,
        text.encode(),
        mapping=MAPPING,
        program=program,
        by=amara,
        at=MONDAY,
        **more,  # type: ignore[arg-type]
    )


def test_everybody_in_the_list_becomes_a_member_and_those_with_a_role_have_a_place(
    program: Program, amara: Person
) -> None:
    roster = bring_in(program, amara, GOOD)

    ana = Enrollment.objects.get(person__email="ana@x.org")
    assert (ana.role, ana.topics, ana.capacity, ana.search_words) == ("mentor", ["css", "html"], 3, "css html")
    assert Enrollment.objects.get(person__email="ben@x.org").capacity == 1
    assert not Enrollment.objects.filter(person__email="cleo@x.org").exists()
    assert Membership.objects.current().filter(group=program.group).count() == 4
    assert roster.state == RosterImport.State.DONE
    assert roster.content == ""
    assert roster.summary == {
        "rows": 3, "new_people": 3, "known_people": 0, "mentors": 1, "mentees": 1, "members": 1,
    }  # fmt: skip


def test_imported_people_are_not_shown_or_paired_before_they_say_that_they_are_grown_up(
    program: Program, amara: Person
) -> None:
    bring_in(program, amara, GOOD)
    assert not Enrollment.objects.active().exists()

    Person.objects.filter(email="ana@x.org").update(adult_declared_at=MONDAY)
    assert Enrollment.objects.active().get().person.first_name == "Ana"


def test_one_broken_line_and_nothing_comes_in(program: Program, amara: Person) -> None:
    people = Person.objects.count()

    with pytest.raises(rosters.RosterHasProblems, match="line 5") as refusal:
        bring_in(program, amara, BAD)

    assert [(each.line, each.column) for each in refusal.value.problems] == [(5, "email")]
    assert Person.objects.count() == people
    assert not RosterImport.objects.exists()


def test_bringing_the_same_list_in_twice_changes_nothing(program: Program, amara: Person) -> None:
    bring_in(program, amara, GOOD)
    Enrollment.objects.filter(role="mentor").update(about_words="Mine")

    roster = bring_in(program, amara, GOOD)

    assert roster.summary["new_people"] == 0
    assert Enrollment.objects.count() == 2
    assert Enrollment.objects.get(role="mentor").about_words == "Mine"
    assert Membership.objects.filter(group=program.group).count() == 4


def upload(program: Program, amara: Person, text: str) -> RosterImport:
    roster = rosters.upload_roster(
        program.group, file_name="people.csv", content=text.encode(), program=program, by=amara, at=MONDAY
    )
    return rosters.map_roster(roster, mapping=MAPPING, defaults={}, program=program, tells_people=True)


def test_the_worker_looks_at_a_list_and_brings_it_in_when_it_is_confirmed(program: Program, amara: Person) -> None:
    roster = upload(program, amara, GOOD)
    assert work_on_rosters(at=MONDAY) == 1
    roster.refresh_from_db()
    assert (roster.state, roster.problem_count, roster.summary["new_people"]) == ("checked", 0, 3)
    assert not Enrollment.objects.exists()

    rosters.confirm_roster(roster)
    assert work_on_rosters(at=MONDAY) == 1
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.DONE
    assert Enrollment.objects.count() == 2


def test_a_list_with_problems_says_them_and_cannot_be_confirmed(program: Program, amara: Person) -> None:
    roster = upload(program, amara, BAD)
    work_on_rosters(at=MONDAY)

    roster.refresh_from_db()
    assert roster.problem_count == 1
    assert roster.problems[0][:2] == [5, "email"]
    with pytest.raises(rosters.NotReady):
        rosters.confirm_roster(roster)


def test_a_list_another_worker_holds_is_left_alone_until_its_claim_runs_out(program: Program, amara: Person) -> None:
    roster = upload(program, amara, GOOD)
    RosterImport.objects.filter(pk=roster.pk).update(claimed_until=MONDAY + timedelta(minutes=5))

    assert work_on_rosters(at=MONDAY) == 0
    assert work_on_rosters(at=MONDAY + timedelta(minutes=5)) == 1


def test_imported_people_are_told_once_when_the_organizer_wants_it(program: Program, amara: Person) -> None:
    bring_in(program, amara, GOOD, tells_people=True)

    while hand_on_waiting_events(REACTIONS, at=MONDAY):
        pass

    told = Notice.objects.filter(kind="roster_added").values_list("person__first_name", flat=True)
    assert set(told) == {"Ana", "Ben", "Cleo"}


def test_ten_thousand_people_come_in_at_once_with_progress(program: Program, amara: Person) -> None:
    text = HEAD + "".join(f"p{n}@x.org,Person {n},mentor,css,2\n" for n in range(10_000))
    roster = upload(program, amara, text)

    work_on_rosters(at=MONDAY)
    rosters.confirm_roster(RosterImport.objects.get(pk=roster.pk))
    work_on_rosters(at=MONDAY)

    roster.refresh_from_db()
    assert (roster.state, roster.rows_done, roster.rows_total) == ("done", 10_000, 10_000)
    assert Enrollment.objects.count() == 10_000


def test_the_real_list_of_mentors_is_read_through_a_mapping(program: Program, amara: Person) -> None:
    path = Path(__file__).parents[4] / "alongside" / "cli" / "demo" / "mentors_anonymised.csv"
    lines = path.read_text().splitlines() if path.is_file() else ["row,role,country,languages,title,tags,n_tags",
        "1,mentor,US,en,frontend,frontend;javascript;reactjs;html;css,5"]  # fmt: skip
    text = "\n".join([f"email,name,{lines[0]}", *(f"m{n}@x.org,M {n},{line}" for n, line in enumerate(lines[1:]))])

    rosters.import_roster(
        program.group, text.encode(), program=program, by=amara, at=MONDAY,
        mapping={"email": "email", "name": "name", "role": "role", "country": "country", "languages": "languages",
                 "title": "title", "topics": "tags"},
    )  # fmt: skip

    first = Enrollment.objects.get(person__email="m0@x.org")
    assert first.topics == ["frontend", "javascript", "reactjs", "html", "css"]
    assert (first.background, first.languages, first.person.time_zone) == ("frontend", ["en"], "America/New_York")
