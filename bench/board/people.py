"""Fills an empty data folder with 5,000 people who look for a mentor and 3,000 mentors.

Every person is a row of the real, anonymised list of mentors, drawn with a fixed throw of the dice: mentors offer what
the row offers, mentees ask for two to four of a row's topics. Names and sentences are invented. Rows are written in
bulk, because 8,000 sign-ups one by one would take minutes and measure something else.

    ALONGSIDE_DATA_DIR=/some/folder python -m bench.board.people
"""

from __future__ import annotations

import os
import random
from datetime import timedelta
from typing import Any

import django

MENTEES, MENTORS = 5_000, 3_000
ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata")
TIMES = [
    f"{day}-{part}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") for part in ("morning", "evening")
]


def main() -> None:
    """Make the tables and the people, and print the address of the board."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("upgrade", verbosity=0)
    with transaction.atomic():
        print(_fill())


def _fill() -> str:
    from alongside.cli.demo.voices import Voices
    from alongside.domain.groups.models import Group, Membership
    from alongside.domain.groups.models import Role as GroupRole
    from alongside.domain.people.models import Person
    from alongside.domain.programs.models import Program
    from alongside.kernel import clock

    now = clock.now()
    born = {"created_at": now - timedelta(days=90), "email_verified_at": now, "adult_declared_at": now}
    born["welcomed_at"] = now
    group = Group.objects.create(name="Riverside Tech Club", slug="riverside", created_at=born["created_at"])
    amara = Person(email="amara@example.org", first_name="Amara", family_name="Okafor", last_login=now, **born)
    amara.set_unusable_password()
    amara.save()
    Membership.objects.create(group=group, person=amara, role=GroupRole.ORGANIZER, joined_at=now)
    program = Program.objects.create(
        group=group, template_key="career_advancement", name="Spring season", state=Program.State.RUNNING,
        created_by=amara, created_at=born["created_at"], launched_at=born["created_at"],
        starts_on=now.date(), weights={},
    )  # fmt: skip
    people, places = _everybody(program, Voices(3), random.Random(5), born)
    Person.objects.bulk_create(people, batch_size=500)
    member = GroupRole.MEMBER
    joined = [Membership(group=group, person=each, role=member, joined_at=now) for each in people]
    Membership.objects.bulk_create(joined, batch_size=500)
    type(places[0]).objects.bulk_create(places, batch_size=250)
    return f"/g/{group.slug}/manage/mentorship/{program.pk}/pair/"


def _everybody(program: Any, voices: Any, dice: random.Random, born: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    from alongside.cli.demo.voices import real_mentors, words
    from alongside.domain.enrollments.models import Enrollment
    from alongside.domain.people.models import Person

    first, family = words()["names"]["first"], words()["names"]["family"]
    people, places = [], []
    for number in range(MENTEES + MENTORS):
        row, is_mentor = dice.choice(real_mentors()), number >= MENTEES
        who = Person(
            email=f"person{number}@example.org", first_name=dice.choice(first), family_name=dice.choice(family),
            time_zone=dice.choice(ZONES), password="!", **born,
        )  # fmt: skip
        people.append(who)
        places.append(_place(Enrollment, program, who, row, is_mentor, voices, dice))
    return people, places


def _place(kind: Any, program: Any, who: Any, row: dict[str, str], is_mentor: bool, voices: Any, dice: Any) -> Any:
    from alongside.cli.demo.voices import topics_of
    from alongside.domain.enrollments.answers import search_words

    offered = topics_of(row)
    topics = offered if is_mentor else dice.sample(offered, min(len(offered), dice.randint(2, 4)))
    side = "mentor" if is_mentor else "mentee"
    since = program.created_at + timedelta(hours=dice.randrange(24 * 60))
    place = kind(
        program=program, person=who, role=side, state=kind.State.ENROLLED, topics=topics,
        languages=[each for each in row["languages"].split(";") if each] or ["en"],
        reach_ways=dice.sample(["video", "chat", "phone"], 2), reach_times=dice.sample(TIMES, dice.randint(3, 6)),
        help_words=voices.card(f"{side}_help"), about_words=voices.card(f"{side}_about"),
        background=row["title"], capacity=dice.choice([1, 1, 1, 2, 3]) if is_mentor else 1,
        started_at=since, applied_at=since, enrolled_at=since, seen_pages=[1, 2, 3, 4],
    )  # fmt: skip
    place.search_words = search_words(place)
    return place


if __name__ == "__main__":
    main()
