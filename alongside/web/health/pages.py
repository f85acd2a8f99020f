"""One page of plain lines, red as soon as something needs the operator."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.domain.events.queries import event_health
from alongside.domain.notifications.queries import mail_health
from alongside.domain.work import queries
from alongside.kernel import clock
from alongside.web.gates import open_to_all

LEAST_FREE = 0.1  # of the disk that holds the data; below it the page turns red, long before anything fails


@open_to_all
@require_safe
@never_cache
def show_health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when all is well and 503 when not; it says what is wrong and nothing else."""
    wrong = [*_wrong_behind_the_pages(), *_wrong_with_the_disk()]
    # Plain words for a machine and its operator, in one language.
    text = "\n".join(wrong) if wrong else "all is well"
    return HttpResponse(f"{text}\n", status=503 if wrong else 200, content_type="text/plain; charset=utf-8")


def _wrong_behind_the_pages() -> list[str]:
    at = clock.now()
    try:
        wrong = {
            "worker: not heard of for two minutes": not queries.a_worker_lives(at),
            "events: not handed on for five minutes": event_health().is_late(at),
            "mail: waits for more than ten minutes": mail_health(at=at).overdue > 0,
        }
        failing = [f"worker: {name} fails" for name in queries.failing_jobs()]
    except Error:
        return ["database: does not answer"]
    return [sentence for sentence, is_so in wrong.items() if is_so] + failing


def _wrong_with_the_disk() -> list[str]:
    try:
        usage = shutil.disk_usage(settings.DATA_DIR)
    except OSError:
        return ["disk: the data folder is away"]
    return ["disk: almost full"] if usage.free < LEAST_FREE * usage.total else []
