"""The application that the web server runs."""

import sys

from django.conf import settings
from django.urls import get_resolver

from alongside.config.server import Pages, Server
from alongside.config.wsgi import application as wsgi
from alongside.web.live.stream import app as live

# Load every page now, so that the first visitor does not wait for it.
get_resolver().url_patterns  # noqa: B018

application = Server(
    Pages(
        wsgi,
        threads=settings.WEB_THREADS,
        waiting=settings.WEB_WAITING,
        # Files come with a form around them, so a request may be a little larger than the file.
        largest_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1_000_000,
    ),
    streams={"/live/": live},
)

# The loop hands the interpreter over at every send and receive, and would wait five milliseconds each time for a page
# that computes to hand it back: with a few hundred open streams that alone would fill the day.
sys.setswitchinterval(0.0005)
