"""Cameras as the console knows them: how each is, what analytics saw, who steers, what is watched here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.access import Access
from app.bridge.still_looks import StillLooks
from app.bridge.video_pictures import StreamPictures
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from app.domain.rights import Grant
from app.domain.video.cameras import Camera, CameraState
from app.domain.video.scenes import SceneEvent
from app.wire import video as wire
from app.wire.messages import Done

WATCH_MS = 80
"""What is shown is told this long after its last change: going through pages asks once."""
EVENTS_KEPT = 600
FIND_LIMIT_S = 30.0
"""Looking for cameras, and trying one, takes its time."""

Ask = Callable[..., Awaitable[Any]]
VideoAct = (
    wire.MoveCamera
    | wire.CentreCamera
    | wire.GoToPreset
    | wire.KeepClip
    | wire.ReleaseClip
    | wire.ReviewScene
    | wire.PutCamera
    | wire.DropCamera
    | wire.OpenPlayback
    | wire.SteerPlayback
    | wire.ClosePlayback
)


class VideoBook(QObject):
    """`hub.video`. Dictionaries are by id and read only. GUI thread; requests raise EngineAway."""

    loaded = Signal()
    """All of it is there, or there anew; the supervisor may have come or gone."""
    cameras_changed = Signal()
    states_changed = Signal(object)
    """Ids of the cameras that are another now: a tuple."""
    events_changed = Signal(object)
    """New, ended or reviewed: a tuple of `SceneEvent`."""
    load_changed = Signal()
    holds_changed = Signal(str)
    """The camera that somebody took or let go."""
    playback_changed = Signal(object)
    """A `PlaybackState`."""
    watching_changed = Signal()
    """Other streams are shown to this console, or other cameras refused."""

    def __init__(self, ask: Ask, access: Access) -> None:
        super().__init__()
        self._ask, self._access = ask, access
        self.still_looks = StillLooks(ask, access)
        self._wanted: dict[str, tuple[wire.Watched, ...]] = {}
        self._asked = 0
        self._sending: asyncio.Future[None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=WATCH_MS)
        self._soon.timeout.connect(self._send)
        self._watcher = self._who_watches()
        access.session_changed.connect(self._session_changed)
        self.clear()

    def clear(self) -> None:
        """Another engine tells all of it again. What is watched here stays wanted."""
        self.cameras: dict[str, Camera] = {}
        self.past: dict[str, Camera] = {}
        """Those that are on no list any more and of which there is footage."""
        self.states: dict[str, CameraState] = {}
        self.events: dict[str, SceneEvent] = {}
        self.holds: dict[str, wire.PtzHold] = {}
        self.streams: dict[str, str] = {}
        self.refused: frozenset[str] = frozenset()
        self.load: wire.VideoLoad | None = None
        self.folder = self.recordings = ""
        self.asked_days = 0
        self.known = False
        """The engine has told of its cameras."""
        self._since = 0

    def close(self) -> None:
        self._soon.stop()
        self.still_looks.close()

    @property
    def lost_since(self) -> int:
        """Since when there is no video supervisor, epoch ms; 0 while there is one, or nothing is known."""
        return self._since if self.known and not self.folder else 0

    def newest_events(self) -> list[SceneEvent]:
        """Newest first."""
        return sorted(self.events.values(), key=lambda event: event.began, reverse=True)

    # -- pictures ------------------------------------------------------------------------------------

    def pictures(self, stream: str) -> StreamPictures | None:
        """To read a slot with; the caller closes it. None while there is no supervisor."""
        return StreamPictures(Path(self.folder), stream) if self.folder else None

    def watch(self, tiles: Iterable[wire.Watched], of: str = "wall") -> None:
        """All that one part of this console shows now. Told to the engine soon, with what other parts show,
        and told again to another engine and for another operator."""
        tiles = tuple(tiles)
        if tiles == self._wanted.get(of, ()):
            return
        self._wanted[of] = tiles
        self._soon.start()

    def watched(self) -> tuple[wire.Watched, ...]:
        """Each camera once, as wide as its widest place."""
        found: dict[str, wire.Watched] = {}
        for tile in (tile for tiles in self._wanted.values() for tile in tiles):
            before = found.get(tile.camera, tile)
            found[tile.camera] = replace(
                tile, width=max(tile.width, before.width), tuning=tile.tuning or before.tuning
            )
        return tuple(found.values())

    def _session_changed(self, _session: object) -> None:
        """A lock changes nothing of what is seen; another operator or other rights do."""
        watcher = self._who_watches()
        if watcher == self._watcher:
            return
        self._watcher = watcher
        self.streams, self.refused = {}, frozenset()
        self.watching_changed.emit()
        self._watch_again()

    def _who_watches(self) -> tuple[str, tuple[Grant, ...]] | None:
        session = self._access.session
        return None if session is None or session.must_change else (session.operator, session.grants)

    def _watch_again(self) -> None:
        if any(self._wanted.values()):
            self._soon.start()

    def _send(self) -> None:
        if self.known and self._access.operator:
            self._asked += 1
            self._sending = asyncio.ensure_future(self._say_watched(self._asked))

    async def _say_watched(self, number: int) -> None:
        """What was said before the last time is answered too, and too late."""
        try:
            answer = await self._ask(wire.WatchCameras(self.watched()))
        except EngineAway:
            return  # said again when the engine is back
        if number == self._asked and isinstance(answer, wire.Watching):
            self.streams, self.refused = dict(answer.streams), frozenset(answer.refused)
            self.watching_changed.emit()

    # -- asking --------------------------------------------------------------------------------------

    async def act(self, act: VideoAct) -> Verdict:
        answer: Done = await self._ask(act)
        return answer.verdict

    async def find(self) -> wire.FoundCameras:
        """Look for cameras in the network; takes some seconds."""
        answer: wire.FoundCameras | Done = await self._ask(wire.FindCameras(), limit_s=FIND_LIMIT_S)
        return answer if isinstance(answer, wire.FoundCameras) else wire.FoundCameras(answer.verdict)

    async def try_camera(self, act: wire.TryCamera) -> wire.CameraTried:
        answer: wire.CameraTried | Done = await self._ask(act, limit_s=FIND_LIMIT_S)
        return answer if isinstance(answer, wire.CameraTried) else wire.CameraTried(answer.verdict)

    # -- what the engine says ------------------------------------------------------------------------

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """For the hub, which calls them in the order of what comes."""
        return {
            wire.VideoSnapshot: self._take_snapshot,
            wire.CamerasChanged: self._take_cameras,
            wire.CameraStates: self._take_states,
            wire.SceneEvents: self._take_events,
            wire.VideoLoad: self._take_load,
            wire.PtzHold: self._take_hold,
            wire.PlaybackState: self.playback_changed.emit,
        }

    def _take_snapshot(self, snapshot: wire.VideoSnapshot) -> None:
        self.known = True
        self.folder, self.recordings = snapshot.folder, snapshot.recordings
        self._since, self.asked_days, self.load = snapshot.since, snapshot.asked_days, snapshot.load
        self.cameras = {camera.id: camera for camera in snapshot.cameras}
        self.past = {camera.id: camera for camera in snapshot.past}
        self.states = {state.camera: state for state in snapshot.states}
        self.events = {event.id: event for event in snapshot.events}
        self.holds, self.streams = {}, {}
        self.loaded.emit()
        self._watch_again()

    def _take_cameras(self, changed: wire.CamerasChanged) -> None:
        self.cameras = {camera.id: camera for camera in changed.cameras}
        self.past = {camera.id: camera for camera in changed.past}
        self.states = {name: state for name, state in self.states.items() if name in self.cameras}
        self.cameras_changed.emit()

    def _take_states(self, changed: wire.CameraStates) -> None:
        self.states.update((state.camera, state) for state in changed.states)
        self.states_changed.emit(tuple(state.camera for state in changed.states))

    def _take_events(self, changed: wire.SceneEvents) -> None:
        self.events.update((event.id, event) for event in changed.events)
        if len(self.events) > EVENTS_KEPT:
            self.events = {event.id: event for event in self.newest_events()[: EVENTS_KEPT * 9 // 10]}
        self.events_changed.emit(changed.events)

    def _take_load(self, load: wire.VideoLoad) -> None:
        self.load = load
        self.load_changed.emit()

    def _take_hold(self, hold: wire.PtzHold) -> None:
        if hold.console:
            self.holds[hold.camera] = hold
        else:
            self.holds.pop(hold.camera, None)
        self.holds_changed.emit(hold.camera)


def applied(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.APPLIED
