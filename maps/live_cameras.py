"""Binds what cameras see to the hub: of the chosen camera, and of those around the chosen incident."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.bridge.hub import Hub
from app.domain.video.around import StandingCamera, ground_seen
from maps.panel import MapPanel
from widgets.incidents.record.seeing import cameras_seeing, standing
from widgets.selection import Selection


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
        chosen = standing(self._hub, self._selection.device)
        seen = [chosen] if chosen is not None else list(self._around_incident())
        before = self._view.picture.cones.count
        self._view.picture.cones.show(ground_seen(camera) for camera in seen)
        if before or self._view.picture.cones.count:
            self._view.update()

    def _around_incident(self) -> Iterator[StandingCamera]:
        incident = self._hub.incidents.get(self._selection.incident) if self._selection.incident else None
        for found in () if incident is None else cameras_seeing(self._hub, incident):
            if (camera := standing(self._hub, found.camera.id)) is not None:
                yield camera
