"""What the lighting plan needs of the engine to be carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.commands import Command, DeviceControl, Wanted
from app.domain.devices import Device, Reading
from app.domain.instant import Instant
from app.domain.orders import Action, Order, SavedGroup


class Commander(Protocol):
    """The dispatcher, as the plan uses it."""

    def issue(self, wanted: Sequence[Wanted], now: Instant) -> list[Command] | None: ...

    def is_busy(self, device: str, action: Action) -> bool: ...

    def control_of(self, device: str) -> DeviceControl: ...

    def set_control(self, control: DeviceControl) -> None: ...


@dataclass(frozen=True, slots=True)
class PlanParts:
    """`position` is the city's latitude and longitude, None where the settings do not say it. `devices` are
    all there are, the sensors that rules go by as well as the lamps, placed or not. `latest` gives
    the newest live reading of this run, None where there is none; `lost` whether a device was heard in this
    run and then fell silent. `check` tells why a device may not be sent an order now, empty when it may.
    `per_s`: how many orders a second may go out for the plan. `latest`, `lost` and `interval_s` are asked
    often and must be cheap."""

    zone: dt.tzinfo
    position: tuple[float, float] | None
    devices: Callable[[], Iterable[Device]]
    saved: Callable[[], Mapping[str, SavedGroup]]
    latest: Callable[[str, str], Reading | None]
    interval_s: Callable[[str], float]
    lost: Callable[[str], bool]
    dispatcher: Commander
    check: Callable[[Device, Order, Instant], str]
    per_s: Callable[[], float]
