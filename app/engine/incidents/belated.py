"""What commands come to after their incident was closed long ago: said once the incident has been read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable

from app.domain.incidents.book import IncidentBook
from app.domain.instant import Instant
from app.engine.incidents.following import Following
from app.engine.incidents.parts import Recalled
from app.engine.incidents.recalling import put_at_hand

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50
"""Incidents that are read together: they push others out of the book."""
AGAIN_S = 10.0
Recall = Callable[[Collection[str], Callable[[Recalled], None], Callable[[Exception], None]], bool]
"""Read these incidents by an errand; False when there is no room for it."""


class Belated:
    """Engine's thread, but for the reading."""

    def __init__(
        self, book: IncidentBook, following: Following, recall: Recall, now: Callable[[], Instant]
    ) -> None:
        self._book, self._following, self._recall, self._now = book, following, recall, now
        self._waiting: dict[str, list[object]] = {}
        self._asked: tuple[str, ...] = ()
        self._not_before = 0.0

    def commands(self, news: Iterable[object]) -> None:
        """What has become of commands and groups: said at once where the incident is at hand."""
        for change in news:
            incident = self._following.concerned(change)
            if incident and self._book.get(incident) is None:
                self._waiting.setdefault(incident, []).append(change)
            else:
                self._following.commands([change])
        self.each_second()

    def each_second(self) -> None:
        """Have the incidents read that something is to be said of, a few at a time."""
        if self._asked or not self._waiting or self._now().monotonic < self._not_before:
            return
        asked = tuple(self._waiting)[:MOST_AT_ONCE]
        if self._recall(asked, self._recalled, self._unread):
            self._asked = asked

    def _recalled(self, found: Recalled) -> None:
        put_at_hand(self._book, found)
        asked, self._asked = self._asked, ()
        for incident in asked:
            self._following.commands(self._waiting.pop(incident))

    def _unread(self, error: Exception) -> None:
        log.warning("Incidents to which a command belongs could not be read: %s", error)
        self._asked, self._not_before = (), self._now().monotonic + AGAIN_S
