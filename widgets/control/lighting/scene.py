"""Which luminaires there are, by district, circuit and assignment, as arrays; made when devices change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.lighting.wattage import nominal_watts
from app.domain.orders import Scope, Target
from widgets.control.lighting.geometry import in_radius, in_ring
from widgets.wording import fold

LAMP, FEEDER = "luminaire", "cabinet"
SLICE_ROWS = 4_000
"""Rows looked at in one stretch: some milliseconds."""
GATHER_MS = 1_000
"""Devices that introduce themselves one by one are taken together."""
OWN_PROGRAMME = "programme"
"""The capability of a lamp that keeps its levels by itself."""

Places = NDArray[np.int64]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Partition:
    """Lamps by group: `codes` (n,) by lamp, -1 for none; `order` lists the lamps that have one, group after
    group, `starts` where each of the groups `present` begins in it; `count` groups in all."""

    codes: Ints
    order: Places
    starts: Places
    present: Places
    count: int

    @classmethod
    def of(cls, codes: Ints, count: int) -> Partition:
        order = np.argsort(codes, kind="stable")
        order = order[np.searchsorted(codes[order], 0) :]
        present, starts = np.unique(codes[order], return_index=True)
        return cls(codes, order, starts, present.astype(np.int64), count)


@dataclass(frozen=True, slots=True)
class Lamps:
    """Arrays of shape (n,) by lamp, in the order of rows: `rows` of the device book, `zone` and `circuit`
    by place in `zones` and `circuits`, `own` whether it keeps its programme, `watts` nominal
    (NaN where the model does not say). `feeders` are the rows of `circuits`, -1 where no such cabinet is
    known, with `feeder_zone` as `zone`. `ids` are folded, for searching, `rank` their
    places in the alphabet."""

    rows: Places
    zone: Partition
    circuit: Partition
    own: Flags
    watts: NDArray[np.float64]
    ids: NDArray[np.bytes_]
    rank: Ints
    zones: tuple[str, ...]
    circuits: tuple[str, ...]
    feeders: Places
    feeder_zone: Ints

    @property
    def count(self) -> int:
        return len(self.rows)

    def places(self, rows: Sequence[int] | Places) -> Places:
        """Where the lamps of these rows stand here; other rows are left out."""
        wanted = np.unique(np.asarray(rows, np.int64))
        if not self.count or not len(wanted):
            return np.zeros(0, np.int64)
        found = np.minimum(np.searchsorted(self.rows, wanted), self.count - 1)
        return found[self.rows[found] == wanted]


class _Codes:
    """Numbers names in the order they come; at the end in the order of the alphabet."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def of(self, name: str) -> int:
        """-1 for an empty name."""
        return self._codes.setdefault(name, len(self._codes)) if name else -1

    def sorted(self) -> tuple[tuple[str, ...], Ints]:
        """The names, and their places by the codes that were given; the last place is that of -1."""
        names = sorted(self._codes, key=fold)
        places = np.full(len(names) + 1, -1, np.int32)
        places[[self._codes[name] for name in names]] = np.arange(len(names))
        return tuple(names), places


class _Collector:
    """Goes through the device book a slice at a time, so that the end is a matter of milliseconds."""

    def __init__(self) -> None:
        self._zones, self._circuits = _Codes(), _Codes()
        self._lamps: list[tuple[int, int, int, bool, float]] = []
        self._ids: list[bytes] = []
        self._feeders: list[tuple[int, int, int]] = []
        self._watts: dict[str, float] = {}

    def take(self, first: int, devices: Iterable[Device | None]) -> None:
        for row, device in enumerate(devices, first):
            if device is None:
                continue
            if device.kind == LAMP:
                zone, circuit = self._zones.of(device.zone), self._circuits.of(device.parent)
                own = OWN_PROGRAMME in device.capabilities
                self._lamps.append((row, zone, circuit, own, self._rated(device.model)))
                self._ids.append(fold(device.id).encode())
            elif device.kind == FEEDER:
                self._feeders.append((row, self._circuits.of(device.id), self._zones.of(device.zone)))

    def _rated(self, model: str) -> float:
        if model not in self._watts:
            known = nominal_watts(model)
            self._watts[model] = float("nan") if known is None else known
        return self._watts[model]

    def made(self) -> Lamps:
        zones, zone_places = self._zones.sorted()
        circuits, circuit_places = self._circuits.sorted()
        columns = zip(*self._lamps, strict=True) if self._lamps else ((),) * 5
        rows, zone, circuit, own, watts = columns
        feeders, feeder_zone = np.full(len(circuits), -1, np.int64), np.full(len(circuits), -1, np.int32)
        for row, code, of in self._feeders:
            feeders[circuit_places[code]], feeder_zone[circuit_places[code]] = row, zone_places[of]
        ids = np.array(self._ids or [b""], np.bytes_)[: len(self._ids)]
        ranks = np.empty(len(ids), np.int32)
        ranks[np.argsort(ids, kind="stable")] = np.arange(len(ids))
        zone_codes = zone_places[np.array(zone, np.int32)]
        circuit_codes = circuit_places[np.array(circuit, np.int32)]
        return Lamps(
            np.array(rows, np.int64),
            Partition.of(zone_codes, len(zones)),
            Partition.of(circuit_codes, len(circuits)),
            np.array(own, np.bool_),
            np.array(watts, np.float64),
            ids,
            ranks,
            zones,
            circuits,
            feeders,
            feeder_zone,
        )


