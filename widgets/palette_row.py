"""How one result of the palette is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.palette_index import Entry
from widgets.style import BASE, SMALL, TABLE, ui_font

HEIGHT = 28
Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """Glyph, title, detail, and the key at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(int(Qt.ItemDataRole.UserRole))
        if not isinstance(entry, Entry):
            return
        theme, area = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.selection_soft)
            painter.fillRect(QRect(area.x(), area.y(), 3, area.height()), theme.selection)
        dpr = painter.device().devicePixelRatioF()
        glyph = glyph_pixmap(entry.glyph or "chevron_right", 14, theme.text2, dpr)
        painter.drawPixmap(area.x() + 10, area.y() + 7, glyph)
        right = self._paint_key(painter, entry, area)
        painter.setFont(ui_font(BASE, 500))
        painter.setPen(theme.text if entry.enabled else theme.text3)
        metrics = painter.fontMetrics()
        room = right - area.x() - 34
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(area.x() + 34, area.y(), room, area.height()), middle, title)
        used = metrics.horizontalAdvance(title) + 10
        if entry.detail and used < room - 20:
            painter.setFont(ui_font(TABLE))
            painter.setPen(theme.text2)
            detail = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, room - used)
            painter.drawText(
                QRect(area.x() + 34 + used, area.y(), room - used, area.height()), middle, detail
            )

    def _paint_key(self, painter: QPainter, entry: Entry, area: QRect) -> int:
        if not entry.key:
            return area.right() - 8
        painter.setFont(ui_font(SMALL, 500))
        width = painter.fontMetrics().horizontalAdvance(entry.key) + 10
        box = QRect(area.right() - width - 10, area.y() + 6, width, 15)
        painter.setPen(self._look.theme.line2)
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(self._look.theme.text2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.key)
        return box.left() - 8
