"""Which incidents are drawn single and which in groups, the sprites for both, and the labels they want."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maps.clusters import NO_CLUSTERS, Clusters, cell_side, group
from maps.composing import add_pills
from maps.incidents.scene import IncidentScene
from maps.labels import Tag
from maps.projection import Bounds, Floats, Viewport
from maps.scene import NO_ROWS, Rows
from maps.sprites import SpriteAtlas, SpriteBatch

RAISED_PX = 30.0
"""A sign above its device leaves plate, shape and marks free."""
MOST_SINGLE = 3
"""Of one cell; more are a group."""
MOST_TAGS = 80
TITLE_LENGTH = 30
CLICK_REACH_PX = 12.0
PATCH_PX = 16


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The signs of one picture: slots of single ones, the worst last and the chosen one after all; `x`, `y`
    the middle of each sign in the pixels of `view`."""

    view: Viewport
    slots: Rows
    x: Floats
    y: Floats
    groups: Clusters


NOTHING_SHOWN = Shown(Viewport(0.5, 0.5, 3.0, 1, 1), NO_ROWS, np.zeros(0), np.zeros(0), NO_CLUSTERS)


def sort_out(scene: IncidentScene, view: Viewport, reach: Bounds, chosen: str) -> Shown:
    """What stands in `reach`; the chosen incident is never in a group."""
    slots = scene.between(reach)
    if not slots.size:
        return NOTHING_SHOWN
    mine = slots == scene.slot_of(chosen)
    others = slots[~mine]
    groups, single = group(
        scene.x[others],
        scene.y[others],
        np.zeros(len(others), dtype=np.uint8),
        scene.priority[others],
        side=cell_side(view),
        most_single=MOST_SINGLE,
    )
    others = others[single]
    weight = scene.priority[others] + np.where(scene.new[others], 8, 0)
    slots = np.concatenate([others[np.argsort(weight, kind="stable")], slots[mine]])
    x, y = places(scene, slots, view)
    return Shown(view, slots, x, y, groups)


def places(scene: IncidentScene, slots: Rows, view: Viewport) -> tuple[Floats, Floats]:
    """The middle of each sign in logical pixels."""
    x, y = view.to_screen(scene.x[slots], scene.y[slots])
    return x, y - np.where(scene.raised[slots], RAISED_PX, 0.0)


def sign_at(scene: IncidentScene, shown: Shown, view: Viewport, px: float, py: float) -> str:
    """The incident whose sign lies under a pixel, the topmost first; empty for none."""
    x, y = places(scene, shown.slots, view)
    hits = np.flatnonzero((np.abs(x - px) <= CLICK_REACH_PX) & (np.abs(y - py) <= CLICK_REACH_PX))
    return scene.sign_at(int(shown.slots[hits[-1]])).id if hits.size else ""


def compose_signs(
    scene: IncidentScene, shown: Shown, atlas: SpriteAtlas, chosen: str, *, still: bool
) -> tuple[SpriteBatch, SpriteBatch]:
    """The signs, and the frames round new ones, which blink."""
    signs, frames = SpriteBatch(atlas), SpriteBatch(atlas)
    add_pills(signs, shown.groups, shown.view, atlas)
    slots = shown.slots
    priority = scene.priority[slots].astype(np.int64)
    raised = scene.raised[slots]
    signs.add(atlas.numbers.stem, shown.x[raised], shown.y[raised] + RAISED_PX / 2)
    signs.add(atlas.numbers.sign + priority, shown.x, shown.y)
    mine = slots == scene.slot_of(chosen)
    signs.add(atlas.numbers.corners, shown.x[mine], shown.y[mine])
    new = scene.new[slots]
    first = atlas.numbers.still_sign_frame if still else atlas.numbers.sign_frame
    frames.add(first + priority[new], shown.x[new], shown.y[new])
    return signs, frames


def tags(scene: IncidentScene, shown: Shown, chosen: str) -> list[Tag]:
    """The chosen one first, then the worst; where the title finds no room the id alone is tried."""
    mine = scene.slot_of(chosen)
    wanted = []
    for place in range(len(shown.slots) - 1, max(-1, len(shown.slots) - 1 - MOST_TAGS), -1):
        slot = int(shown.slots[place])
        sign = scene.sign_at(slot)
        style = "chosen" if slot == mine else "abnormal"
        texts = (f"{sign.id} · {_cut(sign.title)}", sign.id)
        x, y = float(shown.x[place]), float(shown.y[place])
        wanted.append(Tag(texts, x, y, style, low=not sign.raised))
    return wanted


def _cut(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1].rstrip()}…"
