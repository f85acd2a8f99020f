"""Says how many events and letters of an installation still wait for the worker; run inside it."""

import django

django.setup()

from alongside.domain.events.models import Event  # noqa: E402

print(Event.objects.filter(handled_at=None).count())
