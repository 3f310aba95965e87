"""The layer of incidents in one picture of the map: sorted out once for a frame, painted as it moves."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from maps.frame import Frame
from maps.incidents.focus import Focus, cordon_tag, crew_tags, paint_focus, rows_of
from maps.incidents.scene import IncidentScene
from maps.incidents.signs import NOTHING_SHOWN, PATCH_PX, compose_signs, places, sign_at, sort_out, tags
from maps.labels import NOTHING_RESERVED, Reserved
from maps.patches import Patches, patches_around
from maps.projection import Viewport
from maps.scene import DeviceScene, Names
from maps.sprites import SpriteAtlas, SpriteBatch
from widgets.theme import Theme


class IncidentLayer:
    """GUI thread only. After `incidents`, `chosen` or `focus` change the batches of the picture are to be
    forgotten."""

    def __init__(self, scene: DeviceScene, names: Names) -> None:
        self._devices, self._names = scene, names
        self.incidents = IncidentScene()
        self.chosen = ""
        self.focus: Focus | None = None
        """Of the chosen incident, where it has a place."""
        self._shown = NOTHING_SHOWN
        self._signs: SpriteBatch | None = None
        self._frames: SpriteBatch | None = None

    def sort_out(self, frame: Frame) -> Reserved:
        """Decide who is drawn how; says which room their signs and labels want."""
        if not self.incidents.count:
            self._shown = NOTHING_SHOWN
            return NOTHING_RESERVED
        view = frame.view
        self._shown = shown = sort_out(self.incidents, view, frame.reach, self.chosen)
        wanted = tags(self.incidents, shown, self.chosen)
        crews: frozenset[int] = frozenset()
        if self.focus is not None:
            labels, crews = crew_tags(self.focus, self._names, self._devices, view)
            wanted = [*wanted[:1], *labels, *cordon_tag(self.focus, view), *wanted[1:]]
        x, y = view.to_screen(shown.groups.x, shown.groups.y)
        return Reserved(tuple(wanted), shown.x, shown.y, x, y, crews)

    def compose(self, atlas: SpriteAtlas, *, still: bool) -> None:
        self._signs, self._frames = compose_signs(
            self.incidents, self._shown, atlas, self.chosen, still=still
        )

    def paint_focus(self, painter: QPainter, view: Viewport, theme: Theme) -> None:
        if self.focus is not None:
            paint_focus(painter, view, self._devices, self._names, self.focus, theme)

    def paint(self, painter: QPainter, clip: QRectF, shift: tuple[float, float]) -> None:
        if self._signs is not None:
            self._signs.paint(painter, clip, shift)

    def paint_frames(self, painter: QPainter, clip: QRectF, shift: tuple[float, float]) -> None:
        if self._frames is not None:
            self._frames.paint(painter, clip, shift)

    def at(self, view: Viewport, px: float, py: float) -> str:
        """The incident whose sign lies under a pixel; empty for none."""
        return sign_at(self.incidents, self._shown, view, px, py)

    def blinking(self, frame: Frame) -> Patches:
        """Where the frames of new incidents are."""
        slots = self._shown.slots[self.incidents.new[self._shown.slots]]
        x, y = places(self.incidents, slots, frame.view)
        return patches_around(x, y, frame, reach_x=PATCH_PX)

    @property
    def moved(self) -> bool:
        """Whether a crew or a device of the chosen incident has just moved: its line crosses the picture."""
        if self.focus is None or not self._devices.moved.size:
            return False
        concerned = (*self.focus.devices, *(device for device, _ in self.focus.crews))
        rows = rows_of(self._names, self._devices, concerned)
        return bool(np.isin(rows, self._devices.moved).any())
