"""What happened lately: transitions of alarms and events of devices, newest first, at most 5,000."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from app.bridge.hub import Hub
from app.domain.alarms import Transition
from app.domain.changes import AlarmChanged, EventNoted
from app.domain.plain_text import shown
from widgets.alarms.lines import LineWriter
from widgets.formats import clock
from widgets.plain_label import plain_tip
from widgets.wording import fold

KEPT = 5_000
FLUSH_MS = 250
LONGEST_DETAIL = 1000
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the log. `priority` is 0 for what is no alarm."""

    at: int
    device: str
    alarm: str
    what: str
    happened: str
    by: str
    detail: str
    priority: int
    searched: str


class EventModel(QAbstractTableModel):
    """Takes what comes in heaps, four times a second. GUI thread."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._writer = LineWriter(hub)
        self._all: deque[Happening] = deque(maxlen=KEPT)
        self._shown: list[Happening] = []
        self._words: tuple[str, ...] = ()
        self._fresh: list[Happening] = []
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        hub.alarms_changed.connect(self._take_alarms)
        hub.events_noted.connect(self._take_events)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles())

    def happening(self, row: int) -> Happening | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.happening(index.row())
        if line is None:
            return None
        texts = (clock(line.at), shown(line.device), line.what, line.happened, line.by, line.detail)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        return plain_tip(texts[index.column()]) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Time"),
            self.tr("Point"),
            self.tr("What"),
            self.tr("Happened"),
            self.tr("Operator"),
            self.tr("Detail"),
        )

    def search(self, text: str) -> None:
        """Keep only lines that hold every word of `text`."""
        self.flush()
        self._words = tuple(fold(text).split())
        self.beginResetModel()
        self._shown = [line for line in self._all if self._admits(line)]
        self.endResetModel()

    def flush(self) -> None:
        """Show what came since the last time."""
        self._timer.stop()
        fresh, self._fresh = self._fresh[-KEPT:], []
        if not fresh:
            return
        self._all.extendleft(fresh)
        admitted = [line for line in reversed(fresh) if self._admits(line)]
        if admitted:
            self.beginInsertRows(QModelIndex(), 0, len(admitted) - 1)
            self._shown[:0] = admitted
            self.endInsertRows()
        if len(self._shown) > KEPT:
            self.beginRemoveRows(QModelIndex(), KEPT, len(self._shown) - 1)
            del self._shown[KEPT:]
            self.endRemoveRows()

    def _admits(self, line: Happening) -> bool:
        return all(word in line.searched for word in self._words)

    def _take_alarms(self, changes: Sequence[AlarmChanged]) -> None:
        for change in changes[-KEPT:]:
            alarm = change.alarm
            if change.transition is Transition.CONSEQUENCES:
                continue
            raised = change.transition in {Transition.RAISED, Transition.RETURNED, Transition.REALARMED}
            detail = change.reason or (self._writer.value(alarm) if raised and alarm.quantity else "")
            what, happened = self._writer.label(alarm), self._happened(change.transition)
            self._add(
                change.at, alarm.device, alarm.id, what, happened, change.by, detail, int(alarm.priority)
            )

    def _take_events(self, events: Sequence[EventNoted]) -> None:
        for noted in events[-KEPT:]:
            event = noted.event
            happened = self.tr("began") if event.active else self.tr("ended")
            what = self._writer.event_label(event)
            self._add(noted.at, event.device, "", what, happened, "", event.text, 0)

    def _add(
        self, at: int, device: str, alarm: str, what: str, happened: str, by: str, detail: str, priority: int
    ) -> None:
        what, by, detail = shown(what), shown(by), shown(detail, LONGEST_DETAIL)
        searched = fold(f"{device}\n{what}\n{happened}\n{by}\n{detail}")
        self._fresh.append(Happening(at, device, alarm, what, happened, by, detail, priority, searched))
        if not self._timer.isActive():
            self._timer.start()

    def _happened(self, transition: Transition) -> str:
        return {
            Transition.RAISED: self.tr("raised"),
            Transition.RETURNED: self.tr("returned to normal"),
            Transition.ACKNOWLEDGED: self.tr("acknowledged"),
            Transition.REALARMED: self.tr("raised again"),
            Transition.RESET: self.tr("reset"),
            Transition.SHELVED: self.tr("shelved"),
            Transition.UNSHELVED: self.tr("back from the shelf"),
            Transition.SUPPRESSED: self.tr("suppressed"),
            Transition.UNSUPPRESSED: self.tr("no longer suppressed"),
            Transition.OUT_OF_SERVICE: self.tr("taken out of service"),
            Transition.IN_SERVICE: self.tr("back in service"),
            Transition.COMMENTED: self.tr("noted"),
        }[transition]
