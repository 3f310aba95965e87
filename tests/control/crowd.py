"""Thousands of lamps that obey at their pace, but for some that never answer, and orders for them all."""

from __future__ import annotations

from collections import deque

from app.control.groups import GroupParts, GroupRunner
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command
from app.domain.devices import Device
from tests.control.control_room import ControlRoom

REPLY_S, READING_S = 0.8, 2.0
TURN_S = 0.05


class Crowd(ControlRoom):
    """`silent` is the share of lamps, spread evenly, that never answer."""

    def __init__(self, count: int, *, silent: float, per_s: float = 2000.0) -> None:
        super().__init__()
        self.devices = [Device(f"L{number}", "luminaire", "") for number in range(count)]
        by_id = {device.id: device for device in self.devices}
        every = round(1 / silent)
        self._silent = {device.id for device in self.devices[::every]}
        self._replies: deque[tuple[float, Command]] = deque()
        self._readings: deque[tuple[float, Command]] = deque()
        self.link.on_publish = self._obey
        self.groups_told: list[CommandGroup] = []
        self.link.sent = deque(maxlen=1)  # type: ignore[assignment]
        self.runner = GroupRunner(
            GroupParts(
                dispatcher=self.desk,
                store=self.store,
                new_id=lambda now: f"g{now.wall}",
                per_s=lambda: per_s,
                device=by_id.get,
                check=lambda _device, _order, _now: "",
                monotonic=lambda: self.clock,
            )
        )

    def go_on(self) -> None:
        """As the engine does: what came in, then the tick."""
        self.clock += TURN_S
        now = self.now
        while self._replies and self._replies[0][0] <= self.clock:
            _, command = self._replies.popleft()
            self.desk.reply(command.device, command.id, "done", now.wall, "", now)
        while self._readings and self._readings[0][0] <= self.clock:
            _, command = self._readings.popleft()
            values = {"illuminance_level": command.order.value or 0.0, "power_state": True}
            self.desk.reading(command.device, now.wall, values, self.clock, now)
        self.desk.tick(now)
        self.runner.tick(now)
        self.runner.follow(self.desk.take_news().changes, now)
        self.groups_told += [change.group for change in self.runner.take_news()]

    def _obey(self, command: Command) -> None:
        if command.device not in self._silent:
            self._replies.append((self.clock + REPLY_S, command))
            self._readings.append((self.clock + READING_S, command))
