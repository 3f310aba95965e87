"""One connection of a camera: every packet is handed on, and as much is decoded as somebody wants."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from app.domain.video.cameras import Camera, Picture
from video.media.encoding import LiveEncoder
from video.media.inputs import Frame, Received, VideoInput
from video.streams.meters import Lag
from video.streams.policy import Decode, Manner, Situation, audience_of, manner_of, sparse
from video.streams.ports import Masking, Pixels, StreamPorts
from video.streams.showing import Showing
from video.streams.wish import Wish

LATE_S, FAR_BEHIND_S = 0.6, 3.0
"""From the first on frames are left out, from the second on only key frames are decoded until it has caught
up."""
LONGEST_GROUP = 600
"""Packets since the last key frame that are kept, so that a picture is there at once when somebody looks."""
UNWATCHED = Manner(Decode.NOTHING, None, Picture.LIVE)


class Session:
    """One thread's. `run` ends when the stream does; MediaFault and OSError mean that it is lost."""

    def __init__(
        self,
        camera: Callable[[], Camera],
        media: VideoInput,
        wish: Callable[[], Wish],
        *,
        ports: StreamPorts,
        masking: Masking,
        showing: Showing,
        each_packet: Callable[[Session, Received], bool],
    ) -> None:
        """`each_packet` is called before anything else; true ends the session in good order."""
        self._camera, self._media, self._wish = camera, media, wish
        self._ports, self._masking, self._showing = ports, masking, showing
        self._each_packet = each_packet
        self._lag, self._far_behind = Lag(), False
        self._group: list[Received] | None = None
        """Since the last key frame, none of them decoded; None: some of them are, or are missing."""
        self._in_step = False
        """The decoder has had every packet since a key frame."""
        self._encoder = LiveEncoder(self._blacken)
        self.manner = UNWATCHED
        self._judged: tuple[Wish, Camera, bool] | None = None
        """What `manner` follows from: it is the same at nearly all packets."""

    @property
    def codec(self) -> str:
        return self._media.codec

    @property
    def size(self) -> tuple[int, int]:
        return self._media.size

    def run(self) -> None:
        ready = time.monotonic()
        for received in self._media.packets():
            if self._each_packet(self, received):
                return
            self._packet(received, self._wish(), waited_s=received.at - ready)
            ready = time.monotonic()

    def _packet(self, received: Received, wish: Wish, *, waited_s: float) -> None:
        late_s = self._lag.behind(received.pts_s, received.at, waited_s)
        self._far_behind = late_s > (LATE_S if self._far_behind else FAR_BEHIND_S)
        if wish.counts:
            self._showing.count(received)
        self._judge(wish, received.at)
        frames = self._decoded(received, self._decode_what(wish))
        if wish.records:
            self._record(received, frames)
        if frames and wish.shows:
            self._showing.frame(frames[-1], received, wish, self.manner, late=late_s > LATE_S)
        if not (wish.plain or wish.blurred) and wish.shows:
            self._showing.nobody_looks()

    def _judge(self, wish: Wish, at: float) -> None:
        camera, moving, judged = self._camera(), self._showing.moving(at), self._judged
        if judged and judged[0] is wish and judged[1] is camera and judged[2] is moving:
            return
        self._judged = wish, camera, moving
        self.manner = _manner_of(wish, camera, moving=moving) if wish.shows else UNWATCHED

    def _decode_what(self, wish: Wish) -> Decode:
        if wish.records and self._camera().privacy:
            return Decode.ALL
        if self._far_behind and self.manner.decode is Decode.ALL:
            return Decode.KEY_FRAMES
        return self.manner.decode

    def _decoded(self, received: Received, what: Decode) -> list[Frame]:
        if what is Decode.ALL:
            return self._all(received)
        self._in_step = False
        if received.keyframe:
            self._group = [received]
        elif self._group is not None and len(self._group) < LONGEST_GROUP:
            self._group.append(received)
        else:
            self._group = None
        if what is Decode.KEY_FRAMES and received.keyframe:
            return self._media.decode(received)
        return []

    def _all(self, received: Received) -> list[Frame]:
        if received.keyframe:
            self._group, self._in_step = None, True
        elif not self._in_step:
            if self._group is None:
                return []
            for earlier in self._group:
                self._media.decode(earlier)
            self._group, self._in_step = None, True
        return self._media.decode(received)

    def _record(self, received: Received, frames: Iterable[Frame]) -> None:
        camera = self._camera()
        if not camera.privacy:
            self._ports.on_packet(camera.id, self._media.view(received))
            return
        for frame in frames:
            for packet in self._encoder.packets(frame, received.wall_ms):
                self._ports.on_packet(camera.id, packet)

    def _blacken(self, pixels: Pixels) -> None:
        self._masking.blacken(pixels, self._camera().privacy)


def _manner_of(wish: Wish, camera: Camera, *, moving: bool) -> Manner:
    return manner_of(
        Situation(
            audience=audience_of(wish.width if wish.plain or wish.blurred else 0),
            analysed=camera.analysis_fps > 0,
            moving=moving,
            shed=wish.shed,
            sparse=sparse(camera.stages),
        )
    )
