"""The keys of the timeline: a mark that goes through time, plays from there, and spans a clip."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from video.desk.spans import Window

Key, Modifier = Qt.Key, Qt.KeyboardModifier
STEPS, FINE_MS = 60, 1_000
"""So many steps cross what is seen; with Control a step is a second."""
CLOSER, FARTHER = 0.5, 2.0
_ARROWS = {Key.Key_Left: -1, Key.Key_Right: 1}
_PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
_ZOOMS = {Key.Key_Plus: CLOSER, Key.Key_Equal: CLOSER, Key.Key_Minus: FARTHER, Key.Key_Underscore: FARTHER}
_SEEKS = (Key.Key_Return, Key.Key_Enter)
_OTHERS = (*_PAGES, *_ZOOMS, *_SEEKS, Key.Key_Home, Key.Key_End)


class KeyedTimeline(Protocol):
    now: int
    played_at: int
    seen: Window
    clip: Window | None

    def seek(self, at: int, /) -> None: ...
    def look_at(self, seen: Window, /) -> None: ...
    def take_clip(self, clip: Window | None, /) -> None: ...
    def bring(self, at: int, /) -> None: ...


class TimelineKeys:
    """GUI thread."""

    def __init__(self, timeline: KeyedTimeline) -> None:
        self._timeline = timeline
        self.mark = 0
        """The time that the keys are on, epoch ms; 0 before the first key."""
        self._anchor = 0

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key is the timeline's own now. Escape is the console's where there is no clip."""
        if event.modifiers() & Modifier.AltModifier:
            return False
        if event.key() == Key.Key_Escape:
            return self._timeline.clip is not None
        return event.key() in _ARROWS or event.key() in _OTHERS

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was done."""
        if not self.takes(event):
            return False
        key, timeline = Key(event.key()), self._timeline
        if key in _ARROWS:
            self._go(_ARROWS[key], event.modifiers())
        elif key in _PAGES:
            timeline.look_at(timeline.seen.moved(_PAGES[key] * timeline.seen.length, timeline.now))
            self.mark = timeline.seen.at(0.5)
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key])
        elif key in _SEEKS:
            timeline.seek(self._here())
        elif key == Key.Key_Escape:
            timeline.take_clip(None)
        else:
            self._move_to(timeline.seen.since if key == Key.Key_Home else timeline.now)
        return True

    def _here(self) -> int:
        return self.mark or self._timeline.played_at or self._timeline.now

    def _go(self, way: int, modifiers: Qt.KeyboardModifier) -> None:
        step = FINE_MS if modifiers & Modifier.ControlModifier else self._timeline.seen.length // STEPS
        before = self._here()
        self._move_to(min(before + way * step, self._timeline.now))
        if not modifiers & Modifier.ShiftModifier:
            self._anchor = 0
            return
        self._anchor = self._anchor or before
        first, last = sorted((self._anchor, self.mark))
        self._timeline.take_clip(Window(first, last) if first < last else None)

    def _move_to(self, at: int) -> None:
        self.mark = at
        self._timeline.bring(at)

    def _zoom(self, factor: float) -> None:
        timeline = self._timeline
        around = min(1.0, max(0.0, timeline.seen.share(self._here())))
        timeline.look_at(timeline.seen.zoomed(factor, around, timeline.now))
