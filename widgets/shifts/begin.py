"""Begins the shift of whoever has signed in, unless one of theirs is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.acts import Outcome, Verdict
from app.domain.rights import Right
from app.domain.shifts import BeginShift
from widgets import formats, tasks
from widgets.access.permits import Permits


def why_no_shift(hub: Hub) -> str:
    """Why the operator may keep no shift now; empty when they may, though only for some places."""
    permits, session = Permits(hub), hub.access.session
    free = session is not None and not session.locked and not session.must_change
    return "" if free and permits.holds(Right.NOTE) else permits.why_not(Right.NOTE)


class ShiftBegin(QObject):
    """Once for each sign-in: a shift that was ended is not begun again by unlocking. GUI thread."""

    said = Signal(str)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        session = hub.access.session
        self._begun_for = ("", 0) if session is None else (session.operator, session.since)
        """Who was signed in before this was made had their turn in the window before."""
        hub.access.session_changed.connect(self.look)
        hub.incidents.loaded.connect(self.look)

    def look(self, *_: object) -> None:
        """Begin it when that is possible now and has not been asked."""
        session = self._hub.access.session
        if session is None:
            self._begun_for = ("", 0)
            return
        sign_in = (session.operator, session.since)
        ready = self._hub.link.phase == "up" and not why_no_shift(self._hub)
        if not ready or sign_in == self._begun_for:
            return
        self._begun_for = sign_in
        if self._hub.incidents.own_shift() is None:
            tasks.run(self, self._hub.incidents.done(BeginShift()), self._take, self._missed)

    def _take(self, verdict: Verdict) -> None:
        """Whatever else the engine says, the shift page shows that there is none, and begins one."""
        if verdict.outcome is Outcome.APPLIED:
            self.said.emit(self.tr("Shift began {0}").format(formats.hour(self._hub.now())))

    def _missed(self, _problem: Exception) -> None:
        """It is asked again when the engine is back."""
        self._begun_for = ("", 0)
