"""`bench wall`: sixteen network cameras of 720p at fifteen a second on one wall, from sender to screen.

Cameras send over RTSP, the decode workers are those that are shipped, and the console's wall shows their
slots with boxes. What all of that takes is compared with `ffmpeg -f null` on the same streams before and
after; this process is the console and looks after the workers as a supervisor does, and senders do not count.
Then one camera's sender is killed, and a whole worker.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from app.bootstrap.bench import say
from app.bootstrap.bench_parts import folder, percentile
from app.bootstrap.bench_wall_screen import Screen, shown_wall
from app.bootstrap.bench_wall_streams import FPS, HEIGHT, Cameras, SentTimes, make_film
from app.bootstrap.bench_wall_workers import NO_FFMPEG, SETTLE_S, Meter, Workers, null_cores
from app.bootstrap.garbage import GuiGarbage
from app.domain.video.cameras import Camera, CameraStream, Picture
from app.domain.video.stages import Stage, StageKind

CAMERAS = 16
LEARNT_S = 3.0
"""So long analysis learns a street before it looks at what moves there."""
KILLED_S, LIMIT_S = 3.0, 20.0
LINE = Stage("L1", StageKind.LINE, points=((0.1, 0.8), (0.9, 0.75)))
NAMES = [f"CAM-{number:03d}" for number in range(CAMERAS)]


def run(*, quick: bool) -> dict[str, Any]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seconds = 3.0 if quick else 20.0
    with folder() as place, contextlib.ExitStack() as stack:
        say("the film that all cameras send …")
        mbit_s = make_film(place)
        # The first one stands alone, so that it can be killed.
        lone, others = (Cameras(place, part, CAMERAS) for part in (range(1), range(1, CAMERAS)))
        stack.callback(lone.close)
        stack.callback(others.close)
        say(f"{CAMERAS} x ffmpeg -f null …")
        before = null_cores(place, _urls(lone, others), seconds)
        ours = _on_the_wall(place, lone, others, seconds)
        after = before
        if not quick:
            say(f"{CAMERAS} x ffmpeg -f null again …")
            lone.start()
            after = null_cores(place, _urls(lone, others), seconds)
    return _told(ours, before, after, mbit_s)


def _urls(lone: Cameras, others: Cameras) -> list[str]:
    return [lone.url(0), *(others.url(number) for number in range(1, CAMERAS))]


def _on_the_wall(place: Path, lone: Cameras, others: Cameras, seconds: float) -> dict[str, dict[str, Any]]:
    application = QApplication.instance() or QApplication([])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    streams = [CameraStream(*pair) for pair in zip(NAMES, _urls(lone, others), strict=True)]
    garbage = GuiGarbage()  # as in the console
    try:
        with loop:
            ours: dict[str, dict[str, Any]] = loop.run_until_complete(_ours(place, streams, lone, seconds))
            return ours
    finally:
        garbage.stop()


async def _ours(
    place: Path, streams: list[CameraStream], lone: Cameras, seconds: float
) -> dict[str, dict[str, Any]]:
    with shown_wall(place, NAMES, SentTimes(place, CAMERAS)) as screen:
        workers = Workers(place, screen.take_states)
        try:
            plain = [Camera(name, analysis_fps=0.0) for name in NAMES]
            screen.tell(workers.slots, plain)
            workers.assign(plain, streams)
            workers.want(screen.watched)
            await screen.all_shown()
            without = await _window(screen, workers, seconds, "without analysis")
            analysed = [Camera(name, stages=(LINE,)) for name in NAMES]
            screen.tell(workers.slots, analysed)
            workers.assign(analysed, streams)
            await asyncio.sleep(LEARNT_S)
            with_it = await _window(screen, workers, seconds, "with analysis")
            deaths = await _deaths(screen, workers, lone)
        finally:
            await workers.close()
    return {"without_analysis": without, "with_analysis": with_it, "deaths": deaths}


async def _window(screen: Screen, workers: Workers, seconds: float, what: str) -> dict[str, Any]:
    """All of it as it is for so long."""
    say(f"{CAMERAS} cameras on the wall {what} …")
    await asyncio.sleep(SETTLE_S)
    decoding, console = Meter(workers.pids), Meter([os.getpid()])
    screen.forget()
    await asyncio.sleep(seconds)
    workers_cores, console_cores = decoding.cores(), console.cores()
    ages = [age for name in NAMES for age in screen.ages_ms.get(name, [])]
    return {
        "all_cores": workers_cores + console_cores,
        "workers_cores": round(workers_cores, 3),
        "console_cores": round(console_cores, 3),
        "pictures_per_s": round(len(ages) / seconds, 1),
        "sender_to_screen_ms_p50": round(percentile(ages, 0.5), 1),
        "sender_to_screen_ms_p95": round(percentile(ages, 0.95), 1),
        "paint_ms_p50": round(percentile(screen.work_ms, 0.5), 2),
        "paint_ms_p99": round(percentile(screen.work_ms, 0.99), 2),
        "paint_cpu_ms_p99": round(percentile(screen.used_ms, 0.99), 2),
        **screen.losses(NAMES),
    }


async def _deaths(screen: Screen, workers: Workers, lone: Cameras) -> dict[str, Any]:
    """A camera's sender dies, then the worker of others: what those lose that have nothing to do with it."""
    say("a camera's sender dies …")
    screen.forget()
    at = time.monotonic()
    lone.kill()
    said_at = await screen.said(NAMES[0], Picture.NO_SIGNAL, LIMIT_S)
    await asyncio.sleep(KILLED_S)
    camera = {"tile_says_so_s": _since(at, said_at), **screen.losses(NAMES[1:])}
    say("a worker dies …")
    worker = workers.of(NAMES[1])
    its = [name for name in NAMES[1:] if workers.of(name) == worker]
    screen.forget()
    at = time.monotonic()
    workers.kill(worker)
    back_at = await screen.back(its, LIMIT_S)
    others = [name for name in NAMES[1:] if name not in its]
    told = {"its_cameras": len(its), "all_back_s": _since(at, back_at), **screen.losses(others)}
    return {"a_camera": camera, "a_worker": told}


def _since(at: float, then: float | None) -> float | str:
    return f"not within {LIMIT_S:.0f}" if then is None else round(then - at, 2)


def _told(
    ours: dict[str, dict[str, Any]], before: float | None, after: float | None, mbit_s: float
) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "cameras": CAMERAS,
        "lines": HEIGHT,
        "fps": FPS,
        "mbit_s_each": round(mbit_s, 2),
    }
    if before is None or after is None:
        figures["not_measured"] = NO_FFMPEG
    else:
        null = (before + after) / 2
        figures["ffmpeg_null_cores"] = round(null, 3)
        figures["ffmpeg_null_before_and_after"] = f"{before:.3f} {after:.3f}"
        for name in ("without_analysis", "with_analysis"):
            ours[name] = {"of_ffmpeg_null": round(ours[name]["all_cores"] / null, 2), **ours[name]}
    for name in ("without_analysis", "with_analysis"):
        ours[name]["all_cores"] = round(ours[name]["all_cores"], 3)
    return {**figures, **ours}
