"""The sheet over the map on which an area is drawn: corner by corner, by hand, or with the keys alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from maps.area_ring import FEWEST_CORNERS, MOST_CORNERS, AreaRing, Corner
from maps.interaction import DRAG_START_PX
from maps.projection import Floats, geo_point, to_world
from maps.view import MapView
from widgets.control.lighting.words import luminaires
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.theme import Theme

STEP_PX, FINE_PX = 24.0, 4.0
EDGE_PX = 32.0
"""Nearer to the edge than this the ground moves instead of the cross."""
HAND_PX = 5.0
"""Between two corners of a line drawn by hand."""
TOLERANCE_PX = 1.5
GRIP_PX = 9.0
"""A click so near to the first corner closes the ring."""
FOOT_PX = 46

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PLAIN = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)

Take = Callable[[tuple[Corner, ...]], None]
"""Gets the corners, (longitude, latitude) in degrees, not closed."""


class AreaSheet(QWidget):
    """Covers the view while it is drawn on; what it does not use goes through to the view. GUI thread."""

    def __init__(self, look: Look, view: MapView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._ring: AreaRing | None = None
        self._take: Take | None = None
        self._at = QPointF()
        self._aims = False
        """The pointer is here, or the cross is moved with the keys."""
        self._by_keys = False
        self._pressed: QPointF | None = None
        self._drawing = False
        self.card = QFrame(self)
        self.card.setProperty("look", "raised")
        self.card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count, self._keys = plain_label(look="card"), plain_label(look="support")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(10, 6, 10, 7)
        column.setSpacing(2)
        column.addWidget(self._count)
        column.addWidget(self._keys)
        self._deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: self._close,
            Qt.Key.Key_Enter: self._close,
            Qt.Key.Key_Backspace: self._take_back,
            Qt.Key.Key_Escape: self.give_up,
            Qt.Key.Key_Space: self._set_corner,
        }
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        self.lower()
        view.view_changed.connect(self._moved)
        view.installEventFilter(self)

    # What the panel calls

    @property
    def words(self) -> str:
        """How many corners and luminaires, as it is said now."""
        return self._count.text()

    def begin(self, lon: Floats, lat: Floats, take: Take) -> None:
        """Draw a new ring; `lon` and `lat` are of the luminaires that are counted, as of now."""
        self._ring, self._take = AreaRing(lon, lat), take
        self._at = QPointF(self._view.width() / 2, self._view.height() / 2)
        self._aims, self._by_keys, self._pressed, self._drawing = True, True, None, False
        hand = self.tr(
            "Click: corner · Hold and draw: by hand · Enter: done · Backspace: take back · Esc: leave"
        )
        keys = self.tr("With the keys: arrows move the cross, Space sets a corner")
        self._keys.setText(f"{hand}\n{keys}")
        self.fit()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def fit(self) -> None:
        """The view has another size."""
        self.resize(self._view.size())
        self.card.adjustSize()
        self.card.move(
            max(4, (self.width() - self.card.width()) // 2), self.height() - FOOT_PX - self.card.height()
        )

    def give_up(self) -> None:
        """Leave without an area."""
        if self._ring is not None:
            self._end()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._ring = self._take = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever gives the focus to the map gives it to what is drawn on it."""
        if watched is self._view and event.type() is QEvent.Type.FocusIn and self._ring is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Another workspace was opened, or nobody is signed in any more."""
        super().hideEvent(event)
        if self._ring is not None and not event.spontaneous():
            self._end()

    # The ring

    def _corner(self, at: QPointF) -> Corner:
        return geo_point(*self._view.view.to_world(at.x(), at.y()))

    def _tolerance(self) -> float:
        """In degrees."""
        return TOLERANCE_PX * 360.0 / self._view.view.scale

    def _set_corner(self) -> None:
        if self._ring is not None:
            self._ring.add(self._corner(self._at))
            self._show()

    def _take_back(self) -> None:
        if self._ring is not None:
            self._ring.take_back()
            self._show()

    def _close(self) -> None:
        """With too few corners it goes on; the card says how many are missing."""
        ring, take = self._ring, self._take
        if ring is None or take is None or not ring.can_close:
            return
        self.give_up()
        take(ring.corners)

    def _moved(self) -> None:
        if self._ring is not None:
            self._show()

    def _show(self) -> None:
        if self._ring is None:
            return
        corners = len(self._ring.corners)
        aimed = self._corner(self._at) if self._aims and not self._drawing else None
        if corners < FEWEST_CORNERS:
            said = self.tr("Area: {0} of at least {1} corners").format(corners, FEWEST_CORNERS)
        else:
            said = self.tr("Area: {0} corners · {1} inside").format(
                corners, luminaires(self._ring.inside(aimed))
            )
        if corners >= MOST_CORNERS:
            said = " · ".join([said, self.tr("No more corners")])
        self._count.setText(said)
        self.fit()
        self.update()

    # Hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed, self._drawing = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._ring is None:
            return
        at = event.position()
        held = self._pressed is not None and bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and self._pressed is not None:
            self._draw_by_hand(self._ring, self._pressed, at)
        else:
            self._at = at
        self._aims, self._by_keys = True, False
        self._show()

    def _draw_by_hand(self, ring: AreaRing, pressed: QPointF, at: QPointF) -> None:
        if not self._drawing:
            self._drawing = (at - pressed).manhattanLength() >= DRAG_START_PX and ring.add(
                self._corner(pressed)
            )
            self._at = pressed
        if self._drawing and (at - self._at).manhattanLength() >= HAND_PX:
            ring.extend(self._corner(at), self._tolerance())
            self._at = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None or self._ring is None:
            return
        self._pressed, self._at = None, event.position()
        if self._drawing:
            self._drawing = False
            self._ring.thin(self._tolerance())
            self._show()
        elif self._on_first(self._at):
            self._close()
        else:
            self._set_corner()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Its first click has set the last corner."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._close()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The view zooms about the same pixel."""
        QCoreApplication.sendEvent(self._view, event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._aims = self._by_keys
        self._show()

    def _on_first(self, at: QPointF) -> bool:
        if self._ring is None or not self._ring.can_close:
            return False
        return (self._points(self._ring.corners[:1])[0] - at).manhattanLength() <= GRIP_PX

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keys that are the console's elsewhere are this sheet's while it is drawn on."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_mine(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        return not event.modifiers() & _PLAIN and (event.key() in self._deeds or event.key() in _ARROWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_mine(event):
            event.ignore()
            return
        deed = self._deeds.get(event.key())
        if deed is None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_cross(*_ARROWS[Qt.Key(event.key())], FINE_PX if fine else STEP_PX)
        elif not event.isAutoRepeat():
            deed()

    def _move_cross(self, right: int, down: int, step: float) -> None:
        x, y = self._at.x() + right * step, self._at.y() + down * step
        self._aims = self._by_keys = True
        if QRectF(self.rect()).adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX).contains(x, y):
            self._at = QPointF(x, y)
        else:
            self._view.pan(-right * step, -down * step)
        self._show()

    # Painting

    def _points(self, corners: tuple[Corner, ...]) -> list[QPointF]:
        lon, lat = np.array(corners).T
        x, y = self._view.view.to_screen(*to_world(lon, lat))
        return [QPointF(px, py) for px, py in zip(x.tolist(), y.tolist(), strict=True)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._ring is None:
            return
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if corners := self._ring.corners:
            aimed = [self._at] if self._aims and not self._drawing else []
            _paint_ring(painter, self._points(corners), aimed, theme)
        if self._by_keys:
            _paint_cross(painter, self._at, theme)


def _paint_ring(painter: QPainter, points: list[QPointF], aimed: list[QPointF], theme: Theme) -> None:
    """What is set as a line, what closing now would add as dashes; a rim keeps both apart from the ground."""
    tint = QColor(theme.selection)
    tint.setAlphaF(0.15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawPolygon(QPolygonF([*points, *aimed]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.land, 4.0))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(QPen(theme.selection, 1.2, Qt.PenStyle.DashLine))
    painter.drawPolyline(QPolygonF([points[-1], *aimed, points[0]]))
    painter.setPen(QPen(theme.selection, 2.0))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(theme.selection)
    painter.setPen(QPen(theme.land, 1.0))
    side = 3.0
    for point in points if len(points) <= 60 else (points[0], points[-1]):
        painter.drawRect(QRectF(point.x() - side, point.y() - side, 2 * side, 2 * side))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.selection, 1.5))
    painter.drawEllipse(points[0], GRIP_PX, GRIP_PX)


def _paint_cross(painter: QPainter, at: QPointF, theme: Theme) -> None:
    for color, width in ((theme.land, 4.0), (theme.selection, 1.5)):
        painter.setPen(QPen(color, width))
        for dx, dy in ((1, 0), (0, 1)):
            painter.drawLine(at - QPointF(12 * dx, 12 * dy), at - QPointF(4 * dx, 4 * dy))
            painter.drawLine(at + QPointF(4 * dx, 4 * dy), at + QPointF(12 * dx, 12 * dy))
