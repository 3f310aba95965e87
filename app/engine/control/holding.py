"""Ends selections that nobody stands behind any more: their time is over, or their operator is gone."""

from __future__ import annotations

from app.domain.instant import Instant
from app.domain.selections import Selection
from app.engine.control.counter import Counter
from app.engine.server import ConsoleLink

LAPSED = "lapsed"
SIGNED_OUT = "signed_out"
"""Also when the session was ended, or another operator sits there now."""
REVOKED = "revoked"
CONSOLE_LEFT = "console_left"
REPLACED = "replaced"
"""By another of the same operator that has some of its devices."""


class Holding:
    """Engine's thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._links: dict[str, ConsoleLink] = {}
        """By selection: the console of its operator's last act."""
        self._left: dict[ConsoleLink, float] = {}

    def bind(self, selection: Selection, link: ConsoleLink) -> None:
        self._links[selection.id] = link

    def left(self, link: ConsoleLink) -> None:
        """A console is gone, and may come back."""
        self._left[link] = self._counter.parts.now().monotonic

    def lapse(self, now: Instant) -> None:
        """Before anything is decided at `now`."""
        for selection in self._counter.book.lapse(now):
            self._counter.records.selection_ended(selection, LAPSED, now)

    def replaced(self, now: Instant) -> None:
        """After a selection was taken over."""
        for selection in self._counter.book.take_replaced():
            self._counter.records.selection_ended(selection, REPLACED, now)

    def each_tick(self, now: Instant) -> None:
        self.lapse(now)
        for selection in self._counter.book.all:
            why = self._why_over(selection, now)
            if why:
                self._counter.book.drop(selection)
                self._counter.records.selection_ended(selection, why, now)
        self._forget()
        self._counter.tell_selections()

    def _why_over(self, selection: Selection, now: Instant) -> str:
        parts, link = self._counter.parts, self._links[selection.id]
        known = parts.accounts.operator(selection.operator)
        if known is None or not known.enabled:
            return REVOKED
        session = parts.session_of(link)
        if session is not None and session.operator == selection.operator:
            return ""
        if not link.closed.is_set():
            return SIGNED_OUT
        if parts.elsewhere(selection.operator, link):
            return ""
        away = now.monotonic - self._left.setdefault(link, now.monotonic)
        return CONSOLE_LEFT if away >= parts.rules().selection_s else ""

    def _forget(self) -> None:
        """Of selections that are over."""
        held = {selection.id for selection in self._counter.book.all}
        self._links = {key: link for key, link in self._links.items() if key in held}
        behind = set(self._links.values())
        self._left = {link: since for link, since in self._left.items() if link in behind}
