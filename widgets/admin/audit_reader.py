"""Asks the engine for pages of the audit trail; answers to old questions are dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.audit import AuditFilter, Draft
from app.wire.administration import AuditPage, ReadAudit
from widgets import tasks
from widgets.admin.audit_pages import PAGE, AuditPages
from widgets.admin.verdict_words import answer_words, away_words

READ_LIMIT_S = 30.0
"""A search through a million entries on a busy disk takes seconds."""


def fits(draft: Draft, wanted: AuditFilter) -> bool:
    """Whether the engine would find this entry with the filter."""
    text = wanted.text.casefold()
    return (
        wanted.operator in {"", draft.operator}
        and wanted.act in {"", draft.act}
        and wanted.outcome in {"", draft.outcome}
        and draft.at >= wanted.since
        and (not wanted.until or draft.at < wanted.until)
        and any(text in each.casefold() for each in (draft.subject, draft.reason, draft.details))
    )


class AuditReader(QObject):
    """One for each table. At most one page more is under way at a time. GUI thread."""

    started = Signal()
    first_came = Signal(object, int)
    """`AuditPage` that begins a new list, and the number it was asked below."""
    older_came = Signal(object)
    newer_came = Signal(object)
    fresh_counted = Signal(int)
    """Entries that came since the list began and fit its filter, at most `PAGE`."""
    failed = Signal(str)
    """A sentence; the list stays as it was."""

    def __init__(self, hub: Hub, pages: AuditPages, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._pages = hub, pages
        self._asked = 0
        self._extending = False
        self._counting = False
        self.filter = AuditFilter()

    def choose(self, chosen: AuditFilter, before: int = 0) -> None:
        """A new list; whatever is still under way is of no interest any more."""
        self.filter = chosen
        self.forget()
        self.started.emit()
        self._ask(ReadAudit(chosen, before, PAGE), lambda page: self.first_came.emit(page, before))

    def forget(self) -> None:
        """Take no answer to what was asked so far."""
        self._asked += 1
        self._extending = self._counting = False

    def ask_older(self) -> None:
        self._extend(self._pages.older(), self.older_came.emit)

    def ask_newer(self) -> None:
        self._extend(self._pages.newer(), self.newer_came.emit)

    def count_fresh(self) -> None:
        """Ask how many entries of the filter came since the list began. Never a search: that would read the
        whole trail again every time nothing is found."""
        if not self._counting:
            self._counting = True
            self._ask(ReadAudit(AuditFilter(), 0, PAGE), self._count, quiet=True)

    def _count(self, page: AuditPage) -> None:
        self._counting = False
        known = self._pages.total
        fresh = sum(entry.seq > known and fits(entry.draft, self.filter) for entry in page.entries)
        self.fresh_counted.emit(fresh)

    def _extend(self, before: int | None, take: Callable[[AuditPage], Any]) -> None:
        if before is None or self._extending:
            return
        self._extending = True

        def came(page: AuditPage) -> None:
            self._extending = False
            take(page)

        self._ask(ReadAudit(self.filter, before, PAGE), came)

    def _ask(self, body: ReadAudit, take: Callable[[AuditPage], Any], *, quiet: bool = False) -> None:
        asked = self._asked

        def came(answer: object) -> None:
            if asked != self._asked:
                return
            if isinstance(answer, AuditPage):
                take(answer)
            else:
                fail(answer_words(answer))

        def fail(sentence: str) -> None:
            self._extending = self._counting = False
            if not quiet:
                self.failed.emit(sentence)

        def lost(problem: Exception) -> None:
            if asked == self._asked:
                fail(away_words() if isinstance(problem, EngineAway) else str(problem))

        tasks.run(self, self._hub.ask(body, READ_LIMIT_S), came, lost)
