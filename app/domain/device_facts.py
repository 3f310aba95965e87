"""What is known of a device and of what stands around it, when an order to it is weighed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.commands import Tag, Value
from app.domain.devices import Liveness
from app.domain.orders import CLOSED_PER_CENT

_NOMINAL = re.compile(r"\bDN ?(\d{2,4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Current:
    """The last value of a quantity; not `fresh` when it is too old, or not of this run, to be relied on."""

    value: Value
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another valve; `opening` in per cent, None where not known. `closing`: a command to close it is out, or
    ended without showing that it stays open."""

    device: str
    opening: float | None
    closing: bool = False

    @property
    def is_open(self) -> bool | None:
        """Whether it is and stays open."""
        if self.closing:
            return False
        return None if self.opening is None else self.opening > CLOSED_PER_CENT


@dataclass(frozen=True, slots=True)
class Pump:
    """A pump that a valve is an outlet of; `running` None where not known, `others` its other outlets."""

    device: str
    running: bool | None
    others: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """What is known of a device at this moment. Ages and offsets in seconds; `heard_age_s` None where it was
    never heard in this run, `late_after_s` how old it may be. `reserved_by` is another operator than the one
    who asks, `capable` False for a device that is no speaker of this contract."""

    device: str
    kind: str
    model: str = ""
    capabilities: tuple[str, ...] = ()
    capable: bool = True
    liveness: Liveness = Liveness.FRESH
    heard_age_s: float | None = 0.0
    late_after_s: float = 60.0
    clock_offset_s: float | None = 0.0
    tag: Tag | None = None
    reserved_by: str = ""
    busy: bool = False
    link_up: bool = True
    store_ok: bool = True
    values: Mapping[str, Current] = field(default_factory=dict)
    supplies: tuple[str, ...] = ()
    needs_closed: tuple[Neighbour, ...] = ()
    pumps: tuple[Pump, ...] = ()
    outlets: tuple[Neighbour, ...] = ()
    """Of a pump."""
    starts: int | None = None
    """Of a pump within the last hour."""

    def number(self, quantity: str) -> float | None:
        """A fresh number, None where there is none."""
        current = self.values.get(quantity)
        if current is None or not current.fresh or isinstance(current.value, str | bool):
            return None
        return current.value

    def truth(self, quantity: str) -> bool | None:
        current = self.values.get(quantity)
        if current is None or not current.fresh or not isinstance(current.value, bool):
            return None
        return current.value

    @property
    def nominal_mm(self) -> float | None:
        """The nominal diameter that the model names, as in `Mariposa DN 400`."""
        found = _NOMINAL.search(self.model)
        return float(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class InterlockRules:
    """The limits of this installation; 0 where there is none."""

    clock_tolerance_s: float = 2.0
    closing_s_per_100mm: float = 22.5
    pressure_limit_bar: float = 6.0
    pump_starts_per_hour: int = 6
