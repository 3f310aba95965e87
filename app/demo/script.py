"""What happens in Puerto Sereno while a visitor watches: a table of acts, and how they bend readings."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.demo.city.frame import to_plane
from app.demo.fleet.fleet import Batch
from app.demo.fleet.model import Columns
from app.demo.fleet.rhythm import Array, Ints
from app.domain.devices import Device

Entry = TypeVar("Entry")

_REPORT_EVERY_S = 2.0
_REACH_M = 520.0
"""How far a burst is felt."""
_PERIOD_S = 1800.0
"""The script begins anew after this time."""


@dataclass(frozen=True, slots=True)
class Bend:
    """From `start` on, a quantity goes over to `value` within `ramp_s`, and from `until` back in `release_s`.

    It acts on `device`; with `circuit` on the lamps it feeds, with `zone_kinds` on all devices of these kinds
    in its district, less the farther away they are.
    """

    start: float
    device: str
    quantity: str
    value: float | bool
    until: float
    ramp_s: float = 0.0
    release_s: float = 0.0
    circuit: bool = False
    zone_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dark:
    """The lamps of a cabinet say nothing: they have no power."""

    start: float
    device: str
    until: float


@dataclass(frozen=True, slots=True)
class Note:
    """A device publishes an event."""

    start: float
    device: str
    type: str
    active: bool
    severity: str
    text: str


_POINTS = ("pressure", "flow_meter")
_VALVES = ("valve",)

BENDS = (
    Bend(5, "RIO-03", "level", 2.8, until=1400, ramp_s=95, release_s=240),
    Bend(12, "TAB-17", "voltage", 0.0, until=480),
    Bend(12, "TAB-17", "intensity", 0.0, until=480),
    Bend(12, "TAB-17", "active_power", 0.0, until=480),
    Bend(12, "TAB-17", "power_state", False, until=480),
    Bend(12, "TAB-17", "voltage", 0.0, until=480, circuit=True),
    Bend(12, "TAB-17", "power_state", False, until=480, circuit=True),
    Bend(12, "TAB-17", "illuminance_level", 0.0, until=480, circuit=True),
    Bend(12, "TAB-17", "active_power", 0.0, until=480, circuit=True),
    Bend(12, "TAB-17", "intensity", 0.0, until=480, circuit=True),
    Bend(12, "TAB-17", "power_factor", 1.0, until=480, circuit=True),
    Bend(30, "PRE-0231", "pressure", 0.6, until=600, ramp_s=9, release_s=60, zone_kinds=_POINTS),
    Bend(30, "PRE-0231", "pressure", 1.4, until=600, ramp_s=9, release_s=60, zone_kinds=_VALVES),
    Bend(32, "MED-0117", "flow", 412.0, until=600, ramp_s=24, release_s=60),
    Bend(40, "PRE-0198", "pressure", 1.2, until=66, ramp_s=5, release_s=5),
    Bend(50, "CON-0064", "temperature", 78.0, until=270, ramp_s=25, release_s=90),
    Bend(65, "PAN-088", "pressed", True, until=245),
    Bend(85, "CAM-142", "sharpness", 11.0, until=330, ramp_s=4, release_s=4),
    Bend(100, "CAM-118", "signal_present", False, until=190),
    Bend(100, "CAM-118", "frame_rate", 0.0, until=190),
    Bend(100, "CAM-118", "bitrate", 0.0, until=190),
    Bend(30, "AIR-06", "pm25", 48.0, until=900, ramp_s=20, release_s=120),
    Bend(150, "TAB-09", "door_open", True, until=215),
    Bend(300, "BOM-04", "vibration", 6.2, until=700, ramp_s=40, release_s=20),
)

DARKS = (Dark(13, "TAB-17", until=480),)

NOTES = (
    Note(12, "TAB-17", "power_failure", True, "high", "Sin tensión de red"),
    Note(480, "TAB-17", "power_failure", False, "high", "Vuelve la tensión de red"),
    Note(62, "CON-0064", "fire", True, "high", "Fuego en el contenedor"),
    Note(330, "CON-0064", "fire", False, "high", "Fuego apagado"),
    Note(65, "PAN-088", "panic", True, "critical", "Botón pulsado"),
    Note(245, "PAN-088", "panic", False, "critical", "Botón repuesto"),
    Note(85, "CAM-142", "out_of_focus", True, "medium", "Imagen desenfocada"),
    Note(330, "CAM-142", "out_of_focus", False, "medium", "Imagen nítida"),
    Note(100, "CAM-118", "signal_lost", True, "medium", "Sin señal de video"),
    Note(190, "CAM-118", "signal_lost", False, "medium", "Señal de video recuperada"),
)


@dataclass(frozen=True, slots=True)
class Play:
    """What happens, in seconds from its start; it begins anew after `period_s`."""

    bends: tuple[Bend, ...]
    darks: tuple[Dark, ...] = ()
    notes: tuple[Note, ...] = ()
    period_s: float = _PERIOD_S

    @property
    def devices(self) -> frozenset[str]:
        """Those that are named."""
        bent, dark = {bend.device for bend in self.bends}, {dark.device for dark in self.darks}
        return frozenset(bent | dark | {note.device for note in self.notes})


TODAY = Play(BENDS, DARKS, NOTES)
"""What a visitor sees."""


@dataclass(frozen=True, slots=True)
class _Act:
    """A bend with the places of the devices it acts on (sorted) and how much on each, 0 to 1."""

    bend: Bend
    places: Ints
    strength: Array


class Script:
    """Bends the readings of a city; `elapsed` is seconds since its start. Devices it lacks are left out."""

    def __init__(self, devices: tuple[Device, ...], play: Play = TODAY) -> None:
        self._place = {device.id: place for place, device in enumerate(devices)}
        self._period = play.period_s
        known = [bend for bend in play.bends if bend.device in self._place]
        self._acts = [act for act in (self._act(bend, devices) for bend in known) if len(act.places)]
        self._dark = [(dark, self._children(dark.device, devices)) for dark in play.darks]
        reports = [(at, act.places) for act in self._acts for at in _report_times(act.bend)]
        self._reports = sorted(reports, key=_moment)
        notes = [(note.start, note) for note in play.notes if note.device in self._place]
        self._notes = sorted(notes, key=_moment)

    def places(self) -> Ints:
        """All devices that the script touches, sorted."""
        touched = [act.places for act in self._acts] + [places for _, places in self._dark]
        return np.unique(np.concatenate(touched)) if touched else np.zeros(0, dtype=np.int64)

    def bend(self, batch: Batch, elapsed: float) -> None:
        """Change the columns of a batch in place."""
        now = elapsed % self._period
        where = batch.index + batch.group.first
        for act in self._acts:
            weight = _weight(act.bend, now)
            if weight <= 0.0 or act.bend.quantity not in batch.columns:
                continue
            at = np.searchsorted(act.places, where).clip(max=len(act.places) - 1)
            hit = act.places[at] == where
            if hit.any():
                _blend(batch.columns, act.bend, hit, weight * act.strength[at[hit]])

    def dark(self, index: Ints, elapsed: float) -> Ints:
        """The given places without those that have no power to report."""
        now = elapsed % self._period
        for dark, places in self._dark:
            if dark.start <= now < dark.until:
                index = index[~np.isin(index, places)]
        return index

    def urgent(self, since: float, elapsed: float) -> Ints:
        """Places of devices with something to report at once, in `since` < time ≤ `elapsed`."""
        found = [places for _, places in _between(self._reports, since, elapsed, self._period)]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def notes(self, since: float, elapsed: float) -> Iterator[tuple[int, Note]]:
        """Events to publish in `since` < time ≤ `elapsed`, with the place of the device."""
        for _, note in _between(self._notes, since, elapsed, self._period):
            yield self._place[note.device], note

    def _children(self, parent: str, devices: tuple[Device, ...]) -> Ints:
        return np.array(
            [place for place, device in enumerate(devices) if device.parent == parent], dtype=np.int64
        )

    def _act(self, bend: Bend, devices: tuple[Device, ...]) -> _Act:
        centre = self._place[bend.device]
        if bend.circuit:
            lamps = self._children(bend.device, devices)
            return _Act(bend, lamps, np.ones(len(lamps)))
        if not bend.zone_kinds:
            return _Act(bend, np.array([centre]), np.ones(1))
        zone = devices[centre].zone
        places = np.array([i for i, d in enumerate(devices) if d.zone == zone and d.kind in bend.zone_kinds])
        lonlat = [(devices[i].lon, devices[i].lat) for i in (centre, *places)]
        points = to_plane(np.array(lonlat, dtype=np.float64))
        away = np.hypot(*(points[1:] - points[0]).T)
        return _Act(bend, places, np.exp(-((away / _REACH_M) ** 2)))


def _moment(entry: tuple[float, object]) -> float:
    return entry[0]


def _report_times(bend: Bend) -> list[float]:
    rising = np.arange(bend.start, bend.start + bend.ramp_s + 0.1, _REPORT_EVERY_S)
    falling = np.arange(bend.until, bend.until + bend.release_s + 0.1, _REPORT_EVERY_S)
    ends = (bend.start + bend.ramp_s + 0.2, bend.until + bend.release_s + 0.2)
    return [*rising.tolist(), *falling.tolist(), *ends]


def _between(
    entries: list[tuple[float, Entry]], since: float, elapsed: float, period: float
) -> list[tuple[float, Entry]]:
    """Entries of a sorted table whose time came; over the end of the script's period too."""
    low, high = since % period, elapsed % period
    if high < low:
        return [*_between(entries, low, period - 1e-6, period), *_between(entries, 0.0, high, period)]
    first = bisect.bisect_right(entries, low, key=_moment)
    return entries[first : bisect.bisect_right(entries, high, key=_moment)]


def _weight(bend: Bend, now: float) -> float:
    if now < bend.start:
        return 0.0
    if now < bend.until:
        return min(1.0, (now - bend.start) / bend.ramp_s) if bend.ramp_s else 1.0
    return max(0.0, 1.0 - (now - bend.until) / bend.release_s) if bend.release_s else 0.0


def _blend(columns: Columns, bend: Bend, hit: NDArray[np.bool_], weight: Array) -> None:
    column = columns[bend.quantity] = columns[bend.quantity].copy()
    if isinstance(bend.value, bool):
        column[hit] = np.where(weight >= 0.5, bend.value, column[hit])
    else:
        column[hit] = column[hit] * (1.0 - weight) + bend.value * weight
