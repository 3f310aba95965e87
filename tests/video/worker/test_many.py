"""Two hundred cameras that are lost and come back at once, in two real workers."""

import contextlib

import psutil
import pytest

from app.domain.video.cameras import Camera, CameraStream, Picture, RecordingMode
from tests.support.waiting import wait_until
from tests.video.worker.many_cameras import ManyCameras
from tests.video.worker.test_worker import Worker
from video.worker.messages import Assign, Beat, StatesNow

EACH = 100
AT_ONCE = 3
GROWN_MB = 48
"""Of a worker that lost and found all its cameras; a hundred open streams take far more."""
PATIENCE_S = 180.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Group:
    """A worker with a hundred cameras of its own."""

    def __init__(self, folder, name, cameras):
        folder.mkdir()
        self.name = name
        self.worker = Worker(folder, opens_at_once=AT_ONCE)
        self.process = psutil.Process(self.worker.process.pid)
        ids = [f"{name}-{number}" for number in range(EACH)]
        streams = tuple(CameraStream(id_, cameras.url(name, id_)) for id_ in ids)
        settings = {"recording": RecordingMode.NEVER, "analysis_fps": 1.0}
        self.worker.say(Assign(tuple(Camera(id_, **settings) for id_ in ids), streams))

    def standing(self):
        return EACH - self.lost() if len(self.states()) == EACH else 0

    def lost(self):
        return sum(picture in {Picture.NO_SIGNAL, Picture.CONNECTING} for picture in self.states().values())

    def states(self):
        told = (state for message in self.worker.of(StatesNow) for state in message.states)
        return {state.camera: state.picture for state in told}

    def beats(self):
        return len(self.worker.of(Beat))

    def megabytes(self):
        return self.process.memory_info().rss / (1 << 20)


@pytest.fixture(name="cameras")
def _cameras():
    with contextlib.closing(ManyCameras()) as running:
        yield running


@pytest.fixture(name="groups")
def _groups(cameras, tmp_path):
    with contextlib.ExitStack() as stack:
        groups = []
        for name in ("east", "west"):
            groups.append(Group(tmp_path / name, name, cameras))
            stack.callback(groups[-1].worker.close)
        yield groups


def test_two_hundred_cameras_that_come_back_at_once_take_turns(groups, cameras):
    """Given that nobody is answered at first, the workers ask no more than they may, and go on beating."""
    wait_until(lambda: all(group.standing() == EACH for group in groups), PATIENCE_S, "all cameras")
    threads = [group.process.num_threads() for group in groups]
    memory = [group.megabytes() for group in groups]

    cameras.lose_all()
    wait_until(lambda: all(group.lost() == EACH for group in groups), PATIENCE_S, "the loss of all")
    beats = [group.beats() for group in groups]
    wait_until(
        lambda: all(group.beats() >= before + 2 for group, before in zip(groups, beats, strict=True)),
        what="beats while nothing comes",
    )
    assert dict(cameras.most) == dict.fromkeys(("east", "west"), AT_ONCE)

    cameras.answer()
    beats = [group.beats() for group in groups]
    wait_until(lambda: all(group.standing() == EACH for group in groups), PATIENCE_S, "all of them again")
    wait_until(
        lambda: all(group.beats() > before for group, before in zip(groups, beats, strict=True)),
        what="beats after it",
    )
    assert dict(cameras.most) == dict.fromkeys(("east", "west"), AT_ONCE)
    for group, before, megabytes in zip(groups, threads, memory, strict=True):
        assert group.process.num_threads() <= before
        assert group.megabytes() < megabytes + GROWN_MB
        assert not any(beat.stuck for beat in group.worker.of(Beat))
