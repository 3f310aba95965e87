"""Gathers what the interlocks weigh from the city's rows, the settings and what is going on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.actions import Actions
from app.domain.commands import DeviceControl, Measured, Tag
from app.domain.confirming import METERED
from app.domain.device_facts import Current, DeviceFacts, InterlockRules, Neighbour, Pump
from app.domain.devices import Device, Liveness
from app.domain.instant import Instant
from app.domain.interlocks import Condition, Interlock
from app.domain.orders import CLOSED_PER_CENT, Action
from app.domain.selections import Selection
from app.engine.city import CityParts
from app.engine.control.closings import Closings
from app.wire.columns import QUALITY_LIVE, QUALITY_NONE

LUMINAIRE = "luminaire"
_WEIGHED = ("operating_mode", "open_percentage", "pressure", "power_state", "sounding")
"""Readings that can stand in the way; none of a lamp does."""


class NetworkSettings(Protocol):
    """The limits of the settings of control, and how devices stand to one another; by device id."""

    @property
    def clock_tolerance_s(self) -> float: ...

    @property
    def closing_s_per_100mm(self) -> float: ...

    @property
    def pressure_limit_bar(self) -> float: ...

    @property
    def pump_starts_per_hour(self) -> int: ...

    @property
    def supplies(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def pump_outlets(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def meters(self) -> Mapping[str, str]: ...

    @property
    def needs_closed(self) -> Mapping[str, Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class FactsParts:
    """Engine's thread. `late_after` is how many intervals a reading may be old; `foreign` tells of devices
    that came through a mapping and take no commands."""

    city: CityParts
    network: Callable[[], NetworkSettings]
    late_after: Callable[[], float]
    offset_s: Callable[[str], float | None]
    offsets: Callable[[NDArray[np.intp]], NDArray[np.float64]]
    """The same by rows of the city, NaN where not known."""
    foreign: Callable[[str], bool]
    link_up: Callable[[], bool]
    store_ok: Callable[[], bool]
    is_busy: Callable[[str, Action], bool]
    control_of: Callable[[str], DeviceControl]
    starts: Callable[[str, Instant], int | None]
    """Starts of a pump within the last hour; None where not known."""


class Facts:
    """Engine's thread."""

    def __init__(
        self,
        parts: FactsParts,
        actions: Actions,
        tag_of: Callable[[str], Tag | None],
        holder: Callable[[str], Selection | None],
    ) -> None:
        self._parts, self._tag_of, self._holder = parts, tag_of, holder
        self.closings = Closings(self._opening)
        self._shown_by: dict[str, dict[str, None]] = {}
        for (kind, _), spec in actions.items():
            named = self._shown_by.setdefault(kind, {parts.city.catalogue.kinds[kind].primary: None})
            named.update(dict.fromkeys(check.quantity for check in spec.checks))

    def rules(self) -> InterlockRules:
        network = self._parts.network()
        return InterlockRules(
            clock_tolerance_s=network.clock_tolerance_s,
            closing_s_per_100mm=network.closing_s_per_100mm,
            pressure_limit_bar=network.pressure_limit_bar,
            pump_starts_per_hour=network.pump_starts_per_hour,
        )

    def overall(self) -> tuple[Condition, ...]:
        """What holds for all devices alike."""
        return (
            Condition(Interlock.LINK_UP, self._parts.link_up()),
            Condition(Interlock.STORE_OK, self._parts.store_ok()),
        )

    def of(self, device: Device, action: Action, now: Instant, *, operator: str = "") -> DeviceFacts:
        """A reservation of `operator` is none; without a name every one counts."""
        parts, row = self._parts, self._parts.city.devices.row(device.id)
        held = self._holder(device.id)
        heard = math.nan if row is None else float(parts.city.devices.table.staging["heard"][row])
        late_after_s = self._late_after_s(device)
        facts = DeviceFacts(
            device=device.id,
            kind=device.kind,
            model=device.model,
            capabilities=device.capabilities,
            capable=row is not None and not parts.foreign(device.id),
            liveness=self._liveness(row),
            heard_age_s=None if math.isnan(heard) else max(0.0, now.monotonic - heard),
            late_after_s=late_after_s,
            clock_offset_s=parts.offset_s(device.id),
            tag=self._tag_of(device.id),
            reserved_by="" if held is None or held.operator == operator else held.operator,
            busy=parts.is_busy(device.id, action),
            link_up=parts.link_up(),
            store_ok=parts.store_ok(),
            values=self._values(device, row, late_after_s, now),
        )
        return self._around(facts, now) if device.kind in {"valve", "pump"} else facts

    def measured(self, device: Device) -> tuple[Measured, ...]:
        """What was measured last of all that shows how orders went; the flow by the meter, where the settings
        name one."""
        names = self._shown_by.get(device.kind, ())
        meter = self._parts.network().meters.get(device.id) if METERED in names else None
        found = self._all_measured(device.id, [name for name in names if name != METERED or not meter])
        return (*found, *self._all_measured(meter, [METERED])) if meter else found

    # -- parts ---------------------------------------------------------------------------------------

    def _liveness(self, row: int | None) -> Liveness:
        if row is None:
            return Liveness.UNKNOWN
        return Liveness(int(self._parts.city.devices.table.staging["liveness"][row]))

    def _late_after_s(self, device: Device) -> float:
        return self._parts.city.interval_of(device) * self._parts.late_after()

    def _values(
        self, device: Device, row: int | None, late_after_s: float, now: Instant
    ) -> dict[str, Current]:
        if row is None or device.kind == LUMINAIRE:
            return {}
        points = self._parts.city.points.of_device(row)
        return {name: self._current(points[name], late_after_s, now) for name in _WEIGHED if name in points}

    def _current(self, point: int, late_after_s: float, now: Instant) -> Current:
        city = self._parts.city
        staging = city.points.table.staging
        value = city.points.decode(point, float(staging["value"][point]), city.texts)
        live = int(staging["quality"][point]) == QUALITY_LIVE
        return Current(value, live and now.monotonic - float(staging["received"][point]) <= late_after_s)

    def _all_measured(self, device_id: str, quantities: Iterable[str]) -> tuple[Measured, ...]:
        city = self._parts.city
        row = city.devices.row(device_id)
        if row is None:
            return ()
        points, staging = city.points.of_device(row), city.points.table.staging
        values, qualities, stamps = staging["value"], staging["quality"], staging["ts"]
        found = []
        for quantity in quantities:
            point = points.get(quantity)
            if point is None or math.isnan(raw := float(values[point])) or qualities[point] == QUALITY_NONE:
                continue  # also a point that only late data has told of
            found.append(Measured(quantity, city.points.decode(point, raw, city.texts), int(stamps[point])))
        return tuple(found)

    def _around(self, facts: DeviceFacts, now: Instant) -> DeviceFacts:
        """With what the settings say stands around a valve or a pump."""
        network, device = self._parts.network(), facts.device
        if facts.kind == "pump":
            outlets = tuple(self._neighbour(one, now) for one in network.pump_outlets.get(device, ()))
            return replace(facts, outlets=outlets, starts=self._parts.starts(device, now))
        return replace(
            facts,
            supplies=tuple(network.supplies.get(device, ())),
            needs_closed=tuple(self._neighbour(one, now) for one in network.needs_closed.get(device, ())),
            pumps=tuple(
                self._pump(pump, [one for one in outlets if one != device], now)
                for pump, outlets in network.pump_outlets.items()
                if device in outlets
            ),
        )

    def _neighbour(self, valve: str, now: Instant) -> Neighbour:
        known = self._fresh(valve, "open_percentage", now)
        opening = known if isinstance(known, float) else None
        control = self._parts.control_of(valve)
        out = self._parts.is_busy(valve, Action.SET_POSITION)
        told = control.asked is not None and control.asked <= CLOSED_PER_CENT
        return Neighbour(valve, opening, closing=told and (out or self.closings.is_closing(control, now)))

    def _opening(self, valve: str) -> tuple[float, float] | None:
        """Its last live opening in per cent, and when it was received."""
        city = self._parts.city
        row = city.devices.row(valve)
        point = None if row is None else city.points.of_device(row).get("open_percentage")
        staging = city.points.table.staging
        if point is None or int(staging["quality"][point]) != QUALITY_LIVE:
            return None
        value = city.points.decode(point, float(staging["value"][point]), city.texts)
        return (value, float(staging["received"][point])) if isinstance(value, float) else None

    def _pump(self, pump: str, others: Sequence[str], now: Instant) -> Pump:
        known = self._fresh(pump, "power_state", now)
        running = known if isinstance(known, bool) else None
        if self._parts.is_busy(pump, Action.START):
            running = True
        return Pump(pump, running, tuple(self._neighbour(one, now) for one in others))

    def _fresh(self, device_id: str, quantity: str, now: Instant) -> float | bool | str | None:
        city = self._parts.city
        device, row = city.devices.get(device_id), city.devices.row(device_id)
        point = None if row is None else city.points.of_device(row).get(quantity)
        if device is None or point is None or self._liveness(row) is not Liveness.FRESH:
            return None
        current = self._current(point, self._late_after_s(device), now)
        return current.value if current.fresh else None
