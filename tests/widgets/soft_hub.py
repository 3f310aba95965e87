"""A hub without an engine: the same signals and answers as the real one, over a city made here."""

from __future__ import annotations

import math
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.bridge.books import AlarmBook, DeviceBook
from app.bridge.control import ControlBook
from app.bridge.views import (
    Answer,
    DeviceColumns,
    EngineLink,
    LiveReading,
    Quality,
    RejectView,
)
from app.domain.acts import Acknowledge, Act, Outcome, Refusal, Verdict
from app.domain.alarms import Alarm, Priority, RuleText, Transition
from app.domain.changes import AlarmChanged, EventNoted
from app.domain.devices import Device, Event, Liveness
from app.settings.catalogue import load_catalogue
from app.wire.messages import FeedFigures, Figures, Limit, PlacedDevice, StoreFigures
from tests.widgets.soft_access import SoftAccounts
from tests.widgets.soft_history import SoftHistory
from tests.widgets.soft_incident_city import open_some
from tests.widgets.soft_incidents import SoftIncidents
from tests.widgets.soft_rules import soft_rules
from tests.widgets.soft_video import SoftVideo

ZONES = ("Puerto Viejo", "La Ribera", "El Malecón", "San Telmo", "El Parque", "Mirador")
STREETS = ("Av. Los Pescadores", "Av. del Mercado", "Jr. Arrecife", "Av. Libertad", "Malecón", "Jr. Olmos")

CREWS = ("Agua 3", "Eléctrica 2", "Agua 1", "Patrulla 7", "Limpieza 4", "Técnica 2")


class SoftColumns:
    def __init__(self, hub: SoftHub) -> None:
        self._hub = hub

    def devices(self) -> DeviceColumns:
        hub, book = self._hub, self._hub.devices
        count = len(book.ids)
        random_ = np.random.default_rng(1)
        found = [book.device_at(row) for row in range(count)]
        codes = hub.catalogue.kind_codes()
        priority = np.zeros(count, np.uint8)
        unacknowledged = np.zeros(count, bool)
        for alarm in hub.alarms.standing.values():
            row = book.row(alarm.device)
            if row is not None and not alarm.quiet:
                priority[row] = max(priority[row], alarm.priority)
                unacknowledged[row] |= alarm.unacknowledged
        return DeviceColumns(
            lon=np.array([d.lon if d and d.lon is not None else math.nan for d in found]),
            lat=np.array([d.lat if d and d.lat is not None else math.nan for d in found]),
            kind=np.array([codes[d.kind] if d else 0 for d in found], np.uint8),
            liveness=np.where(random_.random(count) < 0.02, Liveness.LOST, Liveness.FRESH).astype(np.uint8),
            priority=priority,
            unacknowledged=unacknowledged,
            quiet=np.zeros(count, np.uint8),
            heard=np.full(count, hub.now() - 4000, np.int64),
            primary=random_.random(count) * 100,
            asked=np.full(count, math.nan),
            in_force=np.full(count, math.nan),
            control=np.zeros(count, np.uint8),
            fault=np.zeros(count, np.uint8),
            cause=np.zeros(count, np.uint8),
        )

    def readings(self, device_id: str) -> tuple[LiveReading, ...]:
        device = self._hub.devices.get(device_id)
        if device is None:
            return ()
        made = []
        for place, name in enumerate(self._hub.catalogue.kinds[device.kind].quantities):
            quantity = self._hub.catalogue.quantities[name]
            age = (2.0, 14.0, 840.0)[place % 3]
            low, high = quantity.low or 0.0, min(quantity.high or 100.0, 400.0)
            value: float | bool | str = low + (high - low) * 0.4
            if quantity.type == "bool":
                value = True
            elif quantity.type == "text":
                value = "normal"
            quality = Quality.STALE if age > 600 else Quality.GOOD
            made.append(LiveReading(name, value, self._hub.now() - int(age * 1000), age, quality))
        return tuple(made)

    def values(self, quantity: str) -> np.ndarray:
        """Grows with the row where a device has the quantity."""
        book, kinds = self._hub.devices, self._hub.catalogue.kinds
        found = [book.device_at(row) for row in range(len(book.ids))]
        return np.array(
            [
                float(row) if d and quantity in kinds[d.kind].quantities else math.nan
                for row, d in enumerate(found)
            ]
        )


