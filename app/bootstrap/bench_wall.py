"""`bench wall`: what sixteen cameras cost the console, from their slots to the screen.

A process writes pictures of the size of a tile into sixteen slots at fifteen a second, as workers do; the
console's wall shows them with boxes. Half-way one camera dies. The decoding workers are not a part of it:
what they take beside `ffmpeg -f null` is not measured here.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import qasync
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.bootstrap.bench_parts import folder, percentile
from app.bridge.engine_link import LinkPlan
from app.bridge.history import History
from app.bridge.hub import Hub, HubIdentity
from app.domain.rights import Grant, Right
from app.domain.video.cameras import Camera, CameraState, Picture
from app.domain.video.scenes import LineCount, Overlay, Track
from app.domain.video.stages import Stage, StageKind, TrackClass
from app.settings.catalogue import load_catalogue
from app.wire.access import Session, SessionChanged
from app.wire.frame_slots import FrameSlotWriter
from app.wire.video import VideoSnapshot
from video.wall.wall import CameraWall
from widgets.look import Look
from widgets.style import load_fonts

CAMERAS, FPS, WIDTH, HEIGHT = 16, 15, 316, 178
WALL_W, WALL_H = 1284, 812
FIRST_PICTURES_S = 20.0
LINE = Stage("L1", StageKind.LINE, points=((0.1, 0.8), (0.9, 0.75)))
NOT_MEASURED = "decoding workers against 16 × ffmpeg -f null; the way from the sender to the slot"


class _Painting(QObject):
    """How long the wall paints, and how old each picture is when it is on it."""

    def __init__(self, wall: CameraWall) -> None:
        super().__init__(wall)
        self._wall = wall
        self._seen: dict[str, int] = {}
        self.work_ms: list[float] = []
        self.used_ms: list[float] = []
        """Of the processor, which other programs do not lengthen."""
        self.ages_ms: dict[str, list[float]] = {}
        wall.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint:
            return False
        began, used = time.perf_counter(), time.thread_time()
        self._wall.event(event)
        self.work_ms.append((time.perf_counter() - began) * 1000)
        self.used_ms.append((time.thread_time() - used) * 1000)
        now = time.time() * 1000
        for camera, shot in self._wall.sources.shots.items():
            if self._seen.get(camera) != shot.captured:
                self._seen[camera] = shot.captured
                self.ages_ms.setdefault(camera, []).append(now - shot.captured)
        return True


def run(*, quick: bool) -> dict[str, Any]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seconds = 6.0 if quick else 30.0
    application = QApplication.instance() or QApplication([])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    load_fonts()
    with folder() as place, loop:
        figures: dict[str, Any] = loop.run_until_complete(_measured(place, seconds))
        return figures


async def _measured(place: Path, seconds: float) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    sender = context.Process(target=_send, args=(place, stop, seconds / 2))
    sender.start()
    hub = _hub(place)
    wall = CameraWall(hub, Look(still=True))
    try:
        return await _shown(wall, hub, place, seconds)
    finally:
        stop.set()
        sender.join(10)
        wall.hide()
        wall.deleteLater()
        for part in (hub.history, hub.footage, hub.incidents, hub.reports, hub.video):
            part.close()  # the hub itself was never started: there is no engine


async def _shown(wall: CameraWall, hub: Hub, place: Path, seconds: float) -> dict[str, Any]:
    names = [f"CAM-{number:03d}" for number in range(CAMERAS)]
    _tell(hub, place, names)
    wall.resize(WALL_W, WALL_H)
    wall.show_cameras(names)
    wall.show()
    for _ in range(int(FIRST_PICTURES_S / 0.05)):
        if len(wall.sources.shots) == CAMERAS:
            break
        await asyncio.sleep(0.05)
    painting, process = _Painting(wall), psutil.Process()
    before, began = process.cpu_times(), time.monotonic()
    await asyncio.sleep(seconds)
    used, took = process.cpu_times(), time.monotonic() - began
    ages = [age for camera in names[1:] for age in painting.ages_ms.get(camera, [])]
    least = min(len(painting.ages_ms.get(camera, [])) for camera in names[1:])
    return {
        "cameras": CAMERAS,
        "pictures_per_s": round((len(ages) + len(painting.ages_ms.get(names[0], []))) / took, 1),
        "paint_ms_p50": round(percentile(painting.work_ms, 0.5), 2),
        "paint_ms_p99": round(percentile(painting.work_ms, 0.99), 2),
        "paint_cpu_ms_p99": round(percentile(painting.used_ms, 0.99), 2),
        "slot_to_screen_ms_p50": round(percentile(ages, 0.5), 1),
        "slot_to_screen_ms_p99": round(percentile(ages, 0.99), 1),
        "console_cores": round((used.user + used.system - before.user - before.system) / took, 3),
        "dead_camera_pictures": len(painting.ages_ms.get(names[0], [])),
        "least_of_the_others": least,
        "not_measured": NOT_MEASURED,
    }


def _hub(place: Path) -> Hub:
    """Without an engine: nothing is asked."""
    catalogue = load_catalogue()
    plan = LinkPlan(place, "bench", None)
    return Hub(catalogue, HubIdentity("en", "bench", "Bench"), plan, History(place, catalogue))


def _tell(hub: Hub, place: Path, names: list[str]) -> None:
    """What engine and supervisor would say."""
    now = int(time.time() * 1000)
    hub.access.take_session(
        SessionChanged(Session("bench", "Bench", (), (Grant(Right.SEE), Grant(Right.VIDEO_LIVE)), now))
    )
    cameras = tuple(Camera(name, stages=(LINE,)) for name in names)
    states = tuple(CameraState(name, Picture.LIVE, now, now, shown_fps=FPS) for name in names)
    told = VideoSnapshot(str(place), now, cameras, states, (), str(place), 45)
    hub.video.handlers()[VideoSnapshot](told)
    hub.video.streams.update((name, name) for name in names)
    hub.video.watching_changed.emit()


def _send(place: Path, stop: Event, dies_after_s: float) -> None:
    """Write pictures until told to stop; the first camera ends half-way."""
    names = [f"CAM-{number:03d}" for number in range(CAMERAS)]
    writers = {name: FrameSlotWriter(place, name) for name in names}
    picture = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 4), np.uint8)
    tracks = tuple(Track(n, TrackClass.PERSON, 0.1 + n * 0.2, 0.4, 0.08, 0.3, 0.9) for n in range(3))
    began, ticks = time.monotonic(), 0
    while not stop.is_set():
        ticks += 1
        for place_in_tick, name in enumerate(names):
            if place_in_tick == 0 and time.monotonic() - began > dies_after_s:
                continue
            overlay = Overlay(tracks, (LineCount("L1", ticks, ticks // 2),))
            writers[name].write(np.roll(picture, ticks, 1), overlay, captured=int(time.time() * 1000))
        stop.wait(max(0.0, began + ticks / FPS - time.monotonic()))
    for writer in writers.values():
        writer.close()
