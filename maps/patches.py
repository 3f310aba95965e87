"""Which places of the screen must be painted again after the devices changed; None means all of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect

from maps.clusters import Clusters
from maps.frame import Frame, screen
from maps.projection import Floats
from maps.scene import DeviceScene, Rows

SPRITE_REACH_PX = 32
LABEL_REACH_PX = 190
PILL_REACH_PX = 52
MOST_PATCHES = 60

Patches = list[QRect] | None


def changed_patches(scene: DeviceScene, old: Frame, new: Frame) -> Patches:
    """After an update of the scene with the view at rest. Alarms that come and go shift each other's labels,
    so they ask for everything."""
    if old.dots or new.dots or new.stale_dots or not np.array_equal(old.abnormal, new.abnormal):
        return None
    if scene.priority[scene.changed].any():
        return None
    rows = np.concatenate([scene.changed, scene.moved])
    x, y = screen(scene, rows, new.view)
    patches = patches_around(x, y, new, reach_x=SPRITE_REACH_PX)
    pills = _changed_pills(old, new)
    if patches is None or len(patches) + len(pills) > MOST_PATCHES:
        return None
    return patches + pills


def patches_around(x: Floats, y: Floats, frame: Frame, *, reach_x: int) -> Patches:
    """Boxes round places in logical pixels, those off the screen left out."""
    near = (x > -reach_x) & (x < frame.view.width + reach_x)
    near &= (y > -SPRITE_REACH_PX) & (y < frame.view.height + SPRITE_REACH_PX)
    if int(near.sum()) > MOST_PATCHES:
        return None
    return [
        QRect(round(px) - reach_x, round(py) - SPRITE_REACH_PX, 2 * reach_x, 2 * SPRITE_REACH_PX)
        for px, py in zip(x[near].tolist(), y[near].tolist(), strict=True)
    ]


def blinking(scene: DeviceScene, frame: Frame) -> Patches:
    """Where frames of unacknowledged alarms are."""
    rows: Rows = frame.abnormal[scene.unacknowledged[frame.abnormal]]
    x, y = screen(scene, rows, frame.view)
    return patches_around(x, y, frame, reach_x=SPRITE_REACH_PX)


def _changed_pills(old: Frame, new: Frame) -> list[QRect]:
    before, after = _pills(old.clusters), _pills(new.clusters)
    return [
        QRect(round(x) - PILL_REACH_PX, round(y) - SPRITE_REACH_PX, 2 * PILL_REACH_PX, 2 * SPRITE_REACH_PX)
        for x, y in (new.view.point_to_screen(pill[0], pill[1]) for pill in before ^ after)
    ]


def _pills(clusters: Clusters) -> set[tuple[float, ...]]:
    columns = (clusters.x, clusters.y, clusters.counts, clusters.kinds, clusters.rings)
    return set(zip(*(column.tolist() for column in columns), strict=True))
