"""The timeline below the wall: recorded time, gaps, events, the cursor, and a clip chosen by dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.alarms import Priority
from app.domain.video.recordings import FootageClass
from app.domain.video.scenes import SceneEvent, SceneReview
from video.desk.spans import HOUR_MS, Row, Window, ticks
from video.desk.timeline_keys import TimelineKeys
from widgets.formats import clock, hour, local, span
from widgets.look import Look
from widgets.shapes import hatch_brush, priority_pixmap
from widgets.style import SMALL, ui_font
from widgets.theme import Theme

LABEL_W, ROW_H, FOOT_H, TOP = 74, 22, 18, 5
MOST_ROWS = 4
DRAG_PX = 4


class Timeline(QWidget):
    """GUI thread. Times are epoch ms."""

    seeked = Signal(object)
    """A time; more than an `int` of Qt holds."""
    clip_chosen = Signal(object)
    """`Window` of the clip, or None when it was let go."""
    window_changed = Signal()

    def __init__(
        self,
        look: Look,
        now: int,
        priority_of: Callable[[SceneEvent], Priority | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._priority_of = look, priority_of
        self.seen = Window(now - 2 * HOUR_MS, now).before(now)
        self.now = now
        self.played_at = 0
        """Where playback stands; 0 while it is live."""
        self.rows: tuple[Row, ...] = ()
        self.clip: Window | None = None
        self.note = ""
        """Said where there is nothing to draw."""
        self._pressed: int | None = None
        self._panned: tuple[int, Window] | None = None
        self.keys = TimelineKeys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.setToolTip(
            self.tr("Arrows go through time, Enter plays from there, Shift and arrows span a clip.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMouseTracking(False)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(400, TOP + max(1, min(MOST_ROWS, len(self.rows))) * ROW_H + FOOT_H + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    # What others call

    def show_rows(self, rows: Sequence[Row]) -> None:
        """At most four cameras are drawn."""
        high = len(self.rows)
        self.rows = tuple(rows)[:MOST_ROWS]
        if len(self.rows) != high:
            self.updateGeometry()
        self.update()

    def show_time(self, now: int, cursor: int) -> None:
        """The time goes on: a window that ended with now goes with it."""
        if self.seen.until >= self.now and not cursor:
            self.seen = self.seen.moved(now - self.now, now)
        self.now, self.played_at = now, cursor
        self.update()

    def bring(self, at: int) -> None:
        """That time into view."""
        if not self.seen.since <= at <= self.seen.until:
            half = self.seen.length // 2
            self.seen = Window(at - half, at + half).before(self.now)
            self.window_changed.emit()
        self.update()

    def take_clip(self, clip: Window | None) -> None:
        if clip != self.clip:
            self.clip = clip
            self.clip_chosen.emit(clip)
            self.update()

    def look_at(self, seen: Window) -> None:
        """That stretch of time."""
        self.seen = seen
        self.window_changed.emit()
        self.update()

    def seek(self, at: int) -> None:
        self.seeked.emit(min(at, self.now))

    def x_of(self, at: int) -> float:
        area = self._area()
        return area.left() + self.seen.share(at) * area.width()

    def at_of(self, x: float) -> int:
        area = self._area()
        return self.seen.at(min(1.0, max(0.0, (x - area.left()) / max(1, area.width()))))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = round(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = x
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._panned = (x, self.seen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._panned is not None:
            start, before = self._panned
            by = round((start - x) / max(1, self._area().width()) * before.length)
            self.seen = before.moved(by, self.now)
            self.update()
        elif self._pressed is not None and abs(x - self._pressed) >= DRAG_PX:
            first, last = sorted((self.at_of(self._pressed), self.at_of(x)))
            self.clip = Window(first, min(last, self.now)) if first < min(last, self.now) else None
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._panned is not None:
            self._panned = None
            self.window_changed.emit()
        elif self._pressed is not None:
            start, self._pressed = self._pressed, None
            if abs(x - start) >= DRAG_PX:
                self.clip_chosen.emit(self.clip)
            else:
                self.take_clip(None)
                self.seek(self.at_of(x))

    def wheelEvent(self, event: QWheelEvent) -> None:
        area = self._area()
        around = min(1.0, max(0.0, (event.position().x() - area.left()) / max(1, area.width())))
        factor = 0.8 if event.angleDelta().y() > 0 else 1.25
        self.look_at(self.seen.zoomed(factor, around, self.now))

    # Keys

    def event(self, event: QEvent) -> bool:
        """Its own keys go before those of the console while it has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self.keys.takes(event))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)
        self.setAccessibleDescription(clock(self.keys.mark) if self.keys.mark else "")
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Painting

    def _area(self) -> QRect:
        return QRect(LABEL_W, TOP, max(1, self.width() - LABEL_W - 10), self.height() - TOP - FOOT_H)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, area = self._look.theme, self._area()
        painter.fillRect(self.rect(), theme.panel)
        self._paint_hours(painter, theme, area)
        for place, row in enumerate(self.rows):
            self._paint_row(painter, theme, row, area.top() + place * ROW_H)
        if not self.rows and self.note:
            painter.setFont(ui_font(SMALL))
            painter.setPen(theme.text3)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.note)
        if self.clip is not None:
            self._paint_clip(painter, theme, area, self.clip)
        at = self.played_at or self.now
        if self.seen.since <= at <= self.seen.until:
            painter.setPen(QPen(theme.text, 2))
            painter.drawLine(QPointF(self.x_of(at), area.top() - 3), QPointF(self.x_of(at), area.bottom()))
        if self.hasFocus():
            self._paint_mark(painter, theme, area)
        painter.end()

    def _paint_mark(self, painter: QPainter, theme: Theme, area: QRect) -> None:
        """Where the keys are, and that they are here."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.selection, 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        at = self.keys.mark
        if self.seen.since <= at <= self.seen.until:
            x, said = self.x_of(at), clock(at)
            painter.drawLine(QPointF(x, area.top() - 3), QPointF(x, area.bottom()))
            painter.setFont(ui_font(SMALL, 600))
            wide = painter.fontMetrics().horizontalAdvance(said) + 8
            box = QRectF(min(x + 2, self.width() - wide - 3), area.bottom() + 2, wide, FOOT_H - 4)
            painter.fillRect(box, theme.panel)
            painter.setPen(theme.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_hours(self, painter: QPainter, theme: Theme, area: QRect) -> None:
        painter.setFont(ui_font(SMALL))
        offset = local(self.seen.since).utcoffset()
        shift = 0 if offset is None else round(offset.total_seconds() * 1000)
        for at in ticks(self.seen, max(2, area.width() // 80), shift):
            x = self.x_of(at)
            painter.setPen(theme.line)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(theme.text3)
            words = hour(at) if self.seen.length <= 36 * HOUR_MS else local(at).strftime("%d/%m %H:%M")
            box = QRectF(x - 40, area.bottom() + 1, 80, FOOT_H)
            if box.left() > area.left() - 30 and box.right() < self.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_row(self, painter: QPainter, theme: Theme, row: Row, top: int) -> None:
        painter.setFont(ui_font(SMALL, 500))
        painter.setPen(theme.text2)
        box = QRect(8, top, LABEL_W - 12, ROW_H - 6)
        name = painter.fontMetrics().elidedText(row.camera, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        area = self._area()
        painter.save()
        painter.setClipRect(area.adjusted(0, -3, 0, 0))
        high = ROW_H - 9
        for recorded in row.spans:
            weight = theme.line2 if recorded.footage is FootageClass.CONTINUOUS else theme.text3
            self._bar(painter, recorded.began, recorded.ended, top + 1, high, weight)
        for gap in row.gaps:
            left, right = self.x_of(gap.began), self.x_of(gap.ended)
            where = QRectF(left, top + 1, max(2.0, right - left), high)
            painter.fillRect(where, theme.stale_soft)
            painter.fillRect(where, hatch_brush(theme.stale, alpha=0.6))
        for event in row.events:
            self._bar(painter, event.began, event.ended or self.now, top + 1, high, theme.text2)
            priority = self._priority_of(event)
            if priority is not None and event.review is not SceneReview.FALSE:
                shape = priority_pixmap(priority, 11, theme, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(self.x_of(event.began) - 6, top + 1), shape)
        painter.restore()

    def _bar(self, painter: QPainter, began: int, ended: int, top: int, high: int, color: QColor) -> None:
        left, right = self.x_of(began), self.x_of(ended)
        painter.fillRect(QRectF(left, top, max(2.0, right - left), high), color)

    def _paint_clip(self, painter: QPainter, theme: Theme, area: QRect, clip: Window) -> None:
        left, right = self.x_of(clip.since), self.x_of(clip.until)
        tint = QColor(theme.selection)
        tint.setAlpha(40)
        box = QRectF(left, area.top() - 3, max(2.0, right - left), area.height() + 2)
        painter.fillRect(box, tint)
        painter.setPen(QPen(theme.selection, 2))
        painter.drawRect(box)
        painter.setFont(ui_font(SMALL, 600))
        painter.setPen(theme.text)
        words = self.tr("clip {0}").format(span(clip.length / 1000))
        painter.drawText(QPointF(min(right + 5, area.right() - 90), area.bottom() - 2), words)
