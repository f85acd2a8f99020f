"""How long each table keeps what it holds, and the job that holds to it. A table without a rule fails a test.

``docs/operator/retention.md`` is this page in words; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Model, Q

_AT_ONCE = 2_000


@dataclass(frozen=True)
class Rule:
    """Why a table keeps its rows, and until when."""

    says: str
    after: timedelta | None = None  # rows go so long after ``since``; otherwise with what they belong to
    since: str = ""
    which: Q = field(default_factory=Q)
    job: str = ""  # of the worker, which holds to a rule that is more than deleting rows


_DAYS_30, _YEAR = timedelta(days=30), timedelta(days=366)
_LIBRARY = Rule("Stays empty: the library needs the table, this program does not use it.")
_WITH_ACCOUNT = Rule("Kept while the person has an account; goes with it.")
_WITH_GROUP = Rule("Kept while the group is there. The name of somebody who deletes their account goes at once.")
_WITH_PROGRAM = Rule("Kept with its program, as the group's history. The name of somebody who leaves the site goes.")
_WITH_PAIR = Rule("Kept with the mentorship, for both people in it.")
_WITH_SPACE = Rule("Sealed. Kept for the people in the space until both erase it, or one deletes their account.")
_KEYS = Rule("Kept while the space is there; erasing the space destroys its key at once.")

RULES: dict[str, Rule] = {
    "auth.Permission": Rule("Names that the library keeps; nothing about anybody."),
    "auth.Group": _LIBRARY,
    "auth.Group_permissions": _LIBRARY,
    "contenttypes.ContentType": Rule("Names of tables; nothing about anybody."),
    "account.EmailAddress": _LIBRARY,
    "account.EmailConfirmation": _LIBRARY,
    "sessions.Session": Rule("Removed within six hours of its end.", job="forget_old_devices"),
    "people.Device": Rule("Removed with its session.", job="forget_old_devices"),
    "mfa.Authenticator": Rule("Sealed. Kept while the person has an account and uses it as a second step."),
    "events.Event": Rule(
        "Ids only. Removed three years after it was handed on.", 3 * _YEAR, "handled_at", Q(handled_at__isnull=False)
    ),
    "work.Job": Rule("What the worker does; nothing about anybody."),
    "work.Worker": Rule("Removed 30 days after the last sign of life.", _DAYS_30, "seen_at"),
    "keys.SpaceKey": _KEYS,
    "keys.KeyMark": _KEYS,
    "keys.Erasure": Rule("Ids of erased spaces. Kept for good, so that no restored backup brings them back."),
    "people.Person": Rule(
        "Kept until the person deletes the account. Then an empty row stays, so that others keep their half."
    ),
    "people.SignInLink": Rule("Removed 30 days after it was asked for.", _DAYS_30, "requested_at"),
    "people.EmailChange": Rule("Removed a year after it was asked for.", _YEAR, "requested_at"),
    "groups.Group": Rule("Kept until its organizers ask the people who run the site to remove it."),
    "groups.Membership": _WITH_GROUP,
    "groups.Invitation": Rule("Removed a year after it ran out.", _YEAR, "expires_at"),
    "groups.JoinRequest": Rule("Removed a year after the answer.", _YEAR, "decided_at", Q(decided_at__isnull=False)),
    "groups.GroupPost": _WITH_GROUP,
    "groups.GroupComment": _WITH_GROUP,
    "groups.Gathering": _WITH_GROUP,
    "safety.Block": Rule("Kept until the person takes it back, or one of the two deletes their account."),
    "safety.ContactHold": Rule("Kept with the report it was made for."),
    "safety.Report": Rule(
        "Sealed. Its words go a year after the case was closed, the report itself three years after.",
        3 * _YEAR, "resolved_at", Q(state="resolved"),
    ),
    "safety.ReportedItem": Rule("Sealed. Removed a year after the case was closed.", job="forget_old_evidence"),
    "safety.Decision": Rule("Sealed. Kept with the report, so that it can be read and appealed."),
    "safety.Look": Rule("Who opened a report and when. Kept for good: each row seals the one before."),
    "spaces.Space": _WITH_SPACE,
    "spaces.SpaceMember": _WITH_SPACE,
    "spaces.Item": Rule(
        "Sealed. Kept for the people in the space until both erase it. What is taken back is destroyed after 30 days.",
        job="forget_what_was_taken_back",
    ),
    "spaces.Revision": _WITH_SPACE,
    "spaces.Attachment": _WITH_SPACE,
    "spaces.Reaction": _WITH_SPACE,
    "spaces.Draft": Rule("Sealed. Removed a year after it was last saved.", _YEAR, "saved_at"),
    "spaces.Trace": Rule("Removed after two weeks.", job="let_go_of_old_traces"),
    "programs.Program": _WITH_GROUP,
    "programs.Step": _WITH_PROGRAM,
    "programs.Question": _WITH_PROGRAM,
    "programs.ExtraStep": _WITH_PROGRAM,
    "programs.NudgeRule": _WITH_PROGRAM,
    "enrollments.Enrollment": _WITH_PROGRAM,
    "enrollments.NextTimeWish": _WITH_GROUP,
    "enrollments.InterestPoll": _WITH_PROGRAM,
    "enrollments.InterestAnswer": _WITH_PROGRAM,
    "enrollments.RosterImport": Rule("The file and its addresses go 30 days after it came.", _DAYS_30, "uploaded_at"),
    "journeys.Journey": _WITH_PAIR,
    "journeys.Walker": _WITH_PAIR,
    "journeys.Milestone": _WITH_PAIR,
    "journeys.ExtraOpening": _WITH_PAIR,
    "journeys.Goal": _WITH_PAIR,
    "journeys.GoalStep": _WITH_PAIR,
    "journeys.GoalPart": _WITH_PAIR,
    "journeys.Meeting": _WITH_PAIR,
    "journeys.JourneyStep": _WITH_PAIR,
    "journeys.StepOpening": _WITH_PAIR,
    "journeys.Answer": _WITH_PAIR,
    "journeys.CheckIn": _WITH_PAIR,
    "journeys.CalendarFeed": _WITH_ACCOUNT,
    "mentorships.Conversation": _WITH_PAIR,
    "mentorships.Mentorship": _WITH_PROGRAM,
    "mentorships.Participant": _WITH_PROGRAM,
    "mentorships.Closure": _WITH_PROGRAM,
    "mentorships.Introduction": _WITH_PROGRAM,
    "mentorships.MentorRequest": _WITH_PROGRAM,
    "mentorships.Nudge": _WITH_PROGRAM,
    "mentorships.Testimonial": Rule("Kept until its author withdraws it or deletes their account."),
    "pairing.Round": _WITH_PROGRAM,
    "pairing.Match": _WITH_PROGRAM,
    "pairing.RoundSchedule": _WITH_PROGRAM,
    "pairing.NeverPair": _WITH_PROGRAM,
    "pairing.PairingRules": _WITH_PROGRAM,
    "insights.TabVisit": Rule("Removed after a year.", job="forget_old_visits"),
    "insights.DailyCount": Rule("Counts only; nothing about anybody."),
    "insights.HealthRules": _WITH_PROGRAM,
    "desk.Mark": Rule("Removed 92 days after it ran out.", job="forget_old_desk"),
    "desk.Claim": Rule("Removed after 92 days.", job="forget_old_desk"),
    "desk.Sitting": Rule("Removed after 92 days.", job="forget_old_desk"),
    "desk.PairNote": Rule("Sealed with the pair's key. Kept with the mentorship; a note that is removed is emptied."),
    "notifications.Notice": Rule("Removed a year after it was told.", _YEAR, "noticed_at"),
    "notifications.Delivery": Rule("Removed 30 days after it went out or was held back.", job="forget_old_letters"),
    "notifications.OrganizerLetter": Rule("Removed a year after it was written.", _YEAR, "written_at"),
    "notifications.MailChoice": _WITH_ACCOUNT,
    "notifications.MailHabit": _WITH_ACCOUNT,
}  # fmt: skip


def forget_what_is_over(at: datetime) -> int:
    """Remove every row whose time is over, some of each table at a time, and say how many."""
    return sum(_enforce(apps.get_model(label), rule, at) for label, rule in RULES.items())


def as_page() -> str:
    """The rules as the operator reads them."""
    head = (
        "# How long things are kept\n\n"
        "Every table of the database has a rule; a table without one fails a test. The worker removes what is over\n"
        "once a day. Backups keep a copy for as long as you keep them: keep those of the keys for 30 days at most.\n\n"
        "| table | how long |\n|---|---|\n"
    )
    return head + "".join(f"| `{label}` | {rule.says} |\n" for label, rule in RULES.items())


def _enforce(model: type[Model], rule: Rule, at: datetime) -> int:
    if rule.after is None:
        return 0
    over = model._default_manager.filter(rule.which, **{f"{rule.since}__lte": at - rule.after})
    return model._default_manager.filter(pk__in=list(over.values_list("pk", flat=True)[:_AT_ONCE])).delete()[0]
