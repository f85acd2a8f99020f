"""Bringing a list of people into a group and a program: looked at first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.answers import PAGES, search_words
from alongside.domain.enrollments.events import RosterImported, RosterPeopleAdded, RosterUploaded
from alongside.domain.enrollments.models import Enrollment, Role, RosterImport
from alongside.domain.enrollments.rosters.checking import MEMBER, Checker, Entry, Problem
from alongside.domain.enrollments.rosters.columns import guessed_mapping
from alongside.domain.enrollments.rosters.files import EmptyList, decoded, header_of, rows_of
from alongside.domain.events.commands import record, record_many
from alongside.domain.groups.commands.lists import admit_members
from alongside.domain.groups.models import Group
from alongside.domain.people.commands.lists import NewPerson, people_with_emails, register_people
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

MOST_PROBLEMS = 200  # more than anybody reads; the count is always exact
PORTION = 200
Progress = Callable[[int, int], None]


class RosterHasProblems(Refusal):
    """Nothing of the list was brought in."""

    code = "roster_has_problems"
    text = _("Nothing was brought in. %(count)s lines need a look, the first is line %(line)s: %(problem)s")

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(count=len(problems), line=first.line, problem=first.text)
        self.problems = problems


class NotReady(Refusal):
    """Somebody was quicker, or the step before is not done."""

    code = "not_ready"
    text = _("This list is not ready for that. Look at the page again.")


@dataclass(frozen=True)
class Summary:
    """What a list brings."""

    rows: int
    new_people: int
    known_people: int
    mentors: int
    mentees: int
    members: int


@transaction.atomic
def upload_roster(
    group: Group, *, file_name: str, content: bytes, program: Program | None, by: Person, at: datetime
) -> RosterImport:
    """Hand in a file. Its columns are guessed; nothing is brought in yet.

    Raises FileTooLarge, NotAList, TooManyColumns, TooManyRows or EmptyList. Records RosterUploaded.
    """
    text = decoded(content)
    total = sum(1 for _row in rows_of(text))
    if not total:
        raise EmptyList

    roster = RosterImport.objects.create(
        group=group,
        program=program,
        uploaded_by=by,
        file_name=file_name[:200],
        content=text,
        mapping=guessed_mapping(header_of(text)),
        rows_total=total,
        uploaded_at=at,
    )
    record(RosterUploaded(roster.pk, group.pk), actor=by.pk, at=at)
    return roster


@transaction.atomic
def map_roster(
    roster: RosterImport, *, mapping: Mapping[str, str], defaults: Mapping[str, str], program: Program | None,
    tells_people: bool,
) -> RosterImport:  # fmt: skip
    """Say which column is which; the worker then looks at every line.

    Raises NotReady.
    """
    roster = _in_state(roster, RosterImport.State.UPLOADED, RosterImport.State.CHECKED)
    roster.mapping, roster.defaults = dict(mapping), dict(defaults)
    roster.program, roster.tells_people = program, tells_people
    roster.state, roster.rows_done = RosterImport.State.CHECKING, 0
    roster.problems, roster.problem_count, roster.summary = [], 0, {}
    roster.save()
    return roster


@transaction.atomic
def confirm_roster(roster: RosterImport) -> RosterImport:
    """Let the worker bring a list in that was looked at and has no problems.

    Raises NotReady.
    """
    roster = _in_state(roster, RosterImport.State.CHECKED)
    if roster.problem_count:
        raise NotReady
    roster.state, roster.rows_done = RosterImport.State.IMPORTING, 0
    roster.save(update_fields=["state", "rows_done"])
    return roster


@transaction.atomic
def discard_roster(roster: RosterImport) -> None:
    """Throw a list away that was not brought in. Raises NotReady."""
    _in_state(roster, RosterImport.State.UPLOADED, RosterImport.State.CHECKED, RosterImport.State.FAILED).delete()


def check_roster(roster: RosterImport) -> RosterImport:
    """Look at every line, for the worker; how far it has got is kept as it goes."""
    entries, problems = _read(roster, _keep_progress(roster))
    RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.CHECKING).update(
        state=RosterImport.State.CHECKED,
        rows_done=roster.rows_total,
        problems=[[each.line, each.column, each.text] for each in problems[:MOST_PROBLEMS]],
        problem_count=len(problems),
        summary=_summary(entries).__dict__,
        claimed_until=None,
    )
    roster.refresh_from_db()
    return roster


def bring_in_roster(roster: RosterImport, *, at: datetime) -> RosterImport:
    """Bring a confirmed list in, for the worker: look at every line once more, then write all of it or nothing.

    Records RosterImported, and RosterPeopleAdded when people are to be told.
    """
    entries, problems = _read(roster, _keep_progress(roster))
    if problems or roster.uploaded_by is None:
        RosterImport.objects.filter(pk=roster.pk).update(
            state=RosterImport.State.CHECKED,
            problems=[[each.line, each.column, each.text] for each in problems[:MOST_PROBLEMS]],
            problem_count=len(problems),
            claimed_until=None,
        )
    else:
        _write(roster, entries, by=roster.uploaded_by, at=at)
    roster.refresh_from_db()
    return roster


def import_roster(
    group: Group,
    content: bytes,
    *,
    mapping: Mapping[str, str],
    program: Program | None = None,
    defaults: Mapping[str, str] | None = None,
    tells_people: bool = False,
    by: Person,
    at: datetime,
) -> RosterImport:
    """Bring a whole file in at once, for commands that have nobody to look at a page.

    ``mapping`` says which column holds what (``rosters.columns.KNOWN``), ``defaults`` what an empty cell means.
    Raises RosterHasProblems and what ``upload_roster`` raises; nothing is kept then. Records what
    ``bring_in_roster`` records.
    """
    with transaction.atomic():
        roster = upload_roster(group, file_name="roster.csv", content=content, program=program, by=by, at=at)
        roster.mapping, roster.defaults = dict(mapping), dict(defaults or {})
        roster.tells_people = tells_people
        roster.save()
        entries, problems = _read(roster)
        if problems:
            raise RosterHasProblems(problems)
        _write(roster, entries, by=by, at=at)
    roster.refresh_from_db()
    return roster


def _read(roster: RosterImport, progress: Progress | None = None) -> tuple[list[Entry], list[Problem]]:
    checker = Checker(
        mapping=roster.mapping,
        defaults=roster.defaults,
        has_program=roster.program_id is not None,
        time_zone=roster.uploaded_by.time_zone if roster.uploaded_by else "UTC",
    )
    entries = []
    for done, entry in enumerate(checker.entries(rows_of(roster.content)), start=1):
        if entry:
            entries.append(entry)
        if progress and done % 500 == 0:
            progress(done, len(checker.problems))
    return entries, checker.problems


def _keep_progress(roster: RosterImport) -> Progress:
    """Outside any transaction, so that the page that waits can see it."""

    def keep(done: int, problems: int) -> None:
        RosterImport.objects.filter(pk=roster.pk).update(rows_done=done, problem_count=problems)

    return keep


def _summary(entries: Sequence[Entry]) -> Summary:
    emails = {entry.email for entry in entries}
    known = len(people_with_emails(emails))
    roles = [entry.role for entry in entries]
    return Summary(
        rows=len(entries),
        new_people=len(emails) - known,
        known_people=known,
        mentors=roles.count(Role.MENTOR),
        mentees=roles.count(Role.MENTEE),
        members=roles.count(MEMBER),
    )


@transaction.atomic
def _write(roster: RosterImport, entries: Sequence[Entry], *, by: Person, at: datetime) -> None:
    summary = _summary(entries)
    people = register_people((_new_person(entry, by) for entry in entries), by=by, at=at)
    admit_members(list(people.values()), roster.group, admitted_by=by, at=at)
    if roster.program:
        _enroll(roster.program, entries, people, by=by, at=at)
    RosterImport.objects.filter(pk=roster.pk).update(
        state=RosterImport.State.DONE,
        content="",
        rows_done=len(entries),
        summary=summary.__dict__,
        claimed_until=None,
        finished_at=at,
    )
    if roster.tells_people:
        record_many(_portions_to_tell(roster, people.values()), actor=by.pk, at=at)
    record(RosterImported(roster.pk, roster.group_id), actor=by.pk, at=at)


def _new_person(entry: Entry, by: Person) -> NewPerson:
    return NewPerson(
        email=entry.email,
        first_name=entry.first_name,
        family_name=entry.family_name,
        time_zone=entry.time_zone,
        language=by.language,
    )


def _enroll(
    program: Program, entries: Sequence[Entry], people: Mapping[str, Person], *, by: Person, at: datetime
) -> None:
    """Give everybody with a role their place. Who has one already keeps it as it is."""
    taken = set(
        Enrollment.objects.filter(program=program).exclude(state=Enrollment.State.LEFT).values_list("person_id", "role")
    )
    wanted = [entry for entry in entries if entry.role != MEMBER]
    new = [
        _enrollment(program, entry, people[entry.email], by=by, at=at)
        for entry in wanted
        if (people[entry.email].pk, entry.role) not in taken
    ]
    Enrollment.objects.bulk_create(new, batch_size=200)


def _enrollment(program: Program, entry: Entry, person: Person, *, by: Person, at: datetime) -> Enrollment:
    enrollment = Enrollment(
        program=program,
        person=person,
        role=entry.role,
        state=Enrollment.State.ENROLLED,
        topics=list(entry.topics) or ["unsure"],
        help_words=entry.help,
        about_words=entry.about,
        third_words=entry.third,
        background=entry.title,
        household=entry.household,
        languages=list(entry.languages),
        capacity=(entry.capacity or program.default_capacity) if entry.role == Role.MENTOR else 1,
        seen_pages=list(PAGES),
        filled_in_by=by,
        started_at=at,
        applied_at=at,
        enrolled_at=at,
    )
    enrollment.search_words = search_words(enrollment)
    return enrollment


def _portions_to_tell(roster: RosterImport, people: Iterable[Person]) -> Iterable[RosterPeopleAdded]:
    ids: list[UUID] = [person.pk for person in people]
    return (RosterPeopleAdded(roster.pk, tuple(ids[start : start + PORTION])) for start in range(0, len(ids), PORTION))


def _in_state(roster: RosterImport, *states: str) -> RosterImport:
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.state not in states:
        raise NotReady
    return roster
