"""What the engine knows of cameras now: the plan, states, the newest events, load, what newcomers hear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.video.cameras import Camera, CameraState, CameraStream
from app.domain.video.scenes import SceneEvent, SceneReview
from app.settings.cameras import Cameras
from app.wire.video import (
    CamerasChanged,
    CameraStates,
    PlaybackState,
    SceneEvents,
    VideoLoad,
    VideoSnapshot,
)
from app.wire.video_service import CameraPlan, VideoNews

EVENTS_KEPT = 200


class Board:
    """Engine's thread. Nothing here asks or tells anybody: what is to be told is returned."""

    def __init__(self, recordings: str) -> None:
        self._recordings = recordings
        self.cameras: dict[str, Camera] = {}
        self.streams: dict[str, CameraStream] = {}
        self.past: dict[str, Camera] = {}
        """Cameras that are on no list any more and of which there is footage."""
        self._recorded: set[str] = set()
        self._states: dict[str, CameraState] = {}
        self._events: dict[str, SceneEvent] = {}
        self._load: VideoLoad | None = None
        self.playbacks: dict[str, PlaybackState] = {}
        self.folder = ""
        self.since = 0

    def restore(self, events: Iterable[SceneEvent], recorded: Iterable[str]) -> None:
        """As the store remembers them: events, the newest first, and cameras of which there is footage."""
        self._recorded = set(recorded)
        for event in reversed(tuple(events)):
            self._events[event.id] = event

    def has_footage(self, camera: str) -> bool:
        """Whether there may be: of those there are, and of those that are gone and have left some."""
        return camera in self.cameras or camera in self.past

    def put_cameras(self, found: Cameras, past: Iterable[Camera]) -> list[object]:
        """Other cameras from now on; `past` are those that were before, as they were."""
        self._recorded |= self.cameras.keys()
        self.cameras = {camera.id: camera for camera in found.cameras}
        self.streams = {stream.camera: stream for stream in found.streams}
        self._states = {id_: state for id_, state in self._states.items() if id_ in self.cameras}
        known = {camera.id: camera for camera in past}
        gone = sorted(self._recorded - self.cameras.keys())
        self.past = {id_: known.get(id_, Camera(id_, enabled=False)) for id_ in gone}
        return [CamerasChanged(found.cameras, tuple(self.past.values()))]

    def plan(self) -> CameraPlan:
        past = tuple(self.past.values())
        return CameraPlan(tuple(self.cameras.values()), tuple(self.streams.values()), past)

    def came(self, folder: str, now: int) -> None:
        """A supervisor is there; it tells all states anew."""
        self.folder, self.since = folder, now
        self._states.clear()
        self._load = None

    def went(self, now: int) -> None:
        """The supervisor is gone, and with it what was played."""
        self.folder, self.since = "", now
        self._states.clear()
        self.playbacks.clear()
        self._load = None

    def take(self, news: VideoNews) -> list[object]:
        """What of the supervisor's news consoles are told."""
        states = tuple(one for one in news.states if one.camera in self.cameras)
        self._states.update((one.camera, one) for one in states)
        events = tuple(self._reviewed(one) for one in news.events)
        self._keep(events)
        for playback in news.playbacks:
            if playback.ended:
                self.playbacks.pop(playback.session, None)
            else:
                self.playbacks[playback.session] = playback
        told: list[object] = [CameraStates(states)] if states else []
        told += [SceneEvents(events)] if events else []
        told += news.playbacks
        if news.load is not None:
            self._load = news.load
            told.append(news.load)
        return told

    def event(self, id_: str) -> SceneEvent | None:
        return self._events.get(id_)

    def put_event(self, event: SceneEvent) -> list[object]:
        self._keep((event,))
        return [SceneEvents((event,))]

    def snapshot(self, asked_days: int) -> VideoSnapshot:
        newest = sorted(self._events.values(), key=lambda event: event.began, reverse=True)
        return VideoSnapshot(
            folder=self.folder,
            since=self.since,
            cameras=tuple(self.cameras.values()),
            states=tuple(self._states.values()),
            events=tuple(newest[:EVENTS_KEPT]),
            recordings=self._recordings,
            asked_days=asked_days,
            load=self._load,
            past=tuple(self.past.values()),
        )

    def _reviewed(self, event: SceneEvent) -> SceneEvent:
        """The supervisor does not know who has judged it."""
        known = self._events.get(event.id)
        if known is None or known.review is SceneReview.OPEN:
            return event
        return replace(event, review=known.review, reviewed_by=known.reviewed_by)

    def _keep(self, events: Sequence[SceneEvent]) -> None:
        for event in events:
            self._events.pop(event.id, None)
            self._events[event.id] = event
        for id_ in list(self._events)[: max(0, len(self._events) - EVENTS_KEPT)]:
            del self._events[id_]
