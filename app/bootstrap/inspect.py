"""`inspect WHAT`: what the database, or the running engine, holds, as JSON or as a plain table."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.bootstrap.city_snapshot import CitySnapshot, LastValue, take_snapshot
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.inspect_cameras import camera_rows, lying_rows, recording_rows
from app.bootstrap.inspect_commands import command_row, control_row, group_row
from app.bootstrap.inspect_incidents import activity_rows, incident_rows, procedure_row, shift_row
from app.bootstrap.moments import rfc3339, since_ms
from app.bootstrap.settings_file import load_settings
from app.domain.alarms import Alarm
from app.domain.audit import AuditFilter, Entry
from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.domain.plain_text import plain
from app.settings.catalogue import load_catalogue
from app.store.faults import StoreUnavailable
from app.store.reader import Reader
from app.store.vault.reading import MOST_AT_ONCE, VaultReader

Row = dict[str, Any]
T = TypeVar("T")
DAY_MS = 86_400_000
RAW_PIXELS = 1_000_000
"""So many that no reading needs to be gathered into buckets."""


@dataclass(frozen=True, slots=True)
class Wanted:
    data: DataFolder
    device: str | None
    since_ms: int
    limit: int
    folder: Path | None = None
    config: Path | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("what", metavar="WHAT", help=", ".join(LISTS))
    parser.add_argument("--json", action="store_true", help="one JSON array")
    parser.add_argument("--device", metavar="ID", help="only of this device")
    parser.add_argument("--since", default="", metavar="WHEN", help="RFC 3339, or 15m, 2h, 7d ago")
    parser.add_argument("--limit", type=int, default=1000, metavar="N", help="at most so many rows")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="recordings there, without the database")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings of who recorded them")


def main(options: argparse.Namespace) -> int:
    if options.what not in LISTS:
        print(f"There is no list '{options.what}'; known: {', '.join(LISTS)}.", file=sys.stderr)
        return 2
    if options.folder is not None and options.what != "recordings":
        print("Only recordings lie in a folder: inspect recordings --folder DIR.", file=sys.stderr)
        return 2
    data, since = data_folder(options.data), since_ms(options.since)
    wanted = Wanted(data, options.device, since, options.limit, options.folder, options.config)
    try:
        rows = LISTS[options.what](wanted)
    except StoreUnavailable as problem:
        raise Unable(f"The database in {wanted.data.root} cannot be read ({problem}).") from problem
    print(json.dumps(rows, ensure_ascii=False, indent=1) if options.json else as_table(rows))
    return 0


def as_table(rows: list[Row]) -> str:
    """Aligned columns; nested values as compact JSON."""
    if not rows:
        return "Nothing."
    names = list(rows[0])
    lines = [names, *([_plain(row[name]) for name in names] for row in rows)]
    widths = [min(48, max(len(line[place]) for line in lines)) for place in range(len(names))]
    return "\n".join(
        "  ".join(cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


# -- the lists ---------------------------------------------------------------------------------------


def _devices(wanted: Wanted) -> list[Row]:
    catalogue = load_catalogue()
    city = _city(wanted, catalogue)
    chosen = [device for device in city.devices if wanted.device in (None, device.id)]
    return [_device(device, city, catalogue) for device in chosen[: wanted.limit]]


def _device(device: Device, city: CitySnapshot, catalogue: Catalogue) -> Row:
    values = city.values.get(device.id, {})
    return {
        "id": device.id,
        "kind": device.kind,
        "name": device.name,
        "lat": device.lat,
        "lon": device.lon,
        "zone": device.zone,
        "state": city.states.get(device.id, "unknown"),
        "readings": {name: _reading(name, value, catalogue) for name, value in sorted(values.items())},
    }


def _reading(quantity: str, last: LastValue, catalogue: Catalogue) -> Row:
    known = catalogue.quantities.get(quantity)
    unit = known.unit if known else ""
    return {"value": last.value, "unit": unit, "ts": rfc3339(last.ts), "quality": last.quality}


def _alarms(wanted: Wanted) -> list[Row]:
    city = _city(wanted, load_catalogue())
    standing = [
        alarm
        for alarm in city.alarms
        if alarm.standing
        and wanted.device in (None, alarm.device)
        and (alarm.raised_at or 0) >= wanted.since_ms
    ]
    newest = sorted(standing, key=lambda alarm: alarm.raised_at or 0, reverse=True)
    return [_alarm(alarm) for alarm in newest[: wanted.limit]]


def _alarm(alarm: Alarm) -> Row:
    return {
        "id": alarm.id,
        "device": alarm.device,
        "rule": alarm.rule,
        "priority": alarm.priority.name.lower(),
        "active": alarm.active,
        "acknowledged": not alarm.unacknowledged,
        "latched": alarm.latched,
        "shelved": rfc3339(alarm.shelved_until),
        "suppressed": alarm.suppressed_by or None,
        "out_of_service": alarm.out_of_service,
        "consequences": alarm.consequences,
        "quantity": alarm.quantity or None,
        "value": alarm.value,
        "limit": alarm.limit,
        "raised": rfc3339(alarm.raised_at),
        "returned": rfc3339(alarm.returned_at),
        "acknowledged_at": rfc3339(alarm.acknowledged_at),
        "acknowledged_by": alarm.acknowledged_by or None,
        "comment": alarm.comment or None,
        "activations": alarm.activations,
        "version": alarm.version,
    }


def _transitions(wanted: Wanted) -> list[Row]:
    return _read(
        wanted, lambda r: r.alarm_log(since_ms=wanted.since_ms, device=wanted.device, limit=wanted.limit)
    )


def _events(wanted: Wanted) -> list[Row]:
    return _read(
        wanted, lambda r: r.events(since_ms=wanted.since_ms, device=wanted.device, limit=wanted.limit)
    )


def _audit(wanted: Wanted) -> list[Row]:
    """Entries of the audit trail, newest first."""
    reader = VaultReader(wanted.data.store)
    rows: list[Row] = []
    before = 0
    try:
        while len(rows) < wanted.limit:
            most = min(MOST_AT_ONCE, wanted.limit - len(rows))
            page = reader.entries(AuditFilter(since=wanted.since_ms), before=before, limit=most)
            rows += [_entry(entry) for entry in page.entries]
            if not page.more:
                break
            before = page.entries[-1].seq
    finally:
        reader.close()
    return rows


def _entry(entry: Entry) -> Row:
    return {"seq": entry.seq, **_as_row(entry.draft), "hash": entry.hash.hex()}


def _commands(wanted: Wanted) -> list[Row]:
    """Commands, newest first."""
    since, device, limit = wanted.since_ms, wanted.device, wanted.limit
    found = _from_store(wanted, lambda r: r.commands(since_ms=since, device=device, limit=limit))
    return [command_row(each) for each in found]


def _groups(wanted: Wanted) -> list[Row]:
    """Orders to many devices, newest first."""
    found = _from_store(wanted, lambda r: r.command_groups(since_ms=wanted.since_ms, limit=wanted.limit))
    return [group_row(each) for each in found]


def _controls(wanted: Wanted) -> list[Row]:
    """What was asked of and is in force at every device that was ever commanded."""
    found = _from_store(wanted, lambda r: r.device_controls())
    chosen = [each for each in found if wanted.device in (None, each.device)]
    return [control_row(each) for each in chosen[: wanted.limit]]


def _incidents(wanted: Wanted) -> list[Row]:
    """Incidents with all their events, newest first."""
    since, device, limit = wanted.since_ms, wanted.device, wanted.limit
    return _from_store(wanted, lambda r: incident_rows(r, since_ms=since, device=device, limit=limit))


def _shifts(wanted: Wanted) -> list[Row]:
    """The shift log, newest first."""
    found = _from_store(wanted, lambda r: r.shifts(since_ms=wanted.since_ms, limit=wanted.limit))
    return [shift_row(each) for each in found]


def _procedures(wanted: Wanted) -> list[Row]:
    """Every version of every procedure that operators wrote."""
    found = _from_store(wanted, lambda r: r.procedures())
    return [procedure_row(each) for each in found if each.at >= wanted.since_ms][: wanted.limit]


def _work_plan(wanted: Wanted) -> list[Row]:
    """The activities of every year's work plan."""
    found = _from_store(wanted, lambda r: r.work_plans())
    return [row for plan in found for row in activity_rows(plan)][: wanted.limit]


