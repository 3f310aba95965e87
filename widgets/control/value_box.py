"""The three values that are kept apart, asked, in force and measured: each with by whom, or how old."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets import formats
from widgets.control.elided import Elided
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.shapes import hatch_brush
from widgets.style import LARGE_VALUE, SMALL, VALUE, ui_font

_LEFT, _RIGHT = 12, 8


@dataclass(frozen=True, slots=True)
class Shown:
    """`detail` says who and when, or the age; `old`: measured, but not recently."""

    value: str = formats.NONE
    detail: str = ""
    manual: bool = False
    old: bool = False


class ManualTag(QWidget):
    """The hand and the word of an override."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = QCoreApplication.translate("ControlWords", "Manual")
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(ui_font(SMALL, 600)).horizontalAdvance(self._words) + 28, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_manual(QPainter(self), QRectF(self.rect()), self._words, self._look)


def paint_manual(painter: QPainter, rect: QRectF, words: str, look: Look) -> None:
    """The plate of an override in `rect`, for lists that draw for themselves; the font is set here."""
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.manual)
    painter.setBrush(theme.manual_soft)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    side = min(11.0, rect.height() - 5)
    draw_glyph(painter, "hand", QRectF(rect.left() + 6, rect.center().y() - side / 2, side, side), theme.text)
    painter.setFont(ui_font(SMALL, 600))
    painter.setPen(theme.text)
    painter.drawText(
        rect.adjusted(10 + side, 0, -4, 0),
        int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
        words,
    )
    painter.restore()


class ValueBox(QFrame):
    """Hatched while what it shows is old. GUI thread."""

    def __init__(self, caption: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.shown = Shown()
        self._caption, self._value, self._detail = PlainLabel(caption), PlainLabel(), Elided()
        self._caption.setProperty("look", "caption")
        self._detail.setProperty("look", "small")
        self._value.setFont(ui_font(LARGE_VALUE, 600))
        self._manual = ManualTag(look)
        self._manual.hide()
        self._lay_out()
        self.setMinimumWidth(96)
        look.changed.connect(self.update)
        self._write()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 7, _RIGHT, 7)
        column.setSpacing(0)
        column.addWidget(self._caption)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._value)
        row.addWidget(self._manual, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._detail)
        self._value.setMinimumWidth(1)  # a long word must not widen the panel

    def set_caption(self, caption: str) -> None:
        self._caption.setText(caption)

    def say(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self._write()

    def _write(self) -> None:
        shown = self.shown
        self._value.setText(shown.value)
        self._detail.setText(shown.detail)
        self._manual.setVisible(shown.manual)
        self.setAccessibleName(f"{self._caption.text()} {shown.value} {shown.detail}")
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Smaller where the value would be cut off."""
        taken = _LEFT + _RIGHT + (self._manual.sizeHint().width() + 8 if self.shown.manual else 0)
        large = QFontMetrics(ui_font(LARGE_VALUE, 600)).horizontalAdvance(self.shown.value)
        self._value.setFont(ui_font(LARGE_VALUE if large <= self.width() - taken else VALUE, 600))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.shown.old:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.stale_soft)
        painter.fillRect(self.rect(), hatch_brush(theme.stale, alpha=0.3))


class ThreeValues(QWidget):
    """The boxes side by side, with lines between them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = ValueBox(QCoreApplication.translate("ControlWords", "Asked"), look)
        self.in_force = ValueBox(QCoreApplication.translate("ControlWords", "In force"), look)
        self.measured = ValueBox(QCoreApplication.translate("ControlWords", "Measured"), look)
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for box in (self.asked, self.in_force, self.measured):
            row.addWidget(box, 1)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.raised)
        for box in (self.in_force, self.measured):
            painter.fillRect(box.x() - 1, 0, 1, self.height(), theme.line)
