"""The cameras around the incident, those that see it first. Choosing one opens it on the wall."""

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
from widgets.incidents.record.nearby import Near, place_of
from widgets.incidents.record.section import Section
from widgets.incidents.record.seeing import cameras_by_use, wanted_cameras
from widgets.look import Look
from widgets.plain_label import plain_label


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
        most, radius = wanted_cameras(self._hub, incident)
        place = place_of(self._hub, incident)
        near = cameras_by_use(self._hub, incident)
        self.setVisible(bool(most))
        self.list.show_lines([self._line(one, sees=sees) for one, sees in near])
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

    def _line(self, near: Near, *, sees: bool) -> Line:
        age = formats.age((self._hub.now() - near.heard) / 1000) if near.heard else ""
        state = self.tr("sees the place") if sees else wording.liveness(near.liveness)
        return Line(
            id=near.device.id,
            title=shown(near.device.id),
            support=" · ".join(part for part in (shown(near.device.name), state, age) if part),
            right=distance_words(near.distance_m),
            glyph="camera",
            stale=near.liveness != Liveness.FRESH,
        )
