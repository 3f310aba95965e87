"""Procedures: the versions there are, and the next one, which is written here and published as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import PutProcedure
from app.domain.incidents.procedures import Procedure
from app.domain.rights import Right
from widgets import tasks
from widgets.access.gated_page import GatedPage
from widgets.confirm import Confirm
from widgets.desk_requests import DeskRequests
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.procedures.preview import PreviewDialog
from widgets.procedures.shelf import ProcedureShelf
from widgets.procedures.steps_panel import StepsPanel
from widgets.procedures.writing import EMPTY


class ProcedurePage(GatedPage):
    """Whoever sees the city reads them. What is written and not published stays until it is published or
    discarded. GUI thread."""

    said = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.SEE)
        self.requests = DeskRequests(hub, self)
        self.versions: list[Procedure] = []
        self.changed = False
        self.dialog: QDialog | None = None
        self._asked = 0
        self.shelf, self.steps = ProcedureShelf(hub, look), StepsPanel(hub, look)
        self.preview, self.discard = QPushButton(self.tr("Preview…")), QPushButton(self.tr("Discard"))
        self.retire, self.publish = QPushButton(self.tr("Retire…")), QPushButton()
        self.unsaved = plain_label(self.tr("Not published"), look="tag")
        self.answer = plain_label(look="support", wraps=True)
        self.hold(self._body())
        self._connect()
        self._refresh()

    def _body(self) -> QWidget:
        self.publish.setProperty("look", "primary")
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        for part in (self.preview, self.retire, self.unsaved):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.discard)
        bar.addWidget(self.publish)
        self.answer.setContentsMargins(10, 2, 10, 4)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.answer)
        column.addWidget(self.steps, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.shelf.setMinimumWidth(240)
        split.addWidget(self.shelf)
        split.addWidget(right)
        split.setSizes([300, 920])
        split.setStretchFactor(1, 1)
        self.setFocusProxy(self.shelf.procedures)
        return split

    def _connect(self) -> None:
        board = self._hub.incidents
        self.shelf.chosen.connect(self._choose)
        self.shelf.version_chosen.connect(self._start_from)
        self.shelf.new.clicked.connect(lambda: self._leave_for(self._begin_new))
        self.steps.edited.connect(self._edited)
        self.preview.clicked.connect(self._preview)
        self.discard.clicked.connect(self._reload)
        self.retire.clicked.connect(self._ask_retire)
        self.publish.clicked.connect(self._publish)
        self.requests.done.connect(self._published)
        self.requests.refused.connect(lambda _, why: self._say(why))
        self.requests.superseded.connect(lambda *_: self._say_behind())
        self.requests.busy_changed.connect(self._judge_acts)
        board.procedures_changed.connect(self._refresh)
        board.loaded.connect(self._refresh)
        board.changed.connect(self._show_versions)
        self.opened.connect(lambda _: self._forget())
        self.engine_told.connect(self._judge_acts)
        self._hub.access.session_changed.connect(self._judge_acts)

    # -- which procedure -----------------------------------------------------------------------------

    @property
    def kept(self) -> Procedure | None:
        """The newest version of the one that is written; None for a new one."""
        return self._hub.incidents.procedures.get(self.steps.procedure.id)

    def _refresh(self) -> None:
        """The procedures as the engine keeps them; what is written stays."""
        self.note_read()
        self.shelf.show_procedures()
        shown, kept = self.steps.procedure, self.kept
        if not shown.id and not self.changed and self.shelf.procedures.lines:
            self.shelf.procedures.choose(self.shelf.procedures.lines[0].id)
        elif kept is not None and kept.version != shown.version and not self.requests.busy:
            self._say_behind() if self.changed else self._show(kept)
        self._judge_acts()

    def _choose(self, procedure: str) -> None:
        known = self._hub.incidents.procedures.get(procedure)
        if known is not None and procedure != self.steps.procedure.id:
            self._leave_for(lambda: self._show(known))

    def _leave_for(self, go: Callable[[], None]) -> None:
        """Ask first, where something is not published."""
        if not self.changed:
            go()
            return
        self.shelf.procedures.blockSignals(True)
        self.shelf.procedures.choose(self.steps.procedure.id)
        self.shelf.procedures.blockSignals(False)
        words = self.tr("What was written is not published and would be lost.")
        dialog = Confirm(self.tr("Leave the procedure?"), words, self.tr("Discard and go on"), self)
        dialog.confirmed.connect(go)
        self._open(dialog)

    def _begin_new(self) -> None:
        self.shelf.procedures.choose("")
        self._show(Procedure("", 0, EMPTY, ()))
        self.steps.name.setFocus()

    def _show(self, procedure: Procedure) -> None:
        self.changed = False
        self.versions = [procedure] if procedure.version else []
        self._say("")
        self.steps.show_procedure(procedure, editable=not self._why_not())
        self.shelf.procedures.choose(procedure.id)
        self._show_versions()
        if procedure.version:
            self._read_versions(procedure.id)

    def _reload(self) -> None:
        self._show(self.kept or Procedure("", 0, EMPTY, ()))

    def _read_versions(self, procedure: str) -> None:
        self._asked += 1
        asked = self._asked
        tasks.run(
            self,
            self._hub.history.procedures(procedure),
            lambda found: self._take_versions(asked, found),
            lambda _: self._say(self.tr("The database does not answer. Older versions cannot be read.")),
        )

    def _take_versions(self, asked: int, found: list[Procedure]) -> None:
        if asked == self._asked:
            known = {one.version: one for one in (*found, *self.versions)}
            self.versions = list(known.values())
            self._show_versions()

    def _show_versions(self, *_: object) -> None:
        self.shelf.show_versions(self.versions)

    def _start_from(self, version: int) -> None:
        """Write on from an older version: it becomes the next one when it is published."""
        found = next((one for one in self.versions if one.version == version), None)
        kept = self.kept
        if found is None or kept is None or self._why_not():
            return
        self.steps.show_procedure(replace(found, version=kept.version, retired=kept.retired), editable=True)
        self._edited()
        self.changed = found.version != kept.version
        self._judge_acts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_open and self.steps.procedure.version:
            self._read_versions(self.steps.procedure.id)

    # -- changing ------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self.changed = True
        self._judge_acts()

    def _preview(self) -> None:
        self._open(PreviewDialog(self._hub, self.steps.procedure, self))

    def _publish(self) -> None:
        if self.publish.isEnabled():
            self.requests.ask(PutProcedure(self._next(self.steps.procedure, retired=False)))

    def _ask_retire(self) -> None:
        words = self.tr("No new incident follows it. Incidents that follow it go on with their version.")
        dialog = Confirm(self.tr("Retire the procedure?"), words, self.tr("Retire"), self)
        dialog.confirmed.connect(self._retire)
        self._open(dialog)

    def _retire(self) -> None:
        kept = self.kept
        if kept is not None and not self._why_not():
            self.requests.ask(PutProcedure(self._next(kept, retired=True)))

    def _next(self, procedure: Procedure, *, retired: bool) -> Procedure:
        return replace(procedure, version=procedure.version + 1, retired=retired, by="", at=0)

    def _published(self, act: PutProcedure) -> None:
        self.changed = False
        made = act.procedure
        self._show(self._hub.incidents.procedures.get(made.id, made))
        said = self.tr("Procedure retired.") if made.retired else self.tr("Version {0} published.")
        self.said.emit(said.format(made.version))

    def _say_behind(self) -> None:
        self._say(
            self.tr("Somebody else published a version meanwhile. Discard loads it; yours is not kept.")
        )

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._drop)
        dialog.open()

    def _drop(self) -> None:
        self.dialog = None

    def _forget(self) -> None:
        """For another operator: nothing that was begun stays."""
        if self.dialog is not None:
            self.dialog.reject()
        self._reload()
        self._refresh()

    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.setVisible(bool(sentence))

    def _why_not(self) -> str:
        if not self.engine_up:
            return self.tr("The engine is away.")
        return self._permits.why_not(Right.EDIT_RULES)

    def _judge_acts(self, *_: object) -> None:
        barred, procedure, kept = self._why_not(), self.steps.procedure, self.kept
        free = not barred and not self.requests.busy
        faulty = self.tr("Something is wrong with it; see beside the steps.") if self.steps.faulty() else ""
        taken = kept is not None and not procedure.version
        twice = self.tr("Another procedure has this id.") if taken else ""
        self.steps.set_editable(not barred)
        self.publish.setText(self.tr("Publish version {0}").format(procedure.version + 1))
        self.publish.setEnabled(free and self.changed and not faulty and not twice)
        self.publish.setToolTip(barred or twice or faulty)
        self.retire.setEnabled(free and kept is not None and not taken and not kept.retired)
        self.retire.setToolTip(barred)
        self.shelf.new.setEnabled(not barred)
        self.shelf.new.setToolTip(barred)
        self.discard.setEnabled(self.changed)
        self.preview.setEnabled(bool(procedure.steps))
        self.unsaved.setVisible(self.changed)
