"""The faults of the group's lamps, told apart, each with its count, since when, and its likely cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.alarms import Alarm
from widgets import formats
from widgets.control.lighting import words
from widgets.control.lighting.figures import FaultCount
from widgets.control.lighting.scene import LAMP
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.shapes import priority_pixmap
from widgets.style import SMALL, TABLE, ui_font

MOST = 6
ROW_H, CAUSE_H = 22, 14


@dataclass(frozen=True, slots=True)
class FaultLine:
    """`code` a `LampFault`, 0 for an alarm that is none; `since` epoch ms of the newest, 0 unknown."""

    key: str
    words: str
    count: int
    priority: int = 0
    since: int = 0
    cause: str = ""
    code: int = 0


def fault_lines(
    hub: Hub, counts: Sequence[FaultCount], alarms: Sequence[Alarm], language: str
) -> list[FaultLine]:
    """`alarms` are those that stand of the group's lamps and cabinets. The one of a fault tells since
    when; the others, such as a cabinet without voltage, have lines of their own. Worst first."""
    by_rule: dict[str, list[Alarm]] = {}
    for alarm in alarms:
        if not alarm.quiet:
            by_rule.setdefault(alarm.rule, []).append(alarm)
    found = []
    for one in counts:
        key = one.fault.name.lower()
        since = _newest(by_rule.pop(f"{LAMP}.{key}", []))
        cause = words.cause(one.cause)
        found.append(
            FaultLine(key, words.fault(one.fault), one.lamps, one.priority, since, cause, int(one.fault))
        )
    for rule, own in by_rule.items():
        text = hub.alarms.rule(rule)
        label = text.label_en if language.startswith("en") else text.label_es
        found.append(FaultLine(rule, label, len(own), max(int(each.priority) for each in own), _newest(own)))
    return sorted(found, key=lambda one: (-one.priority, -one.count, one.words))


def _newest(alarms: Sequence[Alarm]) -> int:
    return max((alarm.raised_at or 0 for alarm in alarms), default=0)


class FaultsPanel(QWidget):
    """GUI thread."""

    chosen = Signal(int)
    """A code of `LampFault` whose lamps are wanted."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self.title, self.none = PlainLabel(), PlainLabel()
        self.title.setProperty("look", "caption")
        self.none.setProperty("look", "support")
        self.none.setText(self.tr("No faults."))
        self.rows = [_Row(look, self) for _ in range(MOST)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(1)
        self._column.addWidget(self.title)
        self._column.addWidget(self.none)
        for row in self.rows:
            self._column.addWidget(row)
            row.clicked.connect(lambda _=False, row=row: self._choose(row))
        self._column.addStretch(1)
        self.show_lines(())

    def show_lines(self, lines: Sequence[FaultLine]) -> None:
        self.none.setVisible(not lines)
        total = formats.number(sum(one.count for one in lines))
        self.title.setText(self.tr("Faults · {0}").format(total) if lines else self.tr("Faults"))
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(lines))
            if place < len(lines):
                row.show_line(lines[place], self._hub.now())
        left = len(lines) - MOST
        self.title.setToolTip(self.tr("{0} more kinds").format(left) if left > 0 else "")

    def _choose(self, row: _Row) -> None:
        if row.line is not None and row.line.code:
            self.chosen.emit(row.line.code)


class _Row(QPushButton):
    """Pressed, it shows the lamps in the table."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.line: FaultLine | None = None
        self._since = ""
        self.setProperty("look", "flat")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("min-height: 0; padding: 0;")

    def sizeHint(self) -> QSize:
        return QSize(160, ROW_H + (CAUSE_H if self.line is not None and self.line.cause else 0))

    def show_line(self, line: FaultLine, now: int) -> None:
        since = formats.coarse((now - line.since) / 1000) if line.since else ""
        if (line, since) == (self.line, self._since):
            return
        self.line, self._since = line, since
        parts = [line.words, formats.number(line.count), line.cause]
        self.setAccessibleName(", ".join(part for part in parts if part))
        cause = self.tr("Likely cause: {0}").format(line.cause) if line.cause else ""
        self.updateGeometry()
        self.setToolTip("\n".join(part for part in (line.words, cause) if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.line is None:
            return
        painter, theme, line = QPainter(self), self._look.theme, self.line
        if line.priority:
            ratio = self.devicePixelRatioF()
            sprite = priority_pixmap(line.priority, 12, theme, ratio)
            side = sprite.width() / ratio
            painter.drawPixmap(round(9 - side / 2), round(ROW_H / 2 - side / 2), sprite)
        right = float(self.width() - 4)
        right = self._text(painter, right, self._since, SMALL, 400, theme.text3, least=44)
        right = self._text(painter, right, formats.number(line.count), TABLE, 600, theme.text)
        upper = QRectF(22, 0, right - 26, min(ROW_H, self.height()))
        self._cut(painter, upper, line.words, TABLE, theme.text)
        if line.cause:
            lower = QRectF(22, ROW_H - 4, self.width() - 26, CAUSE_H)
            self._cut(painter, lower, line.cause, SMALL, theme.text3)
        painter.end()

    @staticmethod
    def _cut(painter: QPainter, where: QRectF, text: str, px: int, color: QColor) -> None:
        font = ui_font(px)
        painter.setFont(font)
        painter.setPen(color)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(where.width()))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)

    def _text(
        self,
        painter: QPainter,
        right: float,
        text: str,
        px: int,
        weight: int,
        color: QColor,
        *,
        least: int = 0,
    ) -> float:
        """Written against `right`; where what is left of it may end."""
        painter.setFont(ui_font(px, weight))
        painter.setPen(color)
        width = max(least, painter.fontMetrics().horizontalAdvance(text))
        where = QRectF(right - width, 0, width, ROW_H)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
        return right - width - 8
