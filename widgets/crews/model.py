"""The table model of the crews: groups with a heading each, and the lines of those in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets import formats
from widgets.crews.rows import CrewRow, Standing
from widgets.incidents.record.crew_lines import distance_words
from widgets.row_paint import Cell, Style

Index = QModelIndex | QPersistentModelIndex
NAME, STATE, INCIDENT, SINCE, ZONE, DISTANCE, POSITION, SKILLS = range(8)
RIGHT = frozenset({SINCE, DISTANCE, POSITION})


class Group(NamedTuple):
    """The heading over crews of one standing."""

    standing: Standing
    crews: int


class CrewModel(QAbstractTableModel):
    """GUI thread. `show_crews` takes what is known now; while `held` known lines change in place, and none
    moves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[CrewRow | Group] = []
        self._now_ms = 0
        self.held = False

    def show_crews(self, rows: Sequence[CrewRow], now_ms: int) -> None:
        """Rows in their order, those of one standing together."""
        self._now_ms = now_ms
        wanted: list[CrewRow | Group] = []
        for standing, group in groupby(rows, key=lambda row: row.standing):
            crews = list(group)
            wanted += [Group(standing, len(crews)), *crews]
        if self.held and self._entries:
            known = {row.id: row for row in rows}
            wanted = [known.get(one.id, one) if isinstance(one, CrewRow) else one for one in self._entries]
        if [_key(one) for one in wanted] != [_key(one) for one in self._entries]:
            self.beginResetModel()
            self._entries = wanted
            self.endResetModel()
        elif wanted:
            self._entries = wanted
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, SKILLS))

    # What is in it

    def entry(self, place: int) -> CrewRow | Group | None:
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def crew(self, place: int) -> CrewRow | None:
        """None on a heading."""
        entry = self.entry(place)
        return entry if isinstance(entry, CrewRow) else None

    def place(self, crew: str) -> int | None:
        places = (place for place, one in enumerate(self._entries) if _key(one) == crew)
        return next(places, None)

    def cells(self, place: int) -> list[Cell | None]:
        """The first one, and a heading, are drawn by the table."""
        row = self.entry(place)
        if not isinstance(row, CrewRow):
            return [None, *[Cell("")] * SKILLS]
        since = formats.span((self._now_ms - row.since) / 1000) if row.since else formats.NONE
        age = formats.coarse((self._now_ms - row.heard) / 1000) if row.heard else formats.NONE
        return [
            None,
            Cell(row.state, Style.PLAIN if row.standing is Standing.FREE else Style.SUPPORT),
            Cell(row.incident or formats.NONE, Style.BOLD if row.incident else Style.FAINT),
            Cell(since, Style.RIGHT),
            Cell(row.zone or formats.NONE),
            Cell(distance_words(row.distance_m), Style.RIGHT),
            Cell(age, Style.RIGHT | (Style.STALE if row.stale else 0)),
            Cell(row.skills, Style.PLAIN if row.fits else Style.SUPPORT),
        ]

    def heading(self, group: Group) -> str:
        titles = {
            Standing.FREE: self.tr("Free · {0}"),
            Standing.IN_SERVICE: self.tr("In service · {0}"),
            Standing.AWAY: self.tr("Not available · {0}"),
        }
        return titles[group.standing].format(group.crews)

    # What the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else SKILLS + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.crew(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index.row())
        if entry is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(entry, Group):
            return self.heading(entry) if index.column() == NAME else ""
        cell = self.cells(index.row())[index.column()]
        return entry.name if cell is None else cell.text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Name"),
            self.tr("State"),
            self.tr("Incident"),
            self.tr("Since"),
            self.tr("District"),
            self.tr("Distance"),
            self.tr("Position"),
            self.tr("Skills"),
        )


def _key(entry: CrewRow | Group) -> str:
    return entry.id if isinstance(entry, CrewRow) else f"\n{entry.standing}"
