"""What one picture of the map holds: who is single, grouped, abnormal or moving, and the sprites for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from maps.clusters import NO_CLUSTERS, STALE, Clusters, cell_side, group
from maps.projection import Bounds, Floats, Viewport
from maps.scene import Bytes, DeviceScene, Mask, Rows

MARGIN_PX = 48.0
REACH = 0.3
"""A frame holds this share of the screen more on every side, so that most steps of a pan can use it again."""
MOST_ABNORMAL = 1500
"""Drawn each for itself in one view; more than this, and the least of them go into groups."""
MOST_SINGLE = 12
"""Of one cell; from `STREET_ZOOM` on only a heap is grouped."""
STREET_ZOOM = 16.5
STREET_MOST_SINGLE = 30
MOST_GLYPHS = 6000
"""Normal devices in view from which dots stand for their glyphs."""

FEW_GLYPHS = 600
GLYPH_AREA_PX = 150.0
MOST_MOVERS = 150


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
    """So many normal ones that dots stand for their glyphs."""
    stale_dots: bool
    crowded: bool
    """So many movers that small arrows stand for them."""
    area_px: float
    """Of the ground that devices stand on, in square logical pixels."""

    def serves(self, view: Viewport) -> bool:
        """Whether the same devices, grouped in the same way, fill this view too."""
        if (view.zoom, view.width, view.height) != (self.view.zoom, self.view.width, self.view.height):
            return False
        return self.reach.contains(view.bounds.grown(MARGIN_PX / view.scale))


def prepare(scene: DeviceScene, view: Viewport, *, grouped: bool, reach: float = REACH) -> Frame:
    """Sort out what stands in the viewport. `reach` is what it holds beyond the screen."""
    bounds = _reach(view, reach, grouped=grouped)
    rows = scene.shown_only(scene.rows_between(bounds))
    moving = scene.shown_only(scene.movers_between(bounds))
    priority = scene.priority[rows]
    abnormal, alone = _abnormal(scene, rows, priority)
    if abnormal.size:
        rows, priority = rows[~alone], priority[~alone]
    clusters, normal, stale = _split(scene, rows, priority, view, grouped=grouped)
    area_px = _area_px(scene, bounds, view)
    share = view.width * view.height / _square_px(bounds, view)
    return Frame(
        view=view,
        reach=bounds,
        normal=normal,
        stale=stale,
        abnormal=abnormal,
        moving=moving,
        clusters=clusters,
        dots=_too_many(len(normal), share, area_px),
        stale_dots=_too_many(len(stale), share, area_px),
        crowded=len(moving) * share > MOST_MOVERS,
        area_px=area_px,
    )


def _square_px(bounds: Bounds, view: Viewport) -> float:
    return (bounds.right - bounds.left) * (bounds.bottom - bounds.top) * view.scale**2


def _area_px(scene: DeviceScene, bounds: Bounds, view: Viewport) -> float:
    """Of the part of the city that lies in the rectangle."""
    city = scene.extent
    return 0.0 if city is None or not city.overlaps(bounds) else _square_px(city.within(bounds), view)


def _too_many(count: int, share: float, area_px: float) -> bool:
    """Whether dots must stand for so many glyphs, `share` of them on the screen."""
    return count * share > MOST_GLYPHS or (count > FEW_GLYPHS and count * GLYPH_AREA_PX > area_px)


def _reach(view: Viewport, reach: float, *, grouped: bool) -> Bounds:
    """The viewport and a margin; whole cells where there are groups, so that counts at the edge are right."""
    seen = view.bounds
    wide, high = (seen.right - seen.left) * reach, (seen.bottom - seen.top) * reach
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


def _abnormal(scene: DeviceScene, rows: Rows, priority: Bytes) -> tuple[Rows, Mask]:
    """The most important ones in drawing order, and which of `rows` they are."""
    alone = priority > 0
    places = np.flatnonzero(alone)
    weight = priority[places] + np.where(scene.unacknowledged[rows[places]], 8, 0)
    order = np.argsort(weight, kind="stable")
    alone[places[order][:-MOST_ABNORMAL]] = False
    return rows[places[order][-MOST_ABNORMAL:]], alone


def _split(
    scene: DeviceScene, rows: Rows, priority: Bytes, view: Viewport, *, grouped: bool
) -> tuple[Clusters, Rows, Rows]:
    """Groups, and who stays single: normal, stale."""
    stale = scene.stale[rows]
    clusters = NO_CLUSTERS
    if grouped:
        rings = np.where((priority == 0) & stale, np.uint8(STALE), priority)
        most = STREET_MOST_SINGLE if view.zoom >= STREET_ZOOM else MOST_SINGLE
        clusters, single = group(
            scene.x[rows], scene.y[rows], scene.kind[rows], rings, side=cell_side(view), most_single=most
        )
        rows, stale = rows[single], stale[single]
    return clusters, rows[~stale], rows[stale]


def count_inside(scene: DeviceScene, bounds: Bounds) -> int:
    """Devices that stand in a rectangle, drawn or grouped."""
    return sum(
        len(scene.shown_only(rows)) for rows in (scene.rows_between(bounds), scene.movers_between(bounds))
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
