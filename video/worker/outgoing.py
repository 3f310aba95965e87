"""What the worker tells, gathered from all its threads and written by one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, BinaryIO

from app.domain.video.cameras import CameraState
from app.domain.video.recordings import Segment
from app.domain.video.scenes import SceneEvent
from video.worker.link import encode
from video.worker.messages import ScenesSeen, SegmentsWritten, StatesNow

GATHERED_S = 0.05
"""What is told within this time goes in one message."""


class Outgoing:
    """`state`, `scenes`, `segment` and `tell` from any thread; none of them waits."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._changed = threading.Condition()
        self._states: dict[str, CameraState] = {}
        self._scenes: list[SceneEvent] = []
        self._segments: list[Segment] = []
        self._others: list[object] = []
        self._closing = threading.Event()
        self.broken = threading.Event()
        """The supervisor does not read any more."""
        self._thread = threading.Thread(target=self._run, name="telling", daemon=True)
        self._thread.start()

    def state(self, state: CameraState) -> None:
        with self._changed:
            self._states[state.camera] = state
            self._changed.notify()

    def scenes(self, events: tuple[SceneEvent, ...]) -> None:
        with self._changed:
            self._scenes.extend(events)
            self._changed.notify()

    def segment(self, row: Segment) -> None:
        with self._changed:
            self._segments.append(row)
            self._changed.notify()

    def tell(self, message: object) -> None:
        with self._changed:
            self._others.append(message)
            self._changed.notify()

    def close(self, seconds: float = 2.0) -> None:
        """Write what waits."""
        self._closing.set()
        with self._changed:
            self._changed.notify()
        self._thread.join(seconds)

    def _run(self) -> None:
        last = False
        while not last:
            with self._changed:
                last = self._closing.is_set()
                messages = list(self._taken())
                if not messages and not last:
                    self._changed.wait()
                    continue
            if not self._write(messages):
                return
            self._closing.wait(GATHERED_S)

    def _taken(self) -> Iterator[Any]:
        others, self._others = self._others, []
        yield from others
        if self._states:
            states, self._states = self._states, {}
            yield StatesNow(tuple(states.values()))
        if self._scenes:
            scenes, self._scenes = self._scenes, []
            yield ScenesSeen(tuple(scenes))
        if self._segments:
            segments, self._segments = self._segments, []
            yield SegmentsWritten(tuple(segments))

    def _write(self, messages: list[Any]) -> bool:
        try:
            for message in messages:
                self._stream.write(encode(message))
            self._stream.flush()
        except OSError:
            self.broken.set()
            return False
        return True
