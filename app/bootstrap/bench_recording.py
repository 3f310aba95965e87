"""Bench `recording`: sixteen cameras of 720p at 15 fps recorded all the time: what that costs beyond having
the packets, which decoding needs as well, and what is missing after the process was killed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import os
import signal
import statistics
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.commands import Unable
from app.domain.video.cameras import Camera, RecordingMode
from app.domain.video.recordings import Segment
from video.media.encoding import LiveEncoder
from video.media.footage import FootageReader
from video.media.inputs import Frame
from video.media.packets import PacketView
from video.recording.recorder import CameraRecorder
from video.recording.writing import WritingThread

CAMERAS = 16
WIDTH, HEIGHT, FPS = 1280, 720, 15
LOOP_S = 6
SETTLE_S = 2.0
KILLS = 4

Take = Callable[[int, PacketView], None]


def run(*, quick: bool) -> dict[str, Any]:
    if not hasattr(os, "fork"):
        raise Unable("This benchmark kills a copy of itself, which only works on Linux and macOS.")
    seconds = 8.0 if quick else 40.0
    say(f"{LOOP_S} s of {HEIGHT}p …")
    packets = _street()
    with parts.folder() as place:
        say(f"{seconds:.0f} s of packets that nobody keeps …")
        alone = _cost(packets, None, seconds)
        say(f"{seconds:.0f} s of {CAMERAS} recordings …")
        recorded = _cost(packets, place / "recordings", seconds)
        losses = [_killed(packets, place / f"killed-{number}") for number in range(1 if quick else KILLS)]
        written = sum(path.stat().st_size for path in (place / "recordings").rglob("*.mkv"))
    return {
        "cameras": CAMERAS,
        "mbit_s_each": round(sum(len(packet.data) for packet in packets) * 8 / LOOP_S / 1e6, 2),
        "core_percent_of_packets_alone": round(100 * alone, 2),
        "core_percent_beyond": round(100 * (recorded - alone), 2),
        "written_mb": round(written / 1e6, 1),
        "kills": len(losses),
        "lost_ms_after_kill": max(max(loss) for loss in losses),
        "lost_ms_median": statistics.median(ms for loss in losses for ms in loss),
    }


def _street() -> list[PacketView]:
    """Noise as of a real sensor, and things that move."""
    random = np.random.default_rng(1)
    encoder = LiveEncoder(lambda _: None)
    grain = [random.integers(0, 60, (HEIGHT, WIDTH, 3), np.uint8) for _ in range(4)]
    packets: list[PacketView] = []
    for number in range(LOOP_S * FPS):
        picture = np.full((HEIGHT, WIDTH, 3), 90, np.uint8) + grain[number % len(grain)]
        for lane in range(6):
            left = number * (4 + lane) % (WIDTH - 100)
            picture[100 * lane + 40 : 100 * lane + 90, left : left + 100] = 30 * lane + 60
        packets += encoder.packets(Frame.from_ndarray(picture, format="bgr24"), number * 1000 // FPS)
    return packets


def _feed(packets: Sequence[PacketView], take: Take, seconds: float) -> None:
    """Every camera's packets in real time, each a little later than the one before."""
    began, number = time.monotonic(), 0
    while (at := number / (FPS * CAMERAS)) < seconds:
        time.sleep(max(0.0, began + at - time.monotonic()))
        frame, camera = divmod(number, CAMERAS)
        rounds, place = divmod(frame, len(packets))
        one = packets[place]
        pts = (one.pts or 0) + rounds * LOOP_S * 1000
        take(camera, dataclasses.replace(one, pts=pts, dts=pts, wall_ms=time.time_ns() // 1_000_000))
        number += 1


def _recording(folder: Path) -> tuple[Take, Callable[[], None]]:
    disk = WritingThread(folder)
    recorders = [
        CameraRecorder(
            Camera(f"CAM-{number}", recording=RecordingMode.CONTINUOUS),
            folder,
            zone=dt.UTC,
            disk=disk,
            on_segment=_told,
        )
        for number in range(CAMERAS)
    ]

    def close() -> None:
        for recorder in recorders:
            recorder.close()
        disk.close()

    return lambda camera, packet: recorders[camera].packet(packet), close


def _told(_row: Segment) -> None:
    """Rows go to the engine; here to nobody."""


def _cost(packets: Sequence[PacketView], folder: Path | None, seconds: float) -> float:
    """Cores used, in a process of its own."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_measured, args=(packets, folder, seconds, theirs)
    )
    process.start()
    used: float = msgspec.msgpack.decode(ours.recv_bytes(), type=float)
    process.join(30)
    return used


def _measured(packets: Sequence[PacketView], folder: Path | None, seconds: float, told: Connection) -> None:
    take, close = _recording(folder) if folder is not None else (lambda _camera, _packet: None, _nothing)
    _feed(packets, take, SETTLE_S)
    began, used = time.monotonic(), time.process_time()
    _feed(packets, take, seconds)
    told.send_bytes(msgspec.msgpack.encode((time.process_time() - used) / (time.monotonic() - began)))
    close()


def _nothing() -> None:
    """There is nothing to close."""


def _heard(ours: Connection) -> tuple[int, int]:
    """A camera and the time of its packet."""
    return msgspec.msgpack.decode(ours.recv_bytes(), type=tuple[int, int])


def _killed(packets: Sequence[PacketView], folder: Path) -> list[int]:
    """Milliseconds that each camera's recording ends before the last packet that came of it."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_until_killed, args=(packets, folder, theirs)
    )
    process.start()
    theirs.close()
    last: dict[int, int] = {}
    deadline = time.monotonic() + SETTLE_S + np.random.default_rng().uniform(1.0, 3.0)
    while time.monotonic() < deadline:
        camera, wall_ms = _heard(ours)
        last[camera] = wall_ms
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(30)
    while ours.poll():
        try:
            camera, wall_ms = _heard(ours)
        except EOFError:
            break
        last[camera] = wall_ms
    return [wall_ms - _reaches(folder, camera) for camera, wall_ms in sorted(last.items())]


def _until_killed(packets: Sequence[PacketView], folder: Path, told: Connection) -> None:
    take, _ = _recording(folder)

    def take_and_tell(camera: int, packet: PacketView) -> None:
        take(camera, packet)
        told.send_bytes(msgspec.msgpack.encode((camera, packet.wall_ms)))

    _feed(packets, take_and_tell, 3600.0)


def _reaches(folder: Path, camera: int) -> int:
    """The wall time (epoch ms) of the last packet on the disk."""
    reached = 0
    for path in (folder / f"CAM-{camera}").rglob("*.mkv"):
        at = dt.datetime.strptime(f"{path.parent.name} {path.stem}000 +0000", "%Y-%m-%d %H%M%S%f %z")
        reader = FootageReader(path)
        for received in reader.packets():
            reached = max(reached, int(at.timestamp() * 1000) + round((received.pts_s or 0.0) * 1000))
        reader.close()
    return reached
