"""The menu of a point of the map: with the right button, or with the menu key for the middle of the map."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.bridge.hub import Hub
from app.domain.rights import Right
from maps.projection import geo_point
from maps.view import MapView
from widgets.access.permits import Permits
from widgets.selection import Selection


class GroundMenu(QObject):
    """GUI thread."""

    def __init__(self, hub: Hub, selection: Selection, view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._permits, self._selection, self._view = Permits(hub), selection, view
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open)

    def menu_at(self, at: QPoint) -> QMenu:
        """For the point below this pixel of the view; closed, it is gone."""
        lon, lat = geo_point(*self._view.view.to_world(at.x(), at.y()))
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        around = menu.addAction(self.tr("Cameras around this place"))
        around.triggered.connect(lambda: self._selection.ask_for_cameras(lat, lon))
        if reason := self._permits.why_not(Right.VIDEO_LIVE):
            around.setEnabled(False)
            around.setText(f"{around.text()}: {reason}")
        copy = menu.addAction(self.tr("Copy latitude and longitude"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(f"{lat:.6f}, {lon:.6f}"))
        return menu

    def _open(self, at: QPoint) -> None:
        self.menu_at(at).popup(self._view.mapToGlobal(at))
