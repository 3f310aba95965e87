"""The handshake and the endpoint: nobody without the secret gets in, and nobody waits for ever."""

import os
import stat
import threading
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import pytest

from app.wire.endpoint import Endpoint, endpoint_file, publish, read, withdraw
from app.wire.handshake import HandshakeFailed, prove

SECRET = b"s" * 32


def both(engine_secret: bytes, console_secret: bytes) -> list[str]:
    """Run both ends; how each ended."""
    one, other = Pipe()
    ends: list[str] = ["", ""]

    def end(place: int, link: Connection, secret: bytes) -> None:
        try:
            prove(link, secret, engine=place == 0, time_limit_s=60.0)
            ends[place] = "in"
        except HandshakeFailed as problem:
            ends[place] = str(problem)

    threads = [
        threading.Thread(target=end, args=(0, one, engine_secret)),
        threading.Thread(target=end, args=(1, other, console_secret)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.close()
    other.close()
    return ends


def test_both_ends_know_the_secret() -> None:
    assert both(SECRET, SECRET) == ["in", "in"]


def test_a_wrong_secret_is_found_by_both_ends() -> None:
    assert both(SECRET, b"x" * 32) == ["the secret is not the same"] * 2


def test_a_peer_that_says_nothing_is_let_go_in_time() -> None:
    one, other = Pipe()
    with pytest.raises(HandshakeFailed, match="in time"):
        prove(one, SECRET, engine=True, time_limit_s=0.1)
    one.close()
    other.close()


def test_a_peer_that_sends_everything_back_does_not_get_in() -> None:
    one, other = Pipe()

    def mirror() -> None:
        for _ in range(2):
            other.send_bytes(other.recv_bytes())

    thread = threading.Thread(target=mirror)
    thread.start()
    with pytest.raises(HandshakeFailed, match="not the same"):
        prove(one, SECRET, engine=True, time_limit_s=60.0)
    thread.join()
    one.close()
    other.close()


def endpoint(epoch: int) -> Endpoint:
    return Endpoint(os.getpid(), epoch, 1, "/tmp/x.sock", SECRET, "/tmp/columns", 5)


def test_the_endpoint_is_published_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    publish(tmp_path, endpoint(3))
    assert read(tmp_path) == endpoint(3)
    if os.name != "nt":
        assert stat.S_IMODE(endpoint_file(tmp_path).stat().st_mode) == 0o600


def test_an_engine_withdraws_only_its_own_endpoint(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    publish(tmp_path, endpoint(4))
    withdraw(tmp_path, 3)
    assert read(tmp_path) == endpoint(4)
    withdraw(tmp_path, 4)
    assert read(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"pid": "x"}'])
def test_an_endpoint_that_cannot_be_understood_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "run").mkdir()
    endpoint_file(tmp_path).write_bytes(content)
    assert read(tmp_path) is None
