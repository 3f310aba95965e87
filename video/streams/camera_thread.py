"""One camera: its threads, and which of its streams is shown and which recorded."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from app.domain.video.cameras import Camera, CameraStream, RecordingMode
from video.streams.connection import Connection, Surroundings
from video.streams.policy import LARGE_PX
from video.streams.showing import Showing
from video.streams.wish import Wish


class CameraThread:
    """Commands come from one thread. Without a sub-stream one connection does everything. With one, it is
    shown and analysed while no tile is large, and the main stream is only received where it is recorded."""

    def __init__(self, camera: Camera, stream: CameraStream, *, slots: Path, around: Surroundings) -> None:
        self._camera, self.stream, self._around = camera, stream, around
        self._showing = Showing(camera, around.ports, around.masking, slots)
        self._wish = Wish()
        self._lock = threading.Lock()
        self._shown_by_sub = bool(stream.sub_url)
        """Which one is to be shown; the other goes on until this one stands."""
        self._connections: dict[bool, Connection] = {}
        """By whether it is the sub-stream."""
        self._gone: list[Connection] = []
        self._told: dict[bool, tuple[Wish, bool, bool, bool, Wish]] = {}
        """What each connection was told last, behind what that follows from: it is asked at every packet."""

    @property
    def camera(self) -> Camera:
        return self._camera

    def start(self) -> None:
        with self._lock:
            self._arrange()

    def change(self, camera: Camera) -> None:
        """Other stages, zones or importance, while it goes on."""
        with self._lock:
            self._camera = self._showing.camera = camera
            self._arrange()

    def want(self, width: int, *, plain: bool, blurred: bool) -> None:
        """Pixels of the largest tile, and by whom it is looked at."""
        with self._lock:
            self._wish = replace(self._wish, width=width, plain=plain, blurred=blurred)
            large = width >= LARGE_PX and (plain or blurred)
            self._shown_by_sub = bool(self.stream.sub_url) and not large
            self._arrange()
            self._hand_over()

    def shed(self, *, shed: bool) -> None:
        with self._lock:
            self._wish = replace(self._wish, shed=shed)

    def stop(self) -> None:
        with self._lock:
            for connection in (*self._connections.values(), *self._gone):
                connection.stop()

    def join(self, seconds: float) -> bool:
        """After `stop`. False when a thread is still in the library; its slots then stay."""
        for connection in (*self._connections.values(), *self._gone):
            connection.join(max(0.0, seconds))
            if connection.is_alive():
                return False
        self._showing.nobody_looks()
        return True

    def silent_s(self) -> float:
        connections = (*self._connections.values(), *self._gone)
        return max((one.silent_s() for one in connections), default=0.0)

    @property
    def skipped(self) -> int:
        """Frames that analysis should have had, since the beginning."""
        return self._showing.skipped

    @property
    def received(self) -> tuple[int, int]:
        """Frames and bytes since the beginning, of the main stream wherever that always comes."""
        return self._showing.frames, self._showing.bytes

    @property
    def counts_sub(self) -> bool:
        """Whether what is received now is counted of the sub-stream."""
        return True in self._connections and self._wish_of(True).counts

    def _arrange(self) -> None:
        """Under the lock: what is needed runs, and what shows goes on until its successor stands."""
        self._need(self._shown_by_sub)
        if not self._shown_by_sub or self._recorded:
            self._need(False)

    def _need(self, sub: bool) -> None:
        if sub in self._connections:
            return
        connection = self._connections[sub] = Connection(
            lambda: self._camera,
            self.stream,
            lambda: self._wish_of(sub),
            sub=sub,
            around=self._around,
            showing=self._showing,
            stands=self._stands,
        )
        connection.start()

    def _stands(self) -> None:
        """On a connection's thread."""
        with self._lock:
            self._hand_over()

    def _hand_over(self) -> None:
        """Under the lock: where the one that is to be shown stands, the other one may go."""
        wanted = self._connections.get(self._shown_by_sub)
        other = self._connections.get(not self._shown_by_sub)
        if wanted is None or other is None or not wanted.standing:
            return
        if other.sub or not self._recorded:
            other.stop()
            self._gone = [one for one in self._gone if one.is_alive()]
            self._gone.append(self._connections.pop(other.sub))

    @property
    def _recorded(self) -> bool:
        return self._camera.recording is not RecordingMode.NEVER

    def _wish_of(self, sub: bool) -> Wish:
        main = self._connections.get(False)
        lost = sub and self._recorded and main is not None and main.lost
        shows = self._shows(sub)
        wish, recorded = self._wish, self._recorded
        told = self._told.get(sub)
        if told and told[0] is wish and told[1] is shows and told[2] is recorded and told[3] is lost:
            return told[4]
        # Which one shows depends on who looks: the rates of a camera must not.
        counts = not sub if recorded or not self.stream.sub_url else shows
        new = replace(wish, shows=shows, records=not sub and recorded, counts=counts, main_lost=lost)
        self._told[sub] = wish, shows, recorded, lost, new
        return new

    def _shows(self, sub: bool) -> bool:
        """The one that is to be shown; while it does not stand, the other one that does."""
        other = self._connections.get(not sub)
        if sub is not self._shown_by_sub:
            return other is None or not other.standing
        this = self._connections.get(sub)
        return other is None or not other.standing or (this is not None and this.standing)
