"""Where a right holds for a role: everywhere, or for some kinds of devices in some districts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.rights import PLACED, Right
from widgets.admin.limit_picker import LimitPicker
from widgets.admin.right_words import right_words
from widgets.admin.role_draft import GrantDraft, RoleDraft
from widgets.plain_label import plain_label

MOST_GRANTS = 20


class GrantEditor(QWidget):
    """Writes into the draft it shows and tells of it. GUI thread."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: RoleDraft | None = None
        self._right: Right | None = None
        self._names: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
        self.title, self.words = plain_label(look="card", wraps=True), plain_label(look="support", wraps=True)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Grant"))
        self.add, self.drop = QPushButton(self.tr("Add a grant")), QPushButton(self.tr("Drop this grant"))
        self.kinds = LimitPicker(self.tr("All kinds"), self.tr("Choose at least one kind."))
        self.zones = LimitPicker(self.tr("All districts"), self.tr("Choose at least one district."))
        self._lay_out()
        self.which.currentIndexChanged.connect(self._show_grant)
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.kinds.changed.connect(self._write)
        self.zones.changed.connect(self._write)
        self.show_right(None, None)

    def _lay_out(self) -> None:
        self._limits = QWidget()
        limits = QVBoxLayout(self._limits)
        limits.setContentsMargins(0, 0, 0, 0)
        limits.setSpacing(6)
        limits.addWidget(self.which)
        row = QHBoxLayout()
        for button in (self.add, self.drop):
            button.setProperty("look", "small")
            row.addWidget(button)
        row.addStretch(1)
        for picker in (self.kinds, self.zones):
            limits.addWidget(picker, 1)
        limits.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self._limits, 1)
        column.addStretch(0)

    def set_names(self, kinds: Mapping[str, str], zones: Mapping[str, str]) -> None:
        """What there is to choose from, as value and label."""
        self._names = (kinds, zones)

    def show_right(self, draft: RoleDraft | None, right: Right | None) -> None:
        """None for nothing chosen."""
        same = draft is self._draft and right is self._right
        self._draft, self._right = draft, right
        grants = draft.grants.get(right, ()) if draft and right else ()
        self.title.setText(right_words(right) if right else "")
        self.words.setText(self._say(bool(grants)))
        placed = bool(grants) and right in PLACED
        self._limits.setVisible(placed)
        if placed:
            self._list(self.which.currentIndex() if same else 0)
            self._show_grant()

    def _say(self, given: bool) -> str:
        if self._right is None:
            return self.tr("Select a box to see where the right holds.")
        if not given:
            return self.tr("This role does not have the right.")
        if self._right not in PLACED:
            return self.tr("Holds for the whole installation.")
        return self.tr("Holds for these kinds in these districts:")

    def _list(self, place: int) -> None:
        assert self._draft is not None
        assert self._right is not None
        count = len(self._draft.grants[self._right])
        self.which.blockSignals(True)
        self.which.clear()
        for number in range(1, count + 1):
            self.which.addItem(self.tr("Grant {0} of {1}").format(number, count))
        self.which.setCurrentIndex(max(0, min(place, count - 1)))
        self.which.blockSignals(False)
        self.which.setVisible(count > 1)
        self.add.setEnabled(count < MOST_GRANTS)

    def _grant(self) -> GrantDraft | None:
        if self._draft is None or self._right is None:
            return None
        grants = self._draft.grants.get(self._right, ())
        place = self.which.currentIndex()
        return grants[place] if 0 <= place < len(grants) else None

    def _show_grant(self) -> None:
        grant = self._grant()
        if grant is not None:
            self.kinds.offer(self._names[0], grant.kinds)
            self.zones.offer(self._names[1], grant.zones)

    def _write(self) -> None:
        if self._draft is None or self._right is None or self._grant() is None:
            return
        grant = GrantDraft(self.kinds.chosen(), self.zones.chosen())
        if grant != self._grant():
            self._draft.set_grant(self._right, self.which.currentIndex(), grant)
            self.edited.emit()

    def _add(self) -> None:
        if self._draft is not None and self._right is not None:
            self._draft.add_grant(self._right)
            self._list(len(self._draft.grants[self._right]) - 1)
            self._show_grant()
            self.edited.emit()

    def _drop(self) -> None:
        if self._draft is not None and self._right is not None and self._grant() is not None:
            self._draft.drop_grant(self._right, self.which.currentIndex())
            self.show_right(self._draft, self._right)
            self.edited.emit()
