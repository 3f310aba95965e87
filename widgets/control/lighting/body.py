"""How the lighting page is laid out: the list to the left, the chosen group in a column that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from widgets.control.lighting.cabinet_strip import CabinetStrip
from widgets.control.lighting.city import City
from widgets.control.lighting.group_list import GroupList
from widgets.control.lighting.group_signing import GroupSigning
from widgets.control.lighting.groups import Line
from widgets.control.lighting.head import GroupHead
from widgets.control.lighting.lamp_table import LampTable
from widgets.control.lighting.level_editor import LevelEditor
from widgets.control.lighting.panels import Panels
from widgets.control.lighting.programme_panel import ProgrammePanel
from widgets.control.lighting.progress import Progress
from widgets.control.lighting.requests import LightingRequests
from widgets.control.lighting.scene import LampScene
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import PlainLabel

LIST_W, NARROW_LIST_W = 225, 190
NARROW = 800
"""Below this width the list is narrower and parts stand below one another."""


class Body(QWidget):
    """GUI thread."""

    def __init__(
        self,
        hub: Hub,
        look: Look,
        scene: LampScene,
        requests: LightingRequests,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.city = City(hub, self)
        self.search = QLineEdit()
        self.list = GroupList(look, hub.now)
        self.head = GroupHead(hub, look, self.city)
        self.notice = Notice(collapses=True)
        self.editor = LevelEditor(hub, look, self.city)
        self.signing = GroupSigning(hub, look, requests)
        self.progress = Progress(hub, look, requests)
        self.programme = ProgrammePanel(hub, look, self.city)
        self.panels = Panels(hub, look)
        self.cabinet = CabinetStrip(hub, look)
        self.table = LampTable(hub, look, scene)
        self.save, self.rename, self.drop, self.place = (QPushButton() for _ in range(4))
        self.empty = PlainLabel()
        self._lay_out()
        self.signing.left.connect(self._fit_editor)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search group or luminaire"))
        self.search.setAccessibleName(self.tr("Search group or luminaire"))
        self.search.setClearButtonEnabled(True)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        field = QHBoxLayout()
        field.setContentsMargins(6, 6, 6, 6)
        field.addWidget(self.search)
        left.addLayout(field)
        left.addWidget(self.list, 1)
        left.addWidget(_line())
        left.addWidget(self._foot())
        self.empty.setProperty("look", "support")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._chosen())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(_upright())
        row.addWidget(self._stack, 1)
        self._left.setFixedWidth(LIST_W)

    def _foot(self) -> QWidget:
        """What can be done with groups, below their list."""
        foot = QWidget()
        grid = QGridLayout(foot)
        grid.setContentsMargins(6, 6, 6, 6)
        grid.setSpacing(4)
        texts = (self.tr("Save group"), self.tr("Rename"), self.tr("Drop"), self.tr("Light up a place"))
        places = ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2))
        for button, text, place in zip(
            (self.save, self.rename, self.drop, self.place), texts, places, strict=True
        ):
            button.setText(text)
            button.setProperty("look", "small")
            button.setAutoDefault(False)
            grid.addWidget(button, *place)
        return foot

    def _chosen(self) -> QWidget:
        content = QWidget()
        content.setProperty("look", "panel")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for part in (self.cabinet, self.editor, self.signing, self.progress):
            self.column.addWidget(part)
        self.column.addWidget(_line())
        self.column.addWidget(self.programme)
        self.column.addWidget(_line())
        self.column.addWidget(self.panels)
        self.column.addWidget(_line())
        self.column.addWidget(self.table, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(scroll, 1)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(NARROW_LIST_W if self.width() < NARROW else LIST_W)

    def show_lines(self, lines: Sequence[Line], *, loading: bool) -> None:
        """The groups, or why there are none."""
        lamps = lines[0].figures.lamps if lines else 0
        if lamps or self.search.text():
            self._stack.setCurrentIndex(1)
        else:
            words = self.tr("No luminaires yet. They appear when they introduce themselves.")
            self.empty.setText(self.tr("Loading luminaires") if loading else words)
            self._stack.setCurrentIndex(0)
            lines = ()
        self.list.take(lines)

    def _fit_editor(self) -> None:
        self.editor.send.setFocus()


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    return line


def _upright() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setFixedWidth(1)
    line.setStyleSheet("background: palette(mid);")
    return line
