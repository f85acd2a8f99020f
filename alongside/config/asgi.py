"""The application that the web server runs."""

from django.conf import settings

from alongside.config.server import Pages, Server
from alongside.config.wsgi import application as wsgi

application = Server(
    Pages(
        wsgi,
        threads=settings.WEB_THREADS,
        waiting=settings.WEB_WAITING,
        # Files come with a form around them, so a request may be a little larger than the file.
        largest_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1_000_000,
    ),
)
