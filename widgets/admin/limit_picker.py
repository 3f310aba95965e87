"""Chooses all of something, or some by name: never none by accident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.clipping import one_line
from widgets.plain_label import plain_label
from widgets.wording import fold

MOST = 500
ROW_H = 22
_VALUE = Qt.ItemDataRole.UserRole


class LimitPicker(QWidget):
    """A box for all and a list for some of them. GUI thread."""

    changed = Signal()

    def __init__(self, all_of_them: str, none_chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, str] | None = None
        self.everything = QCheckBox(all_of_them)
        self.list = QListWidget()
        self.list.setAccessibleName(all_of_them)
        self.list.setTabKeyNavigation(False)
        self.problem = plain_label(none_chosen, look="support", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.everything, self.list, self.problem):
            column.addWidget(part)
        self.everything.toggled.connect(self._judge)
        self.list.itemChanged.connect(self._judge)
        self.offer({}, ())

    def offer(self, choices: Mapping[str, str], chosen: Iterable[str] | None) -> None:
        """`choices` from value to label; what is chosen but not offered is listed too. An empty `chosen`
        stands for all of them, None for nothing chosen yet. Tells nothing."""
        picked = set(chosen or ())
        labels = {**{value: value for value in picked}, **choices}
        if labels == self._labels and self._stands(chosen, picked):
            return  # the list keeps its place under the pointer and the keys
        self._labels = labels
        self.blockSignals(True)
        self.list.blockSignals(True)
        self.everything.setChecked(chosen is not None and not picked)
        self.list.clear()
        for value, label in sorted(labels.items(), key=lambda pair: fold(pair[1][:MOST]))[:MOST]:
            item = QListWidgetItem(one_line(label, 80))
            item.setData(_VALUE, value)
            item.setSizeHint(QSize(0, ROW_H))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | _SELECTABLE)
            item.setCheckState(Qt.CheckState.Checked if value in picked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._judge()
        self.blockSignals(False)

    def chosen(self) -> tuple[str, ...] | None:
        """Empty for all of them; None when only some are to be chosen and none is."""
        if self.everything.isChecked():
            return ()
        return tuple(sorted(self._picked())) or None

    def _stands(self, chosen: Iterable[str] | None, picked: set[str]) -> bool:
        """Whether the boxes say this already, also those that are hidden while all are chosen."""
        if chosen is not None and not picked:
            return self.everything.isChecked() and not self._picked()
        return not self.everything.isChecked() and set(self._picked()) == picked

    def _picked(self) -> list[str]:
        items = (self.list.item(place) for place in range(self.list.count()))
        return [item.data(_VALUE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _judge(self) -> None:
        self.list.setEnabled(not self.everything.isChecked())
        self.list.setVisible(not self.everything.isChecked())
        self.problem.setVisible(self.chosen() is None)
        self.changed.emit()


_SELECTABLE = Qt.ItemFlag.ItemIsSelectable
