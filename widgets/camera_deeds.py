"""Does what the actions ask of the camera wall of one window."""

from __future__ import annotations

from collections.abc import Callable

from app.bridge.hub import Hub
from widgets.incidents.record.nearby import place_of
from widgets.selection import Selection
from widgets.video_page import VideoPage


class CameraDeeds:
    """`front` brings the wall before the operator. GUI thread."""

    def __init__(self, hub: Hub, selection: Selection, page: VideoPage, front: Callable[[], None]) -> None:
        self._hub, self._selection, self._page, self._front = hub, selection, page, front

    def show_wall(self, tiles: int) -> None:
        self._front()
        self._page.lay_out(tiles)

    def around_selection(self) -> None:
        """Those around the selected device; where it has no place, around the chosen incident."""
        self._front()
        device = self._hub.devices.get(self._selection.device)
        incident = self._hub.incidents.get(self._selection.incident)
        place = None if incident is None else place_of(self._hub, incident)
        if place is None or incident is None or (device is not None and device.lat is not None):
            self._page.around(self._selection.device)
        else:
            self._page.around_place(*place, incident.id)

    def around_place(self, lat: float, lon: float) -> None:
        """Those around a point of the map, in degrees."""
        self._front()
        self._page.around_place(lat, lon, "")

    def show_waiting(self) -> None:
        """Those of an alarm that waits for the wall."""
        self._front()
        self._page.show_waiting()

    def toggle_round(self) -> None:
        self._front()
        self._page.toggle_round()

    def choose_round(self) -> None:
        self._front()
        self._page.choose_round()
