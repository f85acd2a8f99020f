"""Every component with its states, in development and the demo."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.kernel import clock
from alongside.web.components.charts import Answer, Line, PairMark, Part, StackRow, WeekColumn
from alongside.web.components.navigation import Tab
from alongside.web.components.organizing import Reason
from alongside.web.components.space import Face, GoalStep, Week
from alongside.web.forms import Form
from alongside.web.gates import open_to_all
from alongside.web.shell import Shell
from alongside.web.site import screens
from alongside.web.site.sample_people import AMARA, LEILA, NEW, ROBERT

SECTIONS = ("words", "buttons", "people", "messages", "forms", "leading", "space", "organizing", "charts", "pictures")


class SampleForm(Form):
    """One field of every kind."""

    name = forms.CharField(label="Your first name, or a nickname", help_text="Others see it.")
    about = forms.CharField(
        label="In your own words", help_text="One or two sentences is plenty. Spelling does not matter.",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=60, required=False,
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label="What would you like help with?", help_text="Choose up to three.", widget=forms.CheckboxSelectMultiple,
        choices=[("cv", "Writing a CV"), ("interviews", "Interviews"), ("return", "Going back to work"),
                 ("unsure", "I am not sure yet. I would like someone to talk to")],
    )  # fmt: skip
    what = forms.ChoiceField(
        label="What is happening?", widget=forms.RadioSelect,
        choices=[("unkind", "Someone is unkind, rude or threatening"), ("money", "Someone asks for money")],
    )  # fmt: skip
    zone = forms.ChoiceField(label="Time zone", choices=[("UTC", "UTC"), ("Europe/Berlin", "Berlin")])
    starts_on = forms.DateField(label="Pairs start on", widget=forms.DateInput(attrs={"type": "date"}))
    picture = forms.FileField(label="A picture", required=False)
    agree = forms.BooleanField(label="I agree to the agreement")


@open_to_all
@require_safe
def show_gallery(request: HttpRequest) -> HttpResponse:
    """All components; not there in production."""
    if not Shell(request).is_gallery_open:
        raise Http404
    return render(request, "gallery/gallery.html", _samples())


@open_to_all
@require_safe
def show_screen(request: HttpRequest, screen: str) -> HttpResponse:
    """One whole page made of components, with invented people; not there in production."""
    if not Shell(request).is_gallery_open or screen not in screens.SCREENS:
        raise Http404
    return render(request, f"gallery/screens/{screen}.html", {**_samples(), **screens.SCREENS[screen]()})


def _samples() -> dict[str, Any]:
    now = clock.now()
    wrong = SampleForm({"about": "x" * 100, "topics": ["cv"]})
    wrong.is_valid()
    return {
        "screens": [*screens.SCREENS],
        "sections": [f"gallery/{section}.html" for section in SECTIONS],
        "leila": LEILA, "robert": ROBERT, "amara": AMARA, "new": NEW,
        "said_sample": SimpleNamespace(
            id=UUID(int=1), kind="message", is_mine=False, is_retracted=False, can_be_edited=False, edited_at=now
        ),
        "now": now, "earlier": now - timedelta(hours=2), "soon": now + timedelta(days=4),
        "plain_form": SampleForm(prefix="plain", initial={"topics": ["cv", "return"], "what": "money", "agree": True}),
        "wrong_form": wrong,
        "tabs_sample": [Tab("This week", "#tabs", True), Tab("Chat", "#tabs", count=2), Tab("Goal", "#tabs")],
        "segments_sample": [Tab("Mentors", "#segments", True, 31), Tab("Looking for a mentor", "#segments", count=38)],
        "walk_sample": ["Say what you need.", "Get introduced.", "Talk once a week."],
        "facts": [("Helps with", "CVs, interviews, going back to work"), ("Outside work", "Keeps an allotment"),
                  ("Why", "Someone did this for me in 1994."), ("Best reached", "Evenings, by video or phone")],
        "weeks": _weeks(),
        "faces": [Face("well", "Going well", "smiley"), Face("okay", "It is okay", "smiley-meh"),
                  Face("help", "I could use a hand", "hand-heart")],
        "goal_steps": [GoalStep("A CV that Robert would shortlist", True), GoalStep("Apply to five places", False)],
        "reasons": [Reason("For Leila", "Robert hired office staff for 20 years.", "mentee"),
                    Reason("For Robert", "He hoped for someone going back to work.", "mentor"),
                    Reason("Both", "Free on Tuesday evenings."),
                    Reason("Check", "Leila prefers the phone, Robert prefers video.", "check")],
        "ten": [22, 25, 28, 31, 30, 34, 37, 40, 40, 43],
        "fit": [Part("well", 71, "71 strong, ticked"), Part("mentee", 24, "24 good, worth a look"),
                Part("none", 9, "9 unsure, not ticked")],
        "feel": [_feel("This week", 31, 7, 4, 4), _feel("Last week", 29, 9, 2, 5)],
        "lines": [Line("Active now (46)", [12, 18, 22, 27, 30, 38, 46]),
                  Line("Finished all weeks (61)", [0, 4, 9, 20, 33, 44, 61])],
        "months": ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May"],
        "columns": _columns(),
        "many_columns": [
            WeekColumn(week, counts={"well": 40 - week, "quiet": week, "help": week % 4}, href="#every-pair")
            for week in range(1, 13)
        ],
        "poll": [Answer("I would like a mentor", 38, "mentee"), Answer("I could be a mentor", 12), Answer("Both", 5),
                 Answer("Not now", 9, "none")],
    }  # fmt: skip


def _weeks() -> list[Week]:
    names = {1: "Get to know each other", 5: "This week", 6: "Next week", 8: "Your strengths", 9: "Set a goal",
             10: "Make a plan", 11: "See how far", 12: "Celebrate"}  # fmt: skip
    icons = {8: "star", 9: "target", 10: "map-trifold", 11: "ruler", 12: "confetti"}
    return [
        Week(number, "#week-path", names.get(number, ""), icons.get(number, ""), is_now=number == 5,
             mentor_answered=number <= 5, mentee_answered=number <= 4)
        for number in range(1, 13)
    ]  # fmt: skip


def _feel(label: str, well: int, okay: int, help_wanted: int, none: int) -> StackRow:
    parts = [Part("well", well, "Going well"), Part("okay", okay, "Okay"),
             Part("help", help_wanted, "Could use a hand"), Part("none", none, "No answer")]  # fmt: skip
    return StackRow(label, parts, f"{well} well")


def _columns() -> list[WeekColumn]:
    says = {"well": "talking", "quiet": "quiet", "help": "asked for a hand"}
    rows = ("ww", "wwww", "wwwwhq", "wwwww", "wwwwwwwqh", "wwwwwq", "wwwqh", "www", "wqh", "ww", "w", "")
    states = {"w": "well", "q": "quiet", "h": "help"}
    return [
        WeekColumn(
            week,
            [PairMark("#every-pair", states[each], f"Pair in week {week}, {says[states[each]]}") for each in row],  # type: ignore[arg-type]
            name={1: "Get to know each other", 12: "Celebrate"}.get(week, ""),
        )
        for week, row in enumerate(rows, start=1)
    ]
