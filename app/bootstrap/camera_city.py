"""The cameras of the demo: starts their process and writes the cameras file that the engine reads."""

from __future__ import annotations

import contextlib
import logging
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.bootstrap.processes import own_command
from app.demo.cameras.plan import Station, stations
from app.domain.video.cameras import CameraStream
from app.settings.cameras import Cameras, parsed, rendered
from app.settings.problems import SettingsInvalid

CAMERAS = "cameras.toml"
TRUTH = "camera-truth.jsonl"
"""In the folder of the logs."""
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
    assert process.stdout is not None
    word, *ports = process.stdout.readline().split() or [""]
    if word != "ready":
        _log.warning("the cameras could not start; %s says why", folder.logs / "cameras.err")
        return ServedCameras(frozenset(), lambda _start: None)
    write_cameras(folder.root / CAMERAS, chosen, port=int(ports[0]), dead_port=int(ports[1]))
    return ServedCameras(frozenset(each.id for each in chosen), lambda start: _begin(process, start))


def write_cameras(path: Path, chosen: Iterable[Station], *, port: int, dead_port: int) -> None:
    """The cameras file: addresses are new at every start, what somebody drew and set stays as it is."""
    there = _there(path)
    cameras = {each.id: each for each in there.cameras}
    streams = {each.camera: each for each in there.streams}
    for station in chosen:
        at = dead_port if station.dead else port
        old = streams.get(station.id, CameraStream(station.id, ""))
        cameras.setdefault(station.id, station.camera)
        streams[station.id] = replace(old, url=f"http://127.0.0.1:{at}/cam/{station.id}")
    found = Cameras(tuple(cameras.values()), tuple(streams[name] for name in cameras))
    path.write_text(rendered(found), "utf-8")


def _there(path: Path) -> Cameras:
    try:
        return parsed(path.read_text("utf-8"), path.name)
    except (FileNotFoundError, SettingsInvalid):
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
