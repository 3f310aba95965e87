"""Recorded footage seen again after a change: what was counted before it and what would be counted now."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.footage import Footage
from app.bridge.hub import Hub
from app.bridge.reports import MadeReport, ReportFailed, ReportRequest, Reports
from app.domain.video.cameras import Camera
from app.domain.video.recordings import Segment
from video.tuning import words
from video.tuning.recounting import Clip, Recount, Recounted, RecountOrder, differences
from video.tuning.replay import Replay
from widgets import tasks
from widgets.formats import number
from widgets.plain_label import plain_label

SPANS_MIN = (5, 15, 60, 240)
"""Minutes that can be seen again at once."""
EMPTY = "—"


class RecountPanel(QWidget):
    """GUI thread; decoding and counting have a process of their own."""

    busy_changed = Signal(bool)

    def __init__(self, hub: Hub, footage: Footage, recounts: Reports, time_zone: str, models: str) -> None:
        super().__init__()
        self._hub, self._footage, self._recounts = hub, footage, recounts
        self._time_zone, self._models = time_zone, models
        self._before: Camera | None = None
        self._after: Camera | None = None
        self._running: object | None = None
        self.since = QDateTimeEdit(QDateTime.currentDateTime().addSecs(-900))
        self.since.setDisplayFormat("dd/MM/yyyy HH:mm")
        self.since.setAccessibleName(self.tr("From"))
        self.span = QComboBox()
        self.span.setAccessibleName(self.tr("How long"))
        for minutes in SPANS_MIN:
            self.span.addItem(self.tr("{0} min").format(minutes), minutes)
        self.span.setCurrentIndex(1)
        self.press = QPushButton(self.tr("Count again"))
        self.replay = Replay(hub, self)
        self.said, self.played = (plain_label(look="support", wraps=True) for _ in range(2))
        self.played.hide()
        self.table = QGridLayout()
        self._lay_out()
        self.press.clicked.connect(self.count_again)
        self.replay.press.clicked.connect(lambda: self.replay.toggle(*self._chosen()))
        self.replay.said.connect(self._say_played)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for part in (self.since, self.span, self.press, self.replay.press):
            row.addWidget(part)
        row.addStretch(1)
        self.table.setHorizontalSpacing(14)
        self.table.setColumnStretch(5, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(plain_label(self.tr("Compare on recorded footage"), look="card"))
        column.addLayout(row)
        column.addWidget(self.played)
        column.addWidget(self.said)
        column.addLayout(self.table)

    def show_cameras(self, before: Camera | None, after: Camera | None) -> None:
        """The camera as it is in force, and as it is written now."""
        if before is None or self._before is None or before.id != self._before.id:
            self._clear()
            self.said.setText("")
        self._before, self._after = before, after
        self.replay.show_camera(after)
        self.press.setEnabled(after is not None and self._running is None)

    def count_again(self) -> None:
        """See the chosen span with both."""
        before, after = self._before, self._after
        if before is None or after is None or self._running is not None:
            return
        since, until = self._chosen()
        self._clear()
        self._begin(self.tr("Looking for footage"))
        self._running = tasks.run(self, self._counted(before, after, since, until), self._show, self._fail)

    def _say_played(self, sentence: str) -> None:
        self.played.setText(sentence)
        self.played.setVisible(bool(sentence))

    def _chosen(self) -> tuple[int, int]:
        """The span, epoch ms."""
        since = self.since.dateTime().toMSecsSinceEpoch()
        return since, since + int(self.span.currentData()) * 60_000

    async def _counted(self, before: Camera, after: Camera, since: int, until: int) -> Recounted | None:
        segments = await self._footage.segments((before.id,), since, until)
        if not segments:
            return None
        folder = Path(self._hub.video.recordings)
        order = RecountOrder(
            (before, after), clips_of(folder, segments), since, until, self._time_zone, self._models
        )
        with tempfile.TemporaryDirectory(prefix="recount-") as place:
            written, out = Path(place) / "order.json", Path(place) / "counts.json"
            written.write_bytes(msgspec.json.encode(order))
            request = ReportRequest(("--order", str(written)), out, self._hub.language)
            await self._recounts.run(request, self._tell, _unrecorded)
            return msgspec.json.decode(out.read_bytes(), type=Recounted)

    def _tell(self, share: float) -> None:
        self.said.setText(self.tr("Counting, {0} %").format(round(share * 100)))

    def _begin(self, said: str) -> None:
        self.said.setText(said)
        self.press.setEnabled(False)
        self.busy_changed.emit(True)

    def _end(self, said: str) -> None:
        self._running = None
        self.said.setText(said)
        self.press.setEnabled(self._after is not None)
        self.busy_changed.emit(False)

    def _fail(self, problem: Exception) -> None:
        if isinstance(problem, ReportFailed | OSError | msgspec.MsgspecError):
            self._end(self.tr("It could not be counted. {0}").format(str(problem)))
        elif self._recounts.running:
            self._end(self.tr("Something else is being counted. Wait until it is done."))
        else:
            self._end(self.tr("The database does not answer. Nothing was counted."))

    def _show(self, counted: Recounted | None) -> None:
        if counted is None or len(counted.variants) < 2:
            self._end(self.tr("Nothing is recorded of this camera then."))
            return
        before, after = counted.variants[:2]
        cost = self.tr("{0} frames, {1} ms each before, {2} ms now.").format(
            number(after.frames), number(before.cost_ms, 1), number(after.cost_ms, 1)
        )
        damaged = self.tr(" {0} files could not be read.").format(len(counted.damaged))
        self._end(cost + (damaged if counted.damaged else ""))
        self._fill(before, after)

    def _fill(self, before: Recount, after: Recount) -> None:
        heads = (self.tr("Stage"), "", self.tr("Before"), self.tr("Now"))
        for column, head in enumerate(heads):
            self.table.addWidget(plain_label(head, look="caption"), 0, column)
        row = 1
        for old, new in differences(before.crossings, after.crossings):
            said = (f"↑ {number(one.forward)} ↓ {number(one.backward)}" for one in (old, new))
            row = self._row(row, old.stage, words.class_name(old.kind), *said)
        events = ({one.stage: one.count for one in each.events} for each in (before, after))
        old_events, new_events = events
        for stage in sorted({*old_events, *new_events}):
            said = (number(each.get(stage, 0)) for each in (old_events, new_events))
            row = self._row(row, stage, self.tr("Events"), *said)
        if row == 1:
            self._row(row, EMPTY, self.tr("Nothing was counted"), EMPTY, EMPTY)

    def _row(self, row: int, *cells: str) -> int:
        for column, text in enumerate(cells):
            self.table.addWidget(plain_label(text, look="value" if column > 1 else ""), row, column)
        return row + 1

    def _clear(self) -> None:
        while (item := self.table.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()


def clips_of(folder: Path, segments: Sequence[Segment]) -> tuple[Clip, ...]:
    """The files of rows of the index; none outside the folder."""
    inside = partial(_inside, folder.resolve())
    return tuple(Clip(str(folder / one.file), one.began) for one in segments if inside(folder / one.file))


def _inside(folder: Path, file: Path) -> bool:
    return file.resolve().is_relative_to(folder)


async def _unrecorded(_made: MadeReport) -> None:
    """Counting again takes nothing out: it leaves no entry."""
