"""The list model of the open incidents: takes changes ten times a second, keeps cards still when asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from widgets.alarms.held_order import HeldOrder, Index
from widgets.incidents.queue.lines import CardWriter
from widgets.incidents.queue.rows import Entry, Grouping, Heading, QueueRows, Row, Scope
from widgets.plain_label import plain_tip

ENTRY = int(Qt.ItemDataRole.UserRole)
"""The role under which a place hands out its `Row` or `Heading`, for the delegate."""


class QueueModel(HeldOrder):
    """Cards by the ids of their incidents, and headings. Closed ones are those that `show_closed` was given.
    GUI thread."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._writer = CardWriter(hub)
        self.store = QueueRows()
        self._closed: list[Row] = []
        self._others: dict[str, Entry] = {}
        """What the list shows besides open incidents, by key: headings, or closed ones."""
        self._listed: dict[str, Entry] = {}
        """Those of the newest arrangement."""
        self._connect()
        self.reload()

    def _connect(self) -> None:
        board = self._hub.incidents
        board.changed.connect(self._note_changed)
        board.links_changed.connect(self._note_links)
        board.loaded.connect(self.reload)
        board.rules_changed.connect(self.reload)
        self._hub.access.session_changed.connect(self.reload)

    # What the list asks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Row):
            return plain_tip(_spoken(entry))
        return None

    # What the view asks

    def entry(self, place: int) -> Entry | None:
        if not 0 <= place < len(self._order):
            return None
        key = self._order[place]
        known: Entry | None = self._others.get(key) or self.store.rows.get(key)
        return known or self._gone.get(key)

    def incident(self, place: int) -> Incident | None:
        """None over a heading; one that has gone is as it was last seen."""
        entry = self.entry(place)
        return entry.incident if isinstance(entry, Row) else None

    def choose(self, scope: Scope, words: Sequence[str]) -> None:
        if (scope, tuple(words)) != (self.store.scope, self.store.words):
            self.store.scope, self.store.words = scope, tuple(words)
            self.settle()

    def group_by(self, grouping: Grouping) -> None:
        if grouping is not self.store.grouping:
            self.store.grouping = grouping
            self.store.turned.clear()
            self.settle()

    def turn(self, heading: Heading) -> None:
        """Show of a group its heading alone, or all of it again."""
        self.store.turned ^= {heading.key}
        self.settle()

    def show_closed(self, incidents: Iterable[Incident]) -> None:
        """What was found in the history, newest first."""
        self._closed = [self._writer.row(one) for one in incidents]
        if self.store.scope is Scope.CLOSED:
            self.settle()

    def reload(self, *_: object) -> None:
        """Take all from the hub again: after a snapshot, or when the operator or the language is another."""
        self._writer = CardWriter(self._hub)
        self.beginResetModel()
        self.store.clear()
        self._empty()
        self.endResetModel()
        self._closed = [self._writer.row(row.incident) for row in self._closed]
        self._dirty = set(self._hub.incidents.open)
        self.flush()

    # Changes

    def _note_changed(self, incidents: Iterable[Incident]) -> None:
        self._note(one.id for one in incidents)

    def _note_links(self, alarms: Iterable[str]) -> None:
        board = self._hub.incidents
        self._note(incident for alarm in alarms if (incident := board.incident_of(alarm)))

    def flush(self) -> None:
        super().flush()
        if self._hold:
            self._rewrite_headings()

    def _write(self, key: str) -> None:
        known = self._hub.incidents.open.get(key)
        if known is not None:
            self.store.put(self._writer.row(known))
            self._gone.pop(key, None)
            return
        self._forget(key, self.store.rows.get(key))
        self.store.drop(key)

    def _admitted(self, keys: Collection[str]) -> list[str]:
        rows = (self.store.rows.get(key) for key in keys)
        return [row.key for row in rows if row is not None and self.store.admits(row)]

    def _wanted(self) -> list[str]:
        entries: Sequence[Entry] = self._closed if self._of_history() else self.store.ordered()
        self._listed = self._besides(entries)
        self._others = self._others | self._listed
        return [entry.key for entry in entries]

    def _arrange(self) -> None:
        """What leaves the list is there until it has left."""
        super()._arrange()
        self._others = self._listed

    def _besides(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        history = self._of_history()
        return {entry.key: entry for entry in entries if history or isinstance(entry, Heading)}

    def _rewrite_headings(self) -> None:
        """What they count is another number, though no card moves."""
        if self.store.grouping is not Grouping.NONE and not self._of_history():
            headings = self._besides(self.store.ordered())
            self._others |= headings
            self._touch(headings)

    def _of_history(self) -> bool:
        return self.store.scope is Scope.CLOSED


def _spoken(entry: Entry) -> str:
    """The card as one sentence, for who hears it and for its tip."""
    if isinstance(entry, Heading):
        return f"{entry.title} {entry.count}"
    parts = (
        entry.incident.title,
        entry.key,
        entry.where,
        entry.crew,
        entry.state,
        entry.owner,
        entry.follows,
    )
    return " · ".join(part for part in parts if part)
