"""The state of the city: devices, points, alarms and silence, changed by batches, ticks and decided acts.

One thread; no sockets, no database, no clock: time is an argument, what follows is collected in `Outcome`s.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from app.domain.acts import Act, Verdict
from app.domain.catalogue import Catalogue
from app.domain.center import Center
from app.domain.changes import AlarmChanged, Change, DeviceIntroduced
from app.domain.devices import Device, Event, Liveness
from app.domain.instant import Instant
from app.domain.rulebook import RuleBook
from app.engine.alarm_marks import AlarmMarks
from app.engine.clocks import DeviceClocks
from app.engine.intake import Intake, Settled
from app.engine.meters import Tally
from app.engine.ports import Decoder
from app.engine.rows import DeviceRows, PointRows
from app.engine.texts import TextCodes
from app.engine.watch import Watch
from app.feed import messages as feed
from app.wire.messages import Limit, PlacedDevice


@dataclass(slots=True)
class Outcome:
    """What a step came to: rows for history, changes for the store, news for the consoles, in order."""

    history: list[tuple[int, int, float]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    news: list[Any] = field(default_factory=list)
    rejects: list[feed.Reject] = field(default_factory=list)
    heard: list[tuple[feed.Telemetry | feed.Reply, float]] = field(default_factory=list)
    """Answers to commands, and readings of the devices that are under way, with their receipt."""

    def add(self, other: Outcome) -> None:
        self.history += other.history
        self.changes += other.changes
        self.news += other.news
        self.rejects += other.rejects
        self.heard += other.heard


@dataclass(frozen=True, slots=True)
class CityParts:
    """The parts of the city, made by the composition root."""

    decoder: Decoder
    center: Center
    devices: DeviceRows
    points: PointRows
    texts: TextCodes
    marks: AlarmMarks
    watch: Watch
    intake: Intake
    tally: Tally
    catalogue: Catalogue
    rules: RuleBook
    interval_of: Callable[[Device], float]
    """Seconds between readings that are expected of a device."""
    device_limit: int
    limits_of: Callable[[str], Iterable[Limit]]
    """The alarm limits of a device, for trends."""
    clocks: DeviceClocks = field(default_factory=DeviceClocks)
    foreign: set[str] = field(default_factory=set)
    """Devices that came through a mapping: they take no commands, and their times prove no clock."""
    awaited: Container[str] = frozenset()
    """Devices of which every reading is handed on, because a command of theirs is under way."""


class City:
    def __init__(self, parts: CityParts) -> None:
        self._parts = parts
        self._now = Instant(0.0, 0)
        self._outcome = Outcome()
        self._events: list[Event] = []
        self._heard: list[int] = []
        """Rows of devices with a sign of life that is no reading, until the batch is settled."""
        self._handlers: dict[type, Callable[[Any, float], None]] = {
            feed.Telemetry: self._telemetry,
            feed.Introduction: self._introduction,
            feed.Retirement: self._retirement,
            feed.Presence: self._presence,
            feed.Event: self._event,
            feed.Reply: self._reply,
            feed.Reject: self._reject,
        }

    @property
    def parts(self) -> CityParts:
        return self._parts

    def take(self, arrivals: Sequence[feed.Arrival], now: Instant) -> Outcome:
        """Apply a batch from the broker."""
        self._now = now
        tally, decode, handlers = self._parts.tally, self._parts.decoder.decode, self._handlers
        for arrival in arrivals:
            for message in decode(arrival, now.wall):
                handlers[type(message)](message, arrival.received)
        tally.messages += len(arrivals)
        self._settle()
        self._parts.clocks.settle(now)
        return self._finish()

    def judge(self, events: Iterable[Event], now: Instant) -> Outcome:
        """Take events that the engine itself has found to the alarm rules."""
        self._now = now
        self._events += events
        self._settle()
        return self._finish()

    def tick(self, now: Instant) -> Outcome:
        """Let delays, shelving and repeats of the alarms run on."""
        self._now = now
        self._follow(self._parts.center.tick(now))
        return self._finish()

    def scan(self, now: Instant, link_since: float | None) -> Outcome:
        """Find the devices that have fallen silent; `link_since` is when the broker's link came up."""
        self._now = now
        self._parts.clocks.settle(now)
        self._tell_silence(self._parts.watch.scan(now.monotonic, link_since))
        self._outcome.history += self._parts.intake.release(now.wall)
        return self._finish()

    def decide(self, act: Act, operator: str, now: Instant) -> tuple[Verdict, list[Change]]:
        """What the act would do; nothing is done yet."""
        return self._parts.center.decide(act, operator, now)

    def commit(self, changes: list[Change], now: Instant) -> Outcome:
        """Do what was decided and is stored; the outcome has news only."""
        self._parts.center.commit(changes, now)
        self._show(changes)
        self._follow_bands()
        return self._finish()

    def _finish(self) -> Outcome:
        outcome, self._outcome = self._outcome, Outcome()
        return outcome

    # -- messages ------------------------------------------------------------------------------------

    def _telemetry(self, message: feed.Telemetry, received: float) -> None:
        row = self._parts.devices.row_of_kind(message.kind, message.device)
        if row is None:
            row = self._row_of(message.device, message.kind)
        if row is not None:
            self._parts.intake.add(message, row, received)
            if message.foreign:
                self._parts.foreign.add(message.device)
            elif not message.historical:
                self._parts.clocks.add((row, message.ts, received))
            if message.device in self._parts.awaited:
                self._outcome.heard.append((message, received))

    def _introduction(self, message: feed.Introduction, received: float) -> None:
        device = message.device
        known = self._parts.devices.get(device.id)
        if known is not None and device.lat is None:
            device = replace(device, lat=known.lat, lon=known.lon)  # a bad position does not unplace it
        if known == device:
            return
        if known is not None and known.kind != device.kind:
            self._refuse_kind(device.id, device.kind, known.kind)
        elif known is None and self._parts.devices.count >= self._parts.device_limit:
            self._parts.tally.refused_devices += 1
            detail = "the limit of devices is reached"
            self._refuse(device.id, device.kind, feed.RejectReason.TOO_MANY_DEVICES, detail)
        else:
            self._settle()
            self._place(device, received)

    def _retirement(self, message: feed.Retirement, _received: float) -> None:
        self._settle()
        if self._parts.devices.row(message.device) is None:
            return
        self._follow(self._parts.center.retire(message.device, self._now))
        row = self._parts.devices.retire(message.device)
        if row is not None:
            self._parts.clocks.forget(row)

    def _presence(self, message: feed.Presence, _received: float) -> None:
        row = self._row_of(message.device, message.kind)
        if row is not None:
            self._parts.watch.presence(row, message.online)

    def _event(self, message: feed.Event, received: float) -> None:
        row = self._row_of(message.device, message.kind)
        if row is not None:
            self._hear(row, message.ts, received)
            self._events.append(
                Event(
                    message.device,
                    message.type,
                    message.active,
                    message.ts,
                    received,
                    message.severity,
                    message.text,
                )
            )

    def _reply(self, message: feed.Reply, received: float) -> None:
        row = self._parts.devices.row_of_kind(message.kind, message.device)
        if row is not None:  # nobody else was ever asked
            self._hear(row, message.ts, received)
            self._outcome.heard.append((message, received))

    def _reject(self, message: feed.Reject, _received: float) -> None:
        self._parts.tally.rejects += 1
        self._outcome.rejects.append(message)

    def _hear(self, row: int, ts: int, received: float) -> None:
        """A sign of life that is no reading."""
        staging = self._parts.devices.table.staging
        staging["heard"][row] = received
        staging["heard_ts"][row] = max(ts, int(staging["heard_ts"][row]))
        self._heard.append(row)

    def _row_of(self, device_id: str, kind: str) -> int | None:
        """The row of a device; one that has not introduced itself is taken as it is, without a place.

        None when it is refused: too many devices, or known as another kind.
        """
        row = self._parts.devices.row(device_id)
        if row is not None:
            known = self._parts.devices.at(row)
            if known is not None and known.kind != kind:
                self._refuse_kind(device_id, kind, known.kind)
                return None
        else:
            self._introduction(feed.Introduction(Device(device_id, kind, device_id)), self._now.monotonic)
            row = self._parts.devices.row(device_id)
        return row

    def _refuse_kind(self, device_id: str, kind: str, known: str) -> None:
        self._refuse(device_id, kind, feed.RejectReason.KIND_CHANGED, f"{device_id} is known as {known}")

    def _refuse(self, device_id: str, kind: str, reason: feed.RejectReason, detail: str) -> None:
        self._reject(feed.Reject(f"{kind}/{device_id}", b"", reason, detail), 0.0)

    # -- what follows --------------------------------------------------------------------------------

    def _place(self, device: Device, received: float) -> None:
        row = self._parts.devices.put(device)
        self._parts.watch.expect(row, self._parts.interval_of(device), received)
        self._follow(self._parts.center.introduce(device, self._now))

    def _settle(self) -> None:
        settled: Settled = self._parts.intake.settle()
        tally = self._parts.tally
        tally.readings += settled.readings
        tally.duplicates += settled.duplicates
        tally.judged += len(settled.judge)
        self._outcome.history += settled.history
        if settled.heard.size:
            self._tell_silence(self._parts.watch.hear(settled.heard))
        if self._heard:
            heard, self._heard = np.unique(np.array(self._heard, dtype=np.intp)), []
            self._parts.devices.table.touch(heard)
            self._tell_silence(self._parts.watch.hear(heard))
        events, self._events = self._events, []
        if settled.judge or events:
            self._follow(self._parts.center.apply(settled.judge, events, self._now))

    def _tell_silence(self, found: Iterable[tuple[int, Liveness]]) -> None:
        for row, liveness in found:
            device = self._parts.devices.at(row)
            if device is not None:
                self._follow(self._parts.center.silence(device.id, liveness, self._now))

    def _follow(self, changes: list[Change]) -> None:
        if changes:
            self._outcome.changes += changes
            self._show(changes)
        self._follow_bands()

    def _show(self, changes: list[Change]) -> None:
        for change in changes:
            match change:
                case AlarmChanged():
                    self._parts.marks.note(change.alarm)
                    self._outcome.news.append(change)
                case DeviceIntroduced():
                    row = self._parts.devices.row(change.device.id)
                    assert row is not None
                    self._parts.marks.mark(change.device.id)
                    self._outcome.news.append(PlacedDevice(row, change.device))
                case _:
                    self._outcome.news.append(change)

    def _follow_bands(self) -> None:
        parts = self._parts
        for device_id, quantity in parts.center.take_band_changes():
            row = parts.devices.row(device_id)
            point = None if row is None else parts.points.of_device(row).get(quantity)
            if point is not None:
                self.set_band(device_id, quantity, point)

    def set_band(self, device_id: str, quantity: str, point: int) -> None:
        """Take over from the domain between which values this point cannot change an alarm."""
        band = self._parts.center.band(device_id, quantity)
        self._parts.points.facts["band_low"][point] = band.low
        self._parts.points.facts["band_high"][point] = band.high
