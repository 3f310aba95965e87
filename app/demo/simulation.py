"""The living city: introduces the fleet to a broker and publishes what it reads, thread and pace included."""

from __future__ import annotations

import logging
import threading
import time
import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from paho.mqtt.client import MQTTMessageInfo

from app.demo.actuation import Actuation
from app.demo.city.city import City
from app.demo.courier import Courier
from app.demo.fleet import payloads
from app.demo.fleet.flaws import Wrong, flaw_values, spoken_of
from app.demo.fleet.fleet import Batch, Fleet
from app.demo.fleet.payloads import Telemetry, Topics
from app.demo.fleet.quirks import Quirks
from app.demo.fleet.rhythm import Ints
from app.demo.fleet.timetable import Timetable, intervals
from app.demo.manners import Manners
from app.demo.script import Script
from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.settings.catalogue import load_catalogue

_log = logging.getLogger(__name__)

_MOVING = ("crew", "vehicle", "drone")
_CONNECTIONS = 4
_CHUNK = 250
_TICK_S = 0.1
_ANSWER_LIMIT_S = 30.0
_HELD_MOST = 400


class Simulation:
    """The fleet of a city on one broker. `start` returns at once; `stop` ends all threads."""

    def __init__(
        self,
        city: City,
        broker_url: str,
        *,
        catalogue: Catalogue,
        site: str,
        rate: float,
        script: bool = True,
        introduce_qos: int = 1,
        reliable: bool = False,
        silent: frozenset[str] = frozenset(),
        on_begin: Callable[[float], None] = lambda _start: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`rate` is messages a second; `clock` gives epoch seconds. The contract wants QoS 1 for
        introductions; 0 spares the embedded broker, which loses nothing on loopback. Of `reliable` devices
        none loses or refuses a command by chance. The `silent` ones introduce themselves and leave the rest
        to others. `on_begin` is told, in the city's thread, when the script begins. Raises ValueError for a
        bad address.
        """
        self._speaking = np.array([device.id not in silent for device in city.devices])
        self._on_begin = on_begin
        self._city = city
        self._clock = clock
        self._introduce_qos = introduce_qos
        self._topics = Topics(site)
        self._telemetry = Telemetry(catalogue)
        self._fleet = Fleet(city)
        self._script = Script(city.devices) if script else None
        self._quirks = Quirks(city.seed, self._sound(), flaw_values(city.devices, Wrong.CLOCK))
        self._set_clocks()
        self._actuation = Actuation(
            self._fleet,
            Manners(city.seed, city.devices, reliable=reliable),
            self._quirks.clock_offset_ms,
            publish=self._reply,
        )
        self._timetable = Timetable(city.seed, intervals(city.devices, catalogue, rate))
        self._telemetry_topics = [self._topics.of(device, "telemetry") for device in city.devices]
        self._route = _routes(city)
        self._couriers = [
            Courier(broker_url, f"demo-{site}-{number}", self._topics, gateway)
            for number, gateway in enumerate(_gateways(city, self._route))
        ]
        self._hear_orders()
        self._held: list[tuple[int, bytes]] = []
        self._stop = threading.Event()
        self._introduced = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo-city", daemon=True)

    def _hear_orders(self) -> None:
        for number, filters in enumerate(_filters(self._topics, self._actuation.kinds)):
            self._couriers[number].hear(filters, self._actuation.deliver)

    def start(self) -> None:
        for courier in self._couriers:
            courier.start()
        self._thread.start()

    def stop(self) -> None:
        """May take a few seconds: the gateways say good-bye."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        for courier in self._couriers:
            courier.stop()

    def wait_until_introduced(self, limit_s: float) -> bool:
        """Whether every device has introduced itself and given its first readings within the limit."""
        return self._introduced.wait(limit_s)

    def _run(self) -> None:
        for courier in self._couriers:
            while not courier.wait_until_connected(0.2):
                if self._stop.is_set():
                    return
        self._introduce()
        start = self._clock()
        self._on_begin(start)
        since = 0.0
        while not self._stop.wait(_TICK_S):
            elapsed = self._clock() - start
            if elapsed > since:
                self._step(start, since, elapsed)
                since = elapsed

    def _introduce(self) -> None:
        """Config and first readings of all devices, as fast as the broker takes them."""
        began = time.monotonic()
        for first in range(0, len(self._city.devices), _CHUNK):
            if self._stop.is_set():
                return
            chunk = np.arange(first, min(first + _CHUNK, len(self._city.devices)))
            for place in chunk[:-1].tolist():
                self._introduce_one(place, qos=self._introduce_qos)
            self._introduce_one(int(chunk[-1]), qos=1).wait_for_publish(_ANSWER_LIMIT_S)
            self._publish(chunk[~self._quirks.silent(chunk, 0.0)], self._clock(), 0.0)
        self._introduced.set()
        _log.info("%d devices introduced in %.1f s", len(self._city.devices), time.monotonic() - began)

    def _introduce_one(self, place: int, *, qos: int) -> MQTTMessageInfo:
        device, courier = self._city.devices[place], self._couriers[self._route[place]]
        if device.kind == "cabinet":
            online = payloads.status(int(self._clock() * 1000), online=True)
            courier.tell(self._topics.of(device, "status"), online, qos=qos, retain=True)
        return courier.tell(self._topics.of(device, "config"), payloads.config(device), qos=qos, retain=True)

    def _step(self, start: float, since: float, elapsed: float) -> None:
        now = start + elapsed
        due = self._timetable.due(elapsed)
        due = due[self._actuation.awake(due, now)]
        due = np.union1d(
            due, self._actuation.attend(start + since, now, lambda places: self._deaf(places, elapsed))
        )
        if self._script is not None:
            due = self._script.dark(due, elapsed)
            due = np.union1d(due, self._script.urgent(since, elapsed))
            self._publish_notes(since, elapsed, now)
        due = due[~self._quirks.silent(due, elapsed)]
        self._publish(due, now, elapsed)
        self._release(elapsed)

    def _deaf(self, places: Ints, elapsed: float) -> NDArray[np.bool_]:
        """Which of the devices have no connection or no power just now."""
        deaf = self._quirks.silent(places, elapsed) | self._quirks.holding(places, elapsed)
        if self._script is not None:
            deaf |= ~np.isin(places, self._script.dark(places, elapsed))
        return np.asarray(deaf)

    def _reply(self, place: int, body: bytes) -> None:
        self._couriers[self._route[place]].tell(self._topics.of(self._city.devices[place], "reply"), body)

    def _publish(self, places: Ints, now: float, elapsed: float) -> None:
        for batch in self._fleet.read(places[self._speaking[places]], now):
            if self._script is not None:
                self._script.bend(batch, elapsed)
            self._send(batch, elapsed)

    def _send(self, batch: Batch, elapsed: float) -> None:
        where = batch.index + batch.group.first
        held = self._quirks.holding(where, elapsed)
        times = self._quirks.times_ms(where, batch.t)
        if held.any():
            late = self._telemetry.encode(batch.only(held), times[held], historical=True)
            self._held += zip(where[held].tolist(), late, strict=True)
            del self._held[:-_HELD_MOST]
            batch, where, times = batch.only(~held), where[~held], times[~held]
        for place, payload in zip(where.tolist(), self._telemetry.encode(batch, times), strict=True):
            self._couriers[self._route[place]].send(self._telemetry_topics[place], payload)

    def _release(self, elapsed: float) -> None:
        """What was held back comes late, once its device is connected again."""
        if not self._held:
            return
        holding = self._quirks.holding(np.array([place for place, _ in self._held]), elapsed).tolist()
        for (place, payload), hold in zip(self._held, holding, strict=True):
            if not hold:
                self._couriers[self._route[place]].send(self._telemetry_topics[place], payload)
        self._held = [entry for entry, hold in zip(self._held, holding, strict=True) if hold]

    def _publish_notes(self, since: float, elapsed: float, now: float) -> None:
        assert self._script is not None
        for place, note in self._script.notes(since, elapsed):
            if not self._speaking[place]:
                continue
            body = payloads.event(
                int(now * 1000), note.type, active=note.active, severity=note.severity, text=note.text
            )
            topic = self._topics.of(self._city.devices[place], "event")
            self._couriers[self._route[place]].tell(topic, body)

    def _set_clocks(self) -> None:
        """Lamps follow their programmes by their own clocks."""
        for group in self._fleet.groups:
            if group.kind == "luminaire":
                own = self._quirks.clock_offset_ms[group.first : group.first + len(group.devices)]
                self._fleet.told.lamps.control.clock_s[:] = own / 1000.0

    def _sound(self) -> NDArray[np.bool_]:
        sound = np.array([device.kind in _MOVING for device in self._city.devices])
        sound |= spoken_of(self._city.devices)
        if self._script is not None:
            sound[self._script.places()] = True
        return sound


def _routes(city: City) -> list[int]:
    """Which connection speaks for each device: one for each quarter of the districts."""
    return [zlib.crc32(device.zone.encode()) % _CONNECTIONS for device in city.devices]


def _filters(topics: Topics, kinds: frozenset[str]) -> list[list[str]]:
    """Each command comes once: those of lamps over the first connection, all others over the second."""
    lamps = [topics.all_of("luminaire", "command")]
    return [lamps, [topics.all_of(kind, "command") for kind in sorted(kinds - {"luminaire"})]]


def _gateways(city: City, route: list[int]) -> list[Device | None]:
    """The cabinet that each connection dies with, where it speaks for one."""
    found: dict[int, Device] = {}
    for device, number in zip(city.devices, route, strict=True):
        if device.kind == "cabinet":
            found.setdefault(number, device)
    return [found.get(number) for number in range(_CONNECTIONS)]


def run_simulation(
    city: City,
    broker_url: str,
    *,
    site: str,
    rate: float = 400.0,
    script: bool = True,
    introduce_qos: int = 1,
    silent: frozenset[str] = frozenset(),
    on_begin: Callable[[float], None] = lambda _start: None,
    stop: threading.Event,
) -> None:
    """Run the city until `stop` is set, as `Simulation` has it. Raises ValueError for a bad address."""
    simulation = Simulation(
        city,
        broker_url,
        catalogue=load_catalogue(),
        site=site,
        rate=rate,
        script=script,
        introduce_qos=introduce_qos,
        silent=silent,
        on_begin=on_begin,
    )
    simulation.start()
    try:
        stop.wait()
    finally:
        simulation.stop()
