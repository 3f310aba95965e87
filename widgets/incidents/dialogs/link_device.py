"""Links a device to an incident, or takes one off again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.incidents.acts import LinkDevice
from app.domain.incidents.incident import Record
from app.domain.plain_text import shown
from widgets import wording
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.dialogs.incident_picker import SearchField
from widgets.incidents.record.crew_lines import distance_words
from widgets.incidents.record.line_list import Line, line_list
from widgets.incidents.record.nearby import distance_m, nearest, place_of
from widgets.look import Look

MOST_SHOWN = 60


class LinkDeviceDialog(ActDialog):
    """Those that are linked come first, then the nearest; a few letters find any device."""

    def __init__(self, hub: Hub, look: Look, record: Record, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Link a device"), record.incident, self.tr("Link"), parent)
        self._linked = record.devices
        self.list = line_list(look, self.tr("Devices"), self)
        self.search = SearchField(self.list, self.tr("Find a device"))
        self.column.addWidget(self.search)
        self.column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        self.list.chosen.connect(self.judge)
        self.list.line_activated.connect(lambda _: self.press.click())
        self.keep_default()
        self._fill()
        self.search.setFocus()

    def act(self) -> LinkDevice | None:
        device = self.list.current
        if self.about is None or not device:
            return None
        return LinkDevice(self.about.id, device, device not in self._linked)

    def missing(self) -> str:
        return "" if self.list.current else self.tr("Choose a device.")

    def judge(self, *_: object) -> None:
        super().judge()
        linked = self.list.current in self._linked
        self.press.setText(self.tr("Take off") if linked else self.tr("Link"))

    def _fill(self, *_: object) -> None:
        wanted = wording.fold(self.search.text().strip())
        found = self._matching(wanted) if wanted else self._nearest()
        self.list.show_lines(
            [self._line(device) for device, _ in zip(found, range(MOST_SHOWN), strict=False)]
        )
        self.judge()

    def _matching(self, wanted: str) -> Iterator[Device]:
        return (one for one in self.hub.devices if wanted in wording.fold(f"{one.id} {one.name}"))

    def _nearest(self) -> Iterator[Device]:
        for name in self._linked:
            yield self.hub.devices.get(name) or Device(name, "", "")
        place = None if self.about is None else place_of(self.hub, self.about)
        if place is not None:
            kinds = self.hub.catalogue.kinds
            near = nearest(self.hub, frozenset(kinds), place, MOST_SHOWN)
            yield from (one.device for one in near if one.device.id not in self._linked)

    def _line(self, device: Device) -> Line:
        kind = self.hub.catalogue.kinds.get(device.kind)
        here = None if self.about is None else place_of(self.hub, self.about)
        away = ""
        if here is not None and device.lat is not None and device.lon is not None:
            away = distance_words(distance_m(here, (device.lat, device.lon)))
        return Line(
            id=device.id,
            title=shown(device.id),
            support=shown(device.name),
            right=away,
            glyph="device" if kind is None else kind.glyph,
            ticked=device.id in self._linked,
        )
