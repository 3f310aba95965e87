"""What the lists of alarms and of incidents have in common: changes gathered, rows kept still when asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QTimer,
    Signal,
)

FLUSH_MS = 100
"""Changes are gathered this long before the list shows them."""
SLICE = 250
"""Rows written at a stretch."""

Index = QModelIndex | QPersistentModelIndex


class HeldOrder(QAbstractTableModel):
    """Rows are known by a key and keep it through sorting and changes, so a selection stays on its row.

    While `hold` is on no row moves: known ones change in place, those that went stay as they were last seen,
    and new ones wait at the end. GUI thread.
    """

    counts_changed = Signal()
    held_changed = Signal(int)
    """How many rows wait for their place because the order is held."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[str] = []
        self._place: dict[str, int] = {}
        self._gone: dict[str, Any] = {}
        self._dirty: set[str] = set()
        self._hold = False
        self._waiting = 0
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)

    # What a list of its own says

    def _write(self, key: str) -> None:
        """Bring what is known of it now into its row, or drop it with `_forget`."""
        raise NotImplementedError

    def _wanted(self) -> list[str]:
        """The keys of all rows that the list is about, in order."""
        raise NotImplementedError

    def _admitted(self, keys: Collection[str]) -> list[str]:
        """Those of `keys` that the list is about."""
        raise NotImplementedError

    # What the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

    def place(self, key: str) -> int | None:
        return self._place.get(key)

    def is_gone(self, key: str) -> bool:
        """Whether the row only stays because the order is held."""
        return key in self._gone

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
        """Put every row in its place now, even while the order is held."""
        self._arrange()
        self.held_changed.emit(0)

    # Changes

    def flush(self) -> None:
        """Bring what changed since the last time into the rows, and the rows into order."""
        dirty = self._next_slice()
        known = [key for key in dirty if key in self._place]
        for key in dirty:
            self._write(key)
        if self._hold:
            self._wait([key for key in self._admitted(dirty) if key not in self._place])
        elif not self._dirty or not self._order:  # while more come at once it would be work for nothing
            self._arrange()
        self._touch(known)
        self.counts_changed.emit()

    def _note(self, keys: Iterable[str]) -> None:
        self._dirty.update(keys)
        if self._dirty and not self._timer.isActive():
            self._timer.start()

    def _empty(self) -> None:
        """For one who takes all anew, within a reset."""
        self._gone.clear()
        self._set_order([])

    def _forget(self, key: str, row: Any) -> None:
        """It has gone; `row` is as it was last seen."""
        if row is not None and self._hold and key in self._place:
            self._gone[key] = row

    def _next_slice(self) -> set[str]:
        """So many of the changed rows as fit in a few milliseconds; the rest follow at once."""
        if len(self._dirty) <= SLICE:
            dirty, self._dirty = self._dirty, set()
            return dirty
        dirty = {self._dirty.pop() for _ in range(SLICE)}
        QTimer.singleShot(0, self, self.flush)
        return dirty

    def _wait(self, added: list[str]) -> None:
        self._append(added)
        if added:
            self._waiting += len(added)
            self.held_changed.emit(self._waiting)

    def _arrange(self) -> None:
        """Three signals at most: what is new goes to the end, all move to their place, what went leaves."""
        self._waiting = 0
        wanted = self._wanted()
        kept = set(wanted)
        removed = [key for key in self._order if key not in kept]
        self._append([key for key in wanted if key not in self._place])
        self._permute(wanted + removed)
        if removed:
            self.beginRemoveRows(QModelIndex(), len(wanted), len(wanted) + len(removed) - 1)
            self._set_order(wanted)
            self.endRemoveRows()
        self._gone.clear()

    def _append(self, added: list[str]) -> None:
        if added:
            first = len(self._order)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._set_order(self._order + added)
            self.endInsertRows()

    def _permute(self, order: list[str]) -> None:
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._order[index.row()] for index in before]
        self._set_order(order)
        after = [self.index(self._place[key], old.column()) for key, old in zip(keys, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _set_order(self, order: list[str]) -> None:
        self._order = order
        self._place = {key: place for place, key in enumerate(order)}

    def _touch(self, changed: Iterable[str]) -> None:
        """Say of each changed row that it changed: a view repaints only those it shows."""
        last = self.columnCount() - 1
        for place in (self._place.get(key) for key in changed):
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))
