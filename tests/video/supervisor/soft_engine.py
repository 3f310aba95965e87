"""An engine in a thread of the test, to which the supervisor attaches."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.domain.acts import Outcome, Verdict
from app.domain.video.cameras import Camera, CameraStream, Picture
from app.engine.server import ConsoleLink, ConsoleServer
from app.wire.endpoint import Endpoint, publish, withdraw
from app.wire.frames import Answer, Ask, decode, encode
from app.wire.messages import PROTOCOL, Done, Hello
from app.wire.video_service import (
    CameraPlan,
    Relayed,
    Replied,
    SegmentRows,
    VideoNews,
    VideoUp,
)
from tests.support.waiting import wait_until

T = TypeVar("T")


DONE = Done(Verdict(Outcome.APPLIED, 1))


PLAN = CameraPlan((Camera("A"),), (CameraStream("A", "usb:live"),))


@dataclass
class SoftEngine:
    """A real server of consoles with nobody behind it; `answering` is what becomes of rows."""

    data: Path
    epoch: int = 1
    answering: bool = True
    hellos: list[Hello] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        secret = secrets.token_bytes(32)
        address = str(self.data / f"e{self.epoch}.sock")
        self._links: list[ConsoleLink] = []
        self._server = ConsoleServer(
            address, secret, joined=self._joined, asked=self._asked, left=lambda _link: None
        )
        self._server.start()
        publish(self.data, Endpoint(1, self.epoch, PROTOCOL, address, secret, "", 0))

    def tell(self, *items: object) -> None:
        self._links[-1].send(encode(items))

    def relay(self, body: object, blurred: tuple[str, ...] = ()) -> Any:
        """What the supervisor answers to a console's request."""
        before = len(self.of_type(Replied))
        self.tell(Relayed(9, "sala/1", encode([Ask(5, "beto", body)]), blurred))
        wait_until(lambda: len(self.of_type(Replied)) > before, what="the answer")
        (answer,) = decode(self.of_type(Replied)[-1].frame)
        assert (self.of_type(Replied)[-1].ask, answer.id) == (9, 5)
        return answer.body

    def of_type(self, kind: type[T]) -> list[T]:
        return [one for one in self.asked if isinstance(one, kind)]

    def stop(self, *last_words: object) -> None:
        withdraw(self.data, self.epoch)
        self._server.stop(encode(last_words))

    def _joined(self, link: ConsoleLink, hello: Hello) -> None:
        self.hellos.append(hello)
        self._links.append(link)

    def _asked(self, link: ConsoleLink, ask: Ask) -> None:
        self.asked.append(ask.body)
        if isinstance(ask.body, VideoUp):
            link.send(encode([Answer(ask.id, DONE), PLAN]))
        elif isinstance(ask.body, SegmentRows) and self.answering:
            link.send(encode([Answer(ask.id, DONE)]))


def live(engine: SoftEngine) -> bool:
    states = [state for news in engine.of_type(VideoNews) for state in news.states]
    return any(state.camera == "A" and state.picture is Picture.LIVE for state in states)
