"""The keys of the wall: arrows between tiles, large and back, digital zoom, steering, presets."""

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
_MODIFIERS = Qt.KeyboardModifier
_PLAIN = (_MODIFIERS.NoModifier, _MODIFIERS.KeypadModifier)


class KeyedWall(Protocol):
    arrangement: Arrangement

    def rearranged(self) -> None: ...
    def zoom_of(self, tile: int, /) -> Zoom: ...
    def set_zoom(self, tile: int, zoom: Zoom, /) -> None: ...
    def ask_preset(self, number: int, /) -> None: ...
    def ask_steering(self, pan: float, tilt: float, /) -> None: ...


class WallKeys:
    """GUI thread."""

    def __init__(self, wall: KeyedWall) -> None:
        self._wall = wall
        self._steering: dict[int, tuple[int, int]] = {}
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
        if key in ARROWS:
            return modifiers in (*_PLAIN, _MODIFIERS.ShiftModifier, self._shifted_pad())
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
        if key in ARROWS:
            if event.modifiers() & _MODIFIERS.ShiftModifier:
                self._steer(key)
            else:
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

    def _shifted_pad(self) -> Qt.KeyboardModifier:
        return _MODIFIERS.ShiftModifier | _MODIFIERS.KeypadModifier

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

    def _steer(self, key: int) -> None:
        self._steering[key] = ARROWS[key]
        self._say_steering()

    def _say_steering(self) -> None:
        pan = sum(across for across, _ in self._steering.values())
        tilt = -sum(down for _, down in self._steering.values())
        self._wall.ask_steering(0.6 * pan, 0.6 * tilt)

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
