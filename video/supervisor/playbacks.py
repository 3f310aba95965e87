"""Playbacks of recorded footage: a process for each session, started, steered and ended."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.video.cameras import Camera, Point
from app.wire.video import OpenPlayback, PlaybackState, SteerPlayback
from video.playback import link
from video.playback.messages import BeginPlayback, StopPlayback
from video.supervisor.worker_process import Codec, WorkerProcess

log = logging.getLogger(__name__)

MOST = 12
"""At once, of all consoles."""
STOP_S = 3.0
GONE_S = 10.0
CODEC = Codec(link.encode, link.messages_of, link.PlaybackLinkBroken)


@dataclass(frozen=True, slots=True)
class PlaybackPlan:
    """`command` starts a playback process."""

    command: Sequence[str]
    slots: Path
    recordings: str
    zone: str
    logs: Path
    codec: Codec = CODEC
    blur_all: bool = False
    models: str = ""


@dataclass(slots=True)
class _Playback:
    process: WorkerProcess
    until: float | None = None
    """Once it was asked to stop, or has said its last word: when it is killed."""


class Playbacks:
    """The supervisor's thread. `told` hears how each stands."""

    def __init__(
        self,
        plan: PlaybackPlan,
        post: Callable[[Callable[[], None]], None],
        told: Callable[[PlaybackState], None],
    ) -> None:
        self._plan, self._post, self._told = plan, post, told
        self._open: dict[str, _Playback] = {}
        self._leaving: list[_Playback] = []
        """They have said their last word; a process under load takes its time to go."""
        self._privacy: dict[str, tuple[tuple[Point, ...], ...]] = {}

    def know(self, cameras: Iterable[Camera]) -> None:
        """Whose privacy zones hold for what is opened from now on; those of cameras that are gone stay."""
        self._privacy.update((camera.id, camera.privacy) for camera in cameras)

    def open(self, wanted: OpenPlayback, blurred: tuple[str, ...]) -> bool:
        """False when there are too many, or one of this name."""
        if wanted.session in self._open or len(self._open) >= MOST:
            return False
        plan, session, tuned = self._plan, wanted.session, wanted.tuned
        if tuned is not None:  # zones that hold hide from analysis too, whatever the console says of them
            tuned = replace(tuned, privacy=self._privacy.get(tuned.id, ()))
        try:
            process = WorkerProcess(
                plan.command,
                plan.codec,
                plan.logs / "video-playback.err",
                on_item=lambda item: self._post(lambda: self._said(session, item)),
                on_end=lambda: self._post(lambda: self._ended(session)),
            )
        except OSError as problem:
            log.warning("A playback could not be started: %s", problem)
            return False
        process.send(
            BeginPlayback(
                session=session,
                slots=str(plan.slots),
                recordings=plan.recordings,
                zone=plan.zone,
                cameras=wanted.cameras,
                at=wanted.at,
                speed=wanted.speed,
                blurred=blurred,
                blur_all=plan.blur_all,
                privacy=tuple((one, self._privacy.get(one, ())) for one in wanted.cameras),
                tuned=tuned,
                models=plan.models,
            )
        )
        self._open[session] = _Playback(process)
        return True

    def steer(self, wanted: SteerPlayback) -> bool:
        one = self._open.get(wanted.session)
        if one is None or one.until is not None:
            return False
        one.process.send(wanted)
        return True

    def close(self, session: str) -> bool:
        one = self._open.get(session)
        if one is None:
            return False
        if one.until is None:
            one.until = time.monotonic() + STOP_S
            one.process.send(StopPlayback())
        return True

    def forget(self) -> None:
        """No console can look any more."""
        for session in self._open:
            self.close(session)

    def tick(self) -> None:
        now = time.monotonic()
        for one in self._open.values():
            if one.until is not None and now > one.until:
                one.process.kill()
        gone = [one for one in self._leaving if one.process.ended() or now > (one.until or 0.0)]
        for one in gone:
            self._leaving.remove(one)
            one.process.close(0.1)

    def stop(self) -> None:
        self.forget()
        until = time.monotonic() + STOP_S
        for one in (*self._open.values(), *self._leaving):
            one.process.close(max(0.1, until - time.monotonic()))
        self._open.clear()
        self._leaving.clear()

    def _said(self, session: str, item: object) -> None:
        if isinstance(item, PlaybackState) and item.session == session:
            self._told(item)

    def _ended(self, session: str) -> None:
        """Whatever it said before, consoles know that it is over."""
        one = self._open.pop(session, None)
        if one is not None:
            one.until = time.monotonic() + GONE_S
            self._leaving.append(one)
            self._told(PlaybackState(session, 0, 0.0, (), ended=True))
