"""What hand and keyboard mean on the map, said as signals; knows nothing of devices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

WHEEL_NOTCH = 120.0
ZOOM_PER_NOTCH = 0.5
KEY_PAN_PX = 96.0
HOVER_DELAY_MS = 350
DRAG_START_PX = 4.0

_PANS = {
    Qt.Key.Key_Left: (KEY_PAN_PX, 0.0),
    Qt.Key.Key_Right: (-KEY_PAN_PX, 0.0),
    Qt.Key.Key_Up: (0.0, KEY_PAN_PX),
    Qt.Key.Key_Down: (0.0, -KEY_PAN_PX),
}
_ZOOMS = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Equal: 0.5, Qt.Key.Key_Minus: -0.5, Qt.Key.Key_Underscore: -0.5}


class Interaction(QObject):
    """Watches one widget. All positions are logical pixels of that widget."""

    panned = Signal(float, float)
    zoomed = Signal(float, float, float)
    """Zoom levels, and the pixel that stays."""
    homed = Signal()
    escaped = Signal()
    clicked = Signal(float, float, bool)
    """The flag: add to the selection."""
    opened = Signal(float, float)
    boxing = Signal(QRectF)
    """The box under the hand; a null one when it is over."""
    boxed = Signal(QRectF, bool)
    pointed = Signal(float, float)
    """The pointer has rested here."""
    unpointed = Signal()
    carried = Signal(float, float)
    """What stands at this pixel was taken up, and is on its way elsewhere."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._box = False
        self._holds = False
        self.can_carry: Callable[[float, float], bool] = lambda _x, _y: False
        """Whether a drag from this pixel takes up what stands there, and leaves the ground."""
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER_DELAY_MS)
        self._hover.timeout.connect(self._rested)
        widget.setMouseTracking(True)
        widget.grabGesture(Qt.GestureType.PinchGesture)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._widget:
            return False
        if isinstance(event, QNativeGestureEvent):
            return self._native_gesture(event)
        if isinstance(event, QGestureEvent):
            return self._gesture(event)
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() in {QEvent.Type.Leave, QEvent.Type.Hide}:
            self._hover.stop()
            self.unpointed.emit()
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            return self._move(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self.opened.emit(event.position().x(), event.position().y())
        return True

    def _press(self, event: QMouseEvent) -> None:
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._hover.stop()
        self.unpointed.emit()
        self._pressed = self._last = event.position()
        self._dragging = False
        self._box = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._holds = not self._box and self.can_carry(self._pressed.x(), self._pressed.y())

    def _move(self, event: QMouseEvent) -> bool:
        position = event.position()
        if self._pressed is None:
            self._last = position
            self.unpointed.emit()
            self._hover.start()
            return False
        if self._holds:
            if (position - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._carry(self._pressed)
            return True
        if not self._dragging:
            self._dragging = (position - self._pressed).manhattanLength() >= DRAG_START_PX
            if self._dragging and not self._box:
                self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self._drag(position)
        return True

    def _carry(self, pressed: QPointF) -> None:
        """Whoever takes it keeps the mouse until it is let go, which is not told here."""
        self._pressed, self._holds = None, False
        self.carried.emit(pressed.x(), pressed.y())

    def _drag(self, position: QPointF) -> None:
        if self._box and self._pressed is not None:
            self.boxing.emit(QRectF(self._pressed, position).normalized())
        else:
            step = position - self._last
            self.panned.emit(step.x(), step.y())
        self._last = position

    def _release(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self._dragging:
            add = add or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.clicked.emit(pressed.x(), pressed.y(), add)
        elif self._box:
            self.boxing.emit(QRectF())
            self.boxed.emit(QRectF(pressed, event.position()).normalized(), add)
        self._dragging = False
        self._widget.unsetCursor()

    def _wheel(self, event: QWheelEvent) -> bool:
        notches = event.angleDelta().y() / WHEEL_NOTCH
        if notches:
            position = event.position()
            self.zoomed.emit(notches * ZOOM_PER_NOTCH, position.x(), position.y())
        event.accept()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in _PANS:
            self.panned.emit(*_PANS[key])
        elif key in _ZOOMS:
            middle = QRectF(self._widget.rect()).center()
            self.zoomed.emit(_ZOOMS[key], middle.x(), middle.y())
        elif key == Qt.Key.Key_Home:
            self.homed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        position = event.position()
        self.zoomed.emit(event.value(), position.x(), position.y())
        return True

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        change = pinch.scaleFactor() - 1.0
        centre = self._widget.mapFromGlobal(pinch.centerPoint().toPoint())
        if change:
            self.zoomed.emit(change, float(centre.x()), float(centre.y()))
        return True

    def _rested(self) -> None:
        self.pointed.emit(self._last.x(), self._last.y())
