"""The cameras of the demo: starts their process and writes the cameras file that the engine reads."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.bootstrap.processes import own_command
from app.demo.cameras.plan import Station, stations
from app.domain.video.cameras import CameraStream
from app.settings.cameras import Cameras, parsed, rendered
from app.settings.file_text import decoded, encoded, read_bytes
from app.settings.problems import SettingsInvalid
from app.settings.whole_file import write_whole

CAMERAS = "cameras.toml"
TRUTH = "camera-truth.jsonl"
"""In the folder of the logs."""
START_LIMIT_S = 60.0
_END_LIMIT_S = 10.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServedCameras:
    """`ids` are those that are served; `begin` tells them when the script begins, epoch seconds."""

    ids: frozenset[str]
    begin: Callable[[float], None]


@contextlib.contextmanager
def served_cameras(data: Path, known: Iterable[str], seed: int) -> Iterator[ServedCameras]:
    """The cameras among the known devices, until the end of the block. No engine may run on `data` yet."""
    folder, chosen = DataFolder(data), stations(known)
    command = own_command(
        "cameras",
        *("--log", str(folder.logs / "cameras.log"), "--truth", str(folder.logs / TRUTH)),
        *("--seed", str(seed), "--cameras", ",".join(each.id for each in chosen)),
    )
    with (folder.logs / "cameras.err").open("wb") as trouble:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=trouble, text=True
        )
    try:
        yield _ready(process, folder, chosen)
    finally:
        _end(process)


def _ready(process: subprocess.Popen[str], folder: DataFolder, chosen: tuple[Station, ...]) -> ServedCameras:
    ports = ports_of(process, START_LIMIT_S)
    if ports is None:
        _log.warning("the cameras could not start; %s says why", folder.logs / "cameras.err")
        return ServedCameras(frozenset(), lambda _start: None)
    write_cameras(folder.root / CAMERAS, chosen, port=ports[0], dead_port=ports[1])
    return ServedCameras(frozenset(each.id for each in chosen), lambda start: _begin(process, start))


def ports_of(process: subprocess.Popen[str], seconds: float) -> tuple[int, int] | None:
    """That of the pictures and the dead one, as the process says when it serves; None when it ends before, or
    is killed because it says nothing for so long."""
    assert process.stdout is not None
    overdue = threading.Timer(seconds, process.kill)
    overdue.start()
    try:
        told = process.stdout.readline().split()
    finally:
        overdue.cancel()
        overdue.join()
    return (int(told[1]), int(told[2])) if len(told) == 3 and told[0] == "ready" else None


def write_cameras(path: Path, chosen: Iterable[Station], *, port: int, dead_port: int) -> None:
    """The cameras file: addresses are new at every start, what somebody drew and set stays as it is. A file
    that cannot be read is set aside. Raises OSError."""
    there = _there(path)
    cameras = {each.id: each for each in there.cameras}
    streams = {each.camera: each for each in there.streams}
    for station in chosen:
        at = dead_port if station.dead else port
        old = streams.get(station.id, CameraStream(station.id, ""))
        cameras.setdefault(station.id, station.camera)
        streams[station.id] = replace(old, url=f"http://127.0.0.1:{at}/cam/{station.id}")
    found = Cameras(tuple(cameras.values()), tuple(streams[name] for name in cameras))
    write_whole(path, encoded(rendered(found), path.name))


def _there(path: Path) -> Cameras:
    if not os.path.lexists(path):
        return Cameras()
    try:
        return parsed(decoded(read_bytes(path), path.name), path.name)
    except SettingsInvalid as invalid:
        beside = (path.with_name(f"{path.name}.unread-{number}") for number in itertools.count(1))
        aside = next(each for each in beside if not os.path.lexists(each))
        _log.warning("the cameras file cannot be read; it is now %s: %s", aside, invalid)
        path.replace(aside)
        return Cameras()


def _begin(process: subprocess.Popen[str], start: float) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.write(f"begin {start}\n")
        process.stdin.flush()


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(_END_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
