"""Turns a frame into batches of sprites, in the drawing order of the design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.wire.columns import CONTROL_FAILED, CONTROL_MANUAL, CONTROL_PENDING, CONTROL_TAGGED
from maps.clusters import Clusters
from maps.dots import Dots, dot_radius
from maps.frame import Frame, screen
from maps.projection import Floats, Viewport
from maps.scene import DeviceScene, Mask, Rows
from maps.sprite_drawings import (
    DIGIT_STEP,
    MANUAL_PLATE,
    PILL_GLYPH,
    PILL_HEIGHT,
    RINGS,
    STALE_PLATE,
    pill_width,
)
from maps.sprites import HEADINGS, MOST_DIGITS, SpriteAtlas, SpriteBatch
from widgets.theme import Theme

SHAPE_AT = (12.0, -11.0)
HAND_AT = (-11.0, -12.5)
MARK_AT = (10.0, 10.0)
MARKED = (CONTROL_TAGGED, CONTROL_FAILED, CONTROL_PENDING)
"""Each in the order of its sprite; of several the last is drawn."""
MOST_PLATES = 600
"""Devices under manual control from which dots of their colour stand for plates, where others are dots."""


@dataclass(frozen=True, slots=True, eq=False)
class Batches:
    """`dots`: below everything, where there are too many for sprites. `low`: normal devices, groups, no-data
    and abnormal ones. `frames`: what blinks. `high`: movers and the selection, above the trails."""

    dots: tuple[Dots, ...]
    low: SpriteBatch
    frames: SpriteBatch
    high: SpriteBatch


def compose(
    scene: DeviceScene,
    frame: Frame,
    atlas: SpriteAtlas,
    *,
    selected: Rows,
    headings: Floats,
    still: bool,
) -> Batches:
    """`headings` are degrees clockwise from north for each of `frame.moving`."""
    low, frames, high = SpriteBatch(atlas), SpriteBatch(atlas), SpriteBatch(atlas)
    _add_normal(low, scene, frame, atlas)
    add_pills(low, frame.clusters, frame.view, atlas, glyphs=True)
    _add_stale(low, scene, frame, atlas)
    _add_abnormal(low, frames, scene, frame, atlas, still=still)
    _add_moving(high, scene, frame, atlas, headings)
    _add_selected(high, scene, frame, atlas, selected)
    return Batches(_dots(scene, frame, atlas.theme), low, frames, high)


def _dots(scene: DeviceScene, frame: Frame, theme: Theme) -> tuple[Dots, ...]:
    made = []
    manual = _manual(scene, frame.normal)
    colored = frame.dots and int(manual.sum()) > MOST_PLATES
    plain = frame.normal[~manual] if colored else frame.normal
    for rows, all_alike, wanted, color in (
        (plain, frame.normal, frame.dots, theme.normal),
        (frame.normal[manual], frame.normal, colored, theme.manual),
        (frame.stale, frame.stale, frame.stale_dots, theme.stale),
    ):
        if wanted:
            x, y = screen(scene, rows, frame.view)
            made.append(Dots(x, y, color, radius=dot_radius(len(all_alike), frame.area_px)))
    return tuple(made)


def _manual(scene: DeviceScene, rows: Rows) -> Mask:
    """Which of the rows are under an operator's override."""
    manual: Mask = (scene.control[rows] & CONTROL_MANUAL) > 0
    return manual


def _add_normal(batch: SpriteBatch, scene: DeviceScene, frame: Frame, atlas: SpriteAtlas) -> None:
    x, y = screen(scene, frame.normal, frame.view)
    if not frame.dots:
        batch.add(atlas.kind_sprites(atlas.numbers.normal, scene.kind[frame.normal]), x, y)
    manual = frame.normal[_manual(scene, frame.normal)]
    if not frame.dots or len(manual) <= MOST_PLATES:
        _add_plated(batch, scene, manual, frame, atlas, np.full(len(manual), MANUAL_PLATE))
        _add_control(batch, scene, manual if frame.dots else frame.normal, frame, atlas)


def _add_control(
    batch: SpriteBatch, scene: DeviceScene, rows: Rows, frame: Frame, atlas: SpriteAtlas
) -> None:
    """The hand, and the mark of an order that is out or failed, or of a device under maintenance."""
    rows = rows[scene.control[rows] > 0]
    if not rows.size:
        return
    x, y = screen(scene, rows, frame.view)
    manual = _manual(scene, rows)
    batch.add(atlas.numbers.hand, x[manual] + HAND_AT[0], y[manual] + HAND_AT[1])
    marks = np.zeros(len(rows), dtype=np.int64)
    for place, bit in enumerate(MARKED, start=1):
        marks[(scene.control[rows] & bit) > 0] = place
    marked = marks > 0
    batch.add(atlas.numbers.mark + marks[marked] - 1, x[marked] + MARK_AT[0], y[marked] + MARK_AT[1])


def _add_stale(batch: SpriteBatch, scene: DeviceScene, frame: Frame, atlas: SpriteAtlas) -> None:
    if not frame.stale_dots:
        x, y = screen(scene, frame.stale, frame.view)
        batch.add(atlas.kind_sprites(atlas.numbers.stale, scene.kind[frame.stale]), x, y)
        _add_control(batch, scene, frame.stale, frame, atlas)


