"""The consoles' end of the engine: who gets in, and that one who stops reading holds nobody up."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Client, Connection
from pathlib import Path

import pytest

from app.domain.acts import Acknowledge
from app.engine.server import QUEUE_LIMIT, ConsoleLink, ConsoleServer
from app.wire.frames import Ask, decode, encode
from app.wire.handshake import HandshakeFailed, prove
from app.wire.messages import PROTOCOL, Farewell, Hello
from tests.support.waiting import wait_until

SECRET = b"k" * 32


@dataclass
class Desk:
    """What the engine would hear."""

    joined: list[ConsoleLink] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    left: list[ConsoleLink] = field(default_factory=list)


@dataclass
class Running:
    server: ConsoleServer
    desk: Desk
    address: str

    def attach(self) -> Connection:
        link = Client(self.address)
        prove(link, SECRET, engine=False)
        link.send_bytes(encode([Hello(PROTOCOL, "desk 1")]))
        before = len(self.desk.joined)
        wait_until(
            lambda: len(self.desk.joined) > before - 1 and self.desk.joined, what="the console to join"
        )
        return link


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    desk = Desk()
    address = str(tmp_path / "e.sock")
    server = ConsoleServer(
        address,
        SECRET,
        joined=lambda link, _hello: desk.joined.append(link),
        asked=lambda _link, ask: desk.asked.append(ask),
        left=desk.left.append,
    )
    server.start()
    yield Running(server, desk, address)
    server.stop(encode([Farewell("the test is over")]))


def test_a_console_greets_asks_and_leaves(running: Running) -> None:
    link = running.attach()
    link.send_bytes(encode([Ask(1, "R. Quispe", Acknowledge(()))]))
    wait_until(lambda: running.desk.asked)
    assert running.desk.asked == [Ask(1, "R. Quispe", Acknowledge(()))]
    link.close()
    wait_until(lambda: running.desk.left)


def test_only_attached_consoles_hear_the_news(running: Running) -> None:
    link = running.attach()
    running.server.broadcast(encode([Farewell("too early")]))
    running.desk.joined[0].attached = True
    running.server.broadcast(encode([Farewell("in time")]))
    assert decode(link.recv_bytes()) == [Farewell("in time")]
    link.close()


def test_nobody_gets_in_without_the_secret(running: Running) -> None:
    link = Client(running.address)
    with pytest.raises(HandshakeFailed):
        prove(link, b"?" * 32, engine=False)
    link.close()
    assert not running.desk.joined


def test_one_who_says_nothing_does_not_keep_others_out(running: Running) -> None:
    silent = [socket.socket(socket.AF_UNIX) for _ in range(4)]
    for one in silent:
        one.connect(running.address)
    link = running.attach()
    assert running.desk.joined[0].console == "desk 1"
    link.close()
    for one in silent:
        one.close()


@pytest.mark.parametrize("garbage", [b"\xc1garbage", encode([Hello(PROTOCOL, "again")]), b"\x91" * 5000])
def test_one_who_breaks_the_protocol_is_let_go(running: Running, garbage: bytes) -> None:
    link = running.attach()
    link.send_bytes(garbage)
    wait_until(lambda: running.desk.left, what="the console to be let go")
    link.close()


def test_a_console_that_stops_reading_is_let_go_and_holds_nobody_up(running: Running) -> None:
    deaf, hearing = running.attach(), running.attach()
    wait_until(lambda: len(running.desk.joined) == 2)
    for link in running.desk.joined:
        link.attached = True
    frame = encode([Farewell("x" * 50_000)])
    heard = 0
    for _ in range(QUEUE_LIMIT + 200):
        running.server.broadcast(frame)
        heard += bool(hearing.recv_bytes())
    assert heard == QUEUE_LIMIT + 200
    wait_until(lambda: len(running.desk.left) == 1, what="the deaf console to be let go")
    deaf.close()
    hearing.close()