class LampScene(QObject):
    """Kept up to date with the hub. GUI thread; `lamps` and `assignment` are for reading."""

    changed = Signal()
    """Lamps, saved groups or assignments are others now: places of before do not hold."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.lamps = _Collector().made()
        self.assignment: Ints = np.zeros(0, np.int32)
        """The place in the plan of each lamp's assignment, -1 for none; shape (n,)."""
        self.loading = True
        self._watched, self._due = False, True
        self._collector = _Collector()
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        hub.devices_changed.connect(self._on_devices)
        hub.snapshot_loaded.connect(self.reload)
        hub.control.saved_changed.connect(self._assign)
        hub.control.plan_changed.connect(self._assign)
        hub.control.loaded.connect(self._assign)

    def watch(self, watched: bool) -> None:
        """Whether somebody looks at it; meanwhile devices that come and go are only remembered."""
        self._watched = watched
        if watched and self._due:
            self._begin(0)

    def reload(self) -> None:
        """Another epoch of the engine has given other rows: forget all, and look through the devices anew, a
        slice at a time."""
        self.lamps, self.loading = _Collector().made(), True
        self._assign()
        self._begin(0)

    def members(self, target: Target) -> Places:
        """The places of the lamps that are meant, in their order."""
        lamps = self.lamps
        match target.scope:
            case Scope.ALL:
                return np.arange(lamps.count)
            case Scope.ZONE:
                return self._coded(lamps.zone.codes, lamps.zones, (target.zone,))
            case Scope.CIRCUIT:
                return self._coded(lamps.circuit.codes, lamps.circuits, target.ids)
            case Scope.GROUP:
                saved = [self._hub.control.saved.get(one) for one in target.ids]
                return self._named(device for one in saved if one is not None for device in one.devices)
            case Scope.AREA:
                return np.flatnonzero(in_ring(*self._positions(), target.ring))
            case Scope.PLACE:
                return np.flatnonzero(in_radius(*self._positions(), target.ring[0], target.radius_m))
        return self._named(target.ids)

    def device(self, place: int) -> Device | None:
        return self._hub.devices.device_at(int(self.lamps.rows[place])) if place < self.lamps.count else None

    def find(self, text: str, most: int) -> list[Device]:
        """Lamps whose id holds `text`."""
        word = fold(text).encode("utf-8", "replace")
        if not word or not self.lamps.count:
            return []
        found = np.flatnonzero(np.strings.find(self.lamps.ids, word) >= 0)[:most]
        return [one for place in found if (one := self.device(int(place))) is not None]

    def _coded(self, codes: Ints, names: tuple[str, ...], wanted: Iterable[str]) -> Places:
        found = [np.flatnonzero(codes == names.index(name)) for name in wanted if name in names]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def _named(self, ids: Iterable[str]) -> Places:
        rows = (self._hub.devices.row(one) for one in ids)
        return self.lamps.places([row for row in rows if row is not None])

    def _positions(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """Longitudes and latitudes by lamp; NaN where unknown."""
        live, rows = self._hub.columns.devices(), self.lamps.rows
        known = rows < len(live.lon)
        lon, lat = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
        lon[known], lat[known] = live.lon[rows[known]], live.lat[rows[known]]
        return lon, lat

    # Collecting

    def _on_devices(self, changed: Iterable[Device], retired: Sequence[str]) -> None:
        if retired or any(device.kind in (LAMP, FEEDER) for device in changed):
            self._begin(GATHER_MS)

    def _begin(self, wait_ms: int) -> None:
        self._due = True
        self._collector, self._next = _Collector(), 0
        if self._watched:
            self._timer.start(wait_ms)
        else:
            self._timer.stop()

    def _go_on(self) -> None:
        ids = self._hub.devices.ids
        last = min(self._next + SLICE_ROWS, len(ids))
        get = self._hub.devices.device_at
        self._collector.take(self._next, (get(row) for row in range(self._next, last)))
        self._next = last
        self._timer.setInterval(0)
        if last >= len(ids):
            self._timer.stop()
            self._due = False
            self.lamps, self.loading = self._collector.made(), False
            self._collector = _Collector()
            self._assign()

    def _assign(self) -> None:
        """The first assignment of the plan that has a lamp goes first."""
        found = np.full(self.lamps.count, -1, np.int32)
        for place, one in reversed(list(enumerate(self._hub.control.plan.assignments))):
            found[self.members(one.target)] = place
        self.assignment = found
        self.changed.emit()
