"""The engine's half of the benchmark `alarms`: a city with 10,000 standing alarms, judged batch by batch.

Decoding, the broker and the database are left out; columns, history's thinning, the screen and the rules are
the engine's own. Seconds are those of the city; the time it took is the processor's.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.domain.catalogue import ValueType
from app.domain.center import Center
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.liveness import LivenessThresholds
from app.domain.rulebook import RuleBook
from app.engine.alarm_marks import AlarmMarks
from app.engine.city import City, CityParts
from app.engine.intake import Intake
from app.engine.meters import Tally
from app.engine.rows import DeviceRows, PointRows
from app.engine.texts import TextCodes
from app.engine.watch import Watch
from app.feed.messages import Arrival, Introduction, Message, Telemetry
from app.settings.catalogue import load_catalogue
from app.settings.rules import load_rules

DEVICES = 50_000
STANDING = 10_000
READINGS_PER_S = 50_000
TRANSITIONS_PER_S = 1_000
BATCHES_PER_S = 20
CROSSING = 33
"""Of so many messages, with three readings each, one carries a value beyond a limit."""
WALL = 1_750_000_000_000
NORMAL: dict[str, dict[str, float | bool | str]] = {
    "luminaire": {"power_state": True, "illuminance_level": 80.0, "active_power": 96.0, "voltage": 221.0},
    "pressure": {"pressure": 3.4, "battery_level": 80.0},
    "waste_container": {"filling_level": 40.0, "temperature": 24.0, "battery_level": 71.0},
    "cabinet": {"voltage": 221.0, "intensity": 31.0, "power_factor": 0.95},
}
BAD: dict[str, dict[str, float | bool | str]] = {
    "luminaire": {"voltage": 275.0},
    "pressure": {"battery_level": 4.0},
    "waste_container": {"temperature": 88.0},
    "cabinet": {"door_open": True},
}


class _Ready:
    """Decoder and register in one: messages come decoded, and numbers count up."""

    def __init__(self) -> None:
        self.waiting: list[Message] = []
        self._numbers = itertools.count(1)

    def decode(self, arrival: Arrival, now_ms: int) -> tuple[Message, ...]:  # noqa: ARG002 - a port
        return (self.waiting[arrival.mid],)

    def register_point(self, device: str, quantity: str, type_: ValueType) -> int:  # noqa: ARG002 - a port
        return next(self._numbers)

    def register_text(self, text: str) -> int:  # noqa: ARG002 - a port
        return next(self._numbers)


class _Bench:
    """A city and its clock; `give` applies messages and returns how many transitions followed."""

    def __init__(self, folder: Path, devices: int) -> None:
        self._ready = _Ready()
        self._city = _city(folder, self._ready, devices)
        self.clock = 0.0
        kinds = list(NORMAL)
        self.devices = [Device(f"D-{n:05d}", kinds[n % len(kinds)], f"Device {n}") for n in range(devices)]
        self.give([Introduction(device) for device in self.devices])

    @property
    def judged(self) -> int:
        return self._city.parts.tally.judged

    @property
    def standing(self) -> int:
        return self._city.parts.marks.standing

    def give(self, messages: list[Message]) -> int:
        self._ready.waiting = messages
        arrivals = [Arrival("", b"", 0, False, mid, 1, self.clock) for mid in range(len(messages))]
        return len(self._city.take(arrivals, self._now).changes)

    def tick(self) -> int:
        return len(self._city.tick(self._now).changes)

    def telemetry(self, device: Device, values: dict[str, float | bool | str]) -> Telemetry:
        return Telemetry(device.id, device.kind, self._now.wall, values)

    @property
    def _now(self) -> Instant:
        return Instant(self.clock, WALL + round(self.clock * 1000))


def measure(*, quick: bool) -> dict[str, object]:
    """Figures of the engine's thread, in readings and transitions a second and microseconds."""
    devices, seconds = (8_000, 2) if quick else (DEVICES, 10)
    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as name:
        bench = _Bench(Path(name), devices)
        standing = bench.devices[: min(STANDING, devices // 4)]
        bench.give([bench.telemetry(device, {**NORMAL[device.kind]}) for device in bench.devices])
        bench.clock += 1.0
        bench.give([bench.telemetry(device, BAD[device.kind]) for device in standing])
        bench.clock += 700.0
        bench.tick()
        begun = bench.standing
        others = bench.devices[len(standing) :]
        steady = _stream(bench, others, seconds, crossing=0)
        mixed = _stream(bench, others, seconds, crossing=CROSSING)
        moving = _moving(bench, standing, seconds)
    return {
        "devices": devices,
        "standing_alarms": begun,
        "all_within_bounds": steady,
        "one_reading_in_a_hundred_crosses_a_limit": mixed,
        **moving,
    }


def _stream(bench: _Bench, devices: list[Device], seconds: int, *, crossing: int) -> dict[str, object]:
    """Readings that all move a little; every `crossing`th message (0 for none) has a value beyond a limit,
    which the next one of its device takes back, mostly before its on-delay is over."""
    sender = itertools.cycle(devices)
    took, readings, transitions, before, sent = 0.0, 0, 0, bench.judged, 0
    for batch in range(seconds * BATCHES_PER_S):
        bench.clock += 1.0 / BATCHES_PER_S
        messages: list[Message] = []
        count = 0
        while count < READINGS_PER_S // BATCHES_PER_S:
            device = next(sender)
            sent += 1
            values = {name: _moved(value, batch) for name, value in NORMAL[device.kind].items()}
            if crossing and sent % crossing == 0:
                values |= BAD[device.kind]
            messages.append(bench.telemetry(device, values))
            count += len(values)
        began = time.process_time()
        transitions += bench.give(messages) + bench.tick()
        took += time.process_time() - began
        readings += count
    return {
        "readings_per_s": round(readings / took),
        "readings_that_reached_a_rule_percent": round(100 * (bench.judged - before) / readings, 2),
        "transitions": transitions,
        "core_percent_at_50000_readings_per_s": round(100 * READINGS_PER_S * took / readings, 1),
    }


def _moving(bench: _Bench, devices: list[Device], seconds: int) -> dict[str, object]:
    """Alarms that return and are raised again, at the rate of a flood, among readings of nothing special."""
    took, made = 0.0, 0
    for part in _parts(devices, seconds):
        bench.clock += 60.0
        for normal in (True, False):
            messages: list[Message] = [
                bench.telemetry(d, NORMAL[d.kind] | {"door_open": False} if normal else BAD[d.kind])
                for d in part
            ]
            began = time.process_time()
            made += bench.give(messages)
            bench.clock += 700.0
            made += bench.tick()
            took += time.process_time() - began
    return {
        "transitions": made,
        "transitions_per_s": round(made / took),
        "microseconds_per_transition": round(took / made * 1e6, 1),
        "core_percent_at_1000_transitions_per_s": round(100 * TRANSITIONS_PER_S * took / made, 1),
    }


def _parts(devices: list[Device], seconds: int) -> Iterator[list[Device]]:
    size = TRANSITIONS_PER_S // BATCHES_PER_S
    for start in range(0, min(len(devices), seconds * TRANSITIONS_PER_S), size):
        yield devices[start : start + size]


def _moved(value: float | bool | str, batch: int) -> float | bool | str:
    return value if isinstance(value, bool | str) else value * (1.0 + 0.001 * (batch % 7))


def _city(folder: Path, ready: _Ready, devices: int) -> City:
    catalogue = load_catalogue()
    rules: RuleBook = load_rules(catalogue)
    rows = DeviceRows(catalogue, folder, epoch=1, capacity=devices)
    points = PointRows(catalogue, folder, epoch=1, capacity=4 * devices)
    texts = TextCodes(ready)
    city: City

    def describe(device: Device, quantity: str, row: int) -> None:
        city.set_band(device.id, quantity, row)

    intake = Intake(rows, points, texts, ready, point_limit=1_000_000, describe=describe)
    city = City(
        CityParts(
            decoder=ready,
            center=Center(rules),
            devices=rows,
            points=points,
            texts=texts,
            marks=AlarmMarks(rows),
            watch=Watch(rows, LivenessThresholds()),
            intake=intake,
            tally=Tally(),
            catalogue=catalogue,
            rules=rules,
            interval_of=lambda device: catalogue.kinds[device.kind].expected_interval_s,
            device_limit=1_000_000,
            limits_of=lambda _: (),
        )
    )
    return city
