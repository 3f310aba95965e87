"""What goes in and out of the store besides readings and changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.alarms import Alarm
from app.domain.catalogue import ValueType
from app.domain.devices import Device
from app.store.control_reading import RestoredControl
from app.store.incident_reading import RestoredIncidents

GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Retention:
    """How long history is kept, in days, and how large the database may grow, in bytes.

    `scene_days` are for what cameras saw, `camera_days` for what each camera did a day.
    Hours are kept as long as quarters. The budget drops the oldest raw days first, then minute
    aggregates; never alarms.
    """

    raw_days: int = 30
    minute_days: int = 180
    quarter_days: int = 1830
    log_days: int = 1830
    disk_budget_bytes: int = 20 * GIB
    scene_days: int = 365
    camera_days: int = 400


@dataclass(frozen=True, slots=True)
class Gap:
    """What history does not have: readings and changes between two wall times (epoch ms), and why (a machine
    word of `faults.Fault`)."""

    since: int
    until: int
    readings: int
    changes: int
    reason: str


@dataclass(frozen=True, slots=True)
class RejectRecord:
    """A message that was not valid. `head` is the beginning of its payload, at most 256 bytes."""

    at: int
    topic: str
    head: bytes
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class StoreState:
    """`phase` is ok, slow, failing or closed; `since_ms` wall time in epoch milliseconds.

    `lag_s` is the age of the oldest batch that waits, `queued` the readings that wait,
    `given_up` the readings that could not be recorded since the start.
    """

    phase: str
    since_ms: int
    reason: str = ""
    lag_s: float = 0.0
    queued: int = 0
    written_total: int = 0
    size_bytes: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """What was known when the engine last ran. `last` holds (point, ts ms, value)."""

    devices: list[Device]
    points: list[tuple[int, str, str, ValueType]]
    texts: list[tuple[int, str]]
    alarms: list[Alarm]
    last: list[tuple[int, int, float]]
    control: RestoredControl = field(default_factory=RestoredControl)
    incidents: RestoredIncidents = field(default_factory=RestoredIncidents)
