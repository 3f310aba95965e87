"""The life of one connection: opened in turn, run until it is lost, opened again after a jittered wait."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from app.domain.video.cameras import Camera, CameraState, CameraStream, Picture, RecordingMode, Records
from app.feed.backoff import Backoff
from video.media.certificates import Certificates
from video.media.faults import MediaFault
from video.media.inputs import Patience, Received, VideoInput
from video.media.opening import open_input
from video.media.sources import source_of
from video.streams.endings import Ending, ending_of
from video.streams.opening_turns import OpeningTurns
from video.streams.ports import Masking, StreamPorts
from video.streams.session import Session
from video.streams.showing import Showing
from video.streams.wish import Wish

log = logging.getLogger(__name__)

LASTED_S = 10.0
"""A connection that stood so long is no reason to wait longer before the next."""
TOLD_EVERY_S = 1.0
WAIT_SLICE_S = 0.5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all connections of a worker share."""

    ports: StreamPorts
    masking: Masking
    turns: OpeningTurns
    patience: Patience = field(default_factory=Patience)
    certificates: Certificates = field(default_factory=Certificates)
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    worker: int = 0
    begins: Callable[[str], None] = lambda _: None
    """Told a camera on each thread of its own, first of all."""


class Connection(threading.Thread):
    """One stream of a camera, main or sub. `wish` and `camera` are asked at every packet."""

    def __init__(
        self,
        camera: Callable[[], Camera],
        stream: CameraStream,
        wish: Callable[[], Wish],
        *,
        sub: bool,
        around: Surroundings,
        showing: Showing,
        stands: Callable[[], None],
    ) -> None:
        """`stands` is called on this thread when the first packet of a connection has come."""
        super().__init__(name=f"camera {stream.camera}{' sub' if sub else ''}", daemon=True)
        self._camera, self._stream, self._wish, self.sub = camera, stream, wish, sub
        self._around, self._showing, self._stands = around, showing, stands
        self._ending = threading.Event()
        self._backoff = Backoff(first_s=around.first_wait_s, longest_s=around.longest_wait_s)
        self._state = CameraState(stream.camera, Picture.CONNECTING, _now_ms(), worker=around.worker)
        self._failed = False
        """The last try gave no packet."""
        self._stood_at = 0.0
        self._told_at = self._alive_at = time.monotonic()

    def stop(self) -> None:
        """Ends within the library's patience; `join` to wait for it."""
        self._ending.set()

    @property
    def standing(self) -> bool:
        """Packets come."""
        picture = self._state.picture
        return picture is not Picture.CONNECTING and picture is not Picture.NO_SIGNAL

    @property
    def lost(self) -> bool:
        """It has been tried, and no packets come."""
        return self._state.picture is Picture.NO_SIGNAL

    def silent_s(self) -> float:
        """How long the thread has not come back: more than the library's patience means that it is stuck."""
        return time.monotonic() - self._alive_at if self.is_alive() else 0.0

    def run(self) -> None:
        self._around.begins(self._stream.camera)
        while not self._ending.is_set():
            ending = self._connect_and_run()
            if self._ending.is_set():
                break
            if self.standing and time.monotonic() - self._stood_at > LASTED_S:
                self._backoff.reset()
            wait_s, self._failed = self._backoff.next(), not self.standing
            self._lost(ending, wait_s)
            self._wait(wait_s)

    def _connect_and_run(self) -> Ending:
        try:
            with self._around.turns.turn(self._wait, doubtful=self._failed) as ours:
                if not ours:
                    return Ending.ENDED
                self._alive()
                around, source = self._around, source_of(self._stream, sub=self.sub)
                media = open_input(source, self._wait, around.patience, around.certificates)
            try:
                self._alive()
                self._session(media).run()
            finally:
                media.close()
                if not self.sub:
                    self._around.ports.on_lost(self._stream.camera)
            return Ending.ENDED
        except MediaFault as fault:
            log.debug("camera %s: %s", self._stream.camera, fault)
            ending = ending_of(fault, self._stream)
            return Ending.DROPPED if ending is Ending.UNREACHABLE and self.standing else ending
        except (OSError, MemoryError):
            log.warning("camera %s: its picture cannot be handed on", self._stream.camera, exc_info=True)
            return Ending.NOT_WRITTEN
        except Exception:
            log.exception("camera %s has failed", self._stream.camera)
            return Ending.FAILED

    def _session(self, media: VideoInput) -> Session:
        return Session(
            self._camera,
            media,
            self._wish,
            ports=self._around.ports,
            masking=self._around.masking,
            showing=self._showing,
            each_packet=self._each_packet,
        )

    def _each_packet(self, session: Session, received: Received) -> bool:
        self._alive_at = received.at
        if not self.standing:
            self._found(session, received)
        if received.at - self._told_at >= TOLD_EVERY_S or session.manner.picture is not self._state.picture:
            self._tell(self._figures(session, received))
        return self._ending.is_set()

    def _found(self, session: Session, received: Received) -> None:
        if self._state.reason:
            log.info("camera %s is back", self._stream.camera)
        self._stood_at = received.at
        wish = self._wish()
        if wish.counts:
            self._showing.counts_anew()
        if wish.shows:
            self._showing.begins(received.at)
        self._state = replace(
            self._state, picture=Picture.LIVE, since=received.wall_ms, reason="", next_try=0
        )
        self._stands()
        self._tell(replace(self._figures(session, received), picture=Picture.LIVE))

    def _figures(self, session: Session, received: Received) -> CameraState:
        at, showing, wish = received.at, self._showing, self._wish()
        picture, seen = session.manner.picture, showing.newest
        width, height = session.size
        before = self._state
        return replace(
            before,
            picture=picture,
            since=before.since if picture is before.picture else received.wall_ms,
            last_frame=received.wall_ms,
            reason=Ending.NOT_WRITTEN.value if showing.unshown else "",
            faults=seen.faults,
            fault_since=_fault_since(before, seen.faults, received.wall_ms),
            width=width,
            height=height,
            codec=session.codec,
            fps=round(showing.received.per_second(at), 1),
            shown_fps=round(showing.shown.per_second(at), 1),
            analysed_fps=round(showing.analysed.per_second(at), 1),
            kbit_s=round(showing.bits.per_second(at) / 1000),
            latency_ms=round(showing.latency_ms, 1),
            sub_stream=self.sub,
            shed=wish.shed,
            records=self._records(main_lost=wish.main_lost),
        )

    def _lost(self, ending: Ending, wait_s: float) -> None:
        now, before = _now_ms(), self._state
        if before.reason != ending.value:
            log.info("camera %s is lost: %s", self._stream.camera, ending.value)
        gone = before.picture is Picture.NO_SIGNAL
        self._tell(
            CameraState(
                self._stream.camera,
                Picture.NO_SIGNAL,
                before.since if gone else now,
                last_frame=before.last_frame,
                reason=ending.value,
                next_try=now + round(wait_s * 1000),
                codec=before.codec,
                width=before.width,
                height=before.height,
                sub_stream=self.sub,
                records=self._records(main_lost=True),
                worker=before.worker,
            )
        )

    def _records(self, *, main_lost: bool) -> Records:
        if self._camera().recording is RecordingMode.NEVER:
            return Records.OFF
        return Records.LOST if main_lost else Records.OK

    def _tell(self, state: CameraState) -> None:
        self._state, self._told_at = state, time.monotonic()
        if self._wish().shows:
            self._around.ports.on_state(state)

    def _wait(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._alive()
            if self._ending.wait(min(left, WAIT_SLICE_S)):
                return True
        return self._ending.is_set()

    def _alive(self) -> None:
        self._alive_at = time.monotonic()


def _fault_since(before: CameraState, faults: tuple[object, ...], now_ms: int) -> int:
    if not faults:
        return 0
    return before.fault_since if before.faults and before.fault_since else now_ms


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
