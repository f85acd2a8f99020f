"""The ten questions people ask, and a search over their answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    """One question; its answer is the template of the same name."""

    slug: str
    title: str | Promise

    @property
    def template(self) -> str:
        return f"site/help/{self.slug}.html"

    def words(self) -> str:
        return f"{self.title} {strip_tags(render_to_string(self.template))}".casefold()


QUESTIONS = (
    Question("what-it-is", _("What is a mentorship here?")),
    Question("signing-in", _("How do I sign in?")),
    Question("taking-part", _("How do I ask for a mentor, or offer to be one?")),
    Question("pairing", _("How are people put together?")),
    Question("each-week", _("What happens each week?")),
    Question("who-can-read", _("Who can read what I write?")),
    Question("a-break", _("Can I take a break?")),
    Question("stopping", _("What if it is not right for me?")),
    Question("something-wrong", _("What if someone is unkind, or asks me for money?")),
    Question("emails", _("How do I get fewer emails?")),
)


def question(slug: str) -> Question | None:
    """The question with this address, if there is one."""
    return next((each for each in QUESTIONS if each.slug == slug), None)


def search(query: str) -> list[Question]:
    """Questions whose words contain every word asked for; all of them when nothing is asked."""
    wanted = query.casefold().split()
    return [each for each in QUESTIONS if all(word in each.words() for word in wanted)] if wanted else [*QUESTIONS]
