"""Binds what cameras see to the hub: of the chosen camera, and of those around the chosen incident."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.bridge.hub import Hub
from app.domain.video.around import StandingCamera, cameras_around, ground_seen
from app.domain.video.cameras import Camera
from maps.panel import MapPanel
from widgets.incidents.record.nearby import place_of
from widgets.selection import Selection

USUAL = 3
RADIUS_M = 400.0


class LiveCameras(QObject):
    """GUI thread. Fields of view are few and are shown anew whenever what is chosen or known changes."""

    def __init__(self, hub: Hub, selection: Selection, panel: MapPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._selection, self._view = hub, selection, panel.view
        hub.video.loaded.connect(self.show_fields)
        hub.video.cameras_changed.connect(self.show_fields)
        hub.snapshot_loaded.connect(self.show_fields)
        selection.device_changed.connect(self.show_fields)
        selection.incident_changed.connect(self.show_fields)

    def show_fields(self, *_news: object) -> None:
        """Those of the chosen camera, or else of the cameras that see the chosen incident."""
        chosen = self._standing(self._selection.device)
        seen = [chosen] if chosen is not None else list(self._around_incident())
        before = self._view.picture.cones.count
        self._view.picture.cones.show(ground_seen(camera) for camera in seen)
        if before or self._view.picture.cones.count:
            self._view.update()

    def _around_incident(self) -> Iterator[StandingCamera]:
        incident = self._hub.incidents.get(self._selection.incident) if self._selection.incident else None
        place = None if incident is None else place_of(self._hub, incident)
        if incident is None or place is None:
            return
        kind = self._hub.incidents.kinds.get(incident.kind)
        most, radius_m = (USUAL, RADIUS_M) if kind is None else (kind.cameras, kind.camera_radius_m)
        standing = {one.camera.id: one for one in self._all()}
        for found in cameras_around(*place, standing.values(), radius_m=radius_m, most=most):
            yield standing[found.camera.id]

    def _all(self) -> Iterator[StandingCamera]:
        for camera in self._hub.video.cameras:
            if (standing := self._standing(camera)) is not None:
                yield standing

    def _standing(self, name: str) -> StandingCamera | None:
        camera: Camera | None = self._hub.video.cameras.get(name)
        device = self._hub.devices.get(name) if camera is not None else None
        if camera is None or device is None or device.lat is None or device.lon is None:
            return None
        return StandingCamera(camera, device.lat, device.lon)
