"""The lamps of the benchmark `commands` as a process of their own: they report, and do what they are told.

They introduce themselves, report in turn, take each command, say *accepted* and *done*, and report the new
level. At the end of its standard input the process writes when it heard and answered each command.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import select
import sys
import time
from collections import deque
from pathlib import Path

import msgspec

from app.bootstrap.bench_packets import opened, publish, subscribe
from app.feed.framing import FramedStream
from app.feed.messages import Arrival

INTERVAL_S = 10.0
"""How often each lamp reports by itself."""
ACCEPTED_S, DONE_S, SHOWN_S = 0.05, 0.25, 0.5
"""From the command to each of what the lamp says to it."""
TURN_S = 0.01


class _Body(msgspec.Struct):
    id: str
    args: dict[str, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--site", required=True)
    parser.add_argument("--lamps", type=int, default=10_000)
    parser.add_argument("--log", type=Path, required=True, help="where to write what was heard")


def main(options: argparse.Namespace) -> int:
    lamps = Lamps(("127.0.0.1", options.port), options.site, options.lamps)
    lamps.introduce()
    print("introduced", flush=True)
    while not _told_to_end():
        lamps.turn()
    options.log.write_text(json.dumps(lamps.heard))
    return 0


def lamp_id(number: int) -> str:
    return f"LUM-{number:05d}"


class Lamps:
    def __init__(self, address: tuple[str, int], site: str, count: int) -> None:
        self._link = opened(address, f"lamps-{time.monotonic_ns()}")
        self._link.setblocking(True)
        self._link.sendall(subscribe(f"city/{site}/luminaire/+/command", 0))
        self._stream = FramedStream(self._link, epoch=1, version5=False)
        self._base = f"city/{site}/luminaire"
        self._levels = [80.0] * count
        self._next, self._began, self._reported = 0, time.monotonic(), 0
        self._due: dict[str, deque[tuple[float, int, str, float]]] = {
            "accepted": deque(), "done": deque(), "shown": deque()
        }  # fmt: skip
        """What is still to be said: when, by which lamp, to which command, with which level."""
        self._packet_id = 0
        self.heard: dict[str, tuple[float, float]] = {}
        """By command: when it was heard, and when it was first answered (monotonic seconds)."""

    def introduce(self) -> None:
        side = max(1, int(len(self._levels) ** 0.5))
        for number in range(len(self._levels)):
            lat, lon = -12.12 + 0.06 * (number // side) / side, -77.11 + 0.06 * (number % side) / side
            payload = (
                f'{{"name":"{lamp_id(number)}","lat":{lat:.6f},"lon":{lon:.6f},"zone":"Zona {number % 12}",'
                f'"expected_interval_s":{INTERVAL_S * 2},"capabilities":["dim"]}}'
            )
            topic = f"{self._base}/{lamp_id(number)}/config"
            self._link.sendall(publish(topic.encode(), payload.encode(), retain=True))

    def turn(self) -> None:
        """Hear, then say what is due."""
        if select.select([self._link], [], [], TURN_S)[0]:
            self._hear()
        packets = [*self._answers(), *self._reports()]
        if packets:
            self._link.sendall(b"".join(packets))

    def _hear(self) -> None:
        batch: list[Arrival] = []
        if not self._stream.pull(batch):
            raise OSError("the broker closed the connection")
        with contextlib.suppress(BlockingIOError):
            self._stream.recv(1 << 20)  # acknowledgements
        for arrival in batch:
            body = msgspec.json.decode(arrival.payload, type=_Body)
            number = int(arrival.topic.split("/")[3].partition("-")[2])
            level = body.args["illuminance_level"]
            self.heard.setdefault(body.id, (arrival.received, 0.0))
            for said, after in (("accepted", ACCEPTED_S), ("done", DONE_S), ("shown", SHOWN_S)):
                self._due[said].append((arrival.received + after, number, body.id, level))

    def _answers(self) -> list[bytes]:
        packets, now = [], time.monotonic()
        for said, due in self._due.items():
            while due and due[0][0] <= now:
                _, number, id_, level = due.popleft()
                if said == "shown":
                    packets.append(self._report(number))
                    continue
                if said == "accepted":
                    self.heard[id_] = self.heard[id_][0], now
                else:
                    self._levels[number] = level
                packets.append(self._reply(number, id_, said))
        return packets

    def _reports(self) -> list[bytes]:
        """The usual ones, spread over the interval."""
        due = int((time.monotonic() - self._began) * len(self._levels) / INTERVAL_S) - self._reported
        self._reported += due
        packets = []
        for _ in range(due):
            packets.append(self._report(self._next))
            self._next = (self._next + 1) % len(self._levels)
        return packets

    def _report(self, number: int) -> bytes:
        level = self._levels[number]
        topic = f"{self._base}/{lamp_id(number)}/telemetry".encode()
        return publish(
            topic,
            b'{"ts":%d,"power_state":%s,"illuminance_level":%.1f,"active_power":%.2f}'
            % (_wall_ms(), b"true" if level > 0 else b"false", level, 1.5 + level),
        )

    def _reply(self, number: int, id_: str, state: str) -> bytes:
        self._packet_id = self._packet_id % 65_535 + 1
        topic = f"{self._base}/{lamp_id(number)}/reply".encode()
        payload = f'{{"id":"{id_}","ts":{_wall_ms()},"state":"{state}"}}'
        return publish(topic, payload.encode(), packet_id=self._packet_id)


def _told_to_end() -> bool:
    return bool(select.select([sys.stdin], [], [], 0)[0])


def _wall_ms() -> int:
    return int(time.time() * 1000)
