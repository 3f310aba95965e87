"""A supervisor with real worker processes that decode nothing, on a thread of the test; soft are MQTT, the
cameras that can be steered, and the footage that is looked after."""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import psutil

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.recordings import FootageClass, Segment
from app.feed.backoff import Backoff
from app.settings.cameras import Cameras
from app.wire.video import FoundCamera
from tests.support.waiting import PATIENCE_S
from video.supervisor.crew import CrewPlan
from video.supervisor.days import DayBook
from video.supervisor.engine_link import EngineLink
from video.supervisor.housekeeping import FootageKeeper, Housekeeping
from video.supervisor.parts import SupervisorParts
from video.supervisor.playbacks import PlaybackPlan
from video.supervisor.ports import StreamOffered
from video.supervisor.processor import ProcessorMeter
from video.supervisor.publishing import Publishing
from video.supervisor.server_device import ServerDevice
from video.supervisor.supervisor import Supervisor
from video.supervisor.usual_rates import UsualRates
from video.worker.messages import Assign

ROOT = Path(__file__).parents[3]
FAKE = Path(__file__).with_name("fake_worker.py")
FAKE_PLAYBACK = Path(__file__).with_name("fake_playback.py")


def command(file: Path) -> list[str]:
    starter = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import runpy; "
    starter += f"runpy.run_path({str(file)!r}, run_name='__main__')"
    return [sys.executable, "-P", "-c", starter]


@dataclass
class SoftOutlet:
    """What was published, newest last."""

    said: list[tuple[str, bytes, int, bool]] = field(default_factory=list)

    def publish(
        self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False, again: bool = True
    ) -> None:
        self.said.append((topic, payload, qos, retain))

    def bodies(self, end: str) -> list[dict[str, object]]:
        return [
            msgspec.json.decode(payload) if payload else {}
            for topic, payload, *_ in self.said
            if topic.endswith(end)
        ]


@dataclass
class SoftControl:
    """Cameras that do what they are asked, or say `problem`."""

    problem: str = ""
    offered: tuple[StreamOffered, ...] = ()
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def know(self, streams: Sequence[CameraStream]) -> None:
        self.asked.append(("know", *(stream.camera for stream in streams)))

    def move(self, camera: str, pan: float, tilt: float, zoom: float, told: Callable[[str], None]) -> None:
        self.asked.append(("move", camera, pan, tilt, zoom))
        told(self.problem)

    def centre(self, camera: str, across: float, down: float, told: Callable[[str], None]) -> None:
        self.asked.append(("centre", camera, across, down))
        told(self.problem)

    def preset(self, camera: str, preset: str, told: Callable[[str], None]) -> None:
        self.asked.append(("preset", camera, preset))
        told(self.problem)

    def find(self, told: Callable[[tuple[FoundCamera, ...]], None]) -> None:
        told((FoundCamera("10.0.0.9", "Norte", "X1"),))

    def profiles(self, stream: CameraStream, told: Callable[[tuple[StreamOffered, ...], str], None]) -> None:
        told(() if self.problem else self.offered, self.problem)

    def close(self) -> None:
        self.asked.append(("close",))


class SoftKeeper:
    used, fault = 500, ""

    def note(self, row: Segment) -> None:
        """Nothing goes."""

    def step(self) -> float:
        return 0.05


class SupervisorScene:
    """`run` starts it over a data folder; `close` ends it in order and fails when anything is left."""

    def __init__(self, data: Path, *, workers: int = 1) -> None:
        self.data, self._workers = data, workers
        self.silent_s = PATIENCE_S
        """Without a beat for so long a worker hangs; a busy machine may stop one for a while."""
        (data / "run").mkdir(parents=True, exist_ok=True)
        self.outlet, self.control = SoftOutlet(), SoftControl()
        self.assigned: list[Assign] = []
        self.keeper: FootageKeeper = SoftKeeper()
        self.forgotten: list[Segment] = []
        """What lies on the disk and nobody was told."""
        self.disk_asked, self.disk_fails = 0, 0
        """How often the disk was asked for its room, and how often it does not answer."""
        self._thread: threading.Thread | None = None

    def run(
        self, *cameras: tuple[str, str], link: bool = False, ends_with_engine: bool = False
    ) -> Supervisor:
        """`cameras`: id and behaviour of each."""
        found = Cameras(
            tuple(Camera(id_) for id_, _ in cameras),
            tuple(CameraStream(id_, f"usb:{how}") for id_, how in cameras),
        )
        self.supervisor = supervisor = Supervisor(self._parts(found, link, ends_with_engine))
        self._thread = threading.Thread(target=supervisor.run, name="supervisor")
        self._thread.start()
        return supervisor

    @property
    def children(self) -> list[psutil.Process]:
        return [one for one in psutil.Process().children() if str(FAKE) in _command(one)]

    def statuses(self, camera: str) -> list[object]:
        """What was said over MQTT of whether it is up."""
        return [body["state"] for body in self.outlet.bodies(f"/camera/{camera}/status")]

    def ended(self) -> bool:
        return self._thread is not None and not self._thread.is_alive()

    def close(self) -> None:
        if self._thread is not None:
            self.supervisor.stop("the test is over")
            self._thread.join(PATIENCE_S)
            assert self.ended()
            assert not self.children

    def _parts(self, found: Cameras, link: bool, ends_with_engine: bool) -> SupervisorParts:
        fake = command(FAKE)
        return SupervisorParts(
            crew=CrewPlan(
                command=lambda _number: fake,
                count=self._workers,
                slots=self.data / "slots",
                recordings=str(self.data / "recordings"),
                models="",
                zone="UTC",
                processor=1.0,
                logs=self.data,
                before_event_s=5.0,
                after_event_s=7.0,
                silent_s=self.silent_s,
                start_s=PATIENCE_S,
                backoff=lambda: Backoff(first_s=0.05, longest_s=0.2),
            ),
            link=lambda supervisor: EngineLink(self.data, "pc/1", supervisor) if link else None,
            publishing=Publishing(self.outlet, "city/prueba", self.data / "run" / "introduced.json"),
            server=ServerDevice(self.outlet, "city/prueba", "VID-01"),
            control=self.control,
            playbacks=PlaybackPlan(
                command(FAKE_PLAYBACK), self.data / "slots", str(self.data / "recordings"), "UTC", self.data
            ),
            housekeeping=Housekeeping(self.keeper, lambda _fault: None),
            rates=UsualRates(self.data / "run" / "rates.json"),
            days=DayBook(dt.UTC, self.data / "run" / "days.json", lambda _camera, _day: 0.0),
            recorded=lambda _row: None,
            recall=lambda _cameras: self.forgotten,
            raise_footage=lambda kept: [Segment(kept.camera, 1, 9, "A/d/old.mkv", 5, kept.footage)],
            release_footage=lambda released: [
                Segment(released.camera, 1, 9, "A/d/old.mkv", 5, FootageClass.EVENT)
            ],
            keep_limits=lambda _cameras: None,
            prepared=lambda camera: camera,
            disk_free=self._disk_free,
            processor=ProcessorMeter(),
            cores=2,
            cameras=found,
            slots=str(self.data / "slots"),
            rows=self.data / "run" / "rows.msgpack",
            going_on=self.data / "run" / "going-on.msgpack",
            pid=os.getpid(),
            ends_with_engine=ends_with_engine,
        )

    def _disk_free(self) -> int:
        self.disk_asked += 1
        if self.disk_asked <= self.disk_fails:
            raise OSError("no such device")
        return 1_000


def _command(process: psutil.Process) -> str:
    """Empty for one that is over; other tests of this process may have left some that nobody waited for."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
