"""An engine's video desk to test with: real vault, accounts, gate, front desk, cameras file and secrets.

Soft are the ends alone: consoles, the supervisor's link, the index of footage, the worker and the clock.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.domain.audit import Draft
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent
from app.engine.access.front_desk import FrontDesk, FrontDeskParts
from app.engine.access.gate import Gate
from app.engine.video.desk import VideoDesk
from app.engine.video.keeper import FileKeeper
from app.engine.video.parts import VideoDeskParts
from app.engine.video.past_cameras import PastCameras
from app.settings.cameras import Cameras, CamerasFile, rendered
from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.store import Secrets
from app.settings.sections import VideoSettings
from app.wire.frames import Answer, Ask, decode, encode
from app.wire.video_service import Relayed, Replied, VideoUp
from tests.engine.access.scene import SoftLink
from tests.engine.control.people import with_people

T = TypeVar("T")
PLAZA = Camera("CAM-1", ptz=True, presets=("plaza",))
CALLE = Camera("CAM-2")
PLACES = {
    "CAM-1": Device("CAM-1", "camera", "Plaza", lat=-12.0, lon=-77.0, zone="Centro"),
    "CAM-2": Device("CAM-2", "camera", "Calle", lat=-12.001, lon=-77.0, zone="Puerto"),
    "PAN-1": Device("PAN-1", "panic_button", "Pánico", lat=-12.0001, lon=-77.0, zone="Centro"),
    "FAR-1": Device("FAR-1", "panic_button", "Lejos", lat=-12.2, lon=-77.0),
}


@dataclass(eq=False)
class SoftSupervisor:
    """The supervisor's end of its link."""

    console: str = "pc/77"
    role: str = "video"
    closed: threading.Event = field(default_factory=threading.Event)
    heard: list[Any] = field(default_factory=list)

    def send(self, frame: bytes) -> None:
        self.heard += decode(frame)

    def close(self) -> None:
        self.closed.set()

    def of_type(self, kind: type[T]) -> list[T]:
        return [item for item in self.heard if isinstance(item, kind)]


@dataclass
class SoftStore:
    """Rows as they came; `settle` lets the disk take those that wait."""

    segments: list[Segment] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    days: list[CameraDay] = field(default_factory=list)
    events: list[SceneEvent] = field(default_factory=list)
    waiting: list[Callable[[bool], None]] = field(default_factory=list)

    def put_segments(self, rows: Sequence[Segment], settled: Callable[[bool], None]) -> None:
        self.segments += rows
        self.waiting.append(settled)

    def miss_segments(self, files: Sequence[str], settled: Callable[[bool], None]) -> None:
        self.missed += files
        self.waiting.append(settled)

    def drop_segments(self, files: Sequence[str]) -> None:
        self.gone += files

    def put_days(self, days: Sequence[CameraDay]) -> None:
        self.days += days

    def put_events(self, events: Sequence[SceneEvent]) -> None:
        self.events += events

    def recorded(self) -> Sequence[str]:
        return sorted({row.camera for row in self.segments})

    def newest_events(self, limit: int) -> Sequence[SceneEvent]:
        return sorted(self.events, key=lambda event: -event.began)[:limit]


class SoftSecrets:
    """A place for secrets that is open and keeps them for as long as the test."""

    place, state = SecretPlace.FILE, SecretsState.READY

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self._kept.get(name)

    def write(self, name: str, value: str) -> None:
        self._kept[name] = value

    def remove(self, name: str) -> None:
        self._kept.pop(name, None)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._kept))

    def unlock(self, passphrase: str) -> bool:
        return True

    def set_passphrase(self, passphrase: str) -> None:
        raise NotImplementedError

    def change_passphrase(self, old: str, new: str) -> bool:
        raise NotImplementedError


