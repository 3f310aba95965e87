"""A camera's thread under test: with real ports that only take down what they were told."""

import contextlib

from app.domain.video.cameras import Camera, CameraStream
from app.wire.frame_slots import BLURRED, FrameSlotReader
from tests.support.waiting import PATIENCE_S, wait_until
from video.analytics import masking
from video.media.inputs import Patience
from video.streams.camera_thread import CameraThread
from video.streams.connection import Surroundings
from video.streams.opening_turns import OpeningTurns
from video.streams.ports import Analysed


class Notes:
    """The ports, written down. `answer` is what analysis says."""

    def __init__(self):
        self.losses = []
        self.packets, self.states, self.lumas, self.colours = [], [], [], []
        self.answer = Analysed(moving=True)

    def on_packet(self, camera, packet):
        self.packets.append(packet)

    def on_lost(self, camera):
        self.losses.append(len(self.packets))

    def on_state(self, state):
        self.states.append(state)

    def on_analysis(self, camera, luma, colour, at_ms):
        self.lumas.append(luma.copy())
        self.colours.append(None if colour is None else colour.copy())
        return self.answer


class Watcher:
    """One camera, its ports and readers of its slots."""

    def __init__(self, folder, url, *, camera=None, patience=None, turns=None, waits=(0.05, 0.2), **stream):
        self.notes = Notes()
        self.around = Surroundings(
            self.notes,
            masking,
            turns or OpeningTurns(4),
            patience or Patience(read_s=PATIENCE_S),
            first_wait_s=waits[0],
            longest_wait_s=waits[1],
        )
        self.camera = camera or Camera("CAM-1")
        self.thread = CameraThread(
            self.camera, CameraStream(self.camera.id, url, **stream), slots=folder, around=self.around
        )
        self.plain = FrameSlotReader(folder, self.camera.id)
        self.blurred = FrameSlotReader(folder, self.camera.id + BLURRED)

    @property
    def state(self):
        return self.notes.states[-1] if self.notes.states else None

    def wait_for(self, picture):
        wait_until(
            lambda: self.state is not None and self.state.picture is picture,
            what=f"{picture}: {self.notes.states[-3:]}",
        )
        return self.state

    def wait_for_reason(self):
        """The word of the first loss."""
        wait_until(lambda: any(state.reason for state in self.notes.states), what="a reason")
        return next(state.reason for state in self.notes.states if state.reason)

    def frames(self, count, reader=None):
        """The next `count` frames of a slot."""
        reader, found = reader or self.plain, []

        def more():
            frame = reader.newer(found[-1].sequence if found else 0)
            if frame is not None:
                found.append(frame)
            return len(found) >= count

        wait_until(more, what=f"{count} frames: {self.notes.states[-3:]}")
        return found


@contextlib.contextmanager
def watching(folder, url, *, width=320, plain=True, blurred=False, **more):
    """The camera runs, seen on a tile of so many pixels; 0 for none."""
    watcher = Watcher(folder, url, **more)
    if width:
        watcher.thread.want(width, plain=plain, blurred=blurred)
    watcher.thread.start()
    try:
        yield watcher
    finally:
        watcher.thread.stop()
        ended = watcher.thread.join(PATIENCE_S)
        watcher.plain.close()
        watcher.blurred.close()
        assert ended, "a thread of the camera is still there"