def _rejects(wanted: Wanted) -> list[Row]:
    found = _read(wanted, lambda r: r.rejects(limit=wanted.limit))
    return [row for row in found if (row["at"] or "") >= (rfc3339(wanted.since_ms) or "")]


def _history(wanted: Wanted) -> list[Row]:
    """The newest readings of a device, every quantity, oldest first."""
    if wanted.device is None:
        raise Unable("Name the device: inspect history --device ID.")
    device, now = wanted.device, int(time.time() * 1000)
    start = wanted.since_ms or now - DAY_MS
    reader = Reader(wanted.data.store)
    rows: list[Row] = []
    try:
        for name, quantity in load_catalogue().quantities.items():
            series = reader.series(device, name, start, now + 1000, RAW_PIXELS)
            for place, ts in enumerate(series.times):
                rows.append(
                    {
                        "device": device,
                        "quantity": name,
                        "unit": quantity.unit,
                        "ts": rfc3339(ts),
                        "value": series.mean[place],
                        "low": series.low[place],
                        "high": series.high[place],
                        "resolution_s": series.resolution_ms / 1000,
                    }
                )
    finally:
        reader.close()
    return sorted(rows, key=lambda row: row["ts"])[-wanted.limit :]


def _figures(wanted: Wanted) -> list[Row]:
    return _read(wanted, lambda r: [r.database_figures()])


