"""What each number counts, in the words shown beside it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIVE_MENTORS = _(
    "Mentors in a pair that is not finished who answered, posted, commented, wrote, met or checked in during the last "
    "14 days. Each counts once."
)
ACTIVE_MENTEES = _(
    "Mentees in a pair that is not finished who answered, posted, commented, wrote, met or checked in during the last "
    "14 days. Each counts once."
)
ACTIVE_RELATIONSHIPS = _("Pairs that are not finished in which either did something during the last 14 days.")
RELATIONSHIPS = _("Pairs that are not finished, also those on a break.")
QUIET = _("Pairs in which nobody did anything for 10 days. Pairs on a break do not count.")
NEW_MEMBERS = _("People who joined the group in the last 30 days and are still there.")
VISITORS = _(
    "Different signed-in members who opened the Mentorship tab in the last 30 days. People who are not signed in are "
    "not counted."
)
SIGN_UPS = _("People who finished signing up in the last 30 days.")
MENTORS = _("Mentors who are signed up and not taking a break.")
MENTEES = _("Mentees who are signed up and not taking a break.")
PLACES = _("How many people all mentors together said they have room for, and how many of those places are free.")
WAITING = _("Mentees who are signed up and have no mentor.")
MATCH_RATE = _("Of all mentees who ever signed up, how many had a mentor at least once.")
TIME_TO_MATCH = _("Days from signing up to the introduction, on average over all mentees who had one.")
ANSWERS = _("Answers to weekly questions shared in the last 30 days.")
GOALS = _("Pairs going on that have set a common goal, and those that reached one.")
COMPLETED = _("Pairs that walked all weeks or met their goal, since the beginning.")
COMPLETION = _("Of all pairs that ended, how many walked all weeks or met their goal.")
WEEKS_LIVED = _("The weeks each pair had reached when it ended, added up over all pairs.")
SEASON_GOALS = _("Of all pairs that set a common goal, how many reached it.")
LOOKED_BACK = _("Of all people in a pair, how many left a word of thanks in their private place.")
TESTIMONIALS = _("Words members wrote about the program and have not taken back.")
