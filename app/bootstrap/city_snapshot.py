"""The city as it is now, for `inspect`: from the running engine, or as the database remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.bootstrap.engine_client import NoEngine, items, visit
from app.domain.alarms import Alarm
from app.domain.catalogue import Catalogue, ValueType
from app.domain.devices import Device, Liveness
from app.store.reader import Reader
from app.wire.columns import DEVICES, POINTS, QUALITY_LIVE, QUALITY_NONE, TableReader
from app.wire.messages import AlarmPage, CityComplete, DevicePage, Texts, Welcome

TIME_LIMIT_S = 20.0


@dataclass(frozen=True, slots=True)
class LastValue:
    """`quality` is `live` for what this engine received, `restored` for what it read back."""

    value: float | bool | str
    ts: int
    quality: str


@dataclass(slots=True)
class CitySnapshot:
    """`states` holds a liveness word for each device; empty without an engine."""

    devices: list[Device]
    alarms: list[Alarm]
    states: dict[str, str]
    values: dict[str, dict[str, LastValue]]


def take_snapshot(data: Path, store: Path, catalogue: Catalogue) -> CitySnapshot:
    """Ask the engine where one runs; otherwise read the database. Raises StoreUnavailable."""
    try:
        return _from_engine(data, catalogue)
    except NoEngine:
        return _from_store(store)


def _from_store(store: Path) -> CitySnapshot:
    reader = Reader(store)
    try:
        values: dict[str, dict[str, LastValue]] = {}
        for last in reader.readings_last():
            values.setdefault(last.device, {})[last.quantity] = LastValue(last.value, last.ts, "restored")
        return CitySnapshot(reader.devices(), reader.alarms(), {}, values)
    finally:
        reader.close()


def _from_engine(data: Path, catalogue: Catalogue) -> CitySnapshot:
    devices: dict[int, Device] = {}
    alarms: list[Alarm] = []
    texts: dict[int, str] = {}
    with visit(data, "inspect") as (_, link):
        for item in items(link, TIME_LIMIT_S):
            match item:
                case Welcome():
                    welcome = item
                case DevicePage():
                    devices |= {placed.row: placed.device for placed in item.devices}
                case AlarmPage():
                    alarms += item.alarms
                case Texts():
                    texts |= dict(item.entries)
                case CityComplete():
                    return _with_columns(welcome, devices, alarms, texts, catalogue)
    raise NoEngine("The engine left before it had told the city.")


def _with_columns(
    welcome: Welcome,
    devices: dict[int, Device],
    alarms: list[Alarm],
    texts: dict[int, str],
    catalogue: Catalogue,
) -> CitySnapshot:
    paths = {table.table: Path(table.path) for table in welcome.tables}
    liveness = _columns(TableReader(DEVICES, paths[DEVICES.name]))["liveness"]
    states = {device.id: Liveness(int(liveness[row])).name.lower() for row, device in devices.items()}
    points = _columns(TableReader(POINTS, paths[POINTS.name]))
    values: dict[str, dict[str, LastValue]] = {}
    for row in range(points["device"].size):
        device = devices.get(int(points["device"][row]))
        if device is None or points["quality"][row] == QUALITY_NONE:
            continue
        quantity = welcome.quantities[int(points["quantity"][row])]
        value = _spoken(float(points["value"][row]), catalogue.quantities[quantity].type, texts)
        quality = "live" if points["quality"][row] == QUALITY_LIVE else "restored"
        values.setdefault(device.id, {})[quantity] = LastValue(value, int(points["ts"][row]), quality)
    return CitySnapshot(list(devices.values()), alarms, states, values)


def _columns(table: TableReader) -> Any:
    table.refresh()
    copy = {name: column.copy() for name, column in table.copy().items()}
    table.close()
    return copy


def _spoken(value: float, type_: ValueType, texts: dict[int, str]) -> float | bool | str:
    match type_:
        case ValueType.BOOL:
            return bool(value)
        case ValueType.TEXT:
            return texts.get(int(value), "")
        case _:
            return value
