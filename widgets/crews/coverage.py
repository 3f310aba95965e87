"""How many crews are free in each district: one small field each, as many as the width has room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import Look
from widgets.style import CARD, SMALL, ui_font

HEIGHT = 48
LEAST = 78
LABEL_W = 88
_GAP = 4


class CoverageStrip(QWidget):
    """GUI thread. What has no room is in the tip, with all the others."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._zones: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def zones(self) -> tuple[tuple[str, int], ...]:
        """District and free crews, as they are shown."""
        return self._zones

    def show_zones(self, zones: Sequence[tuple[str, int]]) -> None:
        """The district with its free crews."""
        if tuple(zones) != self._zones:
            self._zones = tuple(zones)
            texts = [f"{zone}: {count}" for zone, count in self._zones]
            self.setToolTip("\n".join(texts))
            self.setAccessibleName(f"{self._label()} · {' · '.join(texts)}")
            self.update()

    def _label(self) -> str:
        return self.tr("Free crews by district")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text3)
        wrapped = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(QRect(8, 0, LABEL_W - 12, self.height()), wrapped, self._label())
        room = self.width() - LABEL_W - 8
        shown = self._zones[: max(0, room // LEAST)]
        width = room // len(shown) if shown else 0
        for place, (zone, count) in enumerate(shown):
            field = QRect(LABEL_W + place * width, 5, width - _GAP, self.height() - 10)
            painter.fillRect(field, theme.raised)
            painter.setPen(theme.line2 if count else theme.text2)
            painter.drawRect(field)
            self._paint_field(painter, field.adjusted(6, 2, -4, -2), zone, count)

    def _paint_field(self, painter: QPainter, room: QRect, zone: str, count: int) -> None:
        theme, left = self._look.theme, Qt.AlignmentFlag.AlignLeft
        font = ui_font(SMALL)
        painter.setFont(font)
        painter.setPen(theme.text2)
        name = QFontMetrics(font).elidedText(zone, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(left | Qt.AlignmentFlag.AlignTop), name)
        painter.setFont(ui_font(CARD, 600))
        painter.setPen(theme.text)
        painter.drawText(room, int(left | Qt.AlignmentFlag.AlignBottom), str(count))
