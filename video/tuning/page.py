"""What a camera looks for, drawn on its live picture, and what its analysis makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.acts import Outcome, Verdict
from app.domain.plain_text import shown
from app.domain.rights import Right
from app.domain.video.stages import Stage, StageKind
from app.wire.video import PutCamera
from video.tuning import words
from video.tuning.canvas import Canvas
from video.tuning.live import LivePicture
from video.tuning.recount_panel import RecountPanel
from video.tuning.stage_book import StageBook, figure_of
from video.tuning.stage_form import StageForm
from video.tuning.stage_lines import StageLines
from video.tuning.stage_side import stage_side
from widgets import tasks
from widgets.access.gated_page import GatedPage
from widgets.access.refusals import refusal_here
from widgets.confirm import Confirm
from widgets.look import Look
from widgets.plain_label import plain_label, plain_tip


class TuningPage(GatedPage):
    """Whoever plays footage tries an analysis on it, whoever changes settings puts it in force. What is
    written stays until it is put in force or discarded. GUI thread."""

    said = Signal(str)

    def __init__(self, hub: Hub, look: Look, recount: RecountPanel, models: tuple[str, ...] = ()) -> None:
        super().__init__(hub, look, Right.EDIT_SETTINGS, Right.VIDEO_PLAYBACK)
        self.book: StageBook | None = None
        self.dialog: QDialog | None = None
        self._busy = False
        self.cameras, self.kinds = QComboBox(), QComboBox()
        self.canvas, self.form, self.recount = Canvas(look), StageForm(hub.language, models), recount
        self.stages = StageLines(hub, look, self.tr("Stages"))
        self.add, self.drop = QPushButton(self.tr("Add stage")), QPushButton(self.tr("Remove stage"))
        self.moving = QCheckBox(self.tr("Show what moves"))
        self.apply, self.discard = QPushButton(self.tr("Put in force")), QPushButton(self.tr("Discard"))
        self.answer = plain_label(look="support", wraps=True)
        self.hint = plain_label(look="support", wraps=True)
        self._picture = LivePicture(hub, self.canvas, self)
        self.hold(self._body())
        self._connect()
        self._refresh()

    # -- layout --------------------------------------------------------------------------------------

    def _body(self) -> QWidget:
        self.apply.setProperty("look", "primary")
        self.cameras.setAccessibleName(self.tr("Camera"))
        self.kinds.setAccessibleName(self.tr("Kind of stage"))
        self.moving.setChecked(True)
        for kind in StageKind:
            if kind is not StageKind.TAMPER:
                self.kinds.addItem(words.kind_name(kind), kind)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._picture_side())
        split.addWidget(stage_side(self.kinds, self.add, self.drop, self.stages, self.form))
        split.setSizes([900, 380])
        split.setStretchFactor(0, 1)
        self.setFocusProxy(self.cameras)
        return split

    def _picture_side(self) -> QWidget:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.addWidget(self.cameras)
        bar.addStretch(1)
        bar.addWidget(self.discard)
        bar.addWidget(self.apply)
        below = QHBoxLayout()
        below.setContentsMargins(10, 4, 10, 4)
        below.addWidget(self.hint, 1)
        below.addWidget(self.moving)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        self.answer.setContentsMargins(10, 2, 10, 4)
        column.addWidget(self.answer)
        column.addWidget(self.canvas, 1)
        column.addLayout(below)
        column.addWidget(self.recount)
        return left

    def _connect(self) -> None:
        video = self._hub.video
        self.cameras.activated.connect(lambda _: self._leave_for(self.cameras.currentData()))
        self.stages.chosen.connect(self._choose_stage)
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.canvas.figure_changed.connect(lambda figure: self._write(lambda book: book.draw(figure)))
        self.form.edited.connect(self._take_form)
        self.moving.toggled.connect(lambda _: self._watch())
        self.apply.clicked.connect(self._put)
        self.discard.clicked.connect(self._reload)
        video.loaded.connect(self._refresh)
        video.cameras_changed.connect(self._refresh)
        replay = self.recount.replay
        replay.changed.connect(lambda: self._picture.play(replay.stream))
        self.opened.connect(lambda _: self._forget())
        self.engine_told.connect(self._judge_acts)

    # -- which camera --------------------------------------------------------------------------------

    def choose_camera(self, camera: str) -> None:
        """Open this one; asks first where something is not in force."""
        self._leave_for(camera)

    def _refresh(self) -> None:
        """The cameras as the engine keeps them; what is written stays."""
        self.note_read()
        known, book = self._hub.video.cameras, self.book
        every = self._permits.holds(Right.EDIT_SETTINGS)
        names = sorted(name for name in known if every or self._permits.sees(name))
        if [self.cameras.itemData(row) for row in range(self.cameras.count())] != names:
            self.cameras.clear()
            for name in names:
                device = self._hub.devices.get(name)
                title = f"{shown(name)} · {shown(device.name)}" if device is not None else shown(name)
                self.cameras.addItem(title, name)
        if book is None or book.kept.id not in names:
            self._open_camera(names[0] if names else "")
        elif known[book.kept.id] != book.kept and not self._busy:
            self._say_behind() if book.changed else self._open_camera(book.kept.id)
        self._judge_acts()

    def _leave_for(self, camera: str) -> None:
        book = self.book
        if book is None or not book.changed or camera == book.kept.id:
            self._open_camera(camera)
            return
        self._mark(book.kept.id)
        dialog = Confirm(
            self.tr("Leave the camera?"),
            self.tr("What was drawn is not in force and would be lost."),
            self.tr("Discard and go on"),
            self,
        )
        dialog.confirmed.connect(lambda: self._open_camera(camera))
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _open_camera(self, camera: str) -> None:
        kept = self._hub.video.cameras.get(camera)
        same = self.book is not None and kept is not None and self.book.kept.id == kept.id
        chosen = self.book.chosen if self.book is not None and same else ""
        self.book = None if kept is None else StageBook.of(kept).choose(chosen)
        self._mark(camera)
        self._say("")
        self._watch()
        self._show()

    def _mark(self, camera: str) -> None:
        self.cameras.setCurrentIndex(self.cameras.findData(camera))

    def _reload(self) -> None:
        if self.book is not None:
            self._open_camera(self.book.kept.id)

    def _forget(self) -> None:
        """For another operator: nothing that was begun stays."""
        if self.dialog is not None:
            self.dialog.reject()
        self.recount.replay.go_live()
        self._reload()
        self._refresh()
        self._watch()

    def _forget_dialog(self) -> None:
        self.dialog = None

    # -- stages --------------------------------------------------------------------------------------

    def _choose_stage(self, stage: str) -> None:
        if self.book is not None and stage != self.book.chosen:
            self.book = self.book.choose(stage)
            self._show()

    def _add(self) -> None:
        kind: StageKind = self.kinds.currentData()
        self._write(lambda book: book.add(kind))
        self._show()
        self.canvas.setFocus()

    def _drop(self) -> None:
        self._write(lambda book: book.drop())
        self._show()

    def _take_form(self, stage: Stage) -> None:
        points = self.canvas.figure.points if self.canvas.figure is not None else stage.points
        self._write(lambda book: book.put(replace(stage, points=points)))

    def _write(self, step: Callable[[StageBook], StageBook]) -> None:
        if self.book is not None and not self._why_not():
            self.book = step(self.book)
            self._show_list()
            self._judge_acts()

    def _show(self) -> None:
        """List, picture and form, for the stage that is chosen."""
        book = self.book
        self._show_list()
        stage = None if book is None else book.stage
        self.form.show_stage(stage, editable=not self._why_not())
        drawn = stage is not None and stage.kind is not StageKind.TAMPER and not self._why_not()
        self.canvas.draw(figure_of(stage) if drawn and stage is not None else None)
        self.hint.setText(words.draw_hint(figure_of(stage).shape) if drawn and stage is not None else "")
        self._judge_acts()

    def _show_list(self) -> None:
        book = self.book
        stages = () if book is None else book.shown
        self.stages.show_stages(*(("", stages, "") if book is None else (book.kept.id, stages, book.chosen)))
        if book is not None:
            others = [
                (one.name or one.id, figure_of(one)) for one in stages if one.id != book.chosen and one.points
            ]
            self.canvas.show_camera(book.camera, others)
            self.recount.show_cameras(book.kept, book.camera)

    # -- putting in force ----------------------------------------------------------------------------

    def _put(self) -> None:
        book = self.book
        if book is None or not self.apply.isEnabled():
            return
        self._busy = True
        self._judge_acts()
        act = PutCamera(book.camera, seen=book.kept)
        tasks.run(self, self._hub.video.act(act), lambda verdict: self._done(act, verdict), self._fail)

    def _done(self, act: PutCamera, verdict: Verdict) -> None:
        self._busy = False
        if verdict.outcome is Outcome.APPLIED:
            self.book = StageBook.of(act.camera).choose(self.book.chosen if self.book else "")
            self._say("")
            self.said.emit(self.tr("{0} looks for it from now on.").format(shown(act.camera.id)))
            self._show()
        elif verdict.outcome is Outcome.SUPERSEDED:
            self._say_behind()
        else:
            self._say(refusal_here(verdict, self._hub.access) or self.tr("Not done."))
        self._refresh()

    def _fail(self, _problem: Exception) -> None:
        self._busy = False
        self._say(self.tr("No answer from the engine. See what is shown before asking again."))
        self._judge_acts()

    def _say_behind(self) -> None:
        self._say(self.tr("Somebody else changed the camera meanwhile. Discard loads it; yours is not kept."))

    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.setVisible(bool(sentence))

    def _why_not(self) -> str:
        """Why nothing can be drawn."""
        plays = self.book is not None and self._permits.may(Right.VIDEO_PLAYBACK, self.book.kept.id)
        return "" if plays and self.engine_up else self._why_not_put()

    def _why_not_put(self) -> str:
        if not self.engine_up:
            return self.tr("The engine is away.")
        return self._permits.why_not(Right.EDIT_SETTINGS)

    def _judge_acts(self, *_: object) -> None:
        barred, unput, book = self._why_not(), self._why_not_put(), self.book
        unfinished = "" if book is None else ", ".join(book.unfinished)
        lacking = self.tr("Corners are missing: {0}.").format(unfinished) if unfinished else ""
        ready = not barred and not self._busy and book is not None
        self.apply.setEnabled(ready and not unput and book is not None and book.changed and not lacking)
        self.apply.setToolTip(plain_tip(unput or lacking))
        self.discard.setEnabled(book is not None and book.changed)
        self.add.setEnabled(ready and book is not None and not book.full)
        self.add.setToolTip(plain_tip(barred))
        stage = None if book is None else book.stage
        self.drop.setEnabled(ready and stage is not None and stage.kind is not StageKind.TAMPER)
        self.canvas.say(self._why_no_picture())

    # -- the picture ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()

    def _watch(self) -> None:
        seen = self.book is not None and self.is_open and self.isVisible()
        camera = self.book.kept.id if self.book is not None and seen else ""
        if not seen:
            self.recount.replay.go_live()
        self._picture.follow(camera, tuning=self.moving.isChecked())

    def _why_no_picture(self) -> str:
        if self.book is None:
            return self.tr("No camera is set up. Add one under Set up cameras.")
        if self._hub.video.lost_since:
            return self.tr("The video supervisor is away; it is being started again.")
        return self.tr("Waiting for a picture")
