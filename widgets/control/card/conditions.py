"""The list of conditions: what holds, what does not, what is not known, and which may be passed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.interlocks import Condition
from app.domain.plain_text import shown
from widgets.control.card import condition_words
from widgets.control.card.names import Names
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.shapes import hatch_brush, paint_priority
from widgets.style import TABLE, ui_font

ROW = 25
_UNMET = 3


class ConditionRow(QWidget):
    """One condition; its box is there only where it can be passed. GUI thread."""

    passed_changed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.condition: Condition | None = None
        self.title, self.standing = "", ""
        self.box = QCheckBox(self.tr("Pass"))
        self.box.toggled.connect(self.passed_changed)
        self.box.hide()
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self.box)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(300, ROW)

    def show_condition(
        self, condition: Condition, names: Names, barred: str, *, accepted: bool = False
    ) -> None:
        """`barred` says why the operator may not pass it, empty when they may; `accepted`: the second person
        has passed it."""
        self.condition = condition
        self.title, self.standing = (
            condition_words.title(condition),
            condition_words.standing(condition, names),
        )
        passable = not condition.met and condition.may_override and not accepted
        if accepted and not condition.met:
            self.standing = self.tr("{0} · accepted").format(self.standing)
        self.box.setVisible(passable)
        self.box.setEnabled(not barred)
        if not passable or barred:
            self.box.setChecked(False)
        self.box.setAccessibleName(f"{self.box.text()}: {self.title}")
        self.box.setToolTip(barred)
        tagged = condition.about and isinstance(condition.value, str)
        reason = f" · {shown(str(condition.value), 120)}" if tagged else ""
        self.setToolTip(f"{self.title} · {self.standing}{reason}")
        self.setAccessibleName(f"{self.title} · {self.standing}")
        self.update()

    @property
    def passed(self) -> bool:
        return self.box.isVisibleTo(self) and self.box.isChecked()

    def paintEvent(self, _event: QPaintEvent) -> None:
        condition = self.condition
        if condition is None:
            return
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unmet = not condition.met
        if unmet and condition.known:
            painter.fillRect(self.rect(), theme.high.soft)
            painter.fillRect(0, 0, 3, ROW, theme.high.fill)
        elif unmet:
            painter.fillRect(self.rect(), theme.stale_soft)
            painter.fillRect(self.rect(), hatch_brush(theme.stale, alpha=0.3))
            painter.fillRect(0, 0, 3, ROW, theme.stale)
        self._mark(painter, QRectF(11, (ROW - 14) / 2, 14, 14), condition)
        right = self.width() - 10 - (self.box.width() + 8 if self.box.isVisibleTo(self) else 0)
        font = ui_font(TABLE, 600 if unmet else 400)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        standing = metrics.elidedText(self.standing, Qt.TextElideMode.ElideRight, max(60, right // 3))
        used = metrics.horizontalAdvance(standing)
        painter.setPen(theme.text if unmet else theme.text2)
        painter.drawText(QRectF(right - used, 0, used + 1, ROW), int(Qt.AlignmentFlag.AlignVCenter), standing)
        painter.setPen(theme.text)
        room = right - used - 12 - 33
        title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(33, 0, room, ROW), int(Qt.AlignmentFlag.AlignVCenter), title)

    def _mark(self, painter: QPainter, square: QRectF, condition: Condition) -> None:
        theme = self._look.theme
        if condition.met:
            draw_glyph(painter, "check", square, theme.text2)
        elif condition.known:
            paint_priority(painter, square, _UNMET, theme)
        else:
            painter.setPen(theme.text)
            painter.setFont(ui_font(TABLE, 700))
            painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), "?")


class ConditionList(QWidget):
    """Rows stay while their conditions stay, so that a tick and the focus survive every new answer."""

    passed_changed = Signal()
    refitted = Signal()
    """Rows have come or gone."""

    def __init__(self, look: Look, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._names = look, names
        self.rows: list[ConditionRow] = []
        self._shown: tuple[tuple[Condition, ...], str, tuple[str, ...]] | None = None
        self._caption, self._empty = PlainLabel(), PlainLabel()
        self._caption.setProperty("look", "caption")
        self._caption.setContentsMargins(10, 0, 10, 0)
        self._empty.setProperty("look", "support")
        self._empty.setContentsMargins(10, 4, 10, 4)
        self._empty.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self._caption)
        self._column.addSpacing(3)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.say(self.tr("Choose what to do to see what must hold."))

    def say(self, sentence: str) -> None:
        """Instead of any condition."""
        self._shown = None
        self._fit(0)
        self._caption.setText(self.tr("Conditions to operate"))
        self._empty.setText(sentence)
        self._empty.show()

    def show_conditions(
        self, conditions: tuple[Condition, ...], barred: str, accepted: tuple[str, ...] = ()
    ) -> None:
        """`accepted` are the interlocks that the second person has passed."""
        if self._shown == (conditions, barred, accepted):
            return
        self._shown = (conditions, barred, accepted)
        if [one.interlock for one in conditions] != [
            row.condition and row.condition.interlock for row in self.rows
        ]:
            self._fit(0)
        if self._fit(len(conditions)):
            self.refitted.emit()
        for row, condition in zip(self.rows, conditions, strict=True):
            gone_past = condition.interlock in accepted
            row.show_condition(condition, self._names, barred, accepted=gone_past)
        met = sum(one.met for one in conditions)
        self._caption.setText(self.tr("Conditions to operate · {0} of {1}").format(met, len(conditions)))
        self._empty.hide()

    def passed(self) -> tuple[str, ...]:
        """The interlocks that are ticked to be passed."""
        return tuple(str(row.condition.interlock) for row in self.rows if row.condition and row.passed)

    def _fit(self, count: int) -> bool:
        """Whether there are others now."""
        if count == len(self.rows):
            return False
        while len(self.rows) > count:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < count:
            row = ConditionRow(self._look, self)
            row.passed_changed.connect(self.passed_changed)
            self._column.insertWidget(2 + len(self.rows), row)
            self.rows.append(row)
            row.show()
        return True
