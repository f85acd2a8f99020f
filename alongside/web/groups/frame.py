"""The head of every page of a group: its name, one line, and the tabs this person can open."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.policy import groups
from alongside.policy.groups import Standing
from alongside.web.components.navigation import Tab
from alongside.web.headers import GroupHeader


def group_page(standing: Standing, tab: str, **context: Any) -> dict[str, Any]:
    """What a template that extends ``page_group.html`` needs, with the tab that is open.

    ``tab`` is posts, members, events, mentorship, about or manage.
    """
    return {"header": _header(standing, tab), "standing": standing, "group": standing.group, **context}


def _header(standing: Standing, tab: str) -> GroupHeader:
    """Three queries, however big the group is."""
    count = groups.member_count(standing)
    runners = [person.full_name for person in groups.organizers(standing)]
    members = ngettext("%(count)d member.", "%(count)d members.", count) % {"count": count}
    run_by = _("Run by %(names)s.") % {"names": names(runners)}
    line = f"{members} {run_by}" if runners else members
    return GroupHeader(name=standing.group.name, line=line, tabs=_tabs(standing, tab))


def _tabs(standing: Standing, current: str) -> list[Tab]:
    slug = standing.group.slug
    wanted = [
        ("posts", _("Posts"), reverse("groups:list_posts", args=[slug]), standing.is_member),
        ("members", _("Members"), reverse("groups:list_members", args=[slug]), standing.is_member),
        ("events", _("Events"), reverse("groups:list_gatherings", args=[slug]), standing.is_member),
        ("mentorship", _("Mentorship"), f"/g/{slug}/mentorship/", groups.has_mentorship_tab(standing)),
        ("about", _("About"), reverse("groups:show_about", args=[slug]), True),
        ("manage", _("Manage"), reverse("groups:manage", args=[slug]), standing.may_manage),
    ]
    return [Tab(label, href, key == current) for key, label, href, is_open in wanted if is_open]


def names(people: list[str], *, most: int = 3) -> str:
    """A few names as one says them: "Amara", "Amara and Tom", "Amara, Tom and 2 others"."""
    if len(people) > most:
        others = len(people) - most + 1
        shown = ", ".join(people[: most - 1])
        return ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", others) % {
            "names": shown,
            "count": others,
        }
    if len(people) < 2:
        return "".join(people)
    return _("%(names)s and %(last)s") % {"names": ", ".join(people[:-1]), "last": people[-1]}
