"""The load of the benchmarks as a process of its own: many devices on one connection, at a steady rate.

Says `sent N` on its standard output at the end.
"""

from __future__ import annotations

import argparse
import random
import socket
import time
from collections.abc import Iterator

from app.bootstrap.bench_packets import PUBACK, PacketCounter, opened, publish

KINDS = (("luminaire", "LUM", 0.7), ("water_meter", "MTR", 0.2), ("pressure", "PRE", 0.1))
"""Kind, id prefix, share of the devices."""
NUMBERED = {"luminaire": b"voltage", "water_meter": b"volume", "pressure": b"pressure"}
"""The quantity that carries the number where every message must be found again."""
WINDOW = 2000
"""QoS 1 messages that the broker has not yet taken over."""
TICK_S = 0.01


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--site", required=True)
    parser.add_argument("--devices", type=int, default=50_000)
    parser.add_argument("--rate", type=float, default=0.0, help="messages a second; 0 for all it can")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--qos", type=int, default=0)
    parser.add_argument("--introduce", action="store_true", help="publish retained configs instead")
    parser.add_argument("--numbered", action="store_true", help="values are the message's own number")


def main(options: argparse.Namespace) -> int:
    link = opened(("127.0.0.1", options.port), f"load-{time.monotonic_ns()}")
    link.settimeout(30)
    devices = device_topics(options.site, options.devices)
    if options.introduce:
        sent = _send_all(link, introductions(options.site, options.devices))
    else:
        sent = Sender(link, options, devices).run()
    link.close()
    print(f"sent {sent}", flush=True)
    return 0


def device_ids(count: int) -> Iterator[tuple[str, str]]:
    """(kind, id) of each device, always the same for a count."""
    for kind, prefix, share in KINDS:
        for number in range(round(count * share)):
            yield kind, f"{prefix}-{number:05d}"


def device_topics(site: str, count: int) -> list[tuple[str, bytes]]:
    return [(kind, f"city/{site}/{kind}/{name}/telemetry".encode()) for kind, name in device_ids(count)]


def introductions(site: str, count: int) -> Iterator[bytes]:
    """Retained configs on a grid of streets around the city's middle."""
    side = max(1, int(count**0.5))
    for place, (kind, name) in enumerate(device_ids(count)):
        lat, lon = -12.12 + 0.06 * (place // side) / side, -77.11 + 0.06 * (place % side) / side
        where = f'"lat":{lat:.6f},"lon":{lon:.6f},"zone":"Zona {place % 12}"'
        payload = f'{{"name":"{name}",{where},"capabilities":[]}}'
        yield publish(f"city/{site}/{kind}/{name}/config".encode(), payload.encode(), retain=True)


class Sender:
    """Sends telemetry in ticks of 10 ms, as a city's gateways would in sum."""

    def __init__(
        self, link: socket.socket, options: argparse.Namespace, devices: list[tuple[str, bytes]]
    ) -> None:
        self._link, self._options = link, options
        self._devices = devices
        random.Random(1).shuffle(self._devices)
        self._numbers = [random.Random(2).random() for _ in range(10_007)]
        self._counter = PacketCounter()
        self._started = int(time.time() * 1000)
        self.sent = 0

    def run(self) -> int:
        began = time.monotonic()
        while (elapsed := time.monotonic() - began) < self._options.seconds:
            rate = self._options.rate
            due = int(rate * elapsed) - self.sent if rate else 500
            if due > 0:
                self._link.sendall(b"".join(self._packets(min(due, 2000))))
            if self._options.qos:
                self._await_window(WINDOW)
            if rate and due < rate * TICK_S:
                time.sleep(TICK_S)
        if self._options.qos:
            self._await_window(0)
        return self.sent

    def _packets(self, count: int) -> Iterator[bytes]:
        now = int(time.time() * 1000)
        total = len(self._devices)
        for _ in range(count):
            kind, topic = self._devices[self.sent % total]
            ts = self._numbered_ts() if self._options.numbered else now
            packet_id = self.sent % 65_535 + 1 if self._options.qos else 0
            yield publish(topic, self._payload(kind, ts), packet_id=packet_id)
            self.sent += 1

    def _numbered_ts(self) -> int:
        """Times of one device differ always, so that every message can be found again."""
        total = len(self._devices)
        return self._started + int(self.sent // total * 1000 * total / self._options.rate)

    def _payload(self, kind: str, ts: int) -> bytes:
        if self._options.numbered:
            return b'{"ts":%d,"%s":%.3f}' % (ts, NUMBERED[kind], self.sent % 9000 / 1000)
        one, two, three = (self._numbers[(self.sent * 3 + place) % 10_007] for place in range(3))
        if kind == "luminaire":
            return (
                b'{"ts":%d,"power_state":true,"illuminance_level":%.14f,"active_power":%.13f,"voltage":%.13f}'
                % (ts, 70 + one * 20, 90 + two * 30, 212 + three * 14)
            )
        if kind == "water_meter":
            return b'{"ts":%d,"volume":%.12f,"leak_detected":false,"battery_level":%.14f}' % (
                ts,
                1000 + two,
                60 + three * 20,
            )
        # One reading in a thousand is low enough for an alarm.
        value = 0.5 if one < 0.001 else 3.2 + two
        return b'{"ts":%d,"pressure":%.15f,"battery_level":%.14f}' % (ts, value, 60 + three * 20)

    def _await_window(self, most: int) -> None:
        while self.sent - self._counter.counts.get(PUBACK, 0) > most:
            data = self._link.recv(65_536)
            if not data:
                raise OSError("the broker closed the connection")
            self._counter.feed(data)


def _send_all(link: socket.socket, packets: Iterator[bytes]) -> int:
    sent = 0
    for packet in packets:
        link.sendall(packet)
        sent += 1
    return sent
