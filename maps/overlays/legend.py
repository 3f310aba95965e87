"""What the signs of the map mean, in one line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.alarms import Priority
from maps import sprite_drawings as drawings
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import TABLE, ui_font
from widgets.theme import Theme

HEIGHT = 26
GAP = 14.0
SIGN = 15.0

Sign = Callable[[QPainter, QRectF, Theme], None]


class Legend(QWidget):
    """One painted line; a click passes through. GUI thread only."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Painted whole, it need not be painted again for every frame of the map beneath.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self._entries: list[tuple[Sign, float, str]] = [
            (_priority(Priority.CRITICAL), SIGN, self.tr("Critical")),
            (_priority(Priority.HIGH), SIGN, self.tr("High")),
            (_priority(Priority.MEDIUM), SIGN, self.tr("Medium")),
            (_priority(Priority.LOW), SIGN, self.tr("Low")),
            (_corners, SIGN, self.tr("Selection")),
            (_manual, SIGN, self.tr("Manual")),
            (_stale, SIGN, self.tr("No recent data")),
            (_pill, 30.0, self.tr("Group")),
        ]
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(TABLE))
        width = sum(sign + 6 + metrics.horizontalAdvance(text) + GAP for _, sign, text in self._entries)
        return QSize(round(width + 8), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        painter.setPen(theme.line)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, left = QFontMetricsF(ui_font(TABLE)), 10.0
        for draw, width, text in self._entries:
            painter.save()
            draw(painter, QRectF(left, (HEIGHT - SIGN) / 2, width, SIGN), theme)
            painter.restore()
            painter.setFont(ui_font(TABLE))
            painter.setPen(theme.text2)
            base = HEIGHT / 2 + metrics.capHeight() / 2
            painter.drawText(QPointF(left + width + 6, base), text)
            left += width + 6 + metrics.horizontalAdvance(text) + GAP


def _priority(priority: Priority) -> Sign:
    def draw(painter: QPainter, box: QRectF, theme: Theme) -> None:
        paint_priority(painter, box.adjusted(1, 1, -1, -1), priority, theme)

    return draw


def _corners(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.translate(box.center())
    painter.scale(0.4, 0.4)
    drawings.corners(theme)(painter, QRectF(-1, -1, 2, 2))


def _manual(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.manual)
    painter.drawRoundedRect(box, 2, 2)
    draw_glyph(painter, "hand", box.adjusted(3, 3, -3, -3), QColor("#FFFFFF"))


def _stale(painter: QPainter, box: QRectF, theme: Theme) -> None:
    drawings.stale_plate(painter, box, theme, 1.0)


def _pill(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.line2, 1.2))
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(box, 7, 7)
    painter.setFont(ui_font(10, 600))
    painter.setPen(theme.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "96")
