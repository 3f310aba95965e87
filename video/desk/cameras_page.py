"""The cameras of the installation, for those who may change settings: add, find, try, change, remove."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from app.domain.rights import Right
from app.domain.video.cameras import Camera, CameraStream
from app.wire.video import DropCamera, FoundCamera, PutCamera
from video.desk.cameras_find import FindDialog
from video.desk.cameras_form import CameraForm
from video.desk.cameras_privacy import PrivacyDialog
from video.desk.cameras_table import CamerasModel, CamerasTable
from widgets import tasks
from widgets.access.gated_page import GatedPage
from widgets.admin.verdict_words import away_words, verdict_words
from widgets.clipping import one_line
from widgets.confirm import Confirm
from widgets.formats import number
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label

_TABLE, _SENTENCE = 0, 1
FORM_WIDTH = 380


class CamerasPage(GatedPage):
    """GUI thread."""

    tune_wanted = Signal(str)
    """What is looked for in this camera's picture is to be set."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.EDIT_SETTINGS)
        self._look = look
        self._wanted, self._busy = "", False
        self.model = CamerasModel(self)
        self.table = CamerasTable(self.model, look)
        self.form = CameraForm(hub, look)
        self.search = QLineEdit()
        self.seek, self.add = QPushButton(self.tr("Find cameras…")), QPushButton(self.tr("Add camera"))
        self.counted, self.notice = plain_label(look="support"), Notice()
        self.sentence = plain_label(look="support", wraps=True)
        self.dialog: QDialog | None = None
        self.hold(self._body())
        self._connect()
        self._take()

    def _body(self) -> QWidget:
        self.search.setPlaceholderText(self.tr("Search cameras"))
        self.search.setAccessibleName(self.tr("Search cameras"))
        self.table.setAccessibleName(self.tr("Cameras"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(190)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        for part, stretch in (
            (self.search, 0),
            (self.counted, 0),
            (self.notice, 1),
            (self.seek, 0),
            (self.add, 0),
        ):
            bar.addWidget(part, stretch)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.sentence)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(middle)
        split.addWidget(self.form)
        split.setStretchFactor(0, 1)
        split.setSizes([1400, FORM_WIDTH])
        self.form.setMinimumWidth(FORM_WIDTH)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(split, 1)
        return body

    def _connect(self) -> None:
        hub, form = self._hub, self.form
        hub.video.loaded.connect(self._take)
        hub.video.cameras_changed.connect(self._take)
        hub.devices_changed.connect(lambda *_: self._take())
        self.search.textChanged.connect(self._search)
        self.add.clicked.connect(lambda: self.begin_new())
        self.seek.clicked.connect(self.look_for)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        form.save_asked.connect(self._save)
        form.remove_asked.connect(self._remove)
        form.discarded.connect(self._discard)
        form.settings.draw_asked.connect(self._draw)
        form.settings.tune_asked.connect(lambda: self.tune_wanted.emit(form.camera))
        self.opened.connect(self._on_opened)
        self.engine_told.connect(lambda _: self._judge_acts())
        self._judge_acts()

    # -- what the engine said ------------------------------------------------------------------------

    def _take(self) -> None:
        """The cameras as they are now; a form with changes keeps them."""
        video = self._hub.video
        if video.known:
            self.note_read()
        kind = {device.id: device for device in self._hub.devices if device.kind == "camera"}
        self.model.take(tuple(video.cameras.values()), kind)
        self._say_counts()
        chosen = self._wanted or self.form.camera
        place = self.model.place(chosen) if chosen else None
        self._wanted = "" if place is not None else self._wanted
        if place is not None and not self.form.has_changes:
            self.table.selectRow(place)
            self._show(self.model.camera(place))
            self.form.hear(kind.get(self.form.camera))
        elif chosen and chosen not in video.cameras and not self.form.has_changes:
            self.form.show_nobody()

    def _say_counts(self) -> None:
        total, shown = len(self._hub.video.cameras), self.model.rowCount()
        self.counted.setText(self.tr("{0} of {1}").format(number(shown), number(total)))
        self.sentence.setText(
            self.tr("No camera is called so.")
            if total
            else self.tr("There are no cameras yet. Find them in the network, or add one by hand.")
        )
        self._stack.setCurrentIndex(_TABLE if shown else _SENTENCE)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._say_counts()

    # -- the form ------------------------------------------------------------------------------------

    def show_camera(self, camera: str) -> None:
        """Choose this one, unless something unsaved would be lost."""
        self.search.clear()
        place = self.model.place(camera)
        if place is not None:
            self.table.selectRow(place)

    def show_chosen(self, device: str) -> None:
        """The device that is chosen on the map or in a list: a camera may stand where it does."""
        self.form.place.set_chosen(self._hub.devices.get(device) if device else None)

    def begin_new(self, found: FoundCamera | None = None) -> None:
        if not self._holds_changes():
            self.table.clearSelection()
            self.form.show_new(found)

    def look_for(self) -> None:
        """Find cameras in the network."""
        if not self._holds_changes():
            dialog = FindDialog(self._hub, self)
            dialog.chosen.connect(self.begin_new)
            self._open(dialog)

    def _choose(self, current: QModelIndex) -> None:
        camera = self.model.camera(current.row())
        if camera is None or (self.form.has_changes and camera.id == self.form.camera):
            return
        if self._holds_changes():
            self._go_back()
        else:
            self._show(camera)

    def _show(self, camera: Camera | None) -> None:
        if camera is not None and camera != self.form.base:
            self.form.show_camera(camera, self._hub.devices.get(camera.id))

    def _holds_changes(self) -> bool:
        if self.form.has_changes:
            self.notice.say(self.tr("Save or discard what was changed first."))
        return self.form.has_changes

    def _go_back(self) -> None:
        place = self.model.place(self.form.camera)
        self.table.selectionModel().blockSignals(True)
        if place is None:
            self.table.clearSelection()
        else:
            self.table.selectRow(place)
        self.table.selectionModel().blockSignals(False)
        self.table.viewport().update()

    def _discard(self) -> None:
        camera = self._hub.video.cameras.get(self.form.camera)
        self.form.show_nobody()
        self._show(camera)

    def _draw(self) -> None:
        camera = self.form.camera or self.form.id.text().strip()
        rings = self.form.settings.camera().privacy
        dialog = PrivacyDialog(self._hub, self._look, camera, rings, self)
        dialog.chosen.connect(self.form.settings.set_privacy)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    # -- what is asked -------------------------------------------------------------------------------

    def _save(self, camera: Camera, stream: CameraStream | None) -> None:
        if self.form.base is None and camera.id in self._hub.video.cameras:
            self.form.say(self.tr("There is a camera with this id already."))
            return
        self._ask(PutCamera(camera, stream, self.form.base), lambda: self._saved(camera))

    def _saved(self, camera: Camera) -> None:
        self.form.show_nobody()
        self._wanted = camera.id
        self.notice.say(self.tr("Saved {0}").format(camera.id))
        self._take()

    def _remove(self, camera: str) -> None:
        dialog = Confirm(
            self.tr("Remove {0}?").format(camera),
            self.tr(
                "Its stream is let go and its password forgotten. Recordings stay as long as they are kept. "
                "To stop using it for a while, switch it off instead."
            ),
            self.tr("Remove camera"),
            self,
        )
        dialog.confirmed.connect(lambda: self._ask(DropCamera(camera), lambda: self._removed(camera)))
        self._open(dialog)

    def _removed(self, camera: str) -> None:
        self.form.show_nobody()
        self.notice.say(self.tr("Removed {0}").format(camera))

    def _ask(self, act: PutCamera | DropCamera, done: Callable[[], None]) -> None:
        if self._busy:
            return
        self._busy = True
        self._judge_acts()
        tasks.run(self, self._hub.video.act(act), lambda verdict: self._answered(verdict, done), self._lost)

    def _answered(self, verdict: Verdict, done: Callable[[], None]) -> None:
        self._busy = False
        self._judge_acts()
        if verdict.outcome is Outcome.APPLIED:
            done()
        else:
            rules = self._hub.access.rules
            self.form.say(verdict_words(verdict, rules.roles if rules is not None else ()))

    def _lost(self, problem: Exception) -> None:
        self._busy = False
        self._judge_acts()
        self.form.say(away_words() if isinstance(problem, EngineAway) else one_line(str(problem)))

    def _on_opened(self, _is_open: bool) -> None:
        """Another operator sees nothing of what the one before had begun, least of all a password."""
        if self.dialog is not None:
            self.dialog.reject()
        self.form.show_nobody()
        self.form.stream.begin("")
        self.table.clearSelection()
        self._judge_acts()

    def _judge_acts(self) -> None:
        usable = self.is_open and self.engine_up and not self._busy
        self.form.set_usable(usable)
        self.add.setEnabled(usable)
        self.seek.setEnabled(usable)
