"""Opens an incident by hand: at a device, at a point of the map, or where somebody says."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.bridge.hub import Hub
from app.domain.alarms import Priority
from app.domain.devices import Device
from app.domain.incidents.acts import OpenIncident
from app.domain.plain_text import shown
from widgets.alarms.words import priority_name
from widgets.calm import CalmBox
from widgets.incidents.dialogs.description_form import DescriptionForm
from widgets.incidents.dialogs.frame import ActDialog
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shapes import priority_pixmap

NOTE_LENGTH = 2000
Point = tuple[float, float]


class OpenIncidentDialog(ActDialog):
    """`applied` says the id of the new one. The title is that of the kind until somebody writes another."""

    def __init__(
        self,
        hub: Hub,
        look: Look,
        parent: QWidget,
        *,
        device: str = "",
        point: Point | None = None,
        alarms: tuple[str, ...] = (),
    ) -> None:
        """`point` in latitude and longitude, degrees; without it the place is that of `device`."""
        super().__init__(hub, self.tr("Open an incident"), None, self.tr("Open it"), parent)
        self._device = hub.devices.get(device) if device else None
        self._point, self._alarms = point, alarms
        self.where = plain_label(self._where(), look="support", wraps=True)
        self.column.addWidget(self.where)
        self.said_to_be = DescriptionForm(hub, self.form, self)
        self.priority = CalmBox()
        self.priority.addItem(self.tr("As the kind says"), None)
        for one in sorted(Priority, reverse=True):
            self.priority.addItem(priority_pixmap(one, 14, look.theme), priority_name(one), int(one))
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_LENGTH)
        self.form.addRow(self.tr("P&riority"), self.priority)
        self.form.addRow(self.tr("&Note"), self.note)
        self._suggested = ""
        self._begin()

    def _begin(self) -> None:
        form = self.said_to_be
        kind = self._likely_kind()
        place = "" if self._device is None else shown(self._device.name, 200)
        form.fill(kind, "", place, "" if self._device is None else self._device.zone)
        self._suggest()
        form.kind.currentIndexChanged.connect(self._suggest)
        form.changed.connect(self.judge)
        self.keep_default()
        form.kind.setFocus()
        self.judge()

    def act(self) -> OpenIncident:
        kind, title, place, zone = self.said_to_be.values()
        chosen = self.priority.currentData()
        lat, lon = self._point or (None, None)
        return OpenIncident(
            kind=kind,
            title=title,
            priority=None if chosen is None else Priority(chosen),
            place=place,
            zone=zone,
            lat=lat,
            lon=lon,
            device="" if self._device is None else self._device.id,
            alarms=self._alarms,
            note=self.note.text().strip(),
        )

    def missing(self) -> str:
        return self.said_to_be.missing()

    def _likely_kind(self) -> str:
        """The first kind for which devices such as the one that is meant matter most."""
        kinds = self.hub.incidents.kinds
        if self._device is None:
            return next(iter(kinds), "")
        ranks = {
            kind.id: kind.devices.index(self._device.kind)
            for kind in kinds.values()
            if self._device.kind in kind.devices
        }
        return min(ranks, key=lambda one: ranks[one]) if ranks else next(iter(kinds), "")

    def _suggest(self, *_: object) -> None:
        title = self.said_to_be.title
        if title.text() == self._suggested:
            self._suggested = self.said_to_be.kind.currentText()
            title.setText(self._suggested)

    def _where(self) -> str:
        device: Device | None = self._device
        if device is not None:
            at = self.tr("At {0}").format(shown(device.id))
        elif self._point is not None:
            at = self.tr("At {0}, {1}").format(f"{self._point[0]:.5f}", f"{self._point[1]:.5f}")
        else:
            at = self.tr("Without a place on the map.")
        alarms = self.tr("with {0} alarms").format(len(self._alarms)) if self._alarms else ""
        return " · ".join(part for part in (at, alarms) if part)
