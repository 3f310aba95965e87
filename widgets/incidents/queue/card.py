"""Draws an incident as a card of the queue: what, where, who is on it, whose it is, and its next target."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.alarms import Priority
from app.domain.plain_text import shown
from widgets import formats
from widgets.glyphs import glyph_pixmap
from widgets.incidents import words
from widgets.incidents.queue.model import ENTRY
from widgets.incidents.queue.rows import Heading, Row
from widgets.incidents.record.countdowns import clock_left
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import CARD, SMALL, TABLE, ui_font
from widgets.theme import PriorityColors

CARD_HEIGHT = 87
HEADING_HEIGHT = 27
LEFT = 38
EDGE = 8
_LINES = (7, 27, 45, 64)
_AGE_W = 84
_BAR_H = 3


class CardDelegate(QStyledItemDelegate):
    """`now` is wall time in epoch ms."""

    def __init__(self, look: Look, now: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._now = look, now

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        heading = isinstance(index.data(ENTRY), Heading)
        return QSize(option.rect.width(), HEADING_HEIGHT if heading else CARD_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.translate(option.rect.topLeft())
        if isinstance(entry, Heading):
            self._heading(painter, option.rect.width(), entry, selected=selected)
        elif isinstance(entry, Row):
            self._card(_Sheet(painter, option.rect.width()), entry, selected=selected)
        painter.restore()

    def _heading(self, painter: QPainter, width: int, heading: Heading, *, selected: bool) -> None:
        theme, sheet = self._look.theme, _Sheet(painter, width)
        painter.fillRect(0, 0, width, HEADING_HEIGHT, theme.selection_soft if selected else theme.raised)
        painter.fillRect(0, HEADING_HEIGHT - 1, width, 1, theme.line)
        sheet.glyph("chevron_right" if heading.folded else "chevron_down", QPoint(6, 8), theme.text2)
        paint_priority(painter, QRectF(21, 7, 12, 12), heading.worst, theme)
        count = f"{heading.count}"
        if heading.new:
            count = self.tr("{0}, new: {1}").format(heading.count, heading.new)
        used = sheet.right(6, count, ui_font(TABLE, 600), theme.text)
        title = heading.title or self.tr("No district")
        sheet.left(6, title, ui_font(TABLE, 600), theme.text, room=width - used)

    def _card(self, sheet: _Sheet, row: Row, *, selected: bool) -> None:
        theme, look, painter, width = self._look.theme, self._look, sheet.painter, sheet.width
        painter.fillRect(0, 0, width, CARD_HEIGHT, theme.selection_soft if selected else theme.panel)
        painter.fillRect(0, CARD_HEIGHT - 1, width, 1, theme.line)
        if selected:
            painter.fillRect(0, 0, 3, CARD_HEIGHT, theme.selection)
        shape = QRectF(12, 9, 16, 16)
        framed = row.new and look.lit
        paint_priority(
            painter,
            shape,
            row.incident.priority,
            theme,
            hollow=not row.incident.active and not row.new,
            framed=framed,
            still=look.still,
        )
        self._head(sheet, row)
        self._place(sheet, row)
        self._crew(sheet, row)
        self._time(sheet, row)

    def _head(self, sheet: _Sheet, row: Row) -> None:
        theme = self._look.theme
        used = sheet.right(_LINES[0] + 2, row.key, ui_font(SMALL), theme.text3)
        marks = [("eye", "")] if row.watched else []
        if row.incident.escalation:
            marks.append(("bell", str(row.incident.escalation)))
        for glyph, text in marks:
            used = sheet.mark(_LINES[0] + 2, glyph, text, theme.text, used)
        title = shown(row.incident.title) or row.kind
        sheet.left(_LINES[0], title, ui_font(CARD, 600), theme.text, room=sheet.width - used)

    def _place(self, sheet: _Sheet, row: Row) -> None:
        theme = self._look.theme
        used = sheet.right(_LINES[1], row.follows, ui_font(TABLE), theme.text2) if row.follows else 0
        sheet.left(_LINES[1], row.where or row.kind, ui_font(TABLE), theme.text2, room=sheet.width - used)

    def _crew(self, sheet: _Sheet, row: Row) -> None:
        theme = self._look.theme
        bold, plain = ui_font(TABLE, 600), ui_font(TABLE)
        owner = row.owner or self.tr("No owner")
        used = sheet.right(_LINES[2], owner, plain if row.owner else bold, theme.text2)
        sheet.glyph("person", QPoint(sheet.width - used - 16, _LINES[2] + 1), theme.text2)
        room = sheet.width - used - 20
        sheet.glyph(row.crew_glyph, QPoint(LEFT, _LINES[2] + 1), theme.text2)
        crew = row.crew or self.tr("No crew")
        taken = 16 + sheet.left(_LINES[2], crew, bold, theme.text, room=room, indent=16)
        sheet.left(_LINES[2], f" · {row.state}", plain, theme.text3, room=room, indent=taken)

    def _time(self, sheet: _Sheet, row: Row) -> None:
        """The age, the bar and what is left; a closed one says when and how it ended."""
        theme, now = self._look.theme, self._now()
        bold = ui_font(TABLE, 600)
        incident = row.incident
        if not incident.open:
            self._end(sheet, row, now)
            return
        sheet.left(_LINES[3], formats.age((now - incident.opened_at) / 1000), bold, theme.text)
        if row.target is None:
            return
        left = row.target.left_s(now)
        if left < 0:
            over = self.tr("Overdue {0}").format(clock_left(left))
            used = sheet.plate(_LINES[3], over, theme.priority(Priority.HIGH))
        else:
            figure = clock_left(left)
            used = sheet.right(_LINES[3], figure, bold, theme.text)
            used = sheet.right(
                _LINES[3], f"{words.target_name(row.target.name)} ", ui_font(TABLE), theme.text2, used=used
            )
        bar = QRect(LEFT + _AGE_W, _LINES[3] + 7, sheet.width - used - LEFT - _AGE_W - 8, _BAR_H)
        if bar.width() > 12:
            self._bar(sheet.painter, bar, row.target.elapsed(now), late=left < 0)

    def _bar(self, painter: QPainter, bar: QRect, share: float, *, late: bool) -> None:
        theme = self._look.theme
        painter.fillRect(bar, theme.line2)
        ink = theme.priority(Priority.HIGH).fill if late else theme.text2
        painter.fillRect(QRect(bar.left(), bar.top(), round(bar.width() * share), bar.height()), ink)

    def _end(self, sheet: _Sheet, row: Row, now: int) -> None:
        theme, incident = self._look.theme, row.incident
        at = formats.moment(incident.closed_at, now)
        used = sheet.right(_LINES[3], at, ui_font(TABLE, 600), theme.text)
        how = words.resolution_name(incident.resolution) if incident.resolution else ""
        told = " · ".join(text for text in (how, shown(incident.reason)) if text)
        sheet.left(_LINES[3], told, ui_font(TABLE), theme.text2, room=sheet.width - used)


class _Sheet:
    """One card being drawn: texts from the left and from the right edge, cut where they would meet."""

    def __init__(self, painter: QPainter, width: int) -> None:
        self.painter, self.width = painter, width

    def left(self, top: int, text: str, font: QFont, color: QColor, *, room: int = 0, indent: int = 0) -> int:
        """Returns how wide it became. `room` is the right end, 0 for the edge of the card."""
        metrics = QFontMetrics(font)
        room = (room or self.width) - LEFT - EDGE - indent
        if room <= 0:
            return 0
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.painter.setFont(font)
        self.painter.setPen(color)
        self.painter.drawText(LEFT + indent, top + metrics.ascent(), cut)
        return metrics.horizontalAdvance(cut)

    def right(self, top: int, text: str, font: QFont, color: QColor, *, used: int = EDGE) -> int:
        """At most two thirds of the line, so that what stands at its left keeps a place; returns the whole
        width that is taken from the right edge."""
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, (self.width - LEFT - used) * 2 // 3)
        )
        advance = metrics.horizontalAdvance(cut)
        self.painter.setFont(font)
        self.painter.setPen(color)
        self.painter.drawText(self.width - used - advance, top + metrics.ascent(), cut)
        return used + advance

    def mark(self, top: int, glyph: str, text: str, color: QColor, used: int) -> int:
        """A glyph, and a figure beside it, left of what is `used`; returns the width then."""
        if text:
            used = self.right(top, text, ui_font(SMALL, 600), color, used=used + 6)
        self.glyph(glyph, QPoint(self.width - used - 16, top), color)
        return used + 18

    def plate(self, top: int, text: str, colors: PriorityColors) -> int:
        metrics = QFontMetrics(ui_font(TABLE, 700))
        advance = metrics.horizontalAdvance(text) + 10
        box = QRect(self.width - EDGE - advance, top - 1, advance, metrics.height() + 2)
        self.painter.fillRect(box, colors.fill)
        self.painter.setFont(ui_font(TABLE, 700))
        self.painter.setPen(colors.letter)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return EDGE + advance

    def glyph(self, name: str, at: QPoint, color: QColor) -> None:
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(at, glyph_pixmap(name, 12, color, ratio))
