"""Three devices on a view of the map, where they are on it, and the pointer that moves over it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.maps import small_city
from tests.maps.small_city import SIDE, SOUTH, WEST

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT = Qt.MouseButton.LeftButton


def three():
    """A normal device in the west, an unacknowledged critical alarm in the middle, a lost one in the east."""
    return small_city.columns(
        [WEST, WEST + SIDE / 2, WEST + SIDE],
        [SOUTH, SOUTH + SIDE / 2, SOUTH],
        priority=[0, 4, 0],
        unacknowledged=[False, True, False],
        liveness=[0, 0, 2],
    )


def place(view, row) -> QPoint:
    x, y = view.view.point_to_screen(float(view.scene.x[row]), float(view.scene.y[row]))
    return QPoint(round(x), round(y))


def wheel(view, at: QPointF, notches: float) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(view, at: QPoint, modifiers=NONE) -> None:
    _move(view, at, LEFT, modifiers)


def hover(view, at: QPoint) -> None:
    _move(view, at, Qt.MouseButton.NoButton, NONE)


def _move(view, at: QPoint, held: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> None:
    where = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, view.mapToGlobal(where), Qt.MouseButton.NoButton, held, modifiers
    )
    QApplication.sendEvent(view, event)
