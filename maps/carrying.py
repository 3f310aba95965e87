"""Cameras are taken up from the map and dropped onto a tile of the camera wall."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDrag

from app.bridge.hub import Hub
from maps.frame import nearest
from maps.view import MapView
from widgets.device_mime import mime_of

KIND = "camera"


class CarriedCameras(QObject):
    """A drag from the mark of a camera takes the camera; any other drag moves the ground. GUI thread."""

    def __init__(self, hub: Hub, view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._view = hub, view
        view.interaction.can_carry = lambda px, py: bool(self._cameras_at(px, py))
        view.interaction.carried.connect(self._carry)

    def _cameras_at(self, px: float, py: float) -> tuple[str, ...]:
        """The camera whose mark is drawn there, and all chosen ones where it is one of them."""
        if self._view.picture.layer.at(self._view.view, px, py):
            return ()
        row = nearest(self._view.scene, self._view.frame, px, py)
        camera = "" if row is None else self._view.names.id_at(row)
        if not self._is_camera(camera):
            return ()
        chosen = self._view.selected
        return tuple(filter(self._is_camera, chosen)) if camera in chosen else (camera,)

    def _is_camera(self, device: str) -> bool:
        known = self._hub.devices.get(device) if device else None
        return known is not None and known.kind == KIND

    def _carry(self, px: float, py: float) -> None:
        """Until it is dropped."""
        if cameras := self._cameras_at(px, py):
            drag = QDrag(self._view)
            drag.setMimeData(mime_of(cameras))
            drag.exec(Qt.DropAction.CopyAction)
