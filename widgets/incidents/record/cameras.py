"""The cameras nearest to the incident. Choosing one shows where it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.devices import Liveness
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from widgets import formats, wording
from widgets.incidents.record.crew_lines import distance_words
from widgets.incidents.record.line_list import Line, LineList
from widgets.incidents.record.nearby import Near, nearest, place_of
from widgets.incidents.record.section import Section
from widgets.look import Look
from widgets.plain_label import plain_label

USUAL = 3
RADIUS_M = 400.0


class CameraSection(Section):
    """As many as the kind of the incident asks for, within its radius; hidden where it asks for none."""

    camera_activated = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.caption.setText(self.tr("Nearest cameras"))
        self.list = LineList(look, self.tr("Nearest cameras"), height=36, most=4)
        self.none = plain_label(look="support", wraps=True)
        self.none.setContentsMargins(10, 0, 10, 0)
        self.body.addWidget(self.none)
        self.body.addWidget(self.list)
        self.list.line_activated.connect(self.camera_activated)

    def show_incident(self, incident: Incident) -> None:
        kind = self._hub.incidents.kinds.get(incident.kind)
        most, radius = (USUAL, RADIUS_M) if kind is None else (kind.cameras, kind.camera_radius_m)
        place = place_of(self._hub, incident)
        found = nearest(self._hub, ("camera",), place, most) if most and place is not None else []
        near = [one for one in found if one.distance_m <= radius]
        self.setVisible(bool(most))
        self.list.show_lines([self._line(one) for one in near])
        self.list.setVisible(bool(near))
        self.none.setVisible(not near)
        within = distance_words(radius)
        self.none.setText(
            self.tr("The incident has no place on the map.")
            if place is None
            else self.tr("No camera within {0}.").format(within)
        )

    @property
    def nearest(self) -> str:
        """The id of the nearest one; empty for none."""
        return self.list.lines[0].id if self.list.lines else ""

    def _line(self, near: Near) -> Line:
        age = formats.age((self._hub.now() - near.heard) / 1000) if near.heard else ""
        state = wording.liveness(near.liveness)
        return Line(
            id=near.device.id,
            title=shown(near.device.id),
            support=" · ".join(part for part in (shown(near.device.name), state, age) if part),
            right=distance_words(near.distance_m),
            glyph="camera",
            stale=near.liveness != Liveness.FRESH,
        )
