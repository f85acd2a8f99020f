"""The operator's pages."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.notifications.commands.deliveries import try_again
from alongside.domain.notifications.commands.letters import send_letter
from alongside.domain.notifications.queries import effects_since, mail_health
from alongside.domain.people.commands import standing
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import operator, safety
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, operators
from alongside.web.operator.checks import all_checks

_PAGE = 50
_EFFECTS_OF = timedelta(days=90)


class LetterTryForm(Form):
    """Where a letter is sent to see whether mail works."""

    address = forms.EmailField(label=gettext_lazy("Send a letter to"))


@operators
@require_safe
def show_site(request: PersonRequest) -> HttpResponse:
    """Is it healthy?"""
    now = clock.now()
    checks = all_checks(now)
    wrong = [check for check in checks if not check.is_well]
    headline = (
        ngettext("%(count)d thing needs you", "%(count)d things need you", len(wrong)) % {"count": len(wrong)}
        if wrong
        else _("All is well")
    )
    waiting = safety.for_operators(request.user).exclude(state="resolved").count()
    context = {"headline": headline, "checks": checks, "reports": waiting, "here": "site"}
    return render(request, "operator/show_site.html", context)


@operators
@require_http_methods(["GET", "HEAD", "POST"])
def show_email(request: PersonRequest) -> HttpResponse:
    """The mail queue, what could not be sent, and a test."""
    form = LetterTryForm(request.POST or None, initial={"address": request.user.email})
    if request.method == "POST" and form.is_valid():
        send_letter(
            form.cleaned_data["address"],
            "test_letter",
            facts={"first_name": request.user.first_name},
            path="/operator/email/",
            language=request.user.language,
            at=clock.now(),
        )
        say(request, _("The letter is on its way. It arrives within a minute, or its trouble stands here."))
        return redirect("show_email")
    page = Paginator(operator.letters_in_trouble(request.user), _PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    context = {
        "form": form,
        "mail": mail_health(at=now),
        "effects": effects_since(now - _EFFECTS_OF),
        "page": page,
        "here": "email",
    }
    return render(request, "operator/show_email.html", context)


@operators
@require_POST
def try_letter_again(request: PersonRequest, delivery_id: UUID) -> HttpResponse:
    """Put a letter that was given up back into the queue."""
    try_again(operator.to_try_again(request.user, delivery_id), at=clock.now())
    say(request, _("It is tried again."))
    return redirect("show_email")


@operators
@require_safe
def list_people(request: PersonRequest) -> HttpResponse:
    """Accounts, found by name or address."""
    wanted = request.GET.get("q", "").strip()[:100]
    page = Paginator(operator.everyone(request.user, wanted), _PAGE).get_page(request.GET.get("page"))
    return render(request, "operator/list_people.html", {"page": page, "wanted": wanted, "here": "people"})


@operators
@require_safe
def show_person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """One account."""
    person = operator.to_look_after(request.user, person_id)
    groups = operator.groups_of(request.user, person)
    return render(request, "operator/show_person.html", {"someone": person, "groups": groups, "here": "people"})


@operators
@require_POST
def suspend_person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Close an account; nothing is deleted."""
    person = operator.to_look_after(request.user, person_id)
    try:
        standing.suspend_person(person, by=request.user, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("%(name)s cannot sign in any more.") % {"name": person.first_name})
    return redirect("show_account", person_id=person_id)


@operators
@require_POST
def reinstate_person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Open an account again."""
    person = operator.to_look_after(request.user, person_id)
    standing.reinstate_person(person, by=request.user, at=clock.now())
    say(request, _("%(name)s can sign in again.") % {"name": person.first_name})
    return redirect("show_account", person_id=person_id)


@operators
@require_safe
def list_groups(request: PersonRequest) -> HttpResponse:
    """Every group, with its size."""
    page = Paginator(operator.all_groups(request.user), _PAGE).get_page(request.GET.get("page"))
    return render(request, "operator/list_groups.html", {"page": page, "here": "groups"})
