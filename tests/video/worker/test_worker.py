"""A worker as its supervisor has it: a process, messages in, frames, states, footage and beats out."""

import contextlib
import io
import itertools
import statistics
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.domain.video.cameras import Camera, CameraStream, Picture, RecordingMode
from app.domain.video.recordings import FootageClass
from app.domain.video.stages import Stage, StageKind
from app.wire.frame_slots import FrameSlotReader, slot_path
from app.wire.video import Watched
from app.wire.video_service import KeepFootage, WantedStreams
from tests.support.machine import free_port, tool
from tests.support.rtsp import RtspServer
from tests.support.streets import encoded
from tests.support.waiting import PATIENCE_S, wait_until
from video.media.footage import FootageReader
from video.worker.link import encode, messages_of
from video.worker.main import work
from video.worker.messages import (
    Assign,
    Beat,
    Begin,
    CameraFigures,
    SegmentsWritten,
    StatesNow,
    StopWorker,
    StreamTried,
    TryStream,
    WorkerUp,
)

PROGRAM = "from video.worker.main import run; raise SystemExit(run())"
PASSWORD = "p@ss:w/rd-9"
HALF = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


class Worker:
    """The process and all that it has said."""

    def __init__(self, folder, **settings):
        self.slots, self.recordings = folder / "slots", folder / "recordings"
        self.slots.mkdir()
        self.log = (folder / "worker.log").open("w+b")
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            bufsize=0,
        )
        self.heard = []
        self._reader = threading.Thread(target=self._hear, name="worker-said", daemon=True)
        self._reader.start()
        self.say(Begin(3, str(self.slots), str(self.recordings), "", "America/Mexico_City", **settings))

    def say(self, message):
        self.process.stdin.write(encode(message))

    def of(self, kind):
        return [message for message in list(self.heard) if isinstance(message, kind)]

    def state(self, camera):
        states = [one for told in self.of(StatesNow) for one in told.states if one.camera == camera]
        return states[-1] if states else None

    def is_now(self, camera, picture):
        return (state := self.state(camera)) is not None and state.picture is picture

    def rows(self, camera):
        return {
            row.file: row for told in self.of(SegmentsWritten) for row in told.rows if row.camera == camera
        }

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        self.process.stdin.close()
        self.process.stdout.close()
        self.log.close()

    def _hear(self):
        for message in messages_of(self.process.stdout):
            self.heard.append(message)


@pytest.fixture
def worker(tmp_path):
    with contextlib.closing(Worker(tmp_path)) as running:
        yield running


@pytest.fixture
def mortal(street_files):
    """An RTSP server that will be killed."""
    street = {"files": [str(encoded(street_files))], "fps": 60}
    with contextlib.closing(RtspServer({"/street": street})) as server:
        yield server


def test_a_day_of_a_worker(worker, rtsp_server, mortal):
    """Given three cameras of which one is not there and one dies, then the third goes on undisturbed."""
    good = Camera("GOOD", recording=RecordingMode.CONTINUOUS)
    streams = (
        CameraStream("GOOD", rtsp_server.url("/fast")),
        CameraStream("DIES", mortal.url("/street")),
        CameraStream("NONE", f"rtsp://127.0.0.1:{free_port()}/a", user="u", password=PASSWORD),
    )
    worker.say(Assign((good, Camera("DIES"), Camera("NONE"), Camera("OFF", enabled=False)), streams))
    worker.say(WantedStreams((Watched("GOOD", 640), Watched("DIES", 320))))
    wait_until(lambda: worker.of(WorkerUp), what="the worker")
    assert worker.of(WorkerUp) == [WorkerUp(3, worker.process.pid)]
    for camera in ("GOOD", "DIES"):
        wait_until(partial(worker.is_now, camera, Picture.LIVE), what=camera)
    wait_until(lambda: worker.is_now("NONE", Picture.NO_SIGNAL), what="the lost one")
    assert worker.state("NONE").reason == "refused"
    for name in ("cmdline", "environ"):
        assert PASSWORD.encode() not in Path(f"/proc/{worker.process.pid}/{name}").read_bytes()
    reader = FrameSlotReader(worker.slots, "GOOD")
    wait_until(reader.newer, what="a frame")
    mortal.kill()
    wait_until(lambda: worker.is_now("DIES", Picture.NO_SIGNAL), what="its loss")
    fresh = []
    wait_until(lambda: (frame := reader.newer()) and not fresh.append(frame), what="a frame after that")
    now = fresh[0].sequence
    wait_until(lambda: (frame := reader.newer()) and frame.sequence > now + 20, what="frames that go on")
    reader.close()
    states = [state for told in worker.of(StatesNow) for state in told.states if state.camera == "GOOD"]
    assert not any(state.reason for state in states)
    beats = len(worker.of(Beat))
    wait_until(lambda: len(worker.of(Beat)) >= max(3, beats + 1), what="beats that go on")
    gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(worker.of(Beat))]
    assert statistics.median(gaps) > 700, gaps
    worker.say(StopWorker())
    assert worker.process.wait(PATIENCE_S) == 0
    wait_until(lambda: any(row.complete for row in worker.rows("GOOD").values()), what="a finished segment")
    assert not list(worker.slots.iterdir())
    row = next(row for row in worker.rows("GOOD").values() if row.complete)
    footage = FootageReader(worker.recordings / row.file)
    assert sum(1 for _ in footage.frames()) > 20
    footage.close()
    worker.log.seek(0)
    assert PASSWORD.encode() not in worker.log.read()


