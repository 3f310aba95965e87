"""Smoke and flame, indicatively: a core of the colour of fire where usually none is, with a rim that dances
around it; and grey veils that take the edges from the background while they churn and grow.

Flames flicker with 5 to 15 Hz, which five frames a second cannot show as such: it is seen as a rim that is
another one in nearly every frame. What has the same colour and is no fire differs in that: a lit window is
there for long, one before which somebody passes has no rim, an indicator is on and off as a whole, a red car
goes on. What is as grey and smooth as smoke and stands, as a lorry, comes all at once and does not churn.
"""

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
USUAL_MEMORY = 0.004
"""The same for what usually has the colour of fire: about a minute."""
FIRE_LOW, FIRE_HIGH = (0, 110, 170), (28, 255, 255)
"""Hue (of 180), saturation, value; red goes round the end of the circle and is asked for apart."""
RED_LOW, RED_HIGH = (174, 140, 190), (180, 255, 255)
CORE = 0.6
"""Of the last two seconds, for which a core has had the colour of fire."""
USUAL = 0.5
"""Of the last minute: a lamp, a window, a sign."""
DANCES = 0.2
"""How often a pixel of the rim has changed: there and gone once is less."""
SETTLED_FRAMES = 25
"""By then lamps, windows and signs are known."""
CELL = 8
VEILED = 0.55
"""Of the background's edges in a cell: what is left behind smoke."""
LEAST_CELL_EDGES = 10.0
GREYEST = 45
"""Saturation of smoke at most."""
CHURNS = 1.5
"""Grey levels by which the mean of a cell changes from frame to frame; a sensor's noise is half of one."""
SMOKE_WEIGHT = 0.25
"""A veil must be four times as large as a flame."""


class SmokeFlameStage:
    """Needs colour; without it nothing is seen."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._least = value_of(stage, "share")
        self._fire, self._changes, self._usual = (np.zeros((HEIGHT, WIDTH), np.float32) for _ in range(3))
        self._before: Pixels | None = None
        self._veil, self._churn = (np.zeros((HEIGHT // CELL, WIDTH // CELL), np.float32) for _ in range(2))
        self._grid = WIDTH // CELL, HEIGHT // CELL
        self._cells: Floats | None = None
        self._zone_cells = cv2.resize(self._zone.mask, self._grid, interpolation=cv2.INTER_AREA) > 127
        self._frames = 0
        self._burning = 0.0

    def see(self, look: Look) -> Told:
        share = 0.0
        if look.colour is not None:
            self._frames += 1
            hsv = cv2.cvtColor(look.colour, cv2.COLOR_BGR2HSV)
            flame, smoke = self._flame(hsv), self._smoke(hsv, look)
            # What burns does so in every frame; what looks like it in some does not.
            self._burning += MEMORY * (flame - self._burning)
            if self._frames >= SETTLED_FRAMES:
                share = 100.0 * (min(flame, self._burning) + SMOKE_WEIGHT * smoke) / self._zone.area
        seen = share >= self._least and self._zone.holds(look.at_ms)
        news = self._watch.see(look.at_ms, [Sight("", share, detail="indicative")] if seen else [])
        return Told(news, round(share, 2), bool(self._watch.active))

    def _flame(self, hsv: Pixels) -> float:
        """Pixels of the zone that burn."""
        fire = cv2.bitwise_or(cv2.inRange(hsv, FIRE_LOW, FIRE_HIGH), cv2.inRange(hsv, RED_LOW, RED_HIGH))
        changed = np.zeros_like(fire) if self._before is None else cv2.bitwise_xor(fire, self._before)
        self._before = fire
        cv2.accumulateWeighted(fire, self._fire, MEMORY)
        cv2.accumulateWeighted(changed, self._changes, MEMORY)
        if not self._watch.active:
            settling = self._frames < SETTLED_FRAMES
            cv2.accumulateWeighted(fire, self._usual, 1.0 / self._frames if settling else USUAL_MEMORY)
        unusual = cv2.bitwise_and(cv2.compare(self._usual, 255.0 * USUAL, cv2.CMP_LT), self._zone.mask)
        core = cv2.bitwise_and(cv2.compare(self._fire, 255.0 * CORE, cv2.CMP_GT), unusual)
        if not cv2.countNonZero(core):
            return 0.0
        dances = cv2.bitwise_and(cv2.compare(self._changes, 255.0 * DANCES, cv2.CMP_GT), unusual)
        return _together(core, cv2.subtract(dances, core))

    def _smoke(self, hsv: Pixels, look: Look) -> float:
        """Pixels of the zone behind a veil."""
        cells = np.asarray(cv2.resize(look.even, self._grid, interpolation=cv2.INTER_AREA), np.float32)
        change = np.zeros_like(cells) if self._cells is None else cv2.absdiff(cells, self._cells)
        self._cells = cells
        self._churn += MEMORY * (change - self._churn)
        moving = cv2.resize(look.mask, self._grid, interpolation=cv2.INTER_AREA) > 64
        if not moving.any():
            self._veil *= 1.0 - 0.5 * MEMORY
            return 0.0
        now, before = _edge_cells(look.even, self._grid), _edge_cells(look.background, self._grid)
        grey = cv2.resize(hsv[:, :, 1], self._grid, interpolation=cv2.INTER_AREA) < GREYEST
        veiled = (before > LEAST_CELL_EDGES) & (now < VEILED * before) & grey & moving
        # What stands in one place for seconds and goes on changing; a grey car is gone by then.
        veiled &= self._churn > CHURNS
        self._veil += 0.5 * MEMORY * (veiled - self._veil)
        return float(np.count_nonzero((self._veil > 0.5) & self._zone_cells) * CELL * CELL)


def _together(core: Pixels, rim: Pixels) -> float:
    """Pixels of cores that have a rim, and of those rims."""
    both = cv2.dilate(cv2.bitwise_or(core, rim), _NEIGHBOURS)
    number, labels = cv2.connectedComponents(both, ltype=cv2.CV_16U)
    cores, rims = (np.bincount(labels[part > 0], minlength=number) for part in (core, rim))
    burning = (cores > 0) & (rims >= RIM_SHARE * (cores + rims))
    return float((cores + rims)[burning].sum())


def _edge_cells(luma: Pixels, grid: tuple[int, int]) -> Floats:
    edges = cv2.convertScaleAbs(cv2.Laplacian(luma, cv2.CV_16S))
    return np.asarray(cv2.resize(edges, grid, interpolation=cv2.INTER_AREA), np.float32)


RIM_SHARE = 0.15
"""Of a flame, what comes and goes."""
_NEIGHBOURS = np.ones((5, 5), np.uint8)
