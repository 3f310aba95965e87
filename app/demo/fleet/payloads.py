"""The bytes of the MQTT contract that devices send: config, status, telemetry, event."""

from __future__ import annotations

from typing import Any

import msgspec

from app.demo.fleet.fleet import Batch
from app.demo.fleet.rhythm import Ints
from app.domain.catalogue import Catalogue, ValueType
from app.domain.devices import Device

_encode = msgspec.json.Encoder().encode


class Topics:
    """`{root}/{site}/{kind}/{id}/{channel}`"""

    def __init__(self, site: str, root: str = "city") -> None:
        self._stem = f"{root}/{site}"

    def of(self, device: Device, channel: str) -> str:
        return f"{self._stem}/{device.kind}/{device.id}/{channel}"

    def all_of(self, kind: str, channel: str) -> str:
        """The filter for all devices of a kind."""
        return f"{self._stem}/{kind}/+/{channel}"


def config(device: Device) -> bytes:
    body: dict[str, Any] = {"name": device.name, "lat": device.lat, "lon": device.lon, "zone": device.zone}
    if device.parent:
        body["parent"] = device.parent
    if device.model:
        body["model"] = device.model
    body["capabilities"] = list(device.capabilities)
    body["simulated"] = True
    return _encode(body)


def status(ts: int, *, online: bool) -> bytes:
    return _encode({"ts": ts, "state": "online" if online else "offline"})


def event(ts: int, type_: str, *, active: bool, severity: str, text: str) -> bytes:
    return _encode({"ts": ts, "type": type_, "active": active, "severity": severity, "text": text})


class Telemetry:
    """Encodes batches; numbers get one decimal more than the catalogue shows."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._decimals = {
            quantity.id: quantity.decimals + 1
            for quantity in catalogue.quantities.values()
            if quantity.type is ValueType.NUMBER
        }

    def encode(self, batch: Batch, times_ms: Ints, *, historical: bool = False) -> list[bytes]:
        """One payload for each device of the batch, in its order."""
        names = ["ts", *batch.columns]
        columns = [times_ms.tolist()]
        for name, column in batch.columns.items():
            decimals = self._decimals.get(name)
            columns.append((column if decimals is None else column.round(decimals)).tolist())
        if historical:
            names.append("historical")
            columns.append([True] * len(times_ms))
        return [_encode(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]
