"""The list of cameras as the settings have them."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.domain.devices import Device
from app.domain.video.cameras import Camera
from video.desk.cameras_words import importance_name, recording_name
from widgets.clipping import one_line
from widgets.look import Look
from widgets.row_paint import Cell, Style
from widgets.row_table import RowTable
from widgets.wording import fold

Index = QModelIndex | QPersistentModelIndex


class Column(enum.IntEnum):
    ID = 0
    NAME = 1
    DISTRICT = 2
    MAP = 3
    USED = 4
    RECORDING = 5
    IMPORTANCE = 6
    PTZ = 7
    STAGES = 8


WIDTHS = {
    Column.ID: 90, Column.NAME: 180, Column.DISTRICT: 110, Column.MAP: 90, Column.USED: 90,
    Column.RECORDING: 110, Column.IMPORTANCE: 90, Column.PTZ: 60, Column.STAGES: 70,
}  # fmt: skip


class CamerasModel(QAbstractTableModel):
    """By id. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Camera, ...] = ()
        self._devices: Mapping[str, Device] = {}
        self._shown: list[Camera] = []
        self._text = ""

    def take(self, cameras: Sequence[Camera], devices: Mapping[str, Device]) -> None:
        self._all, self._devices = tuple(sorted(cameras, key=lambda camera: camera.id)), devices
        self._arrange()

    def search(self, text: str) -> None:
        self._text = fold(text[:100])
        self._arrange()

    def _arrange(self) -> None:
        words = self._text.split()
        shown = [camera for camera in self._all if all(word in self._searched(camera) for word in words)]
        same = [camera.id for camera in shown] == [camera.id for camera in self._shown]
        if not same:
            self.beginResetModel()
        self._shown = shown
        if not same:
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(Column) - 1))

    def _searched(self, camera: Camera) -> str:
        called = self._devices.get(camera.id) or camera
        return fold(f"{camera.id} {called.name} {called.zone}"[:300])

    def camera(self, place: int) -> Camera | None:
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def place(self, camera: str) -> int | None:
        return next((place for place, one in enumerate(self._shown) if one.id == camera), None)

    def cells(self, place: int) -> Sequence[Cell]:
        camera = self.camera(place)
        if camera is None:
            return ()
        called = self._devices.get(camera.id) or camera
        return (
            Cell(camera.id, Style.BOLD),
            Cell(one_line(called.name, 80) or self.tr("Not heard of yet")),
            Cell(one_line(called.zone, 60), Style.SUPPORT),
            Cell("✓" if called.lat is not None else self.tr("On no map"), Style.SUPPORT),
            Cell(self.tr("Switched on") if camera.enabled else self.tr("Off"), Style.SUPPORT),
            Cell(recording_name(camera.recording), Style.SUPPORT),
            Cell(importance_name(camera.importance), Style.SUPPORT),
            Cell("✓" if camera.ptz else "", Style.CENTER),
            Cell(str(len(camera.stages)) if camera.stages else "", Style.RIGHT),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        cells = self.cells(index.row())
        return cells[index.column()].text if cells else None

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
            self.tr("Camera"),
            self.tr("Name"),
            self.tr("District"),
            self.tr("Map"),
            self.tr("Used"),
            self.tr("Records"),
            self.tr("Importance"),
            self.tr("PTZ"),
            self.tr("Stages"),
        )


class CamerasTable(RowTable):
    def __init__(self, model: CamerasModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name has what is left, and enough to be read; what has no room is in the form beside."""
        super().resizeEvent(event)
        room, taken = self.viewport().width(), WIDTHS[Column.ID] + WIDTHS[Column.NAME]
        for column in (each for each in Column if each not in (Column.ID, Column.NAME)):
            taken += WIDTHS[column]
            self.setColumnHidden(column, taken > room)
        others = sum(self.columnWidth(column) for column in Column if column is not Column.NAME)
        self.setColumnWidth(Column.NAME, max(WIDTHS[Column.NAME], room - others))

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)
