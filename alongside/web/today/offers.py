"""What each area offers for today.

To add an area: write ``def today_items(person, at) -> Iterable[TodayItem]`` in ``alongside/web/<area>/today.py``,
import it below and put it in ``OFFERS``. It asks ``policy`` for what it shows, uses a fixed number of queries however
much there is, and offers only what is open to this person right now. The page takes the item with the smallest weight
as the big card and at most three more below it. ``quiet_line`` of an area may say when something comes next, for the
day on which nothing needs the person ("Your next question opens Monday.").
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.functional import Promise

from alongside.policy.people import SignedInPerson
from alongside.web.enrollments.today import introductions_line
from alongside.web.enrollments.today import today_items as enrollments
from alongside.web.groups.today import today_items as groups
from alongside.web.journeys.today import next_question_line
from alongside.web.journeys.today import today_items as journeys
from alongside.web.mentorships.today import today_items as mentorships
from alongside.web.overview.today import today_items as overview
from alongside.web.people.second_step_gate import today_items as people
from alongside.web.safety.today import today_items as safety
from alongside.web.today.item import Offer

OFFERS: tuple[Offer, ...] = (safety, people, overview, mentorships, journeys, enrollments, groups)

# The first of these that has something to say ends the sentence "Nothing needs you today."
QuietLine = Callable[[SignedInPerson, datetime], str | Promise]
QUIET_LINES: tuple[QuietLine, ...] = (next_question_line, introductions_line)
