"""The locked console: the picture goes on below, and nothing but the card takes a key or a press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from widgets.access.entry import Entry, Stage
from widgets.access.shield import Shield
from widgets.access.sign_in import ENDED
from widgets.formats import hour, span
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.status_cells import engine_sentence

CARD_W = 348
EDGE = 16
TICK_MS = 1000


class LockCard(QFrame):
    """Who is locked since when, the password, and another operator. Says when the engine is away: without
    it nobody can be let in."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self.since_ms = hub.now()
        self.setProperty("look", "raised")
        self.setFixedWidth(CARD_W)
        self.since, self.away = _label("small"), _label("support")
        self.entry = Entry(hub, look, Stage.UNLOCK)
        self.start = QPushButton(self.tr("Start the engine"))
        self.start.setProperty("look", "small")
        self.start.clicked.connect(hub.start_engine)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(6)
        for part in (self.since, self.away, self.start, self.entry):
            column.addWidget(part)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self.tick)
        hub.link_changed.connect(self.tick)

    def tick(self, *_news: object) -> None:
        """Let the time since then grow, and say how the engine is."""
        now = self._hub.now()
        passed = span((now - self.since_ms) / 1000)
        self.since.setText(self.tr("Locked since {0}, for {1}").format(hour(self.since_ms), passed))
        said = engine_sentence(self._hub.link, now)
        if said:
            said = f"{said}\n{self.tr('Without the engine nobody can be let in.')}"
        self.away.setText(said)
        self.away.setVisible(bool(said))
        self.start.setVisible(self._hub.link.phase in ENDED)
        self.fit()

    def fit(self) -> None:
        """As high as its lines make it at its width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(CARD_W, layout.totalHeightForWidth(CARD_W))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def stations(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        found = [*self.entry.findChildren(QWidget), self.start]
        shown = [
            each
            for each in found
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        return sorted(shown, key=self._place)

    def _place(self, each: QWidget) -> tuple[int, int]:
        where = each.mapTo(self, each.rect().center())
        return (where.y() // 12, where.x())

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Round and round within the card."""
        stations = self.stations()
        focused = QApplication.focusWidget()
        if not stations:
            return True
        here = stations.index(focused) if focused in stations else -1
        stations[(here + (1 if next_ else -1)) % len(stations)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self._look.theme.selection, 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class LockCover(Shield):
    """The shield of the console's window, with the card at its right."""

    def __init__(self, hub: Hub, look: Look, window: QWidget) -> None:
        super().__init__(window, look)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a press beside the card leaves the cursor where it is
        self.card = LockCard(hub, look, self)
        self.card.installEventFilter(self)
        self.card.entry.turned.connect(self._fit_soon)

    def lock(self, since_ms: int) -> None:
        """Ask for the password of whoever is signed in."""
        self.card.since_ms = since_ms
        self.card.entry.name = ""
        self.card.entry.go_home()
        self.cover()
        self._fit()

    def release(self) -> None:
        """Leave nothing of what was typed."""
        self.hide()
        if self.card.entry.form is not None:
            self.card.entry.form.forget()

    def take_focus(self) -> None:
        form = self.card.entry.form
        if form is None:
            super().take_focus()
            return
        focused = QApplication.focusWidget()
        if focused is None or not self.card.isAncestorOf(focused):
            form.focus_first()

    def focusNextPrevChild(self, next_: bool) -> bool:
        return self.card.focusNextPrevChild(next_)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.card and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit_soon()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit_soon(self, *_: object) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.card.fit()
        room = self.height() - self.top
        left = self.width() - self.card.width() - EDGE
        self.card.move(max(0, left), max(0, self.top + (room - self.card.height()) // 2))


def _label(look: str) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("look", look)
    label.setWordWrap(True)
    return label
