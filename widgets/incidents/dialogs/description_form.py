"""What an incident is said to be: its kind, its title and its place, as fields of a dialog."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from widgets.calm import CalmBox
from widgets.incidents import words

TITLE_LENGTH, PLACE_LENGTH, ZONE_LENGTH = 120, 200, 64


class DescriptionForm(QObject):
    """Adds its rows to `form`. A kind that the settings no longer have stays where it was. GUI thread."""

    changed = Signal()

    def __init__(self, hub: Hub, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.kind, self.zone = CalmBox(), CalmBox()
        self.title, self.place = QLineEdit(), QLineEdit()
        self.title.setMaxLength(TITLE_LENGTH)
        self.place.setMaxLength(PLACE_LENGTH)
        for kind in hub.incidents.kinds:
            self.kind.addItem(words.kind_label(hub.incidents.kinds, kind, hub.language), kind)
        self.zone.addItem("", "")
        for zone in sorted({device.zone for device in hub.devices if device.zone}):
            self.zone.addItem(shown(zone, ZONE_LENGTH), zone)
        form.addRow(self.tr("&Kind"), self.kind)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("&Place"), self.place)
        form.addRow(self.tr("&District"), self.zone)
        self.kind.currentIndexChanged.connect(self.changed)
        self.zone.currentIndexChanged.connect(self.changed)
        self.title.textChanged.connect(self.changed)
        self.place.textChanged.connect(self.changed)

    def fill(self, kind: str, title: str, place: str, zone: str) -> None:
        for box, wanted, label in (
            (self.kind, kind, words.kind_label(self._hub.incidents.kinds, kind, self._hub.language)),
            (self.zone, zone, shown(zone, ZONE_LENGTH)),
        ):
            if box.findData(wanted) < 0 and wanted:
                box.addItem(label, wanted)
            box.setCurrentIndex(max(0, box.findData(wanted)))
        self.title.setText(title)
        self.place.setText(place)

    def values(self) -> tuple[str, str, str, str]:
        """Kind, title, place and zone as they are entered now."""
        return (
            str(self.kind.currentData() or ""),
            self.title.text().strip(),
            self.place.text().strip(),
            str(self.zone.currentData() or ""),
        )

    def missing(self) -> str:
        if not self.kind.currentData():
            return self.tr("Choose a kind.")
        return "" if self.title.text().strip() else self.tr("Write a title.")
