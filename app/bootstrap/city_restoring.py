"""Brings back into the engine's city what the store remembers, with nothing looking fresh."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.domain.instant import Instant
from app.engine.city import City
from app.store.records import Restored
from app.wire.columns import QUALITY_RESTORED

Rows = NDArray[np.intp]


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


def _restore_points(city: City, restored: Restored) -> Rows:
    """The row of each point by its id in the store, -1 where it has none any more."""
    parts = city.parts
    known: list[tuple[int, str, str, int]] = []
    for point_id, device_id, quantity, _ in restored.points:
        device_row = parts.devices.row(device_id)
        device = parts.devices.get(device_id)
        if device_row is not None and device is not None and quantity in parts.catalogue.quantities:
            known.append((device_row, device.kind, quantity, point_id))
    row_of = np.full(max((point[0] for point in restored.points), default=0) + 1, -1, dtype=np.intp)
    if known:
        first = parts.points.add_all(known)
        row_of[[point_id for _, _, _, point_id in known]] = np.arange(first, first + len(known))
    return row_of


def _restore_values(city: City, restored: Restored, row_of: Rows) -> None:
    last = [one for one in restored.last if one[0] < row_of.size]
    if not last:
        return
    ids, times, numbers = zip(*last, strict=True)
    rows = row_of[np.array(ids, dtype=np.intp)]
    there = rows >= 0
    rows, ts = rows[there], np.array(times, dtype=np.int64)[there]
    values = np.array(numbers, dtype=np.float64)[there]
    points, devices = city.parts.points, city.parts.devices.table.staging
    staging, facts = points.table.staging, points.facts
    staging["value"][rows], staging["ts"][rows] = values, ts
    staging["quality"][rows] = QUALITY_RESTORED
    facts["kept_value"][rows], facts["kept_ts"][rows] = values, ts
    of = staging["device"][rows].astype(np.intp)
    np.maximum.at(devices["heard_ts"], of, ts)
    primary = facts["is_primary"][rows]
    devices["primary"][of[primary]] = values[primary]


def _described(city: City) -> Iterable[tuple[str, str, int]]:
    points = city.parts.points
    for device_row, device in city.parts.devices.placed():
        for quantity, row in points.of_device(device_row).items():
            yield device.id, quantity, row
