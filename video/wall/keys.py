"""The keys of the wall: arrows between tiles, changing places, large and back, zoom, steering, presets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from video.wall.arrangement import Arrangement
from video.wall.zooming import WHOLE, Zoom

Key = Qt.Key
ARROWS: dict[int, tuple[int, int]] = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}
PUSHES: dict[int, tuple[int, int, int]] = {
    **{key: (*way, 0) for key, way in ARROWS.items()},
    Key.Key_PageUp: (0, 0, 1),
    Key.Key_PageDown: (0, 0, -1),
}
"""With Shift: across, down, and closer."""
SPEED = 0.6
_MODIFIERS = Qt.KeyboardModifier
_PLAIN = (_MODIFIERS.NoModifier, _MODIFIERS.KeypadModifier)


class KeyedWall(Protocol):
    arrangement: Arrangement

    def rearranged(self) -> None: ...
    def zoom_of(self, tile: int, /) -> Zoom: ...
    def set_zoom(self, tile: int, zoom: Zoom, /) -> None: ...
    def ask_preset(self, number: int, /) -> None: ...
    def ask_steering(self, pan: float, tilt: float, zoom: float, /) -> None: ...


class WallKeys:
    """GUI thread."""

    def __init__(self, wall: KeyedWall) -> None:
        self._wall = wall
        self._steering: dict[int, tuple[int, int, int]] = {}
        self._deeds: dict[int, Callable[[], None]] = {
            Key.Key_Return: self._enlarge,
            Key.Key_Enter: self._enlarge,
            Key.Key_Escape: self._back,
            Key.Key_Delete: self._empty,
            Key.Key_Plus: lambda: self._zoom(1),
            Key.Key_Equal: lambda: self._zoom(1),
            Key.Key_Minus: lambda: self._zoom(-1),
            Key.Key_PageDown: lambda: self._turn(1),
            Key.Key_PageUp: lambda: self._turn(-1),
        }

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key is the wall's own now. Escape is the console's where there is nothing to leave."""
        key, modifiers = event.key(), event.modifiers()
        if key in PUSHES and modifiers in (_MODIFIERS.ShiftModifier, self._on_pad(_MODIFIERS.ShiftModifier)):
            return True
        if key in ARROWS:
            control = _MODIFIERS.ControlModifier
            return modifiers in (*_PLAIN, control, self._on_pad(control))
        if key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus):
            return not modifiers & (_MODIFIERS.ControlModifier | _MODIFIERS.AltModifier)
        if modifiers not in _PLAIN:
            return False
        if key == Key.Key_Escape:
            return self._wall.arrangement.large or self._zoomed() or self._wall.arrangement.before is not None
        return key in self._deeds or Key.Key_1 <= key <= Key.Key_9

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was done."""
        if not self.takes(event):
            return False
        key = event.key()
        if key in PUSHES and event.modifiers() & _MODIFIERS.ShiftModifier:
            self._steer(key)
        elif key in ARROWS and event.modifiers() & _MODIFIERS.ControlModifier:
            self._swap(*ARROWS[key])
        elif key in ARROWS:
            self._go(*ARROWS[key])
        elif Key.Key_1 <= key <= Key.Key_9:
            self._preset(key - Key.Key_0)
        else:
            self._deeds[key]()
        return True

    def release(self, event: QKeyEvent) -> bool:
        """A camera that is steered stops with the key, and with Shift."""
        if not self._steering or event.isAutoRepeat():
            return False
        if event.key() in self._steering:
            del self._steering[event.key()]
        elif event.key() == Key.Key_Shift:
            self._steering.clear()
        self._say_steering()
        return True

    def let_go(self) -> None:
        """The focus goes elsewhere: nothing turns on."""
        if self._steering:
            self._steering.clear()
            self._say_steering()

    def _on_pad(self, modifier: Qt.KeyboardModifier) -> Qt.KeyboardModifier:
        return modifier | _MODIFIERS.KeypadModifier

    def _zoomed(self) -> bool:
        return self._wall.zoom_of(self._wall.arrangement.marked).factor > 1.0

    def _go(self, across: int, down: int) -> None:
        arrangement = self._wall.arrangement
        if self._zoomed():
            zoom = self._wall.zoom_of(arrangement.marked)
            self._wall.set_zoom(arrangement.marked, zoom.dragged(-across * 0.2, -down * 0.2))
            return
        arrangement.move(across, down)
        self._wall.rearranged()

    def _swap(self, across: int, down: int) -> None:
        """With the tile beside it, which is marked then."""
        arrangement = self._wall.arrangement
        here = arrangement.marked
        if not arrangement.large:
            arrangement.move(across, down)
            arrangement.swap(here, arrangement.marked)
            self._wall.rearranged()

    def _steer(self, key: int) -> None:
        self._steering[key] = PUSHES[key]
        self._say_steering()

    def _say_steering(self) -> None:
        across, down, closer = (sum(each) for each in zip((0, 0, 0), *self._steering.values(), strict=True))
        self._wall.ask_steering(SPEED * across, SPEED * -down, SPEED * closer)

    def _preset(self, number: int) -> None:
        self._wall.ask_preset(number)

    def _enlarge(self) -> None:
        arrangement = self._wall.arrangement
        arrangement.large = not arrangement.large and bool(arrangement.camera)
        self._wall.rearranged()

    def _back(self) -> None:
        """Out of the zoom first, then out of the large picture, then back to the wall of before."""
        arrangement = self._wall.arrangement
        if self._zoomed():
            self._wall.set_zoom(arrangement.marked, WHOLE)
        elif arrangement.large:
            arrangement.large = False
        else:
            arrangement.go_back()
        self._wall.rearranged()

    def _empty(self) -> None:
        self._wall.arrangement.empty(self._wall.arrangement.marked)
        self._wall.rearranged()

    def _zoom(self, steps: int) -> None:
        tile = self._wall.arrangement.marked
        self._wall.set_zoom(tile, self._wall.zoom_of(tile).stepped(steps))
        self._wall.rearranged()

    def _turn(self, by: int) -> None:
        self._wall.arrangement.turn(by)
        self._wall.rearranged()
