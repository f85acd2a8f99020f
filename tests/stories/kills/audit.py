"""Opens every space of an installation and prints what is stored there, as one line of JSON each; run inside it."""

import json

import django

django.setup()

from alongside.domain.spaces.models import Item, Space, Trace  # noqa: E402
from alongside.domain.spaces.places import place_of_item  # noqa: E402
from alongside.domain.spaces.sealing import seals_of  # noqa: E402

for space in Space.objects.all():
    seals = seals_of(space.pk)
    items = Item.objects.filter(space=space, kind="message").order_by("sequence")
    stored = [
        (item.sequence, str(item.author_id), item.client_id, seals.read(item.sealed, place_of_item(item)).text)
        for item in items
    ]
    numbers = list(Trace.objects.filter(space=space).order_by("sequence").values_list("sequence", flat=True))
    print(json.dumps({"space": str(space.pk), "last": space.last_sequence, "numbers": numbers, "stored": stored}))
