"""A console without a window: attaches to a running engine, asks, and hears what it is told."""

from __future__ import annotations

import itertools
import time
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any, Self

from app.wire.access import Session, SignIn, SignInAnswer
from app.wire.endpoint import read
from app.wire.frames import FRAME_LIMIT, Answer, Ask, decode, encode
from app.wire.handshake import prove
from app.wire.messages import PROTOCOL, CityComplete, Hello
from tests.support.waiting import PATIENCE_S


class Desk:
    def __init__(self, data: Path, console: str) -> None:
        endpoint = read(data)
        assert endpoint is not None, "no engine runs"
        self._link = Client(endpoint.address)
        prove(self._link, endpoint.secret, engine=False)
        self._link.send_bytes(encode([Hello(PROTOCOL, console)]))
        self._ids = itertools.count(1)
        self.heard: list[Any] = []
        self.session: Session | None = None
        self.token = ""
        self.wait_for(CityComplete)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._link.close()

    def ask(self, body: object, *, operator: str | None = None) -> Any:
        """The engine's answer; `operator` asks in another name than that of the session."""
        mine = self.session.operator if self.session is not None else ""
        number = next(self._ids)
        self._link.send_bytes(encode([Ask(number, mine if operator is None else operator, body)]))
        answer = self._next(lambda item: isinstance(item, Answer) and item.id == number)
        if isinstance(answer.body, SignInAnswer) and answer.body.session is not None:
            self.session, self.token = answer.body.session, answer.body.token or self.token
        return answer.body

    def sign_in(self, operator: str, password: str, code: str = "") -> SignInAnswer:
        answer: SignInAnswer = self.ask(SignIn(operator, password, code))
        return answer

    def wait_for(self, kind: type) -> Any:
        """The next message of this type, or the last that was heard already."""
        return self._next(lambda item: isinstance(item, kind))

    def newest(self, kind: type) -> Any:
        return next(item for item in reversed(self.heard) if isinstance(item, kind))

    def _next(self, wanted: Any) -> Any:
        deadline = time.monotonic() + PATIENCE_S
        while self._link.poll(max(0.0, deadline - time.monotonic())):
            items = decode(self._link.recv_bytes(FRAME_LIMIT))
            self.heard += items
            for item in items:
                if wanted(item):
                    return item
        raise AssertionError("the engine said nothing in time")
