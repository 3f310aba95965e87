"""A process of the same PC at the engine's socket: it learns nothing without the secret, holds nobody up."""

import os
import pickle
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing.connection import Client
from pathlib import Path

import msgspec
import psutil
import pytest

from app.domain.acts import Acknowledge
from app.engine.run_folder import claim, close_epoch, open_epoch
from app.engine.server import ASKS_PER_S, PENDING_HANDSHAKES, ConsoleServer
from app.wire.endpoint import Endpoint, endpoint_file, publish
from app.wire.frames import REQUEST_LIMIT, Ask, encode
from app.wire.handshake import NONCE_BYTES, TIME_LIMIT_S, HandshakeFailed, prove
from app.wire.messages import PROTOCOL, Farewell, Hello
from tests.support.waiting import wait_until

SECRET = b"k" * 32
MB = 1024 * 1024
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the attackers here speak to a Unix socket")


class Desk:
    """A real server, and what the engine would hear of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.joined, self.asked, self.left = [], [], []
        self._opened = []
        self.server = ConsoleServer(
            address,
            SECRET,
            joined=lambda link, _hello: self.joined.append(link),
            asked=lambda _link, ask: self.asked.append(ask),
            left=self.left.append,
        )
        self.server.start()

    def attach(self):
        """A console in good order."""
        link = Client(self.address)
        prove(link, SECRET, engine=False)
        known = len(self.joined)
        link.send_bytes(encode([Hello(PROTOCOL, "desk")]))
        wait_until(lambda: len(self.joined) > known, what="the console to join")
        return link

    def raw(self, link=None) -> socket.socket:
        """A connection that has proved nothing, or the bare end of one that has."""
        raw = socket.socket(fileno=os.dup(link.fileno())) if link else socket.socket(socket.AF_UNIX)
        self._opened.append(raw)
        raw.settimeout(10)
        if not link:
            raw.connect(self.address)
        return raw

    def close(self) -> None:
        for raw in self._opened:
            raw.close()
        self.server.stop(encode([Farewell("over")]))


@pytest.fixture
def desk(tmp_path):
    made = Desk(str(tmp_path / "e.sock"))
    yield made
    made.close()


def read_message(raw: socket.socket) -> bytes:
    (size,) = struct.unpack("!i", raw.recv(4, socket.MSG_WAITALL))
    return raw.recv(size, socket.MSG_WAITALL)


def send_message(raw: socket.socket, body: bytes) -> None:
    raw.sendall(struct.pack("!i", len(body)) + body)


def hung_up(raw: socket.socket) -> bool:
    """Whether the engine ends the connection; what it still had to say is thrown away."""
    try:
        while raw.recv(65_536):
            pass
    except (ConnectionResetError, BrokenPipeError):
        return True
    except TimeoutError:
        return False
    return True


def test_whoever_asks_without_a_proof_is_not_heard(desk):
    raw = desk.raw()
    read_message(raw)
    send_message(raw, bytes(NONCE_BYTES))
    read_message(raw)
    send_message(raw, encode([Hello(PROTOCOL, "intruder"), Ask(1, "admin", Acknowledge(()))])[:64])
    assert hung_up(raw)
    assert not desk.joined
    assert not desk.asked


class Recorder:
    """The socket of a console as `prove` uses it; remembers what goes out."""

    def __init__(self, raw) -> None:
        self._raw, self.said = raw, []

    def send_bytes(self, body) -> None:
        self.said.append(bytes(body))
        send_message(self._raw, body)

    def poll(self, _seconds) -> bool:
        return True

    def recv_bytes(self, _limit=None) -> bytes:
        return read_message(self._raw)


def test_an_old_handshake_cannot_be_played_again(desk):
    """Everything that a real console once sent, to the last byte."""
    console = Recorder(desk.raw())
    prove(console, SECRET, engine=False)
    console.send_bytes(encode([Hello(PROTOCOL, "desk")]))
    wait_until(lambda: len(desk.joined) == 1, what="the real console to join")
    again = desk.raw()
    read_message(again)
    for message in console.said[:2]:
        send_message(again, message)
    assert hung_up(again)
    assert len(desk.joined) == 1


def test_the_engines_own_answer_is_no_use_at_another_connection(desk):
    """Two connections, each asked what the other is asked: the direction is part of the proof."""
    one, two = desk.raw(), desk.raw()
    for here, there in ((one, read_message(two)), (two, read_message(one))):
        send_message(here, there)
    answers = read_message(one), read_message(two)
    send_message(one, answers[1])
    send_message(two, answers[0])
    assert hung_up(one)
    assert hung_up(two)
    assert not desk.joined


@pytest.mark.parametrize("proved", [False, True])
def test_a_gigabyte_is_refused_by_its_length_and_never_read(desk, proved):
    link = desk.attach() if proved else None
    raw = desk.raw(link)
    before = psutil.Process().memory_info().rss
    raw.sendall(struct.pack("!i", 1024 * MB))
    part, sent = bytes(MB), 0
    try:
        while sent < 1024:
            raw.sendall(part)
            sent += 1
    except (BrokenPipeError, ConnectionResetError):
        pass
    assert sent < 8
    assert hung_up(raw)
    assert psutil.Process().memory_info().rss - before < 32 * MB
    if link:
        link.close()
    desk.attach().close()


@pytest.mark.parametrize("size", [-1, -2, 0x7FFFFFFF, REQUEST_LIMIT + 1])
def test_an_impossible_length_ends_the_connection(desk, size):
    link = desk.attach()
    raw = desk.raw(link)
    raw.sendall(struct.pack("!i", size) + struct.pack("!Q", 2**63))
    assert hung_up(raw)
    link.close()
    desk.attach().close()


class _Trap:
    """Its pickle makes a folder where it is loaded."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __reduce__(self):
        return os.mkdir, (self._place,)


