"""Who may open a connection next: cameras that answer do not wait behind those that are silent."""

import contextlib
import socket
import threading

from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import Camera, CameraStream, Picture, RecordingMode
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.streams.http_camera import HttpCamera
from tests.video.streams.watcher import Notes, Watcher
from video.analytics import masking
from video.media.inputs import Patience
from video.streams.connection import Connection, Surroundings
from video.streams.opening_turns import OpeningTurns
from video.streams.showing import Showing
from video.streams.wish import Wish

MUTE, AT_ONCE = 140, 4


class CountedTurns(OpeningTurns):
    """Takes down who had a turn, by the thread's name, and who has asked for one."""

    def __init__(self, at_once):
        super().__init__(at_once)
        self.asked, self.had = [], []

    @contextlib.contextmanager
    def turn(self, wait, *, doubtful=False):
        name = threading.current_thread().name
        self.asked.append((name, len(self.had)))
        with super().turn(wait, doubtful=doubtful) as ours:
            if ours:
                self.had.append(name)
            yield ours


class Line:
    """Threads that ask for a turn and hold it until they are told."""

    def __init__(self, at_once):
        self.turns, self.had, self._ends = OpeningTurns(at_once), [], {}
        self._stop = threading.Event()
        self._threads = []

    def ask(self, name, *, doubtful=False):
        asked, end = threading.Event(), self._ends.setdefault(name, threading.Event())

        def wait(_seconds):
            asked.set()
            return self._stop.wait(0.001)

        def stand():
            with self.turns.turn(wait, doubtful=doubtful) as ours:
                if ours:
                    self.had.append(name)
                    asked.set()
                    end.wait(PATIENCE_S)

        thread = threading.Thread(target=stand)
        self._threads.append(thread)
        thread.start()
        assert asked.wait(PATIENCE_S)

    def end(self, name):
        self._ends[name].set()

    def close(self):
        self._stop.set()
        for end in self._ends.values():
            end.set()
        for thread in self._threads:
            thread.join(PATIENCE_S)


def test_the_first_who_asks_is_the_first_who_gets_a_turn():
    with contextlib.closing(Line(1)) as line:
        for name in "abcdef":
            line.ask(name)
        for number, name in enumerate("abcdef", 1):
            wait_until(lambda number=number: len(line.had) == number, what=f"turn {number}")
            line.end(name)
        assert line.had == list("abcdef")


def test_who_failed_gives_way_and_leaves_a_turn_free():
    with contextlib.closing(Line(3)) as line:
        for name in ("bad 1", "bad 2", "bad 3", "bad 4"):
            line.ask(name, doubtful=True)
        wait_until(lambda: len(line.had) == 2, what="two turns")
        line.ask("good 1")
        line.ask("good 2")
        assert line.had == ["bad 1", "bad 2", "good 1"]
        line.end("bad 1")
        wait_until(lambda: len(line.had) == 4, what="the next turn")
        assert line.had[-1] == "good 2"
        line.end("good 1")
        wait_until(lambda: len(line.had) == 5, what="the next turn")
        assert line.had[-1] == "bad 3", "nobody else asks: two of the silent ones may be asked again"


@given(st.integers(1, 6))
def test_even_a_single_turn_is_for_those_that_failed_too(at_once):
    with OpeningTurns(at_once).turn(lambda _seconds: True, doubtful=True) as ours:
        assert ours


def test_a_camera_that_answers_waits_for_none_of_the_silent_ones(tmp_path):
    """Given 140 cameras that take a connection and say nothing, each asked again and again."""
    with contextlib.ExitStack() as stack:
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=4 * MUTE))
        http = stack.enter_context(contextlib.closing(HttpCamera()))
        turns = CountedTurns(AT_ONCE)
        mute = [_mute(tmp_path, silent.getsockname()[1], number, turns) for number in range(MUTE)]
        stack.callback(lambda: [one.join(PATIENCE_S) for one in mute])
        stack.callback(lambda: [one.stop() for one in mute])
        for connection in mute:
            connection.start()
        wait_until(lambda: len(set(turns.had)) == MUTE, 60, "a try of each")
        good = Watcher(tmp_path, http.url("/mjpeg"), camera=Camera("GOOD"), turns=turns)
        stack.callback(good.thread.join, PATIENCE_S)
        stack.callback(good.thread.stop)
        good.thread.start()
        good.wait_for(Picture.LIVE)
        before = next(had for name, had in turns.asked if name == "camera GOOD")
        assert turns.had.index("camera GOOD", before) - before <= AT_ONCE
        good.plain.close()
        good.blurred.close()


def _mute(folder, port, number, turns):
    id_ = f"MUTE-{number}"
    patience = Patience(open_s=0.05, read_s=0.05)
    around = Surroundings(Notes(), masking, turns, patience, first_wait_s=0.01, longest_wait_s=0.02)
    camera = Camera(id_, recording=RecordingMode.NEVER)
    return Connection(
        lambda: camera,
        CameraStream(id_, f"http://127.0.0.1:{port}/mjpeg"),
        Wish,
        sub=False,
        around=around,
        showing=Showing(camera, around.ports, around.masking, folder),
        stands=lambda: None,
    )
