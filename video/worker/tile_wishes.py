"""What all tiles together want of each camera."""

from __future__ import annotations

from dataclasses import dataclass

from app.wire.frame_slots import BLURRED
from app.wire.video_service import WantedStreams


@dataclass(frozen=True, slots=True)
class TileWish:
    width: int = 0
    """Pixels of the largest tile."""
    plain: bool = False
    blurred: bool = False
    tuning: bool = False


NOBODY = TileWish()


def wishes_of(wanted: WantedStreams) -> dict[str, TileWish]:
    """By camera. A tile names the plain or the blurred stream; `blurred` names cameras."""
    wishes: dict[str, TileWish] = {}
    for tile in wanted.streams:
        name = tile.camera.removesuffix(BLURRED)
        before, coarse = wishes.get(name, NOBODY), tile.camera.endswith(BLURRED)
        wishes[name] = TileWish(
            width=max(before.width, tile.width),
            plain=before.plain or not coarse,
            blurred=before.blurred or coarse or name in wanted.blurred,
            tuning=before.tuning or tile.tuning,
        )
    return wishes
