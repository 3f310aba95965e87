"""Takes a trend out of the console: on record first, and only then into a file or the clipboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from app.domain.rights import Right
from app.wire.administration import NoteExport
from app.wire.messages import Done
from widgets import tasks
from widgets.access.refusal_words import refusal
from widgets.clipping import one_line
from widgets.file_faults import fault_words

CLIPBOARD = "clipboard"
"""What the record names instead of a file."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What is to go on record, how it then leaves, and the sentence once it has left."""

    file: str
    rows: int
    details: str
    put: Callable[[], Awaitable[None]]
    """Not called before the engine has it on record."""
    done: str


class _Refused(Exception):
    """`args[0]` is what the engine answered."""


class Takeout(QObject):
    """One at a time. GUI thread."""

    changed = Signal()
    """One was begun or is over."""
    finished = Signal(str)
    """A sentence: that it has left, or why nothing has."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._running = False

    @property
    def running(self) -> bool:
        return self._running

    def start(self, taking: Taking) -> None:
        """Begin; nothing while one is under way."""
        if self._running:
            return
        self._set_running(True)
        tasks.run(self, self._run(taking), self._over, lambda problem: self._over(self._why(problem)))

    async def _run(self, taking: Taking) -> str:
        note = NoteExport("trend", taking.file, taking.rows, taking.details)
        answer = await self._hub.ask(note)
        if not isinstance(answer, Done) or answer.verdict.outcome is not Outcome.APPLIED:
            raise _Refused(answer)
        await taking.put()
        return taking.done

    def _over(self, sentence: str) -> None:
        self._set_running(False)
        self.finished.emit(sentence)

    def _set_running(self, running: bool) -> None:
        self._running = running
        self.changed.emit()

    def _why(self, problem: Exception) -> str:
        if isinstance(problem, _Refused):
            answer = problem.args[0]
            why = self._refusal(answer.verdict) if isinstance(answer, Done) else ""
            why = why or self.tr("The engine refused it and said no reason.")
        elif isinstance(problem, EngineAway):
            why = self.tr("The engine did not answer. Try again when it is back.")
        elif isinstance(problem, OSError):
            why = fault_words(problem)
        else:
            why = one_line(str(problem))
        return self.tr("Nothing was exported. {0}").format(why)

    def _refusal(self, verdict: Verdict) -> str:
        access = self._hub.access
        roles = () if access.rules is None else access.rules.roles
        return refusal(verdict, roles, access.who_may(Right.EXPORT).present)
