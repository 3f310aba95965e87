"""How many frames a camera sends, against what it usually does: what is little for one is all of another."""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app.domain.video.cameras import CameraState, CameraStream, Records
from app.settings.whole_file import write_whole
from video.supervisor.days import UP
from video.worker.messages import CameraFigures

log = logging.getLogger(__name__)

WINDOW_S = 60.0
"""The rate of now is that of this time, or of that in which usually so many frames come."""
LEAST_FRAMES = 10
LEARNED_S = 300.0
"""After so long it is known what is usual."""
MEMORY_S = 3 * 86_400.0
"""Within this time another rate becomes the usual one: it is that of day and night together."""
LONGEST_STEP_S = 30.0


class _Usual(msgspec.Struct):
    """Frames a second, and how long they have been counted."""

    fps: float = 0.0
    seconds: float = 0.0

    def learn(self, fps: float, seconds: float, memory_s: float) -> None:
        self.seconds = min(memory_s, self.seconds + seconds)
        self.fps += (fps - self.fps) * min(1.0, seconds / self.seconds)


@dataclass(slots=True)
class _Seen:
    """What came of one stream without a break: seconds and frames, the newest last."""

    stream: str
    at: int
    steps: deque[tuple[float, int]] = field(default_factory=deque)

    def fps(self, least_s: float) -> float | None:
        """Over about so long; None where that is not known yet."""
        while sum(seconds for seconds, _ in self.steps) - self.steps[0][0] >= least_s:
            self.steps.popleft()
        whole = sum(seconds for seconds, _ in self.steps)
        return sum(frames for _, frames in self.steps) / whole if whole >= least_s else None


class UsualRates:
    """One thread. Main and sub-stream count apart, by which of them a worker has counted: another one may be
    shown. `file` keeps what was learned over a restart."""

    def __init__(self, file: Path, *, memory_s: float = MEMORY_S) -> None:
        self._file, self._memory_s = file, memory_s
        self._streams: dict[tuple[str, bool], str] = {}
        self._seen: dict[str, _Seen] = {}
        self._usual = _read(file)

    def know(self, streams: Iterable[CameraStream]) -> None:
        """Those there are now: a stream from elsewhere is another one, and where there are none at all their
        list may not have been read."""
        self._streams = {
            (stream.camera, sub): f"{stream.camera} {_digest(url)}"
            for stream in streams
            for sub, url in ((False, stream.url), (True, stream.sub_url))
            if url
        }
        known = set(self._streams.values())
        if known:
            self._usual = {stream: usual for stream, usual in self._usual.items() if stream in known}

    def share(self, told: CameraFigures, state: CameraState | None) -> float | None:
        """Percent of the usual rate, over the last minute or longer; None where nobody knows. To be asked
        with each figures of a camera."""
        stream = self._streams.get((told.camera, told.sub))
        if state is None or stream is None or not _comes(state, told):
            self._seen.pop(told.camera, None)
            return None
        seen = self._seen.get(told.camera)
        step = (told.at - seen.at) / 1000 if seen is not None else 0.0
        if seen is None or seen.stream != stream or not 0 < step <= LONGEST_STEP_S:
            self._seen[told.camera] = _Seen(stream, told.at)  # part of it may have come of another one
            return None
        seen.at = told.at
        seen.steps.append((step, told.frames))
        usual = self._usual.setdefault(stream, _Usual())
        usual.learn(told.frames / step, step, self._memory_s)
        if usual.seconds < LEARNED_S or usual.fps <= 0:
            return None
        fps = seen.fps(max(WINDOW_S, LEAST_FRAMES / usual.fps))
        return None if fps is None else 100.0 * fps / usual.fps

    def keep(self) -> None:
        try:
            write_whole(self._file, msgspec.json.encode(self._usual))
        except OSError as problem:
            log.warning("What cameras usually send could not be kept: %s", problem)


def _comes(state: CameraState, told: CameraFigures) -> bool:
    """Whether the stream that was counted is there at all."""
    return state.picture in UP and (told.sub or state.records is not Records.LOST)


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def _read(file: Path) -> dict[str, _Usual]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, _Usual])
    except (OSError, msgspec.MsgspecError):
        return {}
