"""Bringing in a list of people: hand it in, say which column is which, look, confirm, wait."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.commands import rosters as commands
from alongside.domain.enrollments.rosters.columns import KNOWN
from alongside.domain.enrollments.rosters.files import MOST_BYTES, header_of, rows_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import programs
from alongside.policy import rosters as policy
from alongside.policy.programs import Seat
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.groups.frame import group_page

DEFAULT_ROLES = (("member", _("A member of the group")), ("mentor", _("A mentor")), ("mentee", _("A mentee")))


class UploadForm(Form):
    """The file."""

    file = forms.FileField(label=_("Your list, as a CSV file"), help_text=_("Up to 10,000 people and 5 MB."))

    def content(self) -> bytes:
        """The file's bytes, and no more of them than are needed to see that it is too large."""
        return bytes(self.cleaned_data["file"].read(MOST_BYTES + 1))


class MappingForm(Form):
    """Which column is which, and what empty cells mean."""

    program = forms.ChoiceField(label=_("Program for mentors and mentees"), required=False)
    role = forms.ChoiceField(label=_("Where no role is given, it is"), choices=DEFAULT_ROLES)
    tells_people = forms.BooleanField(label=_("Write to everyone on the list that I added them"), required=False)

    def __init__(self, roster: Any, seat: Seat, data: Any = None) -> None:
        header = header_of(roster.content)
        columns: Any = {f"column_{key}": _column(label, header) for key, label in KNOWN.items()}
        # The base class words the usual mistakes of the fields it finds, so they must be there before it begins.
        self.base_fields = {**MappingForm.base_fields, **columns}  # type: ignore[misc]
        first = {f"column_{key}": column for key, column in roster.mapping.items()}
        first |= {
            "program": str(roster.program_id or ""), "tells_people": roster.tells_people,
            "role": roster.defaults.get("role", "member"),
        }  # fmt: skip
        super().__init__(data, initial=first)
        self._programs = {str(each.pk): each for each in policy.programs_to_fill(seat)}
        chosen: Any = self.fields["program"]
        named = [(pk, each.name) for pk, each in self._programs.items()]
        chosen.choices = [("", _("No program, only the group")), *named]

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if not kept.get("column_email"):
            self.add_error("column_email", _("Choose the column with the email addresses"))
        if not (kept.get("column_name") or kept.get("column_first_name")):
            self.add_error("column_name", _("Choose the column with the names"))
        return kept

    @property
    def columns(self) -> list[Any]:
        return [self[f"column_{key}"] for key in KNOWN]

    def mapping(self) -> dict[str, str]:
        return {key: column for key in KNOWN if (column := self.cleaned_data[f"column_{key}"])}

    def chosen_program(self) -> Any:
        return self._programs.get(self.cleaned_data["program"])


@signed_in
def upload_roster(request: PersonRequest, slug: str) -> HttpResponse:
    """Hand in a file."""
    seat = programs.organizer_seat(request.user, slug)
    form = UploadForm(request.POST or None, request.FILES or None)

    if form.is_valid():
        only = list(policy.programs_to_fill(seat)[:2])
        try:
            roster = commands.upload_roster(
                seat.group, file_name=form.cleaned_data["file"].name, content=form.content(),
                program=only[0] if len(only) == 1 else None, by=seat.person, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("enrollments:show_roster", slug, roster.pk)

    context = group_page(seat, "manage") | {
        "form": form, "earlier": list(policy.visible_to(seat)[:10]), "known": KNOWN.values(),
    }  # fmt: skip
    return render(request, "enrollments/upload_roster.html", context)


@signed_in
def show_roster(request: PersonRequest, slug: str, roster_id: UUID) -> HttpResponse:
    """Where a list stands: its columns, the worker's progress, what it found, what it did."""
    seat, roster = policy.to_work_on(request.user, slug, roster_id)
    can_map = roster.state in ("uploaded", "checked")
    form = MappingForm(roster, seat, request.POST or None) if can_map else None

    if form and form.is_valid():
        try:
            commands.map_roster(
                roster, mapping=form.mapping(), defaults={"role": form.cleaned_data["role"]},
                program=form.chosen_program(), tells_people=form.cleaned_data["tells_people"],
            )  # fmt: skip
        except Refusal as refusal:
            say(request, refusal)
        return redirect("enrollments:show_roster", slug, roster.pk)

    context = group_page(seat, "manage") | {
        "roster": roster, "form": form, "is_working": roster.state in ("checking", "importing"),
        "sample": _sample(roster) if can_map else [],
    }  # fmt: skip
    is_poll = request.headers.get("HX-Request") and request.method == "GET"
    response = render(request, "enrollments/_roster_state.html" if is_poll else "enrollments/show_roster.html", context)
    if is_poll and not context["is_working"]:
        # The work is done: the whole page is drawn anew, with what can be done next.
        response.headers["HX-Refresh"] = "true"
    return response


@signed_in
def confirm_roster(request: PersonRequest, slug: str, roster_id: UUID) -> HttpResponse:
    """Bring it in."""
    _seat, roster = policy.to_work_on(request.user, slug, roster_id)
    if request.method == "POST":
        try:
            commands.confirm_roster(roster)
        except Refusal as refusal:
            say(request, refusal)
    return redirect("enrollments:show_roster", slug, roster.pk)


@signed_in
def discard_roster(request: PersonRequest, slug: str, roster_id: UUID) -> HttpResponse:
    """Throw a list away that was not brought in."""
    _seat, roster = policy.to_work_on(request.user, slug, roster_id)
    if request.method == "POST":
        try:
            commands.discard_roster(roster)
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, _("The list is gone. Nobody was added."))
    return redirect("enrollments:upload_roster", slug)


def _column(label: Any, header: list[str]) -> forms.ChoiceField:
    choices = [("", _("Not in this file")), *((name, name) for name in header)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _sample(roster: Any) -> list[dict[str, str]]:
    """The first three rows, so that one sees what the columns hold."""
    return [row.cells for row, _number in zip(rows_of(roster.content), range(3), strict=False)]
