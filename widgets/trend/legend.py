"""The curves beside the drawing: their look, what they are, the value at the cursor, lowest and highest."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from widgets import formats
from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.trend.curves import CurveId, curve_pen


@dataclass(frozen=True, slots=True)
class LegendValue:
    """Texts of one curve; `value` is at the cursor, or the last one."""

    value: str = formats.NONE
    range: str = ""


class _Sample(QWidget):
    def __init__(self, slot: int, look: Look) -> None:
        super().__init__()
        self._slot, self._look = slot, look
        self.setFixedSize(26, 16)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(curve_pen(self._slot, self._look.theme, 2.0))
        painter.drawLine(QPointF(1, 8), QPointF(25, 8))
        painter.end()


class LegendRow(QWidget):
    removed = Signal(object)

    def __init__(self, curve: CurveId, slot: int, label: str, where: str, look: Look) -> None:
        super().__init__()
        self.curve, self.slot = curve, slot
        self._look = look
        self.value, self._range = PlainLabel(formats.NONE), PlainLabel()
        self._close = QToolButton()
        self._lay_out(label, where)
        self._close.clicked.connect(self._remove)
        look.changed.connect(self._draw_close)
        self._draw_close()

    def _lay_out(self, label: str, where: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 4, 5)
        row.setSpacing(8)
        row.addWidget(_Sample(self.slot, self._look), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        name = PlainLabel(label)
        name.setStyleSheet("font-weight: 600; font-size: 12px;")
        place = PlainLabel(where)
        place.setProperty("look", "small")
        place.setWordWrap(True)
        self.value.setStyleSheet("font-weight: 600; font-size: 14px;")
        self._range.setProperty("look", "small")
        for widget in (name, place, self.value, self._range):
            texts.addWidget(widget)
        row.addLayout(texts, 1)
        self._close.setProperty("look", "flat")
        self._close.setToolTip(self.tr("Take off the trend"))
        self._close.setFixedSize(24, 24)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def show_value(self, value: LegendValue) -> None:
        self.value.setText(value.value)
        self._range.setText(value.range)

    def _remove(self) -> None:
        self.removed.emit(self.curve)

    def _draw_close(self) -> None:
        self._close.setIcon(glyph_icon("cross", self._look.theme.text2, 12))


class Legend(QWidget):
    removed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: dict[CurveId, LegendRow] = {}
        self.moment = QLabel()
        self.moment.setProperty("look", "caption")
        self.moment.setContentsMargins(8, 8, 8, 4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.moment)
        self._column.addStretch(1)
        self.setFixedWidth(232)

    def free_slot(self) -> int:
        """The first look that no curve has."""
        taken = {row.slot for row in self.rows.values()}
        return next(slot for slot in range(len(taken) + 1) if slot not in taken)

    def add(self, curve: CurveId, slot: int, label: str, where: str) -> None:
        row = LegendRow(curve, slot, label, where, self._look)
        row.removed.connect(self.removed)
        self.rows[curve] = row
        self._column.insertWidget(self._column.count() - 1, row)

    def remove(self, curve: CurveId) -> None:
        row = self.rows.pop(curve, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
