"""Tells in every workspace that somebody waits for this operator's signature."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.hub import Hub
from widgets.access.permits import Permits
from widgets.control.card.names import Names
from widgets.control.card.pending import PendingSignatures, to_sign
from widgets.look import Look

TICK_MS = 1000


class SignatureNotice(QWidget):
    """Takes no room while nobody asks, or while `quiet`: the Control workspace has its own. GUI thread."""

    device_wanted = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._permits, self._quiet = hub, Permits(hub), False
        self.pending = PendingSignatures(Names(hub), look, self)
        self.pending.device_wanted.connect(self.device_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pending)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._show)
        for news in (hub.control.selections_changed, hub.control.loaded, hub.access.session_changed):
            news.connect(self._show)
        self.hide()

    def be_quiet(self, quiet: bool) -> None:
        self._quiet = quiet
        self._show()

    def _show(self, *_: object) -> None:
        waiting = [] if self._quiet else to_sign(self._hub, self._permits)
        self.pending.show_selections(waiting, "", self._hub.now())
        self.setVisible(bool(waiting))
        if bool(waiting) is not self._ticking.isActive():
            self._ticking.start() if waiting else self._ticking.stop()