class SoftHub(QObject):
    """Start it with devices, alarms and incidents; change it with `raise_alarm`, `introduce` …, its incidents
    with `desk`, which is the engine's side of them, its cameras with `cameras` (pictures in `slots`)."""

    link_changed = Signal(object)
    figures_changed = Signal(object)
    devices_changed = Signal(object, object)
    alarms_changed = Signal(object)
    events_noted = Signal(object)
    snapshot_loaded = Signal()
    rejects_changed = Signal()
    settings_changed = Signal(object)

    def __init__(
        self,
        *,
        devices: int = 600,
        alarms: int = 12,
        incidents: int = 4,
        language: str = "en",
        seed: int = 1,
        attachments: Path = Path("no-attachments"),
        slots: Path | None = None,
    ) -> None:
        super().__init__()
        self._random = random.Random(seed)
        self.catalogue = load_catalogue()
        self.accounts = SoftAccounts()
        self.access, self.ask = self.accounts.access, self.accounts.ask
        self.control = ControlBook(self.ask)
        self.cameras = SoftVideo(self.access, slots or Path("no-slots"))
        self.video = self.cameras.book
        self.accounts.sign_in("r.quispe")
        self.site = "puerto-sereno"
        self.site_name = "Puerto Sereno"
        self.language = language
        self.devices = DeviceBook()
        self._place(self._city(devices))
        self.alarms = AlarmBook()
        self.alarms.set_rules(soft_rules().values())
        self.columns = SoftColumns(self)
        self.history = SoftHistory()
        self.asked: list[Act] = []
        self.engine_starts = 0
        self.engine_stops = 0
        self.answer: Verdict | None = None
        """Set it to make the engine answer something else than *applied*."""
        self.link = EngineLink("up", self.now() - 3_600_000)
        self.figures: Figures | None = self.plausible_figures()
        self.limits: tuple[Limit, ...] = ()
        for alarm in self._trouble(alarms):
            self.alarms.put(alarm)
        self.desk = SoftIncidents(lambda: self.operator, self.now, attachments)
        self.incidents = self.desk.board
        open_some(self.desk, self.devices, self.alarms, incidents)

    @property
    def operator(self) -> str:
        return self.access.operator

    def now(self) -> int:
        """Wall time, epoch ms."""
        return int(time.time() * 1000)

    async def request(self, act: Act) -> Answer:
        self.asked.append(act)
        if self.answer is not None:
            return Answer(self.answer)
        if not isinstance(act, Acknowledge):
            return Answer(Verdict(Outcome.APPLIED, 1))
        known = [seen.alarm for seen in act.alarms if seen.alarm in self.alarms.standing]
        for name in known:
            alarm = self.alarms.standing[name]
            self._change(
                replace(
                    alarm,
                    unacknowledged=False,
                    version=alarm.version + 1,
                    acknowledged_by=self.operator,
                    acknowledged_at=self.now(),
                ),
                Transition.ACKNOWLEDGED,
                by=self.operator,
            )
        if not known:
            return Answer(Verdict(Outcome.REFUSED, 0, Refusal.UNKNOWN_ALARM))
        return Answer(Verdict(Outcome.APPLIED, len(known)))

    def start_engine(self) -> None:
        self.engine_starts += 1

    async def stop_engine(self) -> Answer:
        self.engine_stops += 1
        return Answer(self.answer or Verdict(Outcome.APPLIED, 1))

    async def limits_of(self, device: str) -> tuple[Limit, ...]:
        return self.limits

    async def rejects(self) -> list[RejectView]:
        now = self.now()
        return [
            RejectView(now - 4_000, "city/puerto-sereno/pressure/PRE-0231/telemetry", "not_json",
                       "The payload is not JSON: unexpected byte at 0.", b"\xff\x01hello"),
            RejectView(now - 61_000, "city/puerto-sereno/tank/TNK-01/telemetry", "future_time",
                       "The time is 13 h in the future.", b'{"ts": 4102444800000, "level": 2.1}'),
        ]  # fmt: skip

    def raise_alarm(self, device: str, rule: str, *, priority: Priority | None = None) -> Alarm:
        """A new alarm now; emits the change."""
        text = self.alarms.rule(rule)
        alarm = Alarm(
            id=f"{device}:{rule}", device=device, rule=rule, priority=priority or text.priority, version=1,
            active=True, unacknowledged=True, quantity=text.quantity, value=1.0, limit=1.2,
            raised_at=self.now(), activations=1,
        )  # fmt: skip
        self._change(alarm, Transition.RAISED)
        return alarm

    def return_alarm(self, alarm_id: str) -> None:
        alarm = self.alarms.standing[alarm_id]
        self._change(
            replace(alarm, active=False, returned_at=self.now(), version=alarm.version + 1),
            Transition.RETURNED,
        )

    def note_event(self, device: str, type_: str, text: str = "") -> None:
        event = Event(device, type_, active=True, ts=self.now(), received=0.0, text=text)
        self.events_noted.emit((EventNoted(event, self.now()),))

    def introduce(self, device: Device) -> None:
        self._place([device])
        self.devices_changed.emit((device,), ())

    def retire(self, device: str) -> None:
        self.devices.drop(device)
        self.devices_changed.emit((), (device,))

    def set_link(self, link: EngineLink) -> None:
        self.link = link
        self.link_changed.emit(link)

    def set_figures(self, figures: Figures) -> None:
        self.figures = figures
        self.figures_changed.emit(figures)

    def plausible_figures(self) -> Figures:
        """Everything in order."""
        now = self.now()
        feed = FeedFigures(
            phase="up", since=now - 3_600_000, broker="127.0.0.1:1883", reason="", detail="",
            protocol="MQTT 5",
            encrypted=False, local=True, latency_ms=14.0, next_try=None, messages_per_s=1842.0, lag_ms=400.0,
            messages=6_400_000, rejects=17, dropped=0,
        )  # fmt: skip
        store = StoreFigures(
            phase="ok", since=now - 3_600_000, reason="", lag_s=0.2, queued=120,
            written=9_000_000, unrecorded=0,
            size_bytes=412_000_000,
        )  # fmt: skip
        return Figures(
            at=now, feed=feed, store=store, devices=12_511, fresh=12_406, late=41, lost=64, points=48_000,
            readings_per_s=5400.0, judged_per_s=140.0, standing_alarms=len(self.alarms.standing), consoles=1,
            memory_bytes=212_000_000, processor=0.31, refused_devices=0,
        )  # fmt: skip

    def _place(self, devices: list[Device]) -> None:
        rows = len(self.devices.ids)
        placed = []
        for device in devices:
            row = self.devices.row(device.id)
            placed.append(PlacedDevice(rows if row is None else row, device))
            rows += row is None
        self.devices.put(placed)

    def _change(self, alarm: Alarm, transition: Transition, by: str = "") -> None:
        self.alarms.put(alarm)
        self.alarms_changed.emit((AlarmChanged(alarm, transition, self.now(), by),))

    def _city(self, count: int) -> list[Device]:
        kinds = [kind for kind in self.catalogue.kinds if kind != "video_server"]  # none stands in a street
        weights = [40 if kind == "luminaire" else 4 for kind in kinds]
        pick = self._random.choices(kinds, weights, k=max(0, count - len(kinds))) + kinds
        return [
            Device(
                id=f"{kind[:3].upper()}-{place:04d}",
                kind=kind,
                name=self._name(kind, self._random.choice(STREETS), place),
                lat=-12.09 + self._random.uniform(-0.02, 0.02),
                lon=-77.08 + self._random.uniform(-0.02, 0.02),
                zone=self._random.choice(ZONES),
                simulated=True,
            )
            for place, kind in enumerate(pick[:count])
        ]

    def _name(self, kind: str, street: str, place: int) -> str:
        if kind == "crew":
            return CREWS[place % len(CREWS)]
        return f"{self.catalogue.kinds[kind].label.es} {street} {100 + place}"

    def _trouble(self, count: int) -> list[Alarm]:
        rules = list(soft_rules().values())
        by_kind: dict[str, list[Device]] = {}
        for name in self.devices.ids:
            device = self.devices.get(name) if name else None
            if device is not None:
                by_kind.setdefault(device.kind, []).append(device)
        made: dict[str, Alarm] = {}
        for place in range(count * 4):
            rule = rules[place % len(rules)]
            for device in by_kind.get(rule.kind, [])[place // len(rules) : place // len(rules) + 1]:
                alarm = self._alarm(device, rule, place)
                made.setdefault(alarm.id, alarm)
            if len(made) >= count:
                break
        return list(made.values())

    def _alarm(self, device: Device, rule: RuleText, place: int) -> Alarm:
        state = place % 5
        raised = self.now() - 48_000 - 67_000 * place
        shelved = self.now() + 2_280_000 if state == 4 else None
        return Alarm(
            id=f"{device.id}:{rule.id}", device=device.id, rule=rule.id, priority=rule.priority,
            version=1 + place,
            active=state != 3, unacknowledged=state in (0, 1, 3), shelved_until=shelved,
            shelve_count=int(state == 4), consequences=41 if rule.id == "cabinet_power" else 0,
            quantity=rule.quantity, value=0.6 if rule.quantity else True,
            limit=1.2 if rule.quantity else None,
            raised_at=raised, returned_at=raised + 9_000 if state == 3 else None,
            acknowledged_at=raised + 20_000 if state == 2 else None,
            acknowledged_by="J. Paredes" if state == 2 else "", activations=1,
        )  # fmt: skip
