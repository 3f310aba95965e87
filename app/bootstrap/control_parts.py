"""Joins control: the way out to the devices, what follows commands, groups, the plan, the control desk."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.control.dispatcher import Dispatcher, DispatcherParts
from app.control.ids import CommandIds
from app.domain.actions import Actions
from app.domain.changes import Change
from app.domain.commands import Command
from app.domain.devices import Device, Reading
from app.domain.instant import Instant
from app.domain.interlocks import Interlock
from app.domain.orders import Order
from app.engine.city import City, CityParts
from app.feed.outbox import Outbox
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from app.settings.settings import Settings
from app.store.faults import StoreUnavailable
from app.store.journal import Journal
from app.store.reader import Reader
from app.wire.columns import QUALITY_LIVE
from app.wire.control import ControlRules

MOST_OF_A_GROUP = 100_000
STORE_FINE = ("ok", "slow")
"""Phases of the store in which a command can be put on record."""
GLANCE_S = 0.1


class JournalStore:
    """The journal as control uses it: one that cannot store says so instead of raising."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def commit(self, changes: Sequence[Change]) -> bool:
        try:
            self._journal.commit(changes)
        except StoreUnavailable:
            return False
        return True

    def append(self, changes: Sequence[Change]) -> None:
        self._journal.append([], changes)


class StoreGlance:
    """Whether what is commanded can be put on record; looked at anew a few times a second, however many
    devices of a group ask. Engine's thread."""

    def __init__(self, journal: Journal, now: Callable[[], Instant]) -> None:
        self._journal, self._now = journal, now
        self._at, self._fine = -math.inf, False

    def __call__(self) -> bool:
        at = self._now().monotonic
        if at - self._at >= GLANCE_S:
            self._at, self._fine = at, self._journal.state().phase in STORE_FINE
        return self._fine


@dataclass(frozen=True, slots=True)
class WayOut:
    """What there is before the city: the link for commands and what follows them."""

    outbox: Outbox
    dispatcher: Dispatcher
    store: JournalStore
    actions: Actions
    new_id: Callable[[Instant], str]


@dataclass(slots=True)
class LateCity:
    """The city and its interlocks, for those that are made before them and asked after."""

    city: City | None = None
    weigh: Callable[[Device, Order, Instant], str] | None = None

    def offset_s(self, device: str) -> float | None:
        """What has to be added to the device's time to have ours; None while it is not known."""
        assert self.city is not None
        row = self.city.parts.devices.row(device)
        return None if row is None else self.city.parts.clocks.offset_s(row)

    def interval_s(self, device: str) -> float:
        assert self.city is not None
        known = self.city.parts.devices.get(device)
        return 60.0 if known is None else self.city.parts.interval_of(known)

    def check(self, device: str, order: Order, now: Instant) -> str:
        """Which interlock stands in the way, empty for none; a device that is gone takes no command."""
        assert self.city is not None
        assert self.weigh is not None
        known = self.city.parts.devices.get(device)
        return str(Interlock.CAPABLE) if known is None else self.weigh(known, order, now)


def way_out(
    outbox: Outbox,
    journal: Journal,
    city: LateCity,
    *,
    settings: Callable[[], Settings],
    now: Callable[[], Instant],
) -> WayOut:
    """The dispatcher over an outbox that is not started yet."""
    store, actions = JournalStore(journal), load_actions(load_catalogue())
    new_id = CommandIds(secrets.randbits)
    dispatcher = Dispatcher(
        DispatcherParts(
            actions=actions,
            outbox=outbox,
            store=store,
            clock=now,
            offset_s=city.offset_s,
            interval_s=city.interval_s,
            new_id=new_id,
            meter_of=lambda device: settings().control.meters.get(device, ""),
            check=city.check,
        )
    )
    return WayOut(outbox, dispatcher, store, actions, new_id)


def commands_of(store: Path, group: str) -> list[Command]:
    """All commands of a group of before a restart, as the store has them."""
    reader = Reader(store)
    try:
        return reader.commands(group=group, limit=MOST_OF_A_GROUP)
    finally:
        reader.close()


def latest_reading(city: CityParts, device: str, quantity: str) -> Reading | None:
    """The newest live reading of this run; None where there is none."""
    row = city.devices.row(device)
    point = None if row is None else city.points.of_device(row).get(quantity)
    if point is None:
        return None
    staging = city.points.table.staging
    if int(staging["quality"][point]) != QUALITY_LIVE:
        return None
    value = city.points.decode(point, float(staging["value"][point]), city.texts)
    return Reading(device, quantity, value, int(staging["ts"][point]), float(staging["received"][point]))


def control_rules(settings: Settings, *, version5: bool) -> ControlRules:
    """What consoles need of the settings."""
    control, lighting, site = settings.control, settings.lighting, settings.site
    return ControlRules(
        selection_s=control.selection_s,
        approval_s=control.approval_s,
        hold_s=HOLD_S,
        critical=tuple(control.critical),
        group_limit=control.group_limit,
        tariff_per_kwh=lighting.tariff_per_kwh,
        currency=lighting.currency,
        co2_kg_per_kwh=lighting.co2_kg_per_kwh,
        time_zone=site.time_zone,
        lat=site.lat,
        lon=site.lon,
        on_3_1_1=not version5,
    )


HOLD_S = 1.5
"""How long the deliberate gesture takes; no setting makes it shorter."""