class VideoScene:
    """`ana` administers, `beto` supervises and sees faces, `carla` is an engineer and does not."""

    def __init__(self, folder: Path, before_start: Callable[[Path], object] = str) -> None:
        """`before_start` may do something to the cameras file."""
        self.access = with_people(folder / "vault")
        self.path = folder / "cameras.toml"
        streams = tuple(CameraStream(one.id, f"rtsp://10.0.0.{one.id[-1]}/1") for one in (PLAZA, CALLE))
        self.path.write_text(rendered(Cameras((PLAZA, CALLE), streams)), "utf-8")
        before_start(self.path)
        self.secrets = Secrets(SoftSecrets())
        self.store, self.told = SoftStore(), list[Any]()
        self.attended: list[tuple[bool, bool]] = []
        self._ids = itertools.count(1)
        self.desk = VideoDesk(
            VideoDeskParts(
                keeper=FileKeeper(
                    CamerasFile(self.path, folder / "versions"),
                    self.secrets,
                    PastCameras(folder / "past.json"),
                    {},
                ),
                store=self.store,
                trail=self.access.vault,
                errands=self.access.worker,
                roles=self.access.accounts.roles,
                device=PLACES.get,
                session_of=self.access.book.session_of,
                answer=self.access.parts.answer,
                tell=self._tell,
                post=lambda call: call(),
                rules=VideoSettings,
                recordings="/recordings",
                attend=lambda wanted, attached: self.attended.append((wanted, attached)),
                now=lambda: self.now,
            )
        )
        self.desk.restore()
        self.front = FrontDesk(
            FrontDeskParts(
                gate=Gate(PLACES.get, self.access.accounts.roles),
                trail=self.access.vault,
                doing=None,  # type: ignore[arg-type]
                session_of=self.access.book.session_of,
                answer=self.access.parts.answer,
                open=self.access.reception.handlers(),
                guarded={**self.access.administration.handlers(), **self.desk.handlers()},
                joined=self.access.book.joined,
                left=self.access.reception.left,
                each_second=(),
                stop=lambda _reason: None,
                now=lambda: self.now,
            )
        )

    @property
    def now(self) -> Instant:
        return self.access.now

    # -- people --------------------------------------------------------------------------------------

    def seat(self, who: str, console: str = "") -> SoftLink:
        link = self.access.desk(console or f"sala/{who}")
        assert self.access.sign_in(link, who).session is not None
        return link

    def start(self, link: SoftLink, body: object) -> int:
        id_ = 1_000_000 + next(self._ids)
        session = self.access.book.session_of(link)  # type: ignore[arg-type]
        ask = Ask(id_, "" if session is None else session.operator, body)
        self.front.asked(link, ask)  # type: ignore[arg-type]
        return id_

    def ask(self, link: SoftLink, body: object) -> Any:
        id_ = self.start(link, body)
        self.access.worker.drain()
        return link.answers.get(id_)

    def refusal(self, link: SoftLink, body: object) -> str:
        return str(self.ask(link, body).verdict.refusal)

    def leave(self, link: SoftLink) -> None:
        self.desk.left(link)  # type: ignore[arg-type]
        self.access.leave(link)

    # -- the supervisor ------------------------------------------------------------------------------

    def attach(self) -> SoftSupervisor:
        link = SoftSupervisor()
        self.say(link, VideoUp("/dev/shm/slots", 77))
        return link

    def say(self, link: SoftSupervisor, body: object, id_: int = 1) -> None:
        assert decode(encode([Ask(id_, "", body)])) == [Ask(id_, "", body)]
        self.desk.asked(link, Ask(id_, "", body))  # type: ignore[arg-type]

    def reply(self, link: SoftSupervisor, body: object) -> Any:
        """The supervisor answers what was relayed last; returns what was asked of it."""
        relayed = link.of_type(Relayed)[-1]
        (ask,) = decode(relayed.frame)
        self.say(link, Replied(relayed.ask, encode([Answer(ask.id, body)])))
        return ask.body

    def pass_time(self, seconds: float) -> None:
        for _ in range(int(seconds)):
            self.access.pass_time(1.0)
            self.desk.each_second(self.now)
            self.access.worker.drain()

    # -- what can be seen ----------------------------------------------------------------------------

    def of_type(self, kind: type[T]) -> list[T]:
        return [item for item in self.told if isinstance(item, kind)]

    def newcomer(self) -> list[Any]:
        return list(itertools.chain.from_iterable(self.desk.pages()))

    def trail(self, act: str) -> list[Draft]:
        return self.access.trail(act)

    def close(self) -> None:
        self.access.close()

    def _tell(self, items: Sequence[object]) -> None:
        assert decode(encode(items)) == list(items)
        self.told += items
