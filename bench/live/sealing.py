"""What sealing costs: a message, and a page of fifty; run inside an installation."""

import json
import time
from uuid import uuid4

import django

django.setup()

from alongside.domain.spaces.commands.rooms import open_space  # noqa: E402
from alongside.domain.spaces.models import Space  # noqa: E402
from alongside.domain.spaces.sealing import Place, seals_of  # noqa: E402
from alongside.kernel import clock  # noqa: E402
from tests import cast  # noqa: E402

_TIMES = 20_000
space = open_space(Space.Kind.MENTORSHIP, [cast.person("Robert"), cast.person("Leila")], at=clock.now())
seals = seals_of(space.pk)
words = "word " * 30
places = [Place("message", uuid4(), uuid4(), number, number) for number in range(_TIMES)]

began = time.process_time()
sealed = [seals.seal(words, place) for place in places]
to_seal = (time.process_time() - began) / _TIMES
began = time.process_time()
opened = [seals.read(each, place).text for each, place in zip(sealed, places, strict=True)]
to_open = (time.process_time() - began) / _TIMES
began = time.process_time()
for _ in range(500):
    seals_of(space.pk)
to_find = (time.process_time() - began) / 500

assert set(opened) == {words}
row = {"seal a message µs": round(to_seal * 1e6, 1), "open a message µs": round(to_open * 1e6, 1)}
row |= {"find and unwrap the key µs": round(to_find * 1e6, 1)}
row |= {"page of fifty µs": round((to_find + 50 * to_open) * 1e6, 1), "bytes added": len(sealed[0]) - len(words)}
print(json.dumps(row))
