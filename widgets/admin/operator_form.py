"""The form beside the list of operators: one account, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.operators import LONGEST_NAME, Operator, is_sign_in_id, sign_in_id
from app.domain.rights import Role
from app.wire.access import Desk
from app.wire.administration import OperatorRow
from widgets.access.role_words import role_name
from widgets.admin.limit_picker import ROW_H, LimitPicker
from widgets.admin.operator_lines import desks_of, one_desk, state_words
from widgets.clipping import one_line
from widgets.plain_label import plain_label

LONGEST_ID = 32


class OperatorForm(QWidget):
    """Says what is wanted; what is typed stays until it is answered. GUI thread."""

    save_asked = Signal(object, bool)
    """The `Operator`, and whether it is a new one."""
    enable_asked = Signal(object)
    """The `Operator` as it is to be, enabled or disabled."""
    reset_asked = Signal(object)
    end_asked = Signal(object)
    """The `Desk` whose session is to end."""
    discarded = Signal()
    reload_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._base: Operator | None = None
        self._new = False
        self._usable = True
        self._roles: dict[str, QCheckBox] = {}
        self._desks: list[Desk] = []
        self.title, self.state = (
            plain_label(look="title", wraps=True),
            plain_label(look="support", wraps=True),
        )
        self.unsaved = plain_label(self.tr("Unsaved"), look="tag")
        self.id, self.name = QLineEdit(), QLineEdit()
        self.id.setMaxLength(LONGEST_ID)
        self.name.setMaxLength(LONGEST_NAME)
        self.id.setAccessibleName(self.tr("Id"))
        self.name.setAccessibleName(self.tr("Name"))
        self.id.setPlaceholderText(self.tr("To sign in, such as r.quispe"))
        self.zones = LimitPicker(self.tr("All districts"), self.tr("Choose at least one district."))
        self.problem, self.answer = (plain_label(look="support", wraps=True) for _ in range(2))
        self.save, self.discard = QPushButton(self.tr("Save")), QPushButton(self.tr("Discard"))
        self.reload = QPushButton(self.tr("Reload"))
        self.enable, self.reset = QPushButton(), QPushButton(self.tr("Reset access…"))
        self._lay_out()
        self._connect()
        self.show_nobody()

    # -- the parts -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.save.setProperty("look", "primary")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.unsaved, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        for caption, part in ((self.tr("Id"), self.id), (self.tr("Name"), self.name)):
            body.addWidget(plain_label(caption, look="caption"))
            body.addWidget(part)
        body.addSpacing(4)
        body.addWidget(plain_label(self.tr("Roles"), look="caption"))
        self._role_column = QVBoxLayout()
        self._role_column.setSpacing(0)
        body.addLayout(self._role_column)
        body.addSpacing(4)
        body.addWidget(plain_label(self.tr("Districts"), look="caption"))
        body.addWidget(self.zones)
        body.addWidget(self.problem)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(self._body)
        column.addWidget(self._acts())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(self._foot())
        self.zones.list.setMaximumHeight(150)

    def _foot(self) -> QVBoxLayout:
        """Save and its answer are always in sight."""
        row = QHBoxLayout()
        row.addWidget(self.reload)
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addWidget(self.answer)
        foot.addLayout(row)
        return foot

    def _acts(self) -> QWidget:
        self._account = QWidget()
        column = QVBoxLayout(self._account)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.reset)
        row.addWidget(self.enable)
        row.addStretch(1)
        column.addLayout(row)
        self._desk_column = QVBoxLayout()
        self._desk_column.setSpacing(2)
        column.addLayout(self._desk_column)
        return self._account

    def _connect(self) -> None:
        self.id.textChanged.connect(self._judge)
        self.name.textChanged.connect(self._judge)
        self.zones.changed.connect(self._judge)
        self.save.clicked.connect(self._save)
        self.id.returnPressed.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.discard.clicked.connect(self.discarded)
        self.reload.clicked.connect(self.reload_asked)
        self.reset.clicked.connect(lambda: self.reset_asked.emit(self._base))
        self.enable.clicked.connect(self._toggle)

    # -- what is shown -------------------------------------------------------------------------------

    @property
    def operator(self) -> str:
        """The id of who is shown; empty for nobody and for a new one."""
        return "" if self._base is None or self._new else self._base.id

    @property
    def has_changes(self) -> bool:
        return self._base is not None and self._written() != self._base

    def show_nobody(self) -> None:
        self._base, self._new = None, False
        self.title.setText(self.tr("Select an operator"))
        self.state.clear()
        self.say("")
        self._judge()

    def show_new(self, roles: Sequence[Role], zones: Sequence[str]) -> None:
        """Empty fields for somebody who is not there yet."""
        self._fill(Operator("", "", (), version=0), roles, zones, new=True)
        self.title.setText(self.tr("New operator"))
        self.state.setText(self.tr("Gets a one-time code to sign in with."))
        self.id.setFocus()

    def show_row(self, row: OperatorRow, roles: Sequence[Role], zones: Sequence[str]) -> None:
        """What the engine said of an operator, in place of whatever was typed."""
        self._fill(row.operator, roles, zones, new=False)
        self.title.setText(one_line(row.operator.name, 60))

    def show_state(self, row: OperatorRow, desks: Sequence[Desk], now: int) -> None:
        """What changes by itself; leaves alone what is typed."""
        self.state.setText(state_words(row, now))
        here = desks_of(row.operator.id, desks)
        if here == self._desks:
            return
        self._desks = here
        _empty(self._desk_column)
        for desk in here:
            button = QPushButton(self.tr("End session at {0}").format(one_desk(desk).replace("&", "&&")))
            button.setProperty("look", "small")
            button.clicked.connect(lambda _=False, desk=desk: self.end_asked.emit(desk))
            self._desk_column.addWidget(button)

    def say(self, sentence: str, *, superseded: bool = False) -> None:
        """The engine's answer beside the buttons; with a way to see what another administrator did."""
        self.answer.setText(sentence)
        self.answer.setVisible(bool(sentence))
        self.reload.setVisible(superseded)

    def set_usable(self, usable: bool) -> None:
        """Whether anything can be asked of the engine now."""
        self._usable = usable
        self._judge()

    def _fill(self, operator: Operator, roles: Sequence[Role], zones: Sequence[str], *, new: bool) -> None:
        self._base = None  # nothing counts as a change while the fields are filled
        self.say("")
        self.id.setText(operator.id)
        self.id.setReadOnly(not new)
        self.name.setText(operator.name)
        self._fill_roles(operator, roles)
        self.zones.offer({zone: zone for zone in zones}, operator.zones)
        self._base, self._new = operator, new
        self.enable.setText(self.tr("Disable…") if operator.enabled else self.tr("Enable"))
        self._judge()

    def _fill_roles(self, operator: Operator, roles: Sequence[Role]) -> None:
        _empty(self._role_column)
        known = {role.id for role in roles}
        gone = tuple(Role(name, "", ()) for name in operator.roles if name not in known)
        self._roles = {}
        for role in (*roles, *gone):
            box = QCheckBox(one_line(role_name(role.id, roles), 60).replace("&", "&&"))
            box.setChecked(role.id in operator.roles)
            box.setMinimumHeight(ROW_H)
            box.toggled.connect(self._judge)
            self._roles[role.id] = box
            self._role_column.addWidget(box)
        order = [self.name, *self._roles.values(), self.zones.everything, self.zones.list]
        for first, second in pairwise([*order, self.reset, self.enable, self.discard, self.save]):
            QWidget.setTabOrder(first, second)

    # -- what is wanted ------------------------------------------------------------------------------

    def _written(self) -> Operator:
        """The operator as the fields have it; the districts of before where none is chosen."""
        assert self._base is not None
        zones = self.zones.chosen()
        roles = tuple(name for name, box in self._roles.items() if box.isChecked())
        same = set(roles) == set(self._base.roles)
        return replace(
            self._base,
            id=sign_in_id(self.id.text()),
            name=self.name.text().strip(),
            roles=self._base.roles if same else roles,
            zones=self._base.zones if zones is None or set(zones) == set(self._base.zones) else zones,
        )

    def _problem(self) -> str:
        written = self._written()
        if self._new and not is_sign_in_id(written.id):
            return self.tr("Id: 2 to 32 of a–z, 0–9, dot, hyphen, underscore.")
        if not written.name:
            return self.tr("Write the name.")
        return "" if self.zones.chosen() is not None else self.tr("Choose at least one district.")

    def _judge(self) -> None:
        here = self._base is not None
        problem = self._problem() if here else ""
        changed = here and (self.has_changes or self.zones.chosen() is None)
        self._body.setVisible(here)
        self._account.setVisible(here and not self._new)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem) and changed)
        self.unsaved.setVisible(changed)
        for button in (self.save, self.discard):
            button.setVisible(here)
        self.save.setEnabled(changed and not problem and self._usable)
        self.discard.setEnabled(changed or self._new)
        self._body.setEnabled(self._usable)
        self._account.setEnabled(self._usable and not changed)

    def _save(self) -> None:
        if self.save.isEnabled():
            self.say("")
            self.save_asked.emit(self._written(), self._new)

    def _toggle(self) -> None:
        if self._base is not None:
            self.enable_asked.emit(replace(self._base, enabled=not self._base.enabled))


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.deleteLater()
