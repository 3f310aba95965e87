"""What engine and console say to each other, besides the domain's own changes and acts.

All are frozen dataclasses; `app.wire.frames` gives each its name on the wire.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.acts import Verdict
from app.domain.alarms import Alarm, Priority, RuleText
from app.domain.devices import Device

PROTOCOL = 6


@dataclass(frozen=True, slots=True)
class Hello:
    """A console introduces itself; the first message on a link."""

    protocol: int
    console: str
    """Where it stands: machine and process."""
    role: str = "console"
    """`video` for the video supervisor."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """Where a table of columns is mapped now."""

    table: str
    path: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """The engine's answer to `Hello`; the city follows in pages up to `CityComplete`."""

    protocol: int
    epoch: int
    pid: int
    site: str
    site_name: str
    started: int
    """Wall time of the engine's start, epoch ms."""
    tables: tuple[TableFile, ...]
    kinds: tuple[str, ...]
    """Kind codes of the columns, in order."""
    quantities: tuple[str, ...]
    """Quantity codes of the columns, in order."""
    rules: tuple[RuleText, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class PlacedDevice:
    """A device and its row in the columns, which is its for the whole epoch."""

    row: int
    device: Device


@dataclass(frozen=True, slots=True)
class DevicePage:
    devices: tuple[PlacedDevice, ...]


@dataclass(frozen=True, slots=True)
class AlarmPage:
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """New entries of the dictionary of text values: (code, text)."""

    entries: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class CityComplete:
    """All that was known at the `Hello` has been said; from here on only changes follow."""


@dataclass(frozen=True, slots=True)
class FeedFigures:
    phase: str
    since: int
    """Wall time of the last change of phase, epoch ms."""
    broker: str
    reason: str
    detail: str
    protocol: str
    encrypted: bool
    local: bool
    latency_ms: float | None
    next_try: int | None
    messages_per_s: float
    lag_ms: float
    """From receipt to columns, the worst batch of the last second."""
    messages: int
    rejects: int
    dropped: int
    """QoS 0 messages given up because the engine could not keep up."""


@dataclass(frozen=True, slots=True)
class StoreFigures:
    phase: str
    since: int
    reason: str
    lag_s: float
    queued: int
    written: int
    unrecorded: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How the engine is, once a second."""

    at: int
    feed: FeedFigures
    store: StoreFigures
    devices: int
    fresh: int
    late: int
    lost: int
    points: int
    readings_per_s: float
    judged_per_s: float
    """Readings that the screen let through to the alarm rules."""
    standing_alarms: int
    consoles: int
    memory_bytes: int
    processor: float
    """Share of one core, 0 to 1 and above."""
    refused_devices: int
    """Devices not taken because the limit of the settings is reached."""


@dataclass(frozen=True, slots=True)
class Limit:
    """An alarm limit of one quantity of a device, for trends."""

    quantity: str
    value: float
    direction: str
    """`high` or `low`."""
    priority: Priority
    rule: str


@dataclass(frozen=True, slots=True)
class LimitsOf:
    """Asks for the alarm limits of a device; answered by `Limits`."""

    device: str


@dataclass(frozen=True, slots=True)
class Limits:
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class StopEngine:
    """Asks the engine to end in good order; answered by `Done`."""


@dataclass(frozen=True, slots=True)
class Done:
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Farewell:
    """The engine ends in good order and should not be restarted."""

    reason: str
