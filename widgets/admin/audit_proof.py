"""Has the whole audit trail verified, and says what came out."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.wire.administration import AuditProof, VerifyAudit
from widgets import tasks
from widgets.admin.audit_lines import day_and_time
from widgets.admin.verdict_words import answer_words
from widgets.clipping import one_line
from widgets.formats import duration, number, span
from widgets.look import Look
from widgets.plain_label import plain_label

LIMIT_S = 180.0
"""A million entries take half a minute on a good disk."""


class AuditProofBar(QFrame):
    """Hidden until `verify` is called. GUI thread."""

    entry_wanted = Signal(int)
    """The number of the first entry that does not fit."""
    running_changed = Signal(bool)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._look = hub, look
        self._began = 0.0
        self._asked = 0
        self._broken, self._bad = 0, False
        self.running = False
        self.words = plain_label(wraps=True)
        self.show_broken = QPushButton(self.tr("Show entry"))
        self.close_button = QPushButton(self.tr("Hide"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.words, 1)
        for button in (self.show_broken, self.close_button):
            button.setProperty("look", "small")
            row.addWidget(button)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._say_running)
        self.show_broken.clicked.connect(lambda: self.entry_wanted.emit(self._broken))
        self.close_button.clicked.connect(self.hide)
        look.changed.connect(self.update)
        self.hide()

    def verify(self) -> None:
        """Ask for the proof; nothing while one is under way."""
        if self.running:
            return
        self._began = time.monotonic()
        self._set_running(True)
        self._say_running()
        self._asked += 1
        tasks.run(self, self._ask(self._asked), self._take, self._lost)

    def forget(self) -> None:
        """For somebody else: what was found is not shown, and what is under way neither."""
        self._asked += 1
        if self.running:
            self._set_running(False)
        self.hide()

    async def _ask(self, asked: int) -> tuple[int, object]:
        return asked, await self._hub.ask(VerifyAudit(), LIMIT_S)

    def _set_running(self, running: bool) -> None:
        self.running = running
        (self._tick.start if running else self._tick.stop)()
        self._broken, self._bad = 0, False
        self.show_broken.hide()
        self.close_button.setVisible(not running)
        self.show()
        self.update()
        self.running_changed.emit(running)

    def _say_running(self) -> None:
        seconds = span(time.monotonic() - self._began)
        self.words.setText(self.tr("Verifying the whole trail, {0}. You can go on working.").format(seconds))

    def _take(self, found: tuple[int, object]) -> None:
        asked, answer = found
        if asked != self._asked:
            return
        self._set_running(False)
        if not isinstance(answer, AuditProof):
            self.words.setText(answer_words(answer))
            return
        self._broken, self._bad = answer.broken_at, is_broken(answer)
        self.show_broken.setVisible(bool(answer.broken_at))
        self.words.setText(proof_words(answer))
        self.update()

    def _lost(self, problem: Exception) -> None:
        if not self.running:
            return
        self._set_running(False)
        self.words.setText(
            self.tr("The engine did not answer. Nothing is known of the trail; try again.")
            if isinstance(problem, EngineAway)
            else one_line(str(problem))
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.critical.soft if self._bad else theme.raised)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        if self._bad:
            painter.fillRect(0, 0, 5, self.height(), theme.critical.fill)


def proof_words(proof: AuditProof) -> str:
    """What the proof says: whether the chain holds, how far it is signed, how long it took."""
    took = QCoreApplication.translate("AuditProof", "It took {0}.").format(duration(proof.seconds))
    if is_broken(proof):
        after = QCoreApplication.translate("AuditProof", "What follows proves nothing.")
        head = f"{problem_words(proof.problem).format(number(proof.broken_at))} {after}"
    else:
        whole = QCoreApplication.translate("AuditProof", "{0} entries, unbroken.")
        head = whole.format(number(proof.entries))
    return f"{head} {_signed(proof)} {took}"


def is_broken(proof: AuditProof) -> bool:
    return bool(proof.broken_at or proof.problem)


def _signed(proof: AuditProof) -> str:
    if not proof.signed_until:
        return QCoreApplication.translate("AuditProof", "No signature yet.")
    signed = QCoreApplication.translate("AuditProof", "Signed until entry {0}, on {1}.").format(
        number(proof.signed_until), day_and_time(proof.signed_at)
    )
    left = proof.entries - proof.signed_until
    if left <= 0 or is_broken(proof):
        return signed
    waits = QCoreApplication.translate("AuditProof", "{0} later ones wait for the next.").format(number(left))
    return f"{signed} {waits}"


def problem_words(problem: str) -> str:
    """A sentence for the machine word, with room for the number of the entry."""
    words = {
        "changed": QCoreApplication.translate("AuditProof", "Entry {0} was changed."),
        "misplaced": QCoreApplication.translate(
            "AuditProof", "Entry {0} does not follow the one before: something was put in or removed here."
        ),
        "missing": QCoreApplication.translate("AuditProof", "Entry {0} is missing."),
        "shortened": QCoreApplication.translate("AuditProof", "The trail was cut off before entry {0}."),
        "rewritten": QCoreApplication.translate(
            "AuditProof", "From entry {0} on the trail was written anew: a signature does not fit."
        ),
        "forged_head": QCoreApplication.translate("AuditProof", "The signature at entry {0} is not genuine."),
        "other_installation": QCoreApplication.translate(
            "AuditProof", "The signatures belong to another installation."
        ),
        "unreadable": QCoreApplication.translate("AuditProof", "The file is damaged at entry {0}."),
    }
    unknown = QCoreApplication.translate("AuditProof", "The trail is broken at entry {0}.")
    return words.get(problem, unknown)
