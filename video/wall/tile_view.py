"""A tile as it is painted now, and what of it stays the same from picture to picture."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.alarms import Priority
from app.domain.video.cameras import CameraFault
from video.wall import tile_words
from video.wall.sources import Shot
from video.wall.tile_state import LOOKS, Mood, Tile, edge_of, named_by_mark
from video.wall.zooming import WHOLE, Zoom


@dataclass(frozen=True, slots=True)
class TileView:
    """A tile as it is painted now."""

    tile: Tile
    mood: Mood
    shot: Shot | None
    zoom: Zoom = WHOLE
    marked: bool = False
    focused: bool = False
    analytics: bool = True
    target: bool = False
    """Something is held over it that could be dropped."""

    @property
    def picture(self) -> Shot | None:
        """The one that is drawn; None where words stand in the middle."""
        if not LOOKS[self.mood].pictured or (self.mood is Mood.RECORDED and self.tile.fault):
            return None
        return self.shot

    @property
    def taken(self) -> int:
        """When its picture was taken, epoch ms; 0 for none."""
        if self.shot is None:
            return 0
        return self.shot.media_ms if self.tile.recorded else self.shot.captured


@dataclass(frozen=True, slots=True)
class HeadSigns:
    """All that a head shows: `words` at its right end, `brief` where there is no room for them, `named` the
    alarm or incident in their place, `sign` before them."""

    id: str
    name: str
    mood: Mood
    words: str
    brief: str = ""
    named: str = ""
    sign: Priority | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """All that a tile shows but its picture and what the operator does with it. One that has others than
    those that were painted is painted again."""

    head: HeadSigns
    edge: Priority | None
    blinks: bool
    lit: bool
    """Always true of what does not blink."""
    said: tuple[str, ...]
    """On the picture, or where there is none."""
    size: tuple[int, int] | None
    """Of the picture that is drawn, in pixels."""


def signs_of(view: TileView, now: int, *, lit: bool) -> Signs:
    """`now` is epoch ms."""
    tile, mood, shot = view.tile, view.mood, view.picture
    blinks = tile.mark is not None and tile.mark.unacknowledged
    if shot is None:
        said, size = tile_words.lines(tile, mood, now), None
    else:
        age = tile_words.picture_age(view.taken, now)
        said, size = (tile_words.rate(tile, mood), age, tile_words.trouble(tile)), shot.size
    return Signs(_head(view, now), edge_of(tile, mood), blinks, lit or not blinks, said, size)


def _head(view: TileView, now: int) -> HeadSigns:
    tile, mood = view.tile, view.mood
    return HeadSigns(
        tile.id,
        tile.name,
        mood,
        tile_words.pill(tile, mood, now),
        tile_words.brief(mood),
        tile.mark.text if tile.mark is not None and named_by_mark(tile, mood) else "",
        _sign(view),
    )


def _sign(view: TileView) -> Priority | None:
    state = view.tile.state
    drifts = state is not None and CameraFault.CLOCK_DRIFT in state.faults
    drifts = drifts and view.mood in (Mood.LIVE, Mood.STILL, Mood.SLOWED)
    return edge_of(view.tile, view.mood) or (Priority.LOW if drifts else None)
