"""What consoles ask of the supervisor through the engine: steering, finding, trying, playing back."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.video.cameras import CameraStream
from app.wire.frames import Answer, Ask, FrameInvalid, decode, encode
from app.wire.messages import Done
from app.wire.video import (
    CameraTried,
    CentreCamera,
    ClosePlayback,
    FindCameras,
    FoundCameras,
    GoToPreset,
    MoveCamera,
    OpenPlayback,
    SteerPlayback,
    TryCamera,
)
from app.wire.video_service import Relayed, Replied
from video.supervisor.ports import CameraControl, StreamOffered
from video.worker.messages import StreamTried

log = logging.getLogger(__name__)

DONE = Verdict(Outcome.APPLIED, 1)
AWAY = Done(Verdict(Outcome.REFUSED, refusal=Refusal.VIDEO_AWAY))
NO_STREAM = "no_video"
"""Word of `video.streams.endings`."""
NOT_MOVABLE = frozenset({"unsupported", "unknown_preset", "unknown_camera"})
"""Words of `video.onvif.faults` for what this camera never does."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """Numbers of the relayed request and of the console's, and what the camera has named by ONVIF."""

    relayed: int
    ask: int
    coarse: bool = False
    """Faces may not be seen in its picture."""
    url: str = ""
    sub_url: str = ""
    presets: tuple[str, ...] = ()


class Players(Protocol):
    """The playbacks, each a process."""

    def open(self, wanted: OpenPlayback, blurred: tuple[str, ...]) -> bool: ...

    def steer(self, wanted: SteerPlayback) -> bool: ...

    def close(self, session: str) -> bool: ...


class Relaying:
    """The supervisor's thread; what cameras answer comes back to it by `post`."""

    def __init__(
        self,
        control: CameraControl,
        players: Players,
        try_stream: Callable[[int, CameraStream, bool], bool],
        send: Callable[[object], bool],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._control, self._players, self._try_stream = control, players, try_stream
        self._send, self._post = send, post
        self._asks = itertools.count(1)
        self._tried: dict[int, _Trial] = {}
        """By the number of the trial."""
        self._doing: dict[type, Callable[[Relayed, Ask], None]] = {
            MoveCamera: self._move,
            CentreCamera: self._centre,
            GoToPreset: self._preset,
            FindCameras: self._find,
            TryCamera: self._try,
            OpenPlayback: self._open,
            SteerPlayback: lambda relayed, ask: self._played(relayed, ask, self._players.steer(ask.body)),
            ClosePlayback: lambda relayed, ask: self._played(
                relayed, ask, self._players.close(ask.body.session)
            ),
        }

    def take(self, relayed: Relayed) -> None:
        try:
            (ask,) = decode(relayed.frame)
        except (FrameInvalid, ValueError):
            ask = None
        doing = self._doing.get(type(ask.body)) if isinstance(ask, Ask) else None
        if doing is None or not isinstance(ask, Ask):
            log.warning("The engine relayed what nobody understands.")
            return
        doing(relayed, ask)

    def tried(self, answer: StreamTried) -> None:
        """A worker has opened a stream."""
        waiting = self._tried.pop(answer.ask, None)
        if waiting is not None:
            found = replace(answer.tried, url=waiting.url, sub_url=waiting.sub_url, presets=waiting.presets)
            self._say(waiting.relayed, waiting.ask, found)

    def _move(self, relayed: Relayed, ask: Ask) -> None:
        body: MoveCamera = ask.body
        self._control.move(body.camera, body.pan, body.tilt, body.zoom, self._told(relayed, ask))

    def _centre(self, relayed: Relayed, ask: Ask) -> None:
        body: CentreCamera = ask.body
        self._control.centre(body.camera, body.across, body.down, self._told(relayed, ask))

    def _preset(self, relayed: Relayed, ask: Ask) -> None:
        self._control.preset(ask.body.camera, ask.body.preset, self._told(relayed, ask))

    def _find(self, relayed: Relayed, ask: Ask) -> None:
        def found(cameras: tuple[Any, ...]) -> None:
            self._post(lambda: self._say(relayed.ask, ask.id, FoundCameras(DONE, cameras)))

        self._control.find(found)

    def _try(self, relayed: Relayed, ask: Ask) -> None:
        stream: CameraStream = ask.body.stream
        trial = _Trial(relayed.ask, ask.id, bool(relayed.blurred))
        if not stream.onvif:
            self._try_it(stream, trial)
            return

        def told(offered: tuple[StreamOffered, ...], problem: str) -> None:
            urls = tuple(one.url for one in offered if one.url)
            presets = tuple(dict.fromkeys(name for one in offered for name in one.presets))
            told_of = replace(trial, presets=presets)
            if stream.url:
                self._post(lambda: self._try_it(stream, told_of))
            else:
                self._post(lambda: self._try_first(stream, urls, str(problem), told_of))

        self._control.profiles(stream, told)

    def _try_first(self, stream: CameraStream, urls: tuple[str, ...], problem: str, trial: _Trial) -> None:
        """Of the streams that the camera has named, the largest is tried; the next one is for small tiles."""
        if problem or not urls:
            self._say(trial.relayed, trial.ask, CameraTried(DONE, problem or NO_STREAM))
            return
        url, *others = dict.fromkeys(urls)
        sub_url = others[0] if others else ""
        found = replace(stream, url=url, sub_url=sub_url)
        self._try_it(found, replace(trial, url=url, sub_url=sub_url))

    def _try_it(self, stream: CameraStream, trial: _Trial) -> None:
        number = next(self._asks)
        if self._try_stream(number, stream, trial.coarse):
            self._tried[number] = trial
            while len(self._tried) > 100:
                del self._tried[next(iter(self._tried))]
        else:
            self._say(trial.relayed, trial.ask, CameraTried(AWAY.verdict))

    def _open(self, relayed: Relayed, ask: Ask) -> None:
        self._played(relayed, ask, self._players.open(ask.body, relayed.blurred))

    def _played(self, relayed: Relayed, ask: Ask, known: bool) -> None:
        gone = Verdict(Outcome.REFUSED, refusal=Refusal.UNKNOWN_PLAYBACK)
        self._say(relayed.ask, ask.id, Done(DONE if known else gone))

    def _told(self, relayed: Relayed, ask: Ask) -> Callable[[str], None]:
        """Any thread calls it, with the word for the problem."""

        def told(problem: str) -> None:
            self._post(lambda: self._say(relayed.ask, ask.id, Done(_verdict(str(problem)))))

        return told

    def _say(self, relayed: int, ask: int, body: object) -> None:
        if relayed:
            self._send(Replied(relayed, encode([Answer(ask, body)])))


def _verdict(problem: str) -> Verdict:
    if not problem:
        return DONE
    refusal = Refusal.NOT_MOVABLE if problem in NOT_MOVABLE else Refusal.FAILED
    return Verdict(Outcome.REFUSED, refusal=refusal)
