"""The list of operators with its form; what is asked of the engine is shown as done when it says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.operators import Operator
from app.domain.rights import Role
from app.wire.access import Desk
from app.wire.administration import (
    AddOperator,
    ChangeOperator,
    EndSession,
    OneTimeCode,
    OperatorRow,
    Operators,
    ResetOperator,
)
from widgets.admin.code_dialog import CodeDialog
from widgets.admin.operator_form import OperatorForm
from widgets.admin.operator_lines import Seen
from widgets.admin.operator_table import OperatorModel, OperatorTable
from widgets.admin.requests import AdminRequests, Answered
from widgets.clipping import one_line
from widgets.confirm import Confirm
from widgets.formats import number
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label

_TABLE, _SENTENCE = 0, 1


class OperatorsPanel(QWidget):
    """GUI thread."""

    list_wanted = Signal()
    """The list is to be read again."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub = hub
        self._rows: tuple[OperatorRow, ...] = ()
        self._wanted = ""
        self._usable = True
        self.requests = AdminRequests(hub, self)
        self.model = OperatorModel(self)
        self.table = OperatorTable(self.model, look)
        self.form = OperatorForm()
        self.add = QPushButton(self.tr("Add operator"))
        self.reload = QPushButton(self.tr("Reload list"))
        self.counted, self.notice = plain_label(look="support"), Notice()
        self.sentence = plain_label(look="support", wraps=True)
        self.dialog: QDialog | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        bar.addWidget(self.counted)
        bar.addWidget(self.notice, 1)
        bar.addWidget(self.reload)
        bar.addWidget(self.add)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.sentence)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(body)
        split.addWidget(self.form)
        split.setStretchFactor(0, 1)
        split.setSizes([1400, 340])
        self.form.setMinimumWidth(310)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        form = self.form
        self.add.clicked.connect(self.begin_new)
        self.reload.clicked.connect(self.list_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        form.save_asked.connect(self._save)
        form.enable_asked.connect(self._enable)
        form.reset_asked.connect(self._reset)
        form.end_asked.connect(self._end)
        form.discarded.connect(self._discard)
        form.reload_asked.connect(self._discard)
        form.reload_asked.connect(self.list_wanted)
        self.requests.answered.connect(self._answered)
        self.requests.busy_changed.connect(self._judge)

    # -- what the engine said ------------------------------------------------------------------------

    def take(self, operators: Operators) -> None:
        """Show these; a form with changes keeps them."""
        self._rows = operators.rows
        self.refresh()
        if not self._rows:
            self.say(self.tr("No operators."))
            return
        self._stack.setCurrentIndex(_TABLE)
        place = self.model.place(self._wanted or self.form.operator)
        self._wanted = ""
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
            self._choose(self.model.index(place, 0))

    def refresh(self) -> None:
        """Write the rows again: time has gone by, or somebody came to a console."""
        rules = self._hub.access.rules
        roles, desks = ((), ()) if rules is None else (rules.roles, rules.desks)
        now = self._hub.now()
        self.model.take(self._rows, Seen(roles, desks, now))
        self.counted.setText(self.tr("{0} operators").format(number(len(self._rows))))
        row = self._row(self.form.operator)
        if row is not None:
            self.form.show_state(row, desks, now)

    def clear(self) -> None:
        """For somebody else: nothing of what the one before saw."""
        self._rows = ()
        self.close_dialog()
        self.form.show_nobody()
        self.refresh()

    def close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def say(self, sentence: str) -> None:
        """In place of the list."""
        self.sentence.setText(sentence)
        self._stack.setCurrentIndex(_SENTENCE)

    def set_usable(self, usable: bool) -> None:
        self._usable = usable
        self._judge()

    def _judge(self) -> None:
        usable = self._usable and not self.requests.busy
        self.form.set_usable(usable)
        self.add.setEnabled(usable)
        self.reload.setEnabled(self._usable)

    # -- the form ------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Empty fields, unless something unsaved would be lost."""
        if self._holds_changes():
            return
        self.table.clearSelection()
        self.form.show_new(self._roles(), self._zones())

    def _choose(self, current: QModelIndex) -> None:
        row = self.model.row(current.row())
        if row is None or (self.form.has_changes and row.operator.id == self.form.operator):
            return
        if self._holds_changes():
            self._go_back()
            return
        self.form.show_row(row, self._roles(), self._zones())
        self.refresh()

    def _holds_changes(self) -> bool:
        if self.form.has_changes:
            self.notice.say(self.tr("Save or discard what was changed first."))
        return self.form.has_changes

    def _go_back(self) -> None:
        place = self.model.place(self.form.operator)
        self.table.selectionModel().blockSignals(True)
        if place is None:
            self.table.clearSelection()
        else:
            self.table.selectRow(place)
        self.table.selectionModel().blockSignals(False)
        self.table.viewport().update()

    def _discard(self) -> None:
        row = self._row(self.form.operator)
        if row is None:
            self.form.show_nobody()
            return
        self.form.show_row(row, self._roles(), self._zones())
        self.refresh()

    def _row(self, operator: str) -> OperatorRow | None:
        return next((row for row in self._rows if operator and row.operator.id == operator), None)

    def _roles(self) -> tuple[Role, ...]:
        return () if self._hub.access.rules is None else self._hub.access.rules.roles

    def _zones(self) -> list[str]:
        return sorted({device.zone for device in self._hub.devices if device.zone})

    # -- what is asked -------------------------------------------------------------------------------

    def _save(self, operator: Operator, is_new: bool) -> None:
        self.requests.ask(AddOperator(operator) if is_new else ChangeOperator(operator))

    def _enable(self, operator: Operator) -> None:
        if operator.enabled:
            self.requests.ask(ChangeOperator(operator))
            return
        self._confirm(
            self.tr("Disable {0}?").format(one_line(operator.name, 60)),
            self.tr("Open sessions end at once. The id is kept and can be enabled again."),
            self.tr("Disable"),
            lambda: self.requests.ask(ChangeOperator(operator)),
        )

    def _reset(self, operator: Operator) -> None:
        self._confirm(
            self.tr("Reset the access of {0}?").format(one_line(operator.name, 60)),
            self.tr("Password, second factor and lock are void at once. A one-time code takes their place."),
            self.tr("Reset access"),
            lambda: self.requests.ask(ResetOperator(operator.id)),
        )

    def _end(self, desk: Desk) -> None:
        self._confirm(
            self.tr("End the session of {0}?").format(one_line(desk.name, 60)),
            self.tr("Whoever is at {0} has to sign in again to act.").format(one_line(desk.console, 60)),
            self.tr("End session"),
            lambda: self.requests.ask(EndSession(desk.console)),
        )

    def _confirm(self, title: str, words: str, press: str, act: Callable[[], object]) -> None:
        dialog = Confirm(title, words, press, self)
        dialog.confirmed.connect(act)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    # -- what is answered ----------------------------------------------------------------------------

    def _answered(self, answered: Answered) -> None:
        body = answered.body
        if not answered.applied:
            self.form.say(answered.sentence, superseded=answered.superseded)
            return
        if isinstance(body, AddOperator | ChangeOperator):
            self._wanted = body.operator.id
            self.form.show_nobody()
        self.notice.say(self._done(body))
        if answered.code is not None:
            self._show_code(answered.code, body)
        self.list_wanted.emit()

    def _done(self, body: object) -> str:
        match body:
            case AddOperator(operator=one):
                return self.tr("Added {0}").format(one_line(one.name, 60))
            case ChangeOperator(operator=one):
                return self.tr("Saved {0}").format(one_line(one.name, 60))
            case ResetOperator(operator=name):
                return self.tr("Reset {0}").format(one_line(name, 60))
        return self.tr("Session ended")

    def _show_code(self, code: OneTimeCode, body: object) -> None:
        known = self._row(code.operator)
        name = body.operator.name if isinstance(body, AddOperator) else ""
        self._open(CodeDialog(code, name or (known.operator.name if known else code.operator), self))
