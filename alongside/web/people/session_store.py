"""Sessions that end by themselves: some days after the last visit, and some days after signing in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from alongside.kernel import clock

ENDS = "ends"  # when the session is over, as a timestamp


class SessionStore(DatabaseStore):
    """Django's own, with an end that is kept in the session: what is over is not found any more, by nothing."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """The earlier of what the cookie says and what the session says."""
        by_cookie: datetime = super().get_expiry_date(**kwargs)
        ends = self.get(ENDS)
        return min(by_cookie, datetime.fromtimestamp(ends, UTC)) if ends else by_cookie

    def _get_session_from_db(self) -> Session | None:
        """Looked for by the program's own clock, which also set the end."""
        return self._kept(self._alive().first())

    async def _aget_session_from_db(self) -> Session | None:
        return self._kept(await self._alive().afirst())

    def _alive(self) -> QuerySet[Session]:
        return Session.objects.filter(session_key=self.session_key, expire_date__gt=clock.now())

    def _kept(self, session: Session | None) -> Session | None:
        if session is None:
            self._session_key = None
        return session
