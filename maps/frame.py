"""What one picture of the map holds: who is single, grouped, abnormal or moving, and the sprites for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.clusters import NO_CLUSTERS, STALE, Clusters, cell_side, group
from maps.projection import Bounds, Floats, Viewport
from maps.scene import DeviceScene, Rows
from maps.sprites import SpriteAtlas

MARGIN_PX = 48.0
MOST_ABNORMAL = 1500
"""Drawn each for itself in one view; more than this, and the least of them go into groups."""
MOST_SINGLE = 9
"""Of one cell; from `STREET_ZOOM` on only a heap is grouped."""
STREET_ZOOM = 16.5
STREET_MOST_SINGLE = 30
MOST_GLYPHS = 4000
"""Normal devices in view from which dots stand for their glyphs."""
DOT_BUCKET_PX = 3.0
GLYPH_BUCKET_PX = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Rows by how they are drawn; each list keeps its drawing order."""

    view: Viewport
    normal: Rows
    stale: Rows
    abnormal: Rows
    """Lowest priority first, so that the worst lies on top."""
    moving: Rows
    clusters: Clusters
    dots: bool
    in_view: int
    """Devices that stand in the viewport, drawn or grouped."""

    @property
    def singles(self) -> Rows:
        """Everything that can be pointed at, topmost last."""
        return np.concatenate([self.normal, self.stale, self.abnormal, self.moving])


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
    dots = len(normal) > MOST_GLYPHS
    return Frame(
        view=view,
        normal=_thinned(scene, normal, view, DOT_BUCKET_PX if dots else GLYPH_BUCKET_PX),
        stale=_thinned(scene, singles[stale], view, GLYPH_BUCKET_PX),
        abnormal=abnormal,
        moving=moving,
        clusters=clusters,
        dots=dots,
        in_view=_count_inside(scene, (rows, abnormal, moving), view.bounds),
    )


def _reach(view: Viewport, *, grouped: bool) -> Bounds:
    """The viewport and a margin; whole cells where there are groups, so that counts at the edge are right."""
    bounds = view.bounds.grown(MARGIN_PX / view.scale)
    if not grouped:
        return bounds
    side = cell_side(view)
    low_x, low_y = np.floor(bounds.left / side) * side, np.floor(bounds.top / side) * side
    high_x, high_y = np.ceil(bounds.right / side) * side, np.ceil(bounds.bottom / side) * side
    return Bounds(float(low_x), float(low_y), float(high_x), float(high_y))


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


def _thinned(scene: DeviceScene, rows: Rows, view: Viewport, bucket_px: float) -> Rows:
    """Leave out sprites that another one hides but for a pixel or two."""
    if len(rows) < MOST_GLYPHS // 4:
        return rows
    px, py = view.to_screen(scene.x[rows], scene.y[rows])
    columns = int((view.width + 4 * MARGIN_PX + 160) / bucket_px) + 2
    lines = int((view.height + 4 * MARGIN_PX + 160) / bucket_px) + 2
    column = np.clip((px + 2 * MARGIN_PX + 80) / bucket_px, 0, columns - 1).astype(np.int64)
    line = np.clip((py + 2 * MARGIN_PX + 80) / bucket_px, 0, lines - 1).astype(np.int64)
    last = np.full(columns * lines, -1, dtype=np.int64)
    last[line * columns + column] = rows
    return last[last >= 0]


def _count_inside(scene: DeviceScene, groups: tuple[Rows, ...], bounds: Bounds) -> int:
    rows = np.concatenate(groups)
    x, y = scene.x[rows], scene.y[rows]
    inside = (x >= bounds.left) & (x <= bounds.right) & (y >= bounds.top) & (y <= bounds.bottom)
    return int(inside.sum())


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


def atlas_kinds(atlas: SpriteAtlas, scene: DeviceScene, rows: Rows, first: int) -> NDArray[np.int64]:
    """The sprite of each row's kind."""
    return atlas.kind_sprites(first, scene.kind[rows])
