"""The rules' half of the benchmark `correlate`: 10,000 alarms through the correlation and its book, in one
process.

The city, the broker and the database are left out. Seconds are those of the city; the time it took is the
processor's.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.catalogue import Label
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.correlation import Correlator
from app.domain.incidents.events import IncidentDraft
from app.domain.instant import Instant
from app.settings.catalogue import load_catalogue
from app.settings.incidents import load_incidents
from app.settings.rules import load_rules

WALL = 1_750_000_000_000
SECONDS = 10
BATCHES_PER_S = 20
LAMPS = 450
"""At each cabinet."""
TICK = 0.25
_STREET = 0.02
"""Degrees between cabinets: 2 km."""


@dataclass(frozen=True, slots=True)
class Flood:
    """Devices, and what becomes of them: cabinets trip and take their lamps with them, mains burst in groups,
    cameras go blind one by one."""

    devices: tuple[Device, ...]
    raised: tuple[tuple[str, str, str], ...]
    """Device, rule, and the alarm that suppresses it in the end."""

    @property
    def incidents(self) -> int:
        """How many they should be."""
        return sum(1 for device in self.devices if device.kind in ("cabinet", "camera", "flow_meter"))


def flood(alarms: int) -> Flood:
    """So many alarms, a multiple of 1,000, nine of ten of them of lamps."""
    cabinets, others = alarms // 500, alarms * 49 // 1000
    devices: list[Device] = []
    raised: list[tuple[str, str, str]] = []
    for place in range(cabinets):
        cabinet = f"TAB-{place:03d}"
        devices.append(Device(cabinet, "cabinet", cabinet, 10.0, place * _STREET, "A"))
        raised.append((cabinet, "cabinet.no_voltage", ""))
        for lamp in range(LAMPS):
            name = f"LUM-{place:03d}-{lamp:04d}"
            devices.append(Device(name, "luminaire", name, 10.0, place * _STREET, "A", cabinet))
            raised.append((name, "luminaire.no_voltage", f"{cabinet}:cabinet.no_voltage"))
    for place in range(others):
        main, point = f"MED-{place // 10:03d}", f"PRE-{place:04d}"
        lat, lon = 11.0, place // 10 * _STREET
        if place % 10 == 0:
            devices.append(Device(main, "flow_meter", main, lat, lon, "B"))
            raised.append((main, "flow_meter.flow_hi", ""))
        else:
            devices.append(Device(point, "pressure", point, lat + place % 10 * 3e-4, lon, "B"))
            raised.append((point, "pressure.pressure_lo", ""))
        camera = f"CAM-{place:04d}"
        devices.append(Device(camera, "camera", camera, 12.0, place * _STREET / 4, "C"))
        raised.append((camera, "camera.no_signal", ""))
    return Flood(tuple(devices), tuple(raised))


class _City:
    def __init__(self, devices: tuple[Device, ...]) -> None:
        self._devices = {device.id: device for device in devices}

    def device(self, device: str) -> Device | None:
        return self._devices.get(device)

    def alarm(self, alarm: str) -> Alarm | None:  # noqa: ARG002 - a port
        return None

    def rule_label(self, rule: str) -> Label:
        return Label(rule, rule)


class _Bench:
    """A book and the correlation at it; what it took, in seconds of the processor."""

    def __init__(self, devices: tuple[Device, ...]) -> None:
        catalogue = load_catalogue()
        incidents = load_incidents(catalogue, load_rules(catalogue))
        self.book = IncidentBook(lambda: incidents)
        self.correlator = Correlator(lambda: incidents, _City(devices), self.book)
        self.following, self.taking, self.longest = 0.0, 0.0, 0.0
        self.clock = 0.0

    @property
    def now(self) -> Instant:
        return Instant(self.clock, WALL + round(self.clock * 1000))

    def give(self, changes: list[AlarmChanged]) -> None:
        began = time.process_time()
        drafts = self.correlator.follow(changes, self.now)
        self._take(drafts, began)

    def tick(self) -> None:
        began = time.process_time()
        drafts = self.correlator.tick(self.now)
        self._take(drafts, began)

    def _take(self, drafts: list[IncidentDraft], began: float) -> None:
        followed = time.process_time()
        self.book.take(self.book.stamp(drafts, "", "", self.now))
        ended = time.process_time()
        self.following += followed - began
        self.taking += ended - followed
        self.longest = max(self.longest, ended - began)


def measure(count: int) -> dict[str, object]:
    """Of so many alarms; figures in seconds of the processor, milliseconds and microseconds."""
    city = flood(count)
    bench = _Bench(city.devices)
    changes = list(_changes(city))
    size = max(1, len(changes) // (SECONDS * BATCHES_PER_S))
    for place, start in enumerate(range(0, len(changes), size)):
        bench.clock = place / BATCHES_PER_S
        bench.give(changes[start : start + size])
        if place % round(TICK * BATCHES_PER_S) == 0:
            bench.tick()
    linked = _until_linked(bench, city)
    alarms = sum(incident.alarms for incident in bench.book.open.values())
    return {
        "alarms": len(city.raised),
        "incidents": len(bench.book.open),
        "incidents_expected": city.incidents,
        "linked": alarms,
        "all_linked_after_city_s": linked,
        "correlation_s": round(bench.following, 3),
        "book_s": round(bench.taking, 3),
        "longest_batch_ms": round(bench.longest * 1000, 1),
        "microseconds_per_alarm": round((bench.following + bench.taking) / len(city.raised) * 1e6, 1),
    }


def _until_linked(bench: _Bench, city: Flood) -> float:
    """The city's seconds until every alarm is in an incident."""
    names = [f"{device}:{rule}" for device, rule, _ in city.raised]
    while not all(bench.book.of_alarm(name) for name in names) and bench.clock < 600:
        bench.clock += TICK
        bench.tick()
    return round(bench.clock, 2)


def _changes(city: Flood) -> Iterator[AlarmChanged]:
    """In any order; a lamp that came before its cabinet is suppressed when that comes."""
    order = list(city.raised)
    random.Random(1).shuffle(order)
    down: set[str] = set()
    early: dict[str, list[Alarm]] = {}
    for device, rule, cause in order:
        alarm = _alarm(device, rule)
        if cause in down:
            alarm = replace(alarm, suppressed_by=cause)
        elif cause:
            early.setdefault(cause, []).append(alarm)
        yield AlarmChanged(alarm, Transition.RAISED, WALL)
        down.add(alarm.id)
        for before in itertools.chain(early.pop(alarm.id, ())):
            yield AlarmChanged(replace(before, suppressed_by=alarm.id), Transition.SUPPRESSED, WALL)


def _alarm(device: str, rule: str) -> Alarm:
    low = rule.startswith("luminaire")
    priority = Priority.LOW if low else Priority.HIGH
    return Alarm(f"{device}:{rule}", device, rule, priority, 1, True, True, raised_at=WALL)
