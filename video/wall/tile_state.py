"""What a tile shows, decided from what is known of its camera. Knows no Qt; times are epoch ms."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.alarms import Priority
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture

OLD_MS = 5_000
"""A live picture that is older than this is said to be old, whatever the worker says."""


class Mood(enum.StrEnum):
    """Each looks different from afar."""

    EMPTY = "empty"
    NO_PERMISSION = "no_permission"
    UNKNOWN = "unknown"
    LOST = "lost"
    OFF = "off"
    CONNECTING = "connecting"
    NO_SIGNAL = "no_signal"
    TAMPERED = "tampered"
    FROZEN = "frozen"
    OLD = "old"
    STILL = "still"
    SLOWED = "slowed"
    LIVE = "live"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class MoodLook:
    """`pictured`: the last picture is drawn; otherwise words stand in the middle."""

    pictured: bool
    hatched: bool = False
    dashed: bool = False
    grey: bool = False
    veiled: bool = False


LOOKS: dict[Mood, MoodLook] = {
    Mood.EMPTY: MoodLook(pictured=False, dashed=True),
    Mood.NO_PERMISSION: MoodLook(pictured=False),
    Mood.UNKNOWN: MoodLook(pictured=False, dashed=True),
    Mood.LOST: MoodLook(pictured=False, hatched=True, dashed=True),
    Mood.OFF: MoodLook(pictured=False),
    Mood.CONNECTING: MoodLook(pictured=False),
    Mood.NO_SIGNAL: MoodLook(pictured=False, hatched=True, dashed=True),
    Mood.TAMPERED: MoodLook(pictured=True),
    Mood.FROZEN: MoodLook(pictured=True, grey=True),
    Mood.OLD: MoodLook(pictured=True, veiled=True, dashed=True),
    Mood.STILL: MoodLook(pictured=True),
    Mood.SLOWED: MoodLook(pictured=True),
    Mood.LIVE: MoodLook(pictured=True),
    Mood.RECORDED: MoodLook(pictured=True),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An alarm or an open incident of the camera: its priority and how it is called."""

    priority: Priority
    text: str
    unacknowledged: bool = False


def worst(*marks: Mark | None) -> Mark | None:
    """The most urgent; of two that are equally so the one with a name, then the first."""
    there = [mark for mark in marks if mark is not None]
    return max(there, key=lambda mark: (mark.priority, bool(mark.text)), default=None)


@dataclass(frozen=True, slots=True)
class Tile:
    """All that is drawn of a tile besides its picture. `frame_at` is the capture of that one, 0 for none."""

    id: str = ""
    name: str = ""
    camera: Camera | None = None
    state: CameraState | None = None
    refused: str = ""
    """Why this operator may not see it."""
    lost_since: int = 0
    mark: Mark | None = None
    frame_at: int = 0
    recorded: bool = False
    fault: str = ""
    """Why recorded footage of it is not shown: a word."""


def mood_of(tile: Tile, now: int) -> Mood:
    """The first that holds."""
    if not tile.id:
        return Mood.EMPTY
    if tile.refused:
        return Mood.NO_PERMISSION
    if tile.lost_since:
        return Mood.LOST
    if tile.recorded:
        return Mood.RECORDED
    if tile.camera is None:
        return Mood.UNKNOWN
    return _by_state(tile, now)


def _by_state(tile: Tile, now: int) -> Mood:
    state, camera = tile.state, tile.camera
    if camera is not None and not camera.enabled:
        return Mood.OFF
    if state is None:
        return Mood.CONNECTING
    if state.picture in (Picture.OFF, Picture.NO_SIGNAL):
        return Mood.OFF if state.picture is Picture.OFF else Mood.NO_SIGNAL
    if state.picture is Picture.CONNECTING or not tile.frame_at:
        return Mood.CONNECTING
    if CameraFault.FROZEN in state.faults:
        return Mood.FROZEN
    if blinding(state):
        return Mood.TAMPERED
    if state.picture is Picture.STILL:
        return Mood.STILL
    if state.picture is Picture.KEY_FRAMES or state.shed:
        return Mood.SLOWED
    return Mood.OLD if now - tile.frame_at > OLD_MS else Mood.LIVE


def blinding(state: CameraState) -> tuple[CameraFault, ...]:
    """Faults that somebody may have done to it."""
    return tuple(
        fault for fault in state.faults if fault not in (CameraFault.FROZEN, CameraFault.CLOCK_DRIFT)
    )


def edge_of(tile: Tile, mood: Mood) -> Priority | None:
    """The priority of the border: the worse of that of the alarm and that of a fault."""
    if mood in (Mood.EMPTY, Mood.NO_PERMISSION):
        return None
    fault = Priority.MEDIUM if mood in (Mood.TAMPERED, Mood.FROZEN) else None
    mark = None if tile.mark is None else tile.mark.priority
    return max((one for one in (mark, fault) if one is not None), default=None)


def named_by_mark(tile: Tile, mood: Mood) -> bool:
    """Whether the head says the alarm or incident, since nothing worse holds."""
    return tile.mark is not None and bool(tile.mark.text) and tile.mark.priority == edge_of(tile, mood)