def _add_abnormal(
    batch: SpriteBatch,
    frames: SpriteBatch,
    scene: DeviceScene,
    frame: Frame,
    atlas: SpriteAtlas,
    *,
    still: bool,
) -> None:
    rows = frame.abnormal
    priority = scene.priority[rows].astype(np.int64)
    borders = np.where(scene.stale[rows], STALE_PLATE, priority)
    _add_plated(batch, scene, rows, frame, atlas, borders)
    x, y = screen(scene, rows, frame.view)
    batch.add(atlas.numbers.shape + priority, x + SHAPE_AT[0], y + SHAPE_AT[1])
    _add_control(batch, scene, rows, frame, atlas)
    open_ = scene.unacknowledged[rows]
    first = atlas.numbers.still_frame if still else atlas.numbers.frame
    frames.add(first + priority[open_], x[open_] + SHAPE_AT[0], y[open_] + SHAPE_AT[1])


def _add_plated(
    batch: SpriteBatch,
    scene: DeviceScene,
    rows: Rows,
    frame: Frame,
    atlas: SpriteAtlas,
    borders: NDArray[np.int64],
) -> None:
    """Plate and glyph device by device, so that one that lies over another hides it whole."""
    x, y = screen(scene, rows, frame.view)
    sprites = np.stack(
        [atlas.numbers.plate + borders, atlas.kind_sprites(atlas.numbers.plated, scene.kind[rows])]
    )
    batch.add(sprites.T.ravel(), np.repeat(x, 2), np.repeat(y, 2))


def _add_moving(
    batch: SpriteBatch, scene: DeviceScene, frame: Frame, atlas: SpriteAtlas, headings: Floats
) -> None:
    rows = frame.moving
    x, y = screen(scene, rows, frame.view)
    step = np.rint(headings / 360.0 * HEADINGS).astype(np.int64) % HEADINGS
    first = atlas.numbers.small_arrow if frame.crowded else atlas.numbers.arrow
    silent = scene.stale[rows]
    for chosen, opacity in ((silent, 0.5), (~silent, 1.0)):
        batch.add(first + step[chosen], x[chosen], y[chosen], opacity=opacity)
        if not frame.crowded:
            glyphs = atlas.kind_sprites(atlas.numbers.riding, scene.kind[rows[chosen]])
            batch.add(glyphs, x[chosen], y[chosen], opacity=opacity)
    alarmed = scene.priority[rows] > 0
    shapes = atlas.numbers.shape + scene.priority[rows[alarmed]].astype(np.int64)
    batch.add(shapes, x[alarmed] + SHAPE_AT[0], y[alarmed] + SHAPE_AT[1])


def _add_selected(
    batch: SpriteBatch, scene: DeviceScene, frame: Frame, atlas: SpriteAtlas, selected: Rows
) -> None:
    rows = selected[np.isfinite(scene.x[selected])]
    quiet = rows[(scene.priority[rows] == 0) & ~scene.stale[rows] & ~scene.mobile[rows]]
    borders = np.where(_manual(scene, quiet), MANUAL_PLATE, 0)
    _add_plated(batch, scene, quiet, frame, atlas, borders)
    _add_control(batch, scene, quiet, frame, atlas)
    x, y = screen(scene, rows, frame.view)
    batch.add(atlas.numbers.corners, x, y)


def add_pills(
    batch: SpriteBatch, clusters: Clusters, view: Viewport, atlas: SpriteAtlas, *, glyphs: bool = False
) -> None:
    """Groups with their counts: of devices with the commonest kind's glyph and the worst shape at the corner;
    of what has no glyph the worst shape stands in its place."""
    if not len(clusters.counts):
        return
    counts = np.minimum(clusters.counts, 10**MOST_DIGITS - 1)
    digits = np.floor(np.log10(counts)).astype(np.int64) + 1
    x, y = view.to_screen(clusters.x, clusters.y)
    widths = np.array([pill_width(n) for n in range(MOST_DIGITS + 1)])[digits]
    rings = clusters.rings.astype(np.int64)
    batch.add(atlas.numbers.pill + (digits - 1) * RINGS + rings, x, y)
    left = x - widths / 2 + 7
    if glyphs:
        batch.add(atlas.kind_sprites(atlas.numbers.pill_glyph, clusters.kinds), left + PILL_GLYPH / 2, y)
    _add_digits(batch, atlas, counts, digits, left + PILL_GLYPH + 5, y)
    worst = (rings >= 1) & (rings <= 4)
    at = (x + widths / 2 - 1, y - PILL_HEIGHT / 2) if glyphs else (left + PILL_GLYPH / 2, y)
    batch.add(atlas.numbers.shape + rings[worst], at[0][worst], at[1][worst])


def _add_digits(
    batch: SpriteBatch,
    atlas: SpriteAtlas,
    counts: NDArray[np.int64],
    digits: NDArray[np.int64],
    left: Floats,
    y: Floats,
) -> None:
    for place in range(MOST_DIGITS):
        has = digits > place
        value = counts[has] // 10 ** (digits[has] - 1 - place) % 10
        after_space = (digits[has] > 3) & (digits[has] - place <= 3)
        offset = (place + 0.5) * DIGIT_STEP + np.where(after_space, 2.4, 0.0)
        batch.add(atlas.numbers.digit + value, left[has] + offset, y[has])
