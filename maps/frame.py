"""What one picture of the map holds: who is single, grouped, abnormal or moving, and the sprites for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from maps.clusters import NO_CLUSTERS, STALE, Clusters, cell_side, group
from maps.projection import Bounds, Floats, Viewport
from maps.scene import DeviceScene, Rows

MARGIN_PX = 48.0
REACH = 0.3
"""A frame holds this share of the screen more on every side, so that most steps of a pan can use it again."""
MOST_ABNORMAL = 1500
"""Drawn each for itself in one view; more than this, and the least of them go into groups."""
MOST_SINGLE = 12
"""Of one cell; from `STREET_ZOOM` on only a heap is grouped."""
STREET_ZOOM = 16.5
STREET_MOST_SINGLE = 30
MOST_GLYPHS = 4000
"""Normal devices in view from which dots stand for their glyphs."""
DOT_BUCKET_PX = 3.0
GLYPH_BUCKET_PX = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Rows by how they are drawn; each list keeps its drawing order. Holds all that stands in `reach`."""

    view: Viewport
    reach: Bounds
    normal: Rows
    stale: Rows
    abnormal: Rows
    """Lowest priority first, so that the worst lies on top."""
    moving: Rows
    clusters: Clusters
    dots: bool

    def serves(self, view: Viewport) -> bool:
        """Whether the same devices, grouped in the same way, fill this view too."""
        if (view.zoom, view.width, view.height) != (self.view.zoom, self.view.width, self.view.height):
            return False
        needed, reach = view.bounds.grown(MARGIN_PX / view.scale), self.reach
        return (
            needed.left >= reach.left
            and needed.right <= reach.right
            and needed.top >= reach.top
            and needed.bottom <= reach.bottom
        )


def prepare(scene: DeviceScene, view: Viewport, *, grouped: bool) -> Frame:
    """Sort out what stands in the viewport. About 1 ms for 100,000 devices."""
    bounds = _reach(view, grouped=grouped)
    rows = scene.rows_between(bounds)
    rows = rows[scene.shown(rows)]
    moving = scene.movers_between(bounds)
    moving = moving[scene.shown(moving)]
    abnormal = _abnormal(scene, rows)
    if abnormal.size:
        kept = np.zeros(scene.count, dtype=bool)
        kept[abnormal] = True
        rows = rows[~kept[rows]]
    clusters, singles = _split(scene, rows, view, grouped=grouped)
    stale = scene.stale[singles]
    normal = singles[~stale]
    area = (bounds.right - bounds.left) * (bounds.bottom - bounds.top) * view.scale**2
    dots = len(normal) * view.width * view.height / area > MOST_GLYPHS
    return Frame(
        view=view,
        reach=bounds,
        normal=_thinned(scene, normal, bounds, (DOT_BUCKET_PX if dots else GLYPH_BUCKET_PX) / view.scale),
        stale=_thinned(scene, singles[stale], bounds, GLYPH_BUCKET_PX / view.scale),
        abnormal=abnormal,
        moving=moving,
        clusters=clusters,
        dots=dots,
    )


def _reach(view: Viewport, *, grouped: bool) -> Bounds:
    """The viewport and a margin; whole cells where there are groups, so that counts at the edge are right."""
    seen = view.bounds
    wide, high = (seen.right - seen.left) * REACH, (seen.bottom - seen.top) * REACH
    margin = MARGIN_PX / view.scale
    left, right = seen.left - wide - margin, seen.right + wide + margin
    top, bottom = seen.top - high - margin, seen.bottom + high + margin
    if not grouped:
        return Bounds(left, top, right, bottom)
    side = cell_side(view)
    return Bounds(
        math.floor(left / side) * side,
        math.floor(top / side) * side,
        math.ceil(right / side) * side,
        math.ceil(bottom / side) * side,
    )


def _abnormal(scene: DeviceScene, rows: Rows) -> Rows:
    found = rows[scene.priority[rows] > 0]
    weight = scene.priority[found] + np.where(scene.unacknowledged[found], 8, 0)
    order = np.argsort(weight, kind="stable")
    return found[order][-MOST_ABNORMAL:]


def _split(scene: DeviceScene, rows: Rows, view: Viewport, *, grouped: bool) -> tuple[Clusters, Rows]:
    if not grouped:
        return NO_CLUSTERS, rows
    rings = scene.priority[rows].copy()
    rings[(rings == 0) & scene.stale[rows]] = STALE
    most = STREET_MOST_SINGLE if view.zoom >= STREET_ZOOM else MOST_SINGLE
    clusters, single = group(
        scene.x[rows], scene.y[rows], scene.kind[rows], rings, side=cell_side(view), most_single=most
    )
    return clusters, rows[single]


def _thinned(scene: DeviceScene, rows: Rows, bounds: Bounds, bucket: float) -> Rows:
    """Leave out sprites that another one hides but for a pixel or two; `bucket` in the unit square."""
    if len(rows) < MOST_GLYPHS // 4:
        return rows
    columns = int((bounds.right - bounds.left) / bucket) + 2
    lines = int((bounds.bottom - bounds.top) / bucket) + 2
    column = ((scene.x[rows] - bounds.left) / bucket).astype(np.int64)
    line = ((scene.y[rows] - bounds.top) / bucket).astype(np.int64)
    last = np.full(columns * lines, -1, dtype=np.int64)
    last[line * columns + column] = rows
    return last[last >= 0]


def count_inside(scene: DeviceScene, bounds: Bounds) -> int:
    """Devices that stand in a rectangle, drawn or grouped."""
    return sum(
        int(scene.shown(rows).sum()) for rows in (scene.rows_between(bounds), scene.movers_between(bounds))
    )


def screen(scene: DeviceScene, rows: Rows, view: Viewport) -> tuple[Floats, Floats]:
    """Logical pixels of the devices in these rows."""
    return view.to_screen(scene.x[rows], scene.y[rows])


def nearest(scene: DeviceScene, frame: Frame, px: float, py: float, *, reach: float = 14.0) -> int | None:
    """The row drawn at a pixel: the topmost family first, the nearest in it."""
    for rows in (frame.moving, frame.abnormal, frame.stale, frame.normal):
        if not len(rows):
            continue
        x, y = screen(scene, rows, frame.view)
        distance = (x - px) ** 2 + (y - py) ** 2
        best = int(distance.argmin())
        if distance[best] <= reach**2:
            return int(rows[best])
    return None


def cluster_at(frame: Frame, px: float, py: float) -> int | None:
    """The group whose pill lies under a pixel."""
    clusters = frame.clusters
    if not len(clusters.counts):
        return None
    x, y = frame.view.to_screen(clusters.x, clusters.y)
    half = 18 + 4 * np.floor(np.log10(clusters.counts) + 1)
    hits = np.flatnonzero((np.abs(x - px) <= half) & (np.abs(y - py) <= 11))
    return int(hits[-1]) if hits.size else None
