"""Messages between supervisor and worker: whole ones come through, anything else breaks the link."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import Camera, CameraState, CameraStream, Picture
from app.domain.video.recordings import FootageClass
from app.domain.video.stages import Stage, StageKind
from app.wire.frame_slots import BLURRED
from app.wire.video import Watched
from app.wire.video_service import KeepFootage, WantedStreams
from tests.support.waiting import wait_until
from video.worker.costs import Costs
from video.worker.link import LARGEST_FRAME, LinkBroken, Unpacking, encode, messages_of
from video.worker.messages import (
    Assign,
    Beat,
    Begin,
    Record,
    StatesNow,
    StopWorker,
    TryStream,
    WorkerUp,
)
from video.worker.outgoing import Outgoing
from video.worker.tile_wishes import TileWish, wishes_of

CAMERA = Camera(
    "CAM-1",
    privacy=(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)),),
    stages=(Stage("L1", StageKind.LINE, points=((0.0, 0.5), (1.0, 0.5)), options=(("limit", 3.0),)),),
)
STREAM = CameraStream("CAM-1", "rtsp://10.0.0.1/a", user="u", password="p@ss")
MESSAGES = [
    Begin(1, "/run/slots", "/data/recordings", "/data/models", "America/Mexico_City"),
    Assign((CAMERA,), (STREAM,)),
    WantedStreams((Watched("CAM-1", 480),), ("CAM-1",)),
    KeepFootage("CAM-1", 1, 2, FootageClass.LOCKED),
    TryStream(3, STREAM),
    Record(allowed=False),
    StopWorker(),
    WorkerUp(1, 4711),
    Beat(1, 0.5, 8, 0, 8, 1.5, 0.0, ("CAM-1",)),
    StatesNow((CameraState("CAM-1", Picture.STILL, 5),)),
]


@given(st.lists(st.sampled_from(MESSAGES), max_size=8), st.integers(1, 200))
def test_messages_come_whole_however_the_bytes_are_cut(sent, size):
    data = b"".join(encode(message) for message in sent)
    unpacking, got = Unpacking(), []
    for at in range(0, len(data), size):
        got += unpacking.feed(data[at : at + size])
    assert got == sent


@given(st.binary(max_size=200))
def test_garbage_is_refused_and_nothing_else_happens(data):
    frame = len(data).to_bytes(4, "little") + data
    with pytest.raises(LinkBroken):
        Unpacking().feed(frame)


def test_a_frame_that_is_too_large_is_not_waited_for():
    with pytest.raises(LinkBroken):
        Unpacking().feed((LARGEST_FRAME + 1).to_bytes(4, "little"))


def test_what_is_no_message_is_a_bug():
    with pytest.raises(KeyError):
        encode(CAMERA)


def test_a_stream_ends_where_it_ends():
    data = encode(MESSAGES[0]) + encode(MESSAGES[1])[:-1]
    assert list(messages_of(io.BytesIO(data))) == MESSAGES[:1]


# -- what all tiles together want --------------------------------------------------------------------

SLOTS = ["A", "B", "A" + BLURRED, "B" + BLURRED]
tiles = st.lists(
    st.builds(
        Watched,
        st.sampled_from(SLOTS),
        st.integers(1, 2000),
        st.booleans(),
    ),
    max_size=6,
)


@given(tiles, st.lists(st.sampled_from("AB")))
def test_the_largest_tile_decides_and_everybody_gets_what_they_may_see(shown, blurred):
    wishes = wishes_of(WantedStreams(tuple(shown), tuple(blurred)))
    for name, wish in wishes.items():
        own = [tile for tile in shown if tile.camera.removesuffix(BLURRED) == name]
        assert wish.width == max(tile.width for tile in own)
        assert wish.plain == any(tile.camera == name for tile in own)
        coarse = any(tile.camera != name for tile in own) or name in blurred
        assert wish.blurred == coarse
        assert wish.tuning == any(tile.tuning for tile in own)


def test_nobody_who_looks_wants_nothing():
    assert wishes_of(WantedStreams(())) == {}
    assert TileWish().width == 0


# -- what is told ------------------------------------------------------------------------------------


def test_of_many_states_of_a_camera_the_newest_is_told():
    pipe = io.BytesIO()
    out = Outgoing(pipe)
    for since in range(200):
        out.state(CameraState("CAM-1", Picture.LIVE, since))
    out.close()
    told = Unpacking().feed(pipe.getvalue())
    assert told[-1].states == (CameraState("CAM-1", Picture.LIVE, 199),)
    assert len(told) < 20


def test_a_supervisor_that_does_not_read_any_more_is_noticed():
    class Gone(io.BytesIO):
        def write(self, data):
            raise BrokenPipeError

    out = Outgoing(Gone())
    out.tell(StopWorker())
    wait_until(out.broken.is_set, what="noticing")
    out.close()


def test_costs_are_those_since_they_were_asked_for_last():
    costs = Costs()
    for camera, took in (("A", 1.0), ("A", 3.0), ("B", 8.0)):
        costs.add(camera, took)
    assert costs.take() == (2, 3.0)
    assert costs.take() == (0, 0.0)
