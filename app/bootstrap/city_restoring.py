"""Brings back into the engine's city what the store remembers, with nothing looking fresh."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.instant import Instant
from app.engine.city import City
from app.store.records import Restored
from app.wire.columns import QUALITY_RESTORED


def restore_city(city: City, restored: Restored, now: Instant) -> None:
    """Bring back devices, last values and alarms as they were; nothing counts as fresh until it is heard."""
    parts = city.parts
    known = [device for device in restored.devices if device.kind in parts.catalogue.kinds]
    for device in known:
        row = parts.devices.put(device)
        parts.watch.expect(row, parts.interval_of(device), now.monotonic)
    rows = _restore_points(city, restored)
    _restore_values(city, restored, rows)
    parts.center.restore(known, restored.alarms, now)
    for alarm in restored.alarms:
        parts.marks.note(alarm)
    for device_id, quantity, row in _described(city):
        city.set_band(device_id, quantity, row)
    parts.devices.table.touch_all()
    parts.points.table.touch_all()


def _restore_points(city: City, restored: Restored) -> dict[int, int]:
    """Store's point id → row."""
    parts = city.parts
    rows: dict[int, int] = {}
    for point_id, device_id, quantity, _ in restored.points:
        device_row = parts.devices.row(device_id)
        device = parts.devices.get(device_id)
        if device_row is not None and device is not None and quantity in parts.catalogue.quantities:
            rows[point_id] = parts.points.add(device_row, device, quantity, point_id)
    return rows


def _restore_values(city: City, restored: Restored, rows: dict[int, int]) -> None:
    points, devices = city.parts.points, city.parts.devices.table
    facts = points.facts
    for point_id, ts, value in restored.last:
        row = rows.get(point_id)
        if row is None:
            continue
        staging = points.table.staging
        staging["value"][row], staging["ts"][row] = value, ts
        staging["quality"][row] = QUALITY_RESTORED
        facts["kept_value"][row], facts["kept_ts"][row] = value, ts
        device_row = int(staging["device"][row])
        devices.staging["heard_ts"][device_row] = max(ts, int(devices.staging["heard_ts"][device_row]))
        if facts["is_primary"][row]:
            devices.staging["primary"][device_row] = value


def _described(city: City) -> Iterable[tuple[str, str, int]]:
    points = city.parts.points
    for device_row, device in city.parts.devices.placed():
        for quantity, row in points.of_device(device_row).items():
            yield device.id, quantity, row
