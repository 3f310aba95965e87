"""Painted rows that are pressed with the mouse, or chosen with the arrows and pressed with Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.look import Look
from widgets.plain_label import plain_tip

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PressedRows(QWidget):
    """One stop of the Tab key. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.at = 0
        """The row that the keys are on."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.update)

    def heights(self) -> list[int]:
        """Of each row, from the top, in logical pixels."""
        raise NotImplementedError

    def press(self, row: int) -> None:
        """The row was pressed."""
        raise NotImplementedError

    def words(self, row: int) -> str:
        """All that is behind a row, said when the pointer rests on it."""
        raise NotImplementedError

    def rows_changed(self) -> None:
        """Other rows, or rows of another height."""
        self.at = max(0, min(self.at, len(self.heights()) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self.heights() else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def top_of(self, row: int) -> int:
        return sum(self.heights()[:row])

    def row_at(self, y: float) -> int | None:
        bottom = 0
        for row, height in enumerate(self.heights()):
            bottom += height
            if 0 <= y < bottom:
                return row
        return None

    def paint_focus(self, painter: QPainter) -> None:
        """The frame of the row that the keys are on."""
        if self.hasFocus() and self.heights():
            box = QRectF(0, self.top_of(self.at), self.width(), self.heights()[self.at])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.selection, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, rows = Qt.Key(event.key()), len(self.heights())
        if key in _STEPS and rows:
            self.at = max(0, min(rows - 1, self.at + _STEPS[key]))
            self.update()
        elif key in _PRESSES and rows and not event.isAutoRepeat():
            self.press(self.at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.at = row
            self.press(row)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self.row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), "" if row is None else plain_tip(self.words(row)), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
