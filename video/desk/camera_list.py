"""All cameras as a list to drag onto the wall from: the worst first, then by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from video.tuning.words import detector_fault_name
from video.wall.facts import TileFacts
from video.wall.tile_state import Mood, mood_of
from video.wall.tile_words import pill
from widgets.device_mime import mime_of
from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.plain_label import plain_label, plain_tip
from widgets.wording import fold

AGAIN_MS = 2_000
_WORST = (Mood.TAMPERED, Mood.FROZEN, Mood.NO_SIGNAL)


class _Rows(QListWidget):
    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return mime_of(item.data(Qt.ItemDataRole.UserRole) for item in items)


class CameraList(QWidget):
    """Looks again every two seconds while it is seen. GUI thread."""

    chosen = Signal(str)
    """Put this camera onto the wall."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self._facts = TileFacts(hub)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter cameras"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Filter cameras"))
        self.rows = _Rows()
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.setDragEnabled(True)
        self.rows.setAccessibleName(self.tr("Cameras"))
        self.rows.setUniformItemSizes(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = plain_label(look="support", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(12, 30, 12, 30)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self.empty, 1)
        column.addWidget(self.rows, 1)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.look_again)
        self.filter.textChanged.connect(self.look_again)
        self.rows.itemActivated.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.setFocusProxy(self.rows)
        self.setTabOrder(self.rows, self.filter)  # a proxy hides what stands before it

    def look_again(self, *_news: object) -> None:
        """Rows that are the same stay: a selection is not lost while it is dragged."""
        lines = self._lines()
        if [name for name, _, _ in lines] != [self._id(row) for row in range(self.rows.count())]:
            self.rows.clear()
            for name, _, _ in lines:
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.rows.addItem(item)
        icon = glyph_icon("warning", self._look.theme.text, 12)
        nothing = glyph_icon("camera", self._look.theme.text3, 12)
        for row, (_, words, faulty) in enumerate(lines):
            item = self.rows.item(row)
            item.setText(words)
            item.setToolTip(plain_tip(words))
            item.setIcon(icon if faulty else nothing)
        self.empty.setText(
            self.tr("No camera is called so.") if self._hub.video.cameras else self.tr("No cameras yet.")
        )
        self.empty.setVisible(not lines)
        self.rows.setVisible(bool(lines))

    def _id(self, row: int) -> str:
        return str(self.rows.item(row).data(Qt.ItemDataRole.UserRole))

    def _lines(self) -> list[tuple[str, str, bool]]:
        """Id, words and whether something is wrong."""
        wanted, now, found = fold(self.filter.text()), self._hub.now(), []
        for camera in sorted(self._hub.video.cameras):
            state = self._hub.video.states.get(camera)
            told = self._facts.tile(camera, None)
            # The list shows no picture: that none came to this console says nothing of the camera.
            pictured = told if state is None else replace(told, frame_at=now)
            mood = mood_of(pictured, now)
            faulty = mood in _WORST
            fault, name = pill(told, mood, now), shown(told.name)
            # What is wrong is read in a narrow list too: its rows end where there is no more room.
            parts = (camera, fault, name) if faulty else (camera, name, fault)
            blind = () if state is None else dict(state.detector_faults).values()
            words = " · ".join(part for part in (*parts, *map(detector_fault_name, blind)) if part)
            if wanted in fold(words):
                found.append((camera, words, faulty))
        # Their footage is there yet: it is looked at from a tile, like that of any other.
        removed = [
            (camera, " · ".join(filter(None, (camera, shown(self._name(camera)), self.tr("removed")))), False)
            for camera in sorted(self._hub.video.past)
            if self._facts.may_see(camera)
        ]
        past = [line for line in removed if wanted in fold(line[1])]
        return [*sorted(found, key=lambda line: not line[2]), *past]

    def _name(self, camera: str) -> str:
        return self._facts.tile(camera, None).name or self._hub.video.past[camera].name

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()
        self.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()
