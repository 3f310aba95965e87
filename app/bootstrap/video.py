"""`video`: the video supervisor, beside an engine or alone with the cameras of its file, over MQTT only."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from filelock import FileLock, Timeout

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.lock_holder import say_holder
from app.bootstrap.logs import log_to
from app.bootstrap.settings_file import load_settings, stored_secret
from app.bootstrap.video_parts import VideoPlan, running_supervisor
from app.bootstrap.video_paths import (
    PASSWORD,
    cameras_file,
    recordings_claim,
    recordings_folder,
    video_holder,
    video_lock,
)
from app.settings.broker import PASSWORD_SECRET
from app.settings.cameras import Cameras
from app.settings.secrets.ownership import own_folder
from app.settings.settings import Secret, Settings
from video.recording.home import RecordingsHome
from video.supervisor.supervisor import Supervisor

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--seconds", type=float, metavar="N", help="stop cleanly after N seconds")
    parser.add_argument(
        "--adopt-recordings",
        action="store_true",
        help="record in the recordings folder as it is now, though its disk is another one",
    )
    parser.add_argument("--engine", action="store_true", help=argparse.SUPPRESS)
    taking = parser.add_argument_group("evidence of a machine that records alone, signed with its own key")
    taking.add_argument("--export", type=Path, metavar="DIR", help="make a package there, and end")
    taking.add_argument("--camera", default="", metavar="ID")
    taking.add_argument("--from", dest="since", default="", metavar="WHEN", help="RFC 3339, or 2h ago")
    taking.add_argument("--until", default="", metavar="WHEN")
    taking.add_argument("--operator", default="", metavar="NAME", help="who asks for it")
    taking.add_argument("--reason", default="", metavar="TEXT")
    taking.add_argument("--faces", action="store_true", help="with faces and plates shown")
    taking.add_argument(
        "--folder", type=Path, metavar="DIR", help="recordings there, not those of the settings"
    )


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    if options.export is not None:
        _export(options, data)
        return 0
    log_to(data.logs / "video.log")
    secret = _told_secret() if options.engine else stored_secret(data)
    settings = load_settings(options.config, data, secret=secret)
    if options.adopt_recordings:
        _adopt(settings, data)
        return 0
    with _lock(data, for_engine=options.engine):
        cameras = Cameras() if options.engine else _own_cameras(settings, data, secret)
        machine = socket.gethostname()
        plan = VideoPlan(
            data,
            settings,
            cameras,
            name=f"{machine}/{os.getpid()}",
            ends_with_engine=options.engine,
            machine="" if options.engine else machine,
        )
        with running_supervisor(plan) as supervisor:
            _stop_when_due(supervisor, options.seconds)
            supervisor.run()
    return 0


class Exporting(Protocol):
    """`app.bootstrap.video_export`."""

    def export(self, options: argparse.Namespace, data: DataFolder, settings: Settings) -> None: ...


def _export(options: argparse.Namespace, data: DataFolder) -> None:
    """The libraries that decode are loaded for this alone."""
    module = cast(Exporting, importlib.import_module("app.bootstrap.video_export"))
    module.export(options, data, load_settings(options.config, data))


def _adopt(settings: Settings, data: DataFolder) -> None:
    """Whatever was in the folder before; a supervisor that runs goes on within seconds. Raises Unable."""
    folder = recordings_folder(settings, data)
    own_folder(data.root / "run")
    try:
        RecordingsHome(folder, recordings_claim(data)).adopt()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Unable(f"The recordings folder {folder} cannot be used: {reason}.") from problem
    print(f"Recordings are kept in {folder} from now on.")


def _own_cameras(settings: Settings, data: DataFolder, secret: Secret) -> Cameras:
    """Raises Unable where there is nothing to do, and SettingsInvalid."""
    file = cameras_file(settings, data)
    found = file.read().with_passwords(secret, os.environ)
    if not found.cameras:
        raise Unable(f"There is no camera in {file.shown}.")
    return found


def _told_secret() -> Secret:
    """The engine says the broker's password; those of cameras come with the plan."""
    try:
        told = json.loads(sys.stdin.readline() or "{}")
    except ValueError:
        told = {}
    password = str(told.get(PASSWORD, "")) or None
    return lambda name: password if name == PASSWORD_SECRET else None


@contextlib.contextmanager
def _lock(data: DataFolder, *, for_engine: bool) -> Iterator[None]:
    own_folder(data.root / "run")
    lock = FileLock(video_lock(data.root), mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=1.0)
    except Timeout as held:
        raise Unable(f"Another video supervisor is already running on {data.root}.") from held
    try:
        if for_engine:
            say_holder(video_holder(data.root))
        yield
    finally:
        video_holder(data.root).unlink(missing_ok=True)
        lock.release()


def _stop_when_due(supervisor: Supervisor, seconds: float | None) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: supervisor.stop(f"signal {signal.Signals(number).name}"))
    if seconds is not None:
        timer = threading.Timer(seconds, supervisor.stop, args=("the time asked for is over",))
        timer.daemon = True
        timer.start()