def test_assignments_change_while_it_runs(worker, rtsp_server):
    streams = {name: CameraStream(name, rtsp_server.url("/fast")) for name in ("A", "B")}
    worker.say(WantedStreams((Watched("A", 320), Watched("B", 320))))
    worker.say(Assign((Camera("A"),), (streams["A"],)))
    # The slot is there before the worker tells that the camera is.
    wait_until(partial(worker.is_now, "A", Picture.LIVE), what="A")
    began = worker.state("A").since
    watched = Camera("A", stages=(Stage("M", StageKind.MOTION),))
    worker.say(Assign((watched, Camera("B")), tuple(streams.values())))
    wait_until(slot_path(worker.slots, "B").exists, what="the slot of B")
    worker.say(KeepFootage("A", 0, 1 << 50, FootageClass.EVENT))
    wait_until(lambda: worker.rows("A"), what="footage of A")
    assert all(
        state.since == began
        for told in worker.of(StatesNow)
        for state in told.states
        if state.camera == "A" and state.picture is Picture.LIVE
    )
    worker.say(Assign((Camera("B"),), (streams["B"],)))
    wait_until(lambda: not slot_path(worker.slots, "A").exists(), what="A gone")
    worker.say(TryStream(7, streams["A"], (HALF,)))
    wait_until(lambda: worker.of(StreamTried), what="the trial")
    told = worker.of(StreamTried)[0]
    assert (told.ask, told.tried.problem, told.tried.codec) == (7, "", "h264")
    shown = cv2.imdecode(np.frombuffer(told.tried.picture, np.uint8), cv2.IMREAD_COLOR)
    assert shown[:, :300].max() < 40 < shown[:, 340:].max()
    assert (told.tried.width, told.tried.height) == (640, 360)
    worker.say(TryStream(8, streams["A"], withheld=True))
    wait_until(lambda: len(worker.of(StreamTried)) == 2, what="the trial without a picture")
    told = worker.of(StreamTried)[1].tried
    assert (told.picture, told.withheld, told.width) == (b"", "privacy", 640)
    worker.say(TryStream(9, streams["A"], coarse=True))
    wait_until(lambda: len(worker.of(StreamTried)) == 3, what="the trial of who may not see faces")
    told = worker.of(StreamTried)[2].tried
    coarse = cv2.imdecode(np.frombuffer(told.picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    steps = np.abs(np.diff(coarse.astype(int), axis=1)).mean(axis=0)
    assert told.withheld == "faces"
    assert steps[9::10].mean() > 3 * np.delete(steps, np.s_[9::10]).mean(), "it changes between squares alone"
    wait_until(lambda: any(told.armed_s > 0 for told in worker.of(CameraFigures)), what="figures of B")
    worker.process.stdin.close()
    assert worker.process.wait(PATIENCE_S) == 1, "it ends when its supervisor does"


def test_an_event_is_recorded_for_as_long_as_the_settings_say(tmp_path):
    """A film that is dark from its first picture on."""
    film = tmp_path / "dark.mkv"
    order = [tool("ffmpeg"), "-v", "error", "-f", "lavfi", "-i", "color=black:s=320x240:r=10:d=20"]
    subprocess.run([*order, "-c:v", "libx264", "-g", "5", str(film)], check=True)
    camera = Camera("A", stages=(Stage("T", StageKind.TAMPER, options=(("seconds", 0.5),)),))
    with contextlib.closing(Worker(tmp_path, before_event_s=0.0, after_event_s=0.2)) as worker:
        worker.say(Assign((camera,), (CameraStream("A", film.as_uri()),)))
        wait_until(lambda: any(row.complete for row in worker.rows("A").values()), what="its footage")
        (footage,) = worker.rows("A").values()
        assert footage.ended - footage.began < 10_000, "less than half of the film"


@pytest.mark.parametrize(
    "said", [b"", b"\xff\xff\xff\xff", b"\x02\x00\x00\x00\x01\x02", encode(StopWorker())]
)
def test_it_ends_when_what_it_hears_is_nothing_of_ours(said):
    told = io.BytesIO()
    assert work(io.BytesIO(said), told) == 1
    assert told.getvalue() == b""
