"""The head of the panel: priority, title, number, place, who has it, and the buttons that are used most."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from widgets.control.elided import Elided
from widgets.glyphs import glyph_icon
from widgets.incidents import words
from widgets.incidents.record.names import RecordNames
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shapes import paint_priority
from widgets.style import SMALL, ui_font

DISPATCH_KEY = "D"


class _Shape(QWidget):
    """The shape of the priority; framed and blinking while nobody has acknowledged it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._priority, self._framed = 0, False
        self.setFixedSize(28, 28)
        look.changed.connect(self.update)
        look.blinked.connect(self._blink)

    def _blink(self, _lit: bool) -> None:
        if self._framed:
            self.update()

    def show_state(self, priority: int, *, framed: bool) -> None:
        if (priority, framed) != (self._priority, self._framed):
            self._priority, self._framed = priority, framed
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._priority:
            return
        painter, look = QPainter(self), self._look
        framed = self._framed and look.lit
        paint_priority(
            painter, QRectF(6, 6, 16, 16), self._priority, look.theme, framed=framed, still=look.still
        )
        painter.end()


class _KeyedButton(QPushButton):
    """A button with its key in a frame after its words."""

    def __init__(self, text: str, key: str, look: Look) -> None:
        super().__init__(text)
        self._key, self._look = key, look
        self.setProperty("look", "primary")
        self.setAccessibleName(f"{text} {key}")
        self.setStyleSheet(f"text-align: left; padding: 0 {self._key_width() + 9}px 0 7px;")

    def _key_width(self) -> int:
        return QFontMetrics(ui_font(SMALL, 500)).horizontalAdvance(self._key) + 10

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme = QPainter(self), self._look.theme
        left = self.width() - self._key_width() - 6
        box = QRect(left, (self.height() - 15) // 2, self._key_width(), 14)
        painter.setFont(ui_font(SMALL, 500))
        painter.setPen(theme.app if self.isEnabled() else theme.text3)
        painter.drawRoundedRect(box, 2, 2)
        painter.drawText(box.adjusted(0, 0, 1, 1), Qt.AlignmentFlag.AlignCenter, self._key)


class IncidentHead(QFrame):
    """GUI thread."""

    dispatch_pressed = Signal()
    cameras_pressed = Signal()
    take_pressed = Signal()

    def __init__(self, look: Look, names: RecordNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._names = look, names
        self.setProperty("look", "section")
        self.shape = _Shape(look)
        self.title, self.place, self.state = Elided(), Elided(), Elided()
        self.title.setProperty("look", "title")
        self.place.setProperty("look", "support")
        self.state.setProperty("look", "support")
        self.dispatch = _KeyedButton(self.tr("Dispatch"), DISPATCH_KEY, look)
        self.cameras = QPushButton(self.tr("Cameras"))
        self.take = QPushButton(self.tr("Take it"))
        self.more = QToolButton()
        self.more.setAccessibleName(self.tr("Everything that can be done"))
        self.more.setToolTip(self.tr("Everything that can be done"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.why = plain_label(look="small", wraps=True)
        self._lay_out()
        self.dispatch.clicked.connect(self.dispatch_pressed)
        self.cameras.clicked.connect(self.cameras_pressed)
        self.take.clicked.connect(self.take_pressed)
        look.changed.connect(self._paint_icons)
        self._paint_icons()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(1)
        for label in (self.title, self.place, self.state):
            texts.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(3)
        for narrow in (self.cameras, self.take):
            narrow.setStyleSheet("padding: 0 6px;")
        for button in (self.dispatch, self.cameras, self.take):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(buttons)
        column.addWidget(self.why)
        self.why.hide()

    def show_incident(self, incident: Incident, mine: str) -> None:
        """`mine` is the operator here."""
        self.shape.show_state(int(incident.priority), framed=incident.open and not incident.acknowledged_at)
        self.title.setText(shown(incident.title))
        where = (incident.id, shown(incident.place), shown(incident.zone))
        self.place.setText(" · ".join(part for part in where if part))
        self.state.setText(self._state(incident, mine))

    def bar(self, dispatch: str, cameras: str, take: str) -> None:
        """Why each button cannot be used; empty where it can. Who may not dispatch reads why at once."""
        for button, reason in ((self.dispatch, dispatch), (self.cameras, cameras), (self.take, take)):
            button.setEnabled(not reason)
            button.setToolTip(reason)
        self.why.setText(dispatch)
        self.why.setVisible(bool(dispatch))

    def _state(self, incident: Incident, mine: str) -> str:
        state = words.state_name(incident.state)
        if incident.resolution is not None:
            state = f"{state} · {words.resolution_name(incident.resolution)}"
        if not incident.owner:
            owner = self.tr("nobody has it")
        elif incident.owner == mine:
            owner = self.tr("you have it")
        else:
            owner = self.tr("{0} has it").format(self._names.person(incident.owner))
        count = len(incident.watchers)
        watched = self.tr("watched by {0}").format(count) if count else ""
        return " · ".join(part for part in (state, owner, watched) if part)

    def _paint_icons(self) -> None:
        theme = self._look.theme
        self.dispatch.setIcon(glyph_icon("crew", theme.app))
        self.cameras.setIcon(glyph_icon("camera", theme.text))
        self.more.setIcon(glyph_icon("chevron_down", theme.text))
