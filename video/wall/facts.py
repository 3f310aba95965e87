"""What is known of a camera, gathered from the hub for its tile."""

from __future__ import annotations

import operator
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.domain.alarms import Priority
from app.domain.rights import Right
from video.wall.sources import Shot
from video.wall.tile_state import Mark, Tile, worst
from widgets.access.permits import Permits


class TileFacts:
    """Alarms and incidents by camera are gathered when they are asked for after a change. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._permits = Permits(hub)
        self._marks: dict[str, Mark] | None = None
        self._seen: dict[str, tuple[object, ...]] = {}
        """Of cameras that may be seen what that was found from."""
        self.because: Mapping[str, Mark] = {}
        """Marks of cameras that were brought up for something else than their own alarm."""

    def note_marks(self) -> None:
        """Alarms or incidents are others."""
        self._marks = None

    def may_see(self, camera: str) -> bool:
        return camera not in self._hub.video.refused and self._permits.watches(camera)

    def tile(self, camera: str, shot: Shot | None, *, recorded: bool = False, fault: str = "") -> Tile:
        if not camera:
            return Tile()
        video, device = self._hub.video, self._hub.devices.get(camera)
        return Tile(
            id=camera,
            name="" if device is None else device.name,
            camera=video.cameras.get(camera),
            state=video.states.get(camera),
            refused=self._refusal(camera),
            lost_since=video.lost_since,
            mark=self._mark(camera),
            frame_at=0 if shot is None else shot.captured,
            recorded=recorded,
            fault=fault,
        )

    def _refusal(self, camera: str) -> str:
        found_from = (self._hub.access.session, self._hub.video.refused, self._hub.devices.get(camera))
        before = self._seen.get(camera, ())
        # Each picture of each tile asks. These are never changed but replaced.
        if len(before) == 3 and all(map(operator.is_, before, found_from)):
            return ""
        if self.may_see(camera):
            self._seen[camera] = found_from
            return ""
        withheld = QCoreApplication.translate("CameraTile", "The engine does not show it to you.")
        return self._permits.why_not(Right.VIDEO_LIVE, camera, briefly=True) or withheld

    def _mark(self, camera: str) -> Mark | None:
        if self._marks is None:
            self._marks = self._gathered()
        own = self._marks.get(camera)
        return worst(own, self.because[camera]) if camera in self.because else own

    def _gathered(self) -> dict[str, Mark]:
        """The worst alarm of each camera; an incident names itself."""
        found: dict[str, Mark] = {}
        for alarm in self._hub.alarms.standing.values():
            if alarm.quiet or alarm.device not in self._hub.video.cameras:
                continue
            text = self._hub.incidents.incident_of(alarm.id)
            self._put(found, alarm.device, Mark(Priority(alarm.priority), text, alarm.unacknowledged))
        for incident in self._hub.incidents.open.values():
            if incident.device in self._hub.video.cameras:
                self._put(found, incident.device, Mark(incident.priority, incident.id))
        return found

    def _put(self, found: dict[str, Mark], camera: str, mark: Mark) -> None:
        found[camera] = worst(mark, found.get(camera)) or mark
