"""What a camera is called and where it stands, as fields, for cameras that the city does not introduce."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.devices import Device
from app.domain.plain_text import shown
from app.domain.video.cameras import Camera
from widgets.calm import CalmBox
from widgets.plain_label import plain_label

LONGEST_NAME = 80
_APART = (r"\s*;\s*", r"\s*,?\s+", r",(?=[^,]*\.)")
"""What stands between latitude and longitude. A comma without a space does only before a decimal point: it
may be a decimal comma."""
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d*)?")

LatLon = tuple[float, float]


class PlaceFields(QWidget):
    """GUI thread."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Camera("")
        self._device: Device | None = None
        self._chosen: Device | None = None
        self.name, self.place, self.zone = QLineEdit(), QLineEdit(), CalmBox()
        self.here = QPushButton()
        self.nowhere = plain_label(self.tr("On no map: nobody has said where it stands."), look="support")
        self._lay_out()
        for line in (self.name, self.place):
            line.textChanged.connect(self._changed)
        self.zone.editTextChanged.connect(self._changed)
        self.here.clicked.connect(self._take_chosen)
        self.set_chosen(None)

    def _lay_out(self) -> None:
        self.name.setMaxLength(LONGEST_NAME)
        self.place.setPlaceholderText("-12.04637, -77.04279")
        self.place.setMaxLength(60)
        self.zone.setEditable(True)
        self.zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.zone.setInsertPolicy(CalmBox.InsertPolicy.NoInsert)
        editor = self.zone.lineEdit()
        assert editor is not None
        editor.setMaxLength(LONGEST_NAME)
        self.here.setProperty("look", "small")
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("Latitude, longitude"), self.place),
            ("", self.here),
            (self.tr("District"), self.zone),
        ):
            if words:
                field.setAccessibleName(words)
            form.addRow(words, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            plain_label(
                self.tr("Used where the city does not introduce the camera itself."),
                look="support",
                wraps=True,
            )
        )
        column.addLayout(form)
        column.addWidget(self.nowhere)

    # -- what stands in them -------------------------------------------------------------------------

    def show_camera(self, camera: Camera, device: Device | None, zones: Iterable[str]) -> None:
        """`device` as the city has heard of it; `zones` are the districts there are."""
        self.blockSignals(True)
        self._base, self._device = camera, device
        self.name.setText(camera.name)
        self.place.setText(written(camera))
        self.zone.clear()
        self.zone.addItems(sorted(zones))
        self.zone.setEditText(camera.zone)
        self.blockSignals(False)
        self._changed()

    def hear(self, device: Device | None) -> None:
        """The city has heard something else of this camera."""
        self._device = device
        self._judge()

    def onto(self, camera: Camera) -> Camera:
        """The camera with what the fields say; a place that was not touched stays to the last digit. While
        `problem` says something, its place is the one of before."""
        made = replace(camera, name=self.name.text().strip(), zone=self.zone.currentText().strip())
        if self.place.text().strip() == written(self._base) or self.problem:
            return made
        lat, lon = place_of(self.place.text()) or (None, None)
        return replace(made, lat=lat, lon=lon)

    @property
    def problem(self) -> str:
        try:
            place = place_of(self.place.text())
        except ValueError:
            return self.tr("A place is written as latitude, longitude: -12.04637, -77.04279.")
        if place is None or (abs(place[0]) <= 90 and abs(place[1]) <= 180):
            return ""
        return self.tr("Latitude goes from -90 to 90, longitude from -180 to 180.")

    def set_chosen(self, device: Device | None) -> None:
        """What is chosen on the map or in a list."""
        self._chosen = device if device is not None and device.lat is not None else None
        self.here.setEnabled(self._chosen is not None)
        if self._chosen is None:
            self.here.setText(self.tr("Place of the chosen device"))
            self.here.setToolTip(self.tr("Choose a device on the map or in a list first."))
        else:
            self.here.setText(self.tr("Place of {0}").format(shown(self._chosen.id, 24)))
            self.here.setToolTip(shown(self._chosen.name, 80))

    def _take_chosen(self) -> None:
        if self._chosen is None:
            return
        self.place.setText(written(self._chosen))
        if not self.zone.currentText().strip():
            self.zone.setEditText(self._chosen.zone)

    def _changed(self, _news: object = None) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        self.nowhere.setVisible(not self.place.text().strip() and not self._city_knows())

    def _city_knows(self) -> bool:
        """Whether the city says by itself where it stands."""
        device, base = self._device, self._base
        return (
            device is not None and device.lat is not None and (device.lat, device.lon) != (base.lat, base.lon)
        )


def written(standing: Camera | Device) -> str:
    """A place as it is typed, to about a decimetre; empty for none."""
    if standing.lat is None or standing.lon is None:
        return ""
    return f"{standing.lat:.6f}, {standing.lon:.6f}"


def place_of(text: str) -> LatLon | None:
    """Latitude and longitude in degrees, None for an empty text. Between them stands a comma, semicolon or a
    space; a decimal comma is understood where that leaves no doubt. Raises ValueError."""
    plain = text.strip().replace("\u2212", "-")
    if not plain:
        return None
    for apart in _APART:
        parts = re.split(apart, plain)
        if len(parts) == 2 and all(_NUMBER.fullmatch(part) for part in parts):
            lat, lon = (float(part.replace(",", ".")) for part in parts)
            return lat, lon
    raise ValueError(text)
