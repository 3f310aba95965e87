"""Shows which recordings of some time are protected, and releases those that are ticked, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.acts import LONGEST_REMARK, Outcome, Verdict
from app.domain.rights import Right
from app.domain.video.recordings import FootageClass, Segment
from app.wire.video import ReleaseClip
from video.desk.spans import joined
from widgets import tasks
from widgets.access.permits import Permits
from widgets.access.refusals import refusal_here
from widgets.formats import local
from widgets.plain_label import plain_label

ROWS, ROW = 6, 24
TIME_FORM = "%d/%m/%Y %H:%M:%S"
DONE = Verdict(Outcome.APPLIED)

Segments = Callable[[Sequence[str], int, int], Coroutine[Any, Any, list[Segment]]]


class ReleaseDialog(QDialog):
    """Open it with `open()`; Esc leaves everything as it is. `segments` reads what is recorded of cameras
    between two times (epoch ms). GUI thread."""

    said = Signal(str)

    def __init__(
        self, hub: Hub, parent: QWidget, segments: Segments, cameras: Sequence[str], since: int, until: int
    ) -> None:
        super().__init__(parent)
        self._hub, self._permits = hub, Permits(hub)
        self._busy = False
        self.setWindowTitle(self.tr("Release protected recordings"))
        self.setMinimumWidth(480)
        self.clips, self.reason = QListWidget(), QLineEdit()
        self.why = plain_label(look="small", wraps=True)
        self.leave, self.press = QPushButton(self.tr("Leave")), QPushButton(self.tr("Release"))
        self._lay_out()
        self._connect()
        self._sentence = self.tr("Reading …")
        self.judge()
        tasks.run(self, segments(cameras, since, until), self._take, lambda _unread: self._fail())

    def _lay_out(self) -> None:
        self.clips.setFixedHeight(ROW * ROWS + 6)
        self.clips.setAccessibleName(self.tr("Protected recordings"))
        self.reason.setMaxLength(LONGEST_REMARK)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("&Recordings"), self.clips)
        form.addRow(self.tr("R&eason"), self.reason)
        feet = QHBoxLayout()
        feet.addWidget(self.why, 1)
        feet.addWidget(self.leave)
        feet.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(plain_label(self.tr("Release protected recordings"), look="title"))
        column.addWidget(
            plain_label(
                self.tr("They are kept as long as recordings of events are, and then thrown away."),
                look="support",
                wraps=True,
            )
        )
        column.addLayout(form)
        column.addLayout(feet)
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.leave.setAutoDefault(False)

    def _connect(self) -> None:
        self.press.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.clips.itemChanged.connect(self.judge)
        self.reason.textChanged.connect(self.judge)
        self._hub.access.session_changed.connect(self.judge)
        self.finished.connect(self.deleteLater)

    # -- what is protected ---------------------------------------------------------------------------

    def _take(self, found: list[Segment]) -> None:
        """What is still being recorded stays protected: it is over at the earliest when it is closed."""
        now, locked = self._hub.now(), [one for one in found if one.footage is FootageClass.LOCKED]
        for camera in dict.fromkeys(one.camera for one in locked):
            for span in joined(one for one in locked if one.camera == camera and one.ended < now):
                words = f"{camera}  {_time(span.began)} – {_time(span.ended)}"
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, (camera, span.began, span.ended))
                item.setCheckState(Qt.CheckState.Unchecked)
                self.clips.addItem(item)
        self._sentence = "" if self.clips.count() else self.tr("Nothing of this time is protected.")
        self.judge()

    def _fail(self) -> None:
        self._sentence = self.tr("What is recorded cannot be read now.")
        self.judge()

    def judge(self, *_: object) -> None:
        """Look again whether it can be pressed, and why not."""
        missing = self._sentence or self._missing()
        self.why.setText(missing)
        self.press.setEnabled(not missing and not self._busy)

    def _missing(self) -> str:
        chosen = self._chosen()
        if not chosen:
            return self.tr("Tick what is to be released.")
        found = (
            self._permits.why_not(Right.VIDEO_EXPORT, camera, briefly=True)
            for camera in dict.fromkeys(camera for camera, _, _ in chosen)
        )
        lacking = next((why for why in found if why), "")
        if lacking or self.reason.text().strip():
            return lacking
        return self.tr("Write the reason.")

    def _chosen(self) -> list[tuple[str, int, int]]:
        items = (self.clips.item(row) for row in range(self.clips.count()))
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return [item.data(Qt.ItemDataRole.UserRole) for item in ticked]

    # -- releasing -----------------------------------------------------------------------------------

    def _give(self) -> None:
        self._busy = True
        self.judge()
        tasks.run(self, self._released(), self._over, lambda _away: self._away())

    async def _released(self) -> Verdict:
        """One after the other; the first that is refused ends it."""
        reason = self.reason.text().strip()
        for camera, since, until in self._chosen():
            verdict = await self._hub.video.act(ReleaseClip(camera, since, until, reason))
            if verdict.outcome is not Outcome.APPLIED:
                return verdict
        return DONE

    def _over(self, verdict: Verdict) -> None:
        if verdict.outcome is Outcome.APPLIED:
            self.said.emit(self.tr("Released; it goes as other recordings do."))
            self.accept()
            return
        self._refused(refusal_here(verdict, self._hub.access) or self.tr("Not done."))

    def _away(self) -> None:
        self._refused(self.tr("No answer from the engine."))

    def _refused(self, words: str) -> None:
        self._busy = False
        self.judge()
        self.why.setText(words)


def _time(ms: int) -> str:
    return local(ms).strftime(TIME_FORM)
