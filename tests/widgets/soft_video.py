"""Cameras without engine and supervisor: a real `VideoBook`, whose pictures stand in real slots."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from app.bridge.access import Access
from app.bridge.video import VideoBook
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.domain.video.scenes import LineCount, Overlay, SceneEvent, StageNote, Track
from app.domain.video.stages import Stage, StageKind, TrackClass
from app.wire import video as wire
from app.wire.frame_slots import FrameSlotWriter
from app.wire.messages import Done

NAMES = (
    "Los Pescadores 1180", "Almirante Ruiz", "Mercado Viejo, puerta 2", "Hospital San Telmo", "Malecón norte",
    "Malecón centro", "Plaza Mayor", "Libertad con Olmos", "Puente La Ribera", "Puerto, muelle 2",
    "Zona Franca, acceso", "Faro con Ribera", "Estadio, puerta 4", "Las Dunas 900", "Circunvalación norte",
    "Los Pescadores 1240",
)  # fmt: skip
LINE = Stage("L1", StageKind.LINE, "Cruce", ((0.1, 0.8), (0.9, 0.75)))
ZONE = Stage("Z1", StageKind.CROWD, "Plaza", ((0.3, 0.5), (0.7, 0.5), (0.8, 0.95), (0.2, 0.95)))
APPLIED = Done(Verdict(Outcome.APPLIED, 1))
ASKED: tuple[type, ...] = (
    wire.MoveCamera, wire.CentreCamera, wire.GoToPreset, wire.KeepClip, wire.ReviewScene, wire.OpenPlayback,
    wire.SteerPlayback, wire.ClosePlayback,
)  # fmt: skip


def now_ms() -> int:
    return int(time.time() * 1000)


@functools.lru_cache(maxsize=64)
def street(seed: int, width: int = 320, height: int = 180, *, shift: int = 0) -> np.ndarray:
    """A picture with a sky, a street and lights: (height, width, 4) uint8."""
    picture = np.zeros((height, width, 4), np.uint8)
    picture[: height // 2] = (70 + seed * 5 % 40, 50, 40, 255)
    picture[height // 2 :] = (60, 62, 66, 255)
    picture[int(height * 0.7) : int(height * 0.72), ::3] = (200, 200, 200, 255)
    for place in range(5):
        left = (place * 65 + seed * 19 + shift) % (width - 20)
        picture[height // 4 : height // 2, left : left + 15] = (30, 90 + place * 20, 160, 255)
    return picture


@dataclass
class SoftVideo:
    """`book` is the console's. `asked` is what it asked; `answer` overrides the next answers; `away` makes
    every request fail."""

    access: Access
    folder: Path
    asked: list[Any] = field(default_factory=list)
    answer: object | None = None
    away: bool = False
    refused: frozenset[str] = frozenset()
    writers: dict[str, FrameSlotWriter] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book = VideoBook(self.ask, self.access)
        self.take = self.book.handlers()

    def say(self, *items: object) -> None:
        """As if the engine said it."""
        for item in items:
            self.take[type(item)](item)

    async def ask(self, body: Any, limit_s: float = 10.0) -> Any:
        self.asked.append(body)
        if self.away:
            raise EngineAway("The engine is not there.")
        if self.answer is not None:
            return self.answer
        match body:
            case wire.WatchCameras(tiles=tiles):
                seen = tuple((tile.camera, tile.camera) for tile in tiles if tile.camera not in self.refused)
                kept_back = tuple(tile.camera for tile in tiles if tile.camera in self.refused)
                return wire.Watching(Verdict(Outcome.APPLIED, len(tiles)), seen, kept_back)
            case wire.ReviewScene(event=event, review=review):
                seen_event = replace(self.book.events[event], review=review, reviewed_by=self.access.operator)
                self.say(wire.SceneEvents((seen_event,)))
        return APPLIED

    def watched(self) -> list[str]:
        """The cameras that the console asked for last."""
        asked = [one for one in self.asked if isinstance(one, wire.WatchCameras)]
        return [tile.camera for tile in asked[-1].tiles] if asked else []

    def done(self) -> list[Any]:
        """Acts, without what was watched."""
        return [one for one in self.asked if isinstance(one, ASKED)]

    def show(self, cameras: list[Camera], states: list[CameraState], events: list[SceneEvent] = []) -> None:  # noqa: B006
        """A supervisor with these."""
        self.say(
            wire.VideoSnapshot(
                str(self.folder), now_ms() - 60_000, tuple(cameras), tuple(states), tuple(events),
                str(self.folder), 45, soft_load(),
            )
        )  # fmt: skip

    def lose(self) -> None:
        """The supervisor is gone."""
        self.say(
            wire.VideoSnapshot(
                "",
                now_ms() - 12_000,
                tuple(self.book.cameras.values()),
                (),
                tuple(self.book.newest_events()),
                str(self.folder),
                45,
            )
        )

    def send(
        self, stream: str, picture: np.ndarray, overlay: Overlay | None = None, *, age_ms: int = 0
    ) -> None:
        """A picture of this camera, or of a playback's stream."""
        if stream not in self.writers:
            self.writers[stream] = FrameSlotWriter(self.folder, stream)
        self.writers[stream].write(picture, overlay or Overlay(), captured=now_ms() - age_ms)

    def close(self) -> None:
        self.book.close()
        for writer in self.writers.values():
            writer.close()
        self.writers.clear()


