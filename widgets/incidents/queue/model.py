"""The list model of the open incidents: takes changes ten times a second, keeps cards still when asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from widgets.incidents.queue.lines import CardWriter
from widgets.incidents.queue.rows import Entry, Grouping, Heading, QueueRows, Row, Scope
from widgets.plain_label import plain_tip

FLUSH_MS = 100
"""Changes are gathered this long before the list shows them."""
SLICE = 250
"""Incidents written at a stretch."""
ENTRY = int(Qt.ItemDataRole.UserRole)
"""The role under which a place hands out its `Row` or `Heading`, for the delegate."""

Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """While `hold` is on no card moves: known ones change in place, those that went stay as they were last
    seen, and new ones wait at the end. Closed ones are those that `show_closed` was given. GUI thread."""

    counts_changed = Signal()
    held_changed = Signal(int)
    """How many incidents wait for their place because the order is held."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._writer = CardWriter(hub)
        self.store = QueueRows()
        self._closed: list[Row] = []
        self._entries: list[Entry] = []
        self._place: dict[str, int] = {}
        self._gone: set[str] = set()
        self._dirty: set[str] = set()
        self._hold = False
        self._waiting = 0
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self._connect()
        self.reload()

    def _connect(self) -> None:
        board = self._hub.incidents
        board.changed.connect(self._note)
        board.links_changed.connect(self._note_links)
        board.loaded.connect(self.reload)
        board.rules_changed.connect(self.reload)
        self._hub.access.session_changed.connect(self.reload)

    # What the list asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

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
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def incident(self, place: int) -> Incident | None:
        """None over a heading; one that has gone is as it was last seen."""
        entry = self.entry(place)
        return entry.incident if isinstance(entry, Row) else None

    def place(self, incident: str) -> int | None:
        return self._place.get(incident)

    def is_gone(self, incident: str) -> bool:
        """Whether its card only stays because the order is held."""
        return incident in self._gone

    @property
    def hold(self) -> bool:
        return self._hold

    def set_hold(self, hold: bool) -> None:
        if hold == self._hold:
            return
        self._hold = hold
        if not hold:
            self.settle()

    def settle(self) -> None:
        """Put every card in its place now, even while the order is held."""
        self._arrange()
        self.held_changed.emit(0)

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
        self._gone.clear()
        self._set_entries([])
        self.endResetModel()
        self._closed = [self._writer.row(row.incident) for row in self._closed]
        self._dirty = set(self._hub.incidents.open)
        self.flush()

    # Changes

    def _note(self, incidents: Iterable[Incident]) -> None:
        self._dirty.update(one.id for one in incidents)
        self._start()

    def _note_links(self, alarms: Iterable[str]) -> None:
        board = self._hub.incidents
        self._dirty.update(incident for alarm in alarms if (incident := board.incident_of(alarm)))
        self._start()

    def _start(self) -> None:
        if self._dirty and not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Bring what changed since the last time into the cards, and the cards into order."""
        dirty = self._next_slice()
        for incident in dirty:
            self._update(incident)
        if self._hold:
            self._rewrite(dirty)
            self._rewrite_headings()
            self._append([self.store.rows[one] for one in dirty if self._is_new(one)])
        elif not self._dirty or not self._entries:  # while more come at once it would be work for nothing
            self._arrange()
        self._touch(dirty)
        self.counts_changed.emit()

    def _next_slice(self) -> set[str]:
        """So many of them as fit in a few milliseconds; the rest follow at once."""
        if len(self._dirty) <= SLICE:
            dirty, self._dirty = self._dirty, set()
            return dirty
        dirty = {self._dirty.pop() for _ in range(SLICE)}
        QTimer.singleShot(0, self, self.flush)
        return dirty

    def _update(self, incident: str) -> None:
        known = self._hub.incidents.open.get(incident)
        if known is not None:
            self.store.put(self._writer.row(known))
            self._gone.discard(incident)
            return
        self.store.drop(incident)
        if self._hold and incident in self._place:
            self._gone.add(incident)

    def _is_new(self, incident: str) -> bool:
        row = self.store.rows.get(incident)
        return row is not None and incident not in self._place and self.store.admits(row)

    def _rewrite(self, changed: Iterable[str]) -> None:
        """Known cards in place, though one may no longer belong to the list."""
        for incident in changed:
            place, row = self._place.get(incident), self.store.rows.get(incident)
            if place is not None and row is not None:
                self._entries[place] = row

    def _rewrite_headings(self) -> None:
        """What they count is another number, though no card moves."""
        if self.store.grouping is Grouping.NONE or self._of_history():
            return
        headings = [entry for entry in self.store.ordered() if isinstance(entry, Heading)]
        for heading in headings:
            place = self._place.get(heading.key)
            if place is not None:
                self._entries[place] = heading
        self._touch(heading.key for heading in headings)

    def _append(self, added: list[Row]) -> None:
        self._insert(added)
        if added:
            self._waiting += len(added)
            self.held_changed.emit(self._waiting)

    def _arrange(self) -> None:
        """Three signals at most: what is new goes to the end, all move to their place, what went leaves."""
        self._waiting = 0
        self._gone.clear()
        wanted: list[Entry] = list(self._closed) if self._of_history() else self.store.ordered()
        keys = {entry.key for entry in wanted}
        removed = [entry for entry in self._entries if entry.key not in keys]
        self._insert([entry for entry in wanted if entry.key not in self._place])
        self._permute([*wanted, *removed])
        if removed:
            self.beginRemoveRows(QModelIndex(), len(wanted), len(wanted) + len(removed) - 1)
            self._set_entries(wanted)
            self.endRemoveRows()

    def _insert(self, added: Sequence[Entry]) -> None:
        if added:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._set_entries([*self._entries, *added])
            self.endInsertRows()

    def _permute(self, entries: list[Entry]) -> None:
        if [entry.key for entry in entries] == [entry.key for entry in self._entries]:
            self._entries = entries
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._entries[index.row()].key for index in before]
        self._set_entries(entries)
        self.changePersistentIndexList(before, [self.index(self._place[key], 0) for key in keys])
        self.layoutChanged.emit()

    def _of_history(self) -> bool:
        return self.store.scope is Scope.CLOSED

    def _set_entries(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._place = {entry.key: place for place, entry in enumerate(entries)}

    def _touch(self, changed: Iterable[str]) -> None:
        """Say of each changed card that it changed: a view repaints only those it shows."""
        for place in (self._place.get(one) for one in changed):
            if place is not None:
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)


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
