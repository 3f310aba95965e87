"""Matroska files from packets as they came: nothing is encoded anew, a killed writer loses a moment only."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av

from video.media.faults import MediaFault, told_as_faults
from video.media.packets import PacketView

RAW_FORMATS: Final = {"h264": "h264", "hevc": "hevc"}
"""Codecs whose parameter sets a player wants in the file's head."""
TICK = Fraction(1, 1000)
CLUSTER_MS = 200
"""What is lost at most when the process is killed."""
LARGEST_JUMP_S = 2.0
"""Timestamps that differ more from the wall clock than this are no use: the wall clock goes on instead."""


class MatroskaWriter:
    """One video stream into one file; the first packet, a key frame, says which. One thread.

    Raises MediaFault from `write` and `close`: `OSError` names among them when the disk is full.
    """

    def __init__(self, path: Path, first: PacketView) -> None:
        options = {"cluster_time_limit": str(CLUSTER_MS), "flush_packets": "1"}
        with told_as_faults():
            self._container = av.open(str(path), "w", format="matroska", options=options)
        try:
            self._stream = self._new_stream(first)
        except BaseException:
            self._container.close()
            raise
        self._clock = FileClock()

    def write(self, packet: PacketView) -> int:
        """The packet's time in the file, in ms from its beginning."""
        pts, dts = self._clock.times(packet)
        stored: av.Packet[Any] = av.Packet(packet.data)
        stored.stream = self._stream
        stored.time_base, stored.pts, stored.dts = TICK, pts, dts
        stored.is_keyframe = packet.keyframe
        with told_as_faults():
            self._container.mux(stored)
        return pts

    def close(self) -> None:
        with told_as_faults():
            self._container.close()

    def _new_stream(self, first: PacketView) -> Any:
        with told_as_faults():
            raw = RAW_FORMATS.get(first.codec)
            if raw is None:
                stream = self._container.add_mux_stream(first.codec, width=first.width, height=first.height)
                stream.time_base = TICK
                return stream
            head = first.data if first.extradata in first.data else first.extradata + first.data
            with av.open(io.BytesIO(head), format=raw) as template:
                if not template.streams.video:
                    raise MediaFault("Garbage")
                return self._container.add_stream_from_template(template.streams.video[0])


class FileClock:
    """Times in a file from a camera's timestamps: always forward, and never far from the wall clock."""

    def __init__(self) -> None:
        self._before: PacketView | None = None
        self._at = self._wall = 0.0
        """Seconds in the file, and by the wall clock."""
        self._dts = -1

    def times(self, packet: PacketView) -> tuple[int, int]:
        """Presentation and decoding time in ms from the first packet."""
        if self._before is not None:
            self._at += self._step(self._before, packet)
        self._before = packet
        self._dts = max(self._dts + 1, round(self._at * 1000))
        return self._dts + self._reordered(packet), self._dts

    def _step(self, before: PacketView, packet: PacketView) -> float:
        """Also a camera that counts a little wrong at each packet is followed no farther."""
        wall = max(0.0, (packet.wall_ms - before.wall_ms) / 1000)
        self._wall += wall
        now, then = _decoding_time(packet), _decoding_time(before)
        if now is None or then is None:
            return wall
        step = float((now - then) * packet.time_base)
        far = max(abs(step - wall), abs(self._at + step - self._wall)) > LARGEST_JUMP_S
        return step if step > 0 and not far else wall

    @staticmethod
    def _reordered(packet: PacketView) -> int:
        if packet.pts is None or packet.dts is None:
            return 0
        ahead = float((packet.pts - packet.dts) * packet.time_base)
        return round(ahead * 1000) if 0 <= ahead <= LARGEST_JUMP_S else 0


def _decoding_time(packet: PacketView) -> int | None:
    return packet.pts if packet.dts is None else packet.dts