def soft_load(shed: int = 0) -> wire.VideoLoad:
    return wire.VideoLoad(now_ms(), 2, 0.9, 4, shed, 64, 38.0, 0.0, 400_000_000_000, 88_000_000_000)


def soft_overlay(seed: int) -> Overlay:
    return Overlay(
        tracks=(
            Track(1, TrackClass.VEHICLE, 0.4, 0.55, 0.16, 0.2, 0.93, trail=((0.2, 0.8), (0.4, 0.76))),
            Track(2, TrackClass.PERSON, 0.7, 0.45, 0.05, 0.25),
        ),
        lines=(LineCount("L1", 318 + seed, 204),),
        notes=(StageNote("Z1", 23 + seed, active=seed % 2 == 0),),
        cost_ms=4.0,
    )


def soft_cameras(count: int = 16) -> tuple[list[Camera], list[CameraState], list[Device]]:
    """Every state once, from the first on: live, live, live, live, still, live with privacy, live, covered,
    live, still, no signal, still, shed, frozen, still, live."""
    now = now_ms()
    cameras, states, devices = [], [], []
    for place in range(count):
        name = f"CAM-{place + 1:03d}"
        privacy = (((0.05, 0.1), (0.3, 0.1), (0.3, 0.4), (0.05, 0.4)),) if place == 5 else ()
        stages = (LINE,) if place % 3 == 0 else (ZONE,)
        cameras.append(
            Camera(
                name, ptz=place == 0, presets=("Calzada", "Grifo", "Cruce", "Hospital") if place == 0 else (),
                privacy=privacy, stages=stages, facing=45.0,
            )
        )  # fmt: skip
        devices.append(
            Device(
                name,
                "camera",
                NAMES[place % len(NAMES)],
                -12.0801 - place * 1e-4,
                -77.0801,
                zone="Puerto Viejo",
            )
        )
        states.append(soft_state(name, place, now))
    return cameras, states, devices


def soft_state(name: str, place: int, now: int) -> CameraState:
    live = CameraState(
        name, Picture.LIVE, now - 3_600_000, now, width=1280, height=720, codec="h264", fps=15.0,
        shown_fps=15.0, analysed_fps=5.0, worker=1, recording=True,
    )  # fmt: skip
    match place % 16:
        case 4 | 9 | 11 | 14:
            return replace(live, picture=Picture.STILL)
        case 7:
            return replace(live, faults=(CameraFault.COVERED,), fault_since=now - 300_000)
        case 10:
            return CameraState(
                name, Picture.NO_SIGNAL, now - 8_700_000, now - 8_700_000, "unreachable", now + 8_000
            )
        case 12:
            return replace(live, picture=Picture.KEY_FRAMES, shed=True)
        case 13:
            return replace(live, faults=(CameraFault.FROZEN,), fault_since=now - 840_000)
    return live


def soft_events(cameras: list[Camera], count: int = 12) -> list[SceneEvent]:
    now = now_ms()
    kinds = (
        StageKind.CROWD, StageKind.LINE, StageKind.INTRUSION, StageKind.TAMPER, StageKind.STOPPED_VEHICLE,
        StageKind.QUEUE, StageKind.OBJECT_LEFT,
    )  # fmt: skip
    details = {StageKind.TAMPER: "covered", StageKind.LINE: "forward"}
    tracks = {StageKind.LINE: TrackClass.VEHICLE, StageKind.STOPPED_VEHICLE: TrackClass.VEHICLE}
    return [
        SceneEvent(
            f"{cameras[place % len(cameras)].id}/Z1/{now - place * 61_000}", cameras[place % len(cameras)].id,
            "Z1" if kinds[place % 7] is not StageKind.TAMPER else "tamper", kinds[place % 7],
            now - place * 61_000, 0 if place == 0 else now - place * 61_000 + 20_000,
            details.get(kinds[place % 7], ""), 4.0 + place, tracks.get(kinds[place % 7], TrackClass.PERSON),
        )
        for place in range(count)
    ]  # fmt: skip


def soft_wall(video: SoftVideo, introduce: Callable[[Device], None], count: int = 16) -> list[Camera]:
    """A supervisor with so many cameras, their devices, events, and a picture of each that has one."""
    cameras, states, devices = soft_cameras(count)
    for device in devices:
        introduce(device)
    video.show(cameras, states, soft_events(cameras) if cameras else [])
    for place, state in enumerate(states):
        if state.picture is not Picture.NO_SIGNAL:
            video.send(state.camera, street(place), soft_overlay(place))
    return cameras


class SoftFootage:
    """Recorded time of any camera: ten minutes every quarter of an hour, and a clip of events between."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[str, ...], int, int]] = []
        self.broken = False

    async def segments(self, cameras: Sequence[str], since_ms: int, until_ms: int) -> list[Segment]:
        self.asked.append((tuple(cameras), since_ms, until_ms))
        if self.broken:
            raise OSError("no history")
        quarter = 900_000
        return [
            Segment(
                camera, at, min(at + 600_000, until_ms), f"{camera}/{at}.mkv", 1_000, FootageClass.CONTINUOUS
            )
            for camera in cameras
            for at in range(since_ms // quarter * quarter, until_ms, quarter)
        ]

    async def days(self, first_day: str, last_day: str, cameras: Sequence[str] = ()) -> list[CameraDay]:
        return []

    async def oldest(self) -> dict[str, dict[FootageClass, int]]:
        return {}

    async def exports(self, *, since_ms: int = 0, limit: int = 200) -> list[Any]:
        return []