def _city(wanted: Wanted, catalogue: Catalogue) -> CitySnapshot:
    return take_snapshot(wanted.data.root, wanted.data.store, catalogue)


def _read(wanted: Wanted, query: Callable[[Reader], Iterable[Any]]) -> list[Row]:
    return _from_store(wanted, lambda reader: [_as_row(entry) for entry in query(reader)])


def _from_store(wanted: Wanted, query: Callable[[Reader], T]) -> T:
    with closing(Reader(wanted.data.store)) as reader:
        return query(reader)


def _as_row(entry: Any) -> Row:
    """A frozen record as JSON: its own field names, times as RFC 3339."""
    row: Row = {}
    for name in entry.__dataclass_fields__:
        value = getattr(entry, name)
        if name in ("at", "ts", "first_ts") and value is not None:
            value = rfc3339(value)
        elif isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        elif name == "priority":
            value = value.name.lower()
        row[name] = value
    return row


def _cameras(wanted: Wanted) -> list[Row]:
    data, device, limit = wanted.data, wanted.device, wanted.limit
    return _from_store(wanted, lambda r: camera_rows(data, r, device=device, limit=limit))


def _recordings(wanted: Wanted) -> list[Row]:
    device, since, limit = wanted.device, wanted.since_ms, wanted.limit
    if wanted.folder is not None:
        settings = load_settings(wanted.config, wanted.data)
        return lying_rows(wanted.folder, settings, device=device, since_ms=since, limit=limit)
    return _from_store(wanted, lambda r: recording_rows(r, device=device, since_ms=since, limit=limit))


LISTS: dict[str, Callable[[Wanted], list[Row]]] = {
    "devices": _devices,
    "alarms": _alarms,
    "transitions": _transitions,
    "events": _events,
    "history": _history,
    "rejects": _rejects,
    "audit": _audit,
    "commands": _commands,
    "groups": _groups,
    "controls": _controls,
    "incidents": _incidents,
    "shifts": _shifts,
    "procedures": _procedures,
    "work-plan": _work_plan,
    "cameras": _cameras,
    "recordings": _recordings,
    "database": _figures,
}