@pytest.mark.parametrize("proved", [False, True])
def test_a_pickle_is_never_loaded(desk, proved, tmp_path):
    place = tmp_path / "sprung"
    trap = pickle.dumps(_Trap(str(place)))
    link = desk.attach() if proved else None
    raw = desk.raw(link)
    for _ in range(3):
        try:
            send_message(raw, trap)
        except (BrokenPipeError, ConnectionResetError):
            break
    assert hung_up(raw)
    assert not place.exists()
    if link:
        link.close()
    pickle.loads(trap)
    assert place.exists(), "the trap itself works"


def test_ten_thousand_asks_a_second_are_slowed_down_and_another_console_is_not(desk):
    flood, other = desk.attach(), desk.attach()
    frame = encode([Ask(number, "flood", Acknowledge(())) for number in range(100)])
    stop = threading.Event()

    def pour() -> None:
        try:
            while not stop.is_set():
                flood.send_bytes(frame)
        except OSError:
            pass

    thread = threading.Thread(target=pour)
    thread.start()
    wait_until(lambda: len(desk.asked) >= ASKS_PER_S, what="the first asks")
    began, before = time.monotonic(), len(desk.asked)
    for number in range(5):
        asked_after = len(desk.asked)
        other.send_bytes(encode([Ask(number, "calm", Acknowledge(()))]))
        wait_until(lambda number=number: Ask(number, "calm", Acknowledge(())) in desk.asked)
        passed = desk.asked.index(Ask(number, "calm", Acknowledge(()))) - asked_after
        assert passed < 10 * ASKS_PER_S, "it stands behind the thousands that wait"
    wait_until(lambda: time.monotonic() - began > 1.0)
    rate = (len(desk.asked) - before) / (time.monotonic() - began)
    stop.set()
    desk.raw(flood).shutdown(socket.SHUT_RDWR)
    thread.join()
    flood.close()
    other.close()
    assert rate < 2 * ASKS_PER_S + 10


@pytest.mark.parametrize("said", [b"", b"\x00"])
def test_many_who_begin_a_handshake_are_forgotten_in_time(desk, said):
    """They say nothing, or begin a message and never end it."""
    for _ in range(PENDING_HANDSHAKES):
        raw = desk.raw()
        raw.sendall(said)
        read_message(raw)
    wait_until(
        lambda: _attaches(desk), timeout=3 * TIME_LIMIT_S, what="a console to get in after those who wait"
    )


def _attaches(desk) -> bool:
    try:
        desk.attach().close()
    except (HandshakeFailed, OSError, EOFError):
        return False
    return True


@pytest.mark.parametrize("name", ["StopEngine", "Farewell", "AlarmChanged", "TableFile"])
def test_what_only_the_engine_says_is_not_taken_from_a_console(desk, name):
    link = desk.attach()
    link.send_bytes(msgspec.msgpack.encode([[name, {}]]))
    wait_until(lambda: desk.left, what="the console to be let go")
    link.close()


PRIVATE = ("history.db", "vault.db", "keys/audit.key", "recordings/1.mp4", "atalaya.log")
SPY = """
import os, socket, sys
folder, address, columns, endpoint = sys.argv[1:5]
got = []
def attempt(name, do):
    try:
        do()
        got.append(name)
    except OSError:
        pass
attempt("connect", lambda: socket.socket(socket.AF_UNIX).connect(address))
attempt("list data", lambda: os.listdir(folder))
attempt("list columns", lambda: os.listdir(columns))
for name in sys.argv[5].split(","):
    attempt(name, lambda: open(os.path.join(folder, name), "rb").read())
attempt("column", lambda: open(os.path.join(columns, "points-1.col"), "rb").read())
attempt("write endpoint", lambda: open(endpoint, "ab"))
attempt("plant", lambda: open(os.path.join(folder, "planted"), "w"))
print(",".join(got) or "nothing")
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_another_user_of_the_same_pc_reads_nothing_and_reaches_nobody():
    base = Path(tempfile.mkdtemp(dir="/tmp"))
    base.chmod(0o755)  # the data folder alone must protect what is in it
    data = base / "data"
    lock = claim(data)
    run = open_epoch(data)
    desk = Desk(run.address)
    publish(data, Endpoint(os.getpid(), run.epoch, PROTOCOL, run.address, SECRET, str(run.columns), 0))
    for name in PRIVATE:
        file = data / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"private")
        file.chmod(0o644)
    (run.columns / "points-1.col").write_bytes(b"values")
    words = [
        str(data),
        run.address,
        str(run.columns),
        str(endpoint_file(data)),
        ",".join((*PRIVATE, "run/engine.json")),
    ]
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
    command = [python, "-I", "-c", SPY, *words]
    try:
        somebody = {"user": 65_534, "group": 65_534, "extra_groups": [], "env": {}}
        seen = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **somebody)
        owner = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    finally:
        desk.close()
        close_epoch(run)
        lock.release()
        shutil.rmtree(base)
    assert seen.stdout.strip() == "nothing", seen
    assert "connect" in owner.stdout
    assert "run/engine.json" in owner.stdout
