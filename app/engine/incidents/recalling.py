"""Closed incidents that something is asked of: read from the database by an errand, and known again."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable

from app.domain.acts import Refusal, Verdict
from app.domain.incidents.book import IncidentBook
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.incidents.counter import IncidentCounter
from app.engine.incidents.parts import Recalled
from app.store.faults import StoreUnavailable

log = logging.getLogger(__name__)

_ID = re.compile(r"INC-\d{4,12}")


class Recalling:
    """Engine's thread, but for the reading."""

    def __init__(self, counter: IncidentCounter) -> None:
        self._counter, self._parts = counter, counter.parts

    def known(self, asked: Asked, ids: Iterable[str], then: Callable[[Verdict | None], None]) -> None:
        """Go on with `then` once the book knows these incidents: at once where it does, else when they are
        read. It is given why not, where the reading failed or the operator is gone by then; an incident that
        nobody knows is no such reason."""
        book = self._parts.book
        missing = [one for one in dict.fromkeys(ids) if book.get(one) is None and _ID.fullmatch(one)]
        if not missing:
            then(None)
            return
        read = self._parts.read
        queued = self._parts.reading.run(
            lambda: read(missing),
            lambda found: self._recall(asked, found, then),
            lambda error: then(_unread(error)),
        )
        if not queued:
            then(refused(Refusal.TOO_MANY))

    def _recall(self, asked: Asked, found: Recalled, then: Callable[[Verdict | None], None]) -> None:
        put_at_hand(self._parts.book, found)
        then(self._counter.gone(asked))


def put_at_hand(book: IncidentBook, found: Recalled) -> None:
    """What has become known meanwhile is newer than what was read, and stays."""
    for procedure in found.procedures:
        if book.procedure(procedure.id, procedure.version) is None:
            book.put_procedure(procedure)
    for record in found.records:
        book.recall(record)


def _unread(error: Exception) -> Verdict:
    if isinstance(error, StoreUnavailable):
        return refused(Refusal.NOT_RECORDED)
    log.warning("Incidents could not be read: %s", error)
    return refused(Refusal.FAILED)
