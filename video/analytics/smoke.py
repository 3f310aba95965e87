"""Smoke and flame, indicatively: what has the colour of fire and flickers in its place, and grey veils that
take the edges from the background while they change."""

from __future__ import annotations

import datetime as dt

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.stages import Stage
from video.analytics.events import Sight
from video.analytics.looks import HEIGHT, WIDTH, Look, Told
from video.analytics.options import value_of
from video.analytics.zone_stages import Zone, watch_of

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

MEMORY = 0.12
"""Of each frame in what is remembered: about two seconds at five frames a second."""
FIRE_LOW, FIRE_HIGH = (0, 110, 170), (28, 255, 255)
"""Hue (of 180), saturation, value; red goes round the end of the circle and is asked for apart."""
RED_LOW, RED_HIGH = (174, 140, 190), (180, 255, 255)
THERE = 0.2
"""How much of the last two seconds a pixel has had the colour of fire."""
FLICKER = 0.1
"""How often it has changed; a red car passes once, a lamp stays."""
SETTLED_FRAMES = 10
CELL = 8
VEILED = 0.55
"""Of the background's edges in a cell: what is left behind smoke."""
LEAST_CELL_EDGES = 10.0
GREYEST = 45
"""Saturation of smoke at most."""
SMOKE_WEIGHT = 0.25
"""A veil must be four times as large as a flame."""


class SmokeFlameStage:
    """Needs colour; without it nothing is seen."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._least = value_of(stage, "share")
        self._fire: Floats = np.zeros((HEIGHT, WIDTH), np.float32)
        self._changes: Floats = np.zeros((HEIGHT, WIDTH), np.float32)
        self._before: Pixels | None = None
        self._veil: Floats = np.zeros((HEIGHT // CELL, WIDTH // CELL), np.float32)
        self._frames = 0

    def see(self, look: Look) -> Told:
        share = 0.0
        if look.colour is not None:
            self._frames += 1
            hsv = cv2.cvtColor(look.colour, cv2.COLOR_BGR2HSV)
            flame, smoke = self._flame(hsv), self._smoke(hsv, look)
            if self._frames >= SETTLED_FRAMES:
                share = 100.0 * (flame + SMOKE_WEIGHT * smoke) / self._zone.area
        seen = share >= self._least and self._zone.holds(look.at_ms)
        news = self._watch.see(look.at_ms, [Sight("", share, detail="indicative")] if seen else [])
        return Told(news, round(share, 2), bool(self._watch.active))

    def _flame(self, hsv: Pixels) -> float:
        """Pixels of the zone that burn."""
        fire = cv2.inRange(hsv, FIRE_LOW, FIRE_HIGH)
        fire = cv2.bitwise_or(fire, cv2.inRange(hsv, RED_LOW, RED_HIGH))
        changed = np.zeros_like(fire) if self._before is None else cv2.bitwise_xor(fire, self._before)
        self._before = fire
        cv2.accumulateWeighted(fire, self._fire, MEMORY)
        cv2.accumulateWeighted(changed, self._changes, MEMORY)
        burns = cv2.compare(self._fire, 255.0 * THERE, cv2.CMP_GT)
        flickers = cv2.compare(self._changes, 255.0 * FLICKER, cv2.CMP_GT)
        return float(cv2.countNonZero(cv2.bitwise_and(cv2.bitwise_and(burns, flickers), self._zone.mask)))

    def _smoke(self, hsv: Pixels, look: Look) -> float:
        """Pixels of the zone behind a veil."""
        grid = self._veil.shape[1], self._veil.shape[0]
        now, before = _edge_cells(look.even, grid), _edge_cells(look.background, grid)
        moving = cv2.resize(look.mask, grid, interpolation=cv2.INTER_AREA)
        grey = cv2.resize(hsv[:, :, 1], grid, interpolation=cv2.INTER_AREA) < GREYEST
        veiled = (before > LEAST_CELL_EDGES) & (now < VEILED * before) & grey & (moving > 64)
        # What stands in one place for seconds and goes on changing; a grey car is gone by then.
        self._veil += 0.5 * MEMORY * (veiled - self._veil)
        zone = cv2.resize(self._zone.mask, grid, interpolation=cv2.INTER_AREA) > 127
        return float(np.count_nonzero((self._veil > 0.5) & zone) * CELL * CELL)


def _edge_cells(luma: Pixels, grid: tuple[int, int]) -> Floats:
    edges = cv2.convertScaleAbs(cv2.Laplacian(luma, cv2.CV_16S))
    return np.asarray(cv2.resize(edges, grid, interpolation=cv2.INTER_AREA), np.float32)
