"""What each kind of device does with each action: a table, and what follows from a deed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from app.demo.fleet.flaws import Wrong, having
from app.demo.fleet.fleet import UNITS, Fleet
from app.demo.fleet.lamp_control import kept_levels
from app.demo.fleet.rhythm import Ints
from app.demo.orders import BUSY, ENGAGED, FAULT, LOCAL, UNKNOWN_ACTION, Command, Refused, levels, number

_LONGEST_S = 86_400.0
_WATCH_EVERY_S = 2.0
_SHORT_S = 1.0
"""What is quicker is not announced."""
_SETTLE_S = 6.0
"""How long a device goes on reporting often after it came to rest."""
_SETTING_OUT_S = 6.0
"""How long a crew takes from saying yes to driving off."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an order that a device does.

    Done after `lasts_s`, or never where `arrives` is False; readings every `every_s` for `watch_s`, the first
    after `first_s`; one more at `ends_at` (epoch seconds), when it ends by itself. `fed` or `cut` are places
    of other devices that get or lose their power by it.
    """

    lasts_s: float
    arrives: bool = True
    first_s: float = 0.2
    every_s: float = _WATCH_EVERY_S
    watch_s: float = 0.0
    ends_at: float = math.inf
    announced: bool = False
    """It says that it is at it, between accepted and done."""
    announced_s: float = 0.05
    """After this time."""
    takes_over: bool = True
    """An order before it that is not done yet is given up."""
    fed: Ints | None = None
    cut: Ints | None = None


Deed = Callable[[int, Command, float], Outcome]
"""Of the device by its order in its kind, at epoch seconds; raises Refused."""


class Deeds:
    """Acts on the models of a fleet; city's thread only."""

    def __init__(self, fleet: Fleet) -> None:
        self._told = fleet.told
        self._first = {group.kind: group.first for group in fleet.groups}
        self._keeps = np.array([_keeps(device.capabilities) for device in fleet.devices])
        self._engaged = having(fleet.devices, Wrong.ENGAGED)
        self._deeds: Mapping[str, Mapping[str, Deed]] = {
            "luminaire": {
                "set_level": self._set_level,
                "resume_programme": self._resume,
                "set_programme": self._keep_programme,
            },
            "cabinet": {"start": self._feed, "stop": self._cut},
            "valve": {"set_position": self._set_position, "hold": self._hold},
            "pump": {"start": self._start, "stop": self._stop, "set_speed": self._set_speed},
            "siren": {"sound": self._sound, "silence": self._silence},
            **{kind: self._tasks(kind) for kind in UNITS},
        }

    @property
    def kinds(self) -> frozenset[str]:
        """Those that obey."""
        return frozenset(self._deeds)

    def do(self, kind: str, place: int, command: Command, now: float) -> Outcome:
        """Begin what the device at `place` was told; raises Refused with the reply's word."""
        deed = self._deeds[kind].get(command.action)
        if deed is None:
            raise Refused(UNKNOWN_ACTION)
        return deed(place - self._first[kind], command, now)

    def restart(self, kind: str, place: int, now: float) -> None:
        """What a device that starts anew forgets: motors stop, lamps without memory go by the sun."""
        local = place - self._first[kind]
        if kind == "valve":
            self._told.valves.hold(local, now)
        elif kind == "siren":
            self._told.sirens.sound(local, now)
        elif kind == "luminaire" and not self._keeps[place]:
            self._told.lamps.control.release(local)

    def _set_level(self, lamp: int, command: Command, now: float) -> Outcome:
        level = number(command.args, "illuminance_level", 0.0, 100.0)
        ramp_s = number(command.args, "ramp_s", 0.0, _LONGEST_S, 0.0)
        until = (
            number(command.args, "until", 0.0, 1e14, 1e14) / 1000.0 if "until" in command.args else math.inf
        )
        if not self._keeps[self._first["luminaire"] + lamp]:
            until = math.inf
        before = self._told.lamps.level_of(lamp, now) if ramp_s else level
        control = self._told.lamps.control
        control.override(lamp, before, level, now, ramp_s, until)
        return Outcome(ramp_s, first_s=ramp_s + 0.8, ends_at=until - float(control.clock_s[lamp]))

    def _resume(self, lamp: int, _command: Command, _now: float) -> Outcome:
        self._told.lamps.control.release(lamp)
        return Outcome(0.0, first_s=0.8)

    def _keep_programme(self, lamp: int, command: Command, _now: float) -> Outcome:
        if not self._keeps[self._first["luminaire"] + lamp]:
            raise Refused(UNKNOWN_ACTION)
        self._told.lamps.control.keep(lamp, kept_levels(levels(command.args)))
        return Outcome(0.0, first_s=0.8, takes_over=False)

    def _feed(self, cabinet: int, _command: Command, _now: float) -> Outcome:
        return self._switch(cabinet, on=True)

    def _cut(self, cabinet: int, _command: Command, _now: float) -> Outcome:
        return self._switch(cabinet, on=False)

    def _switch(self, cabinet: int, *, on: bool) -> Outcome:
        if self._told.cabinets.is_local(cabinet):
            raise Refused(LOCAL)
        lamps = self._told.cabinets.feed(cabinet, on=on) + self._first["luminaire"]
        if on:
            return Outcome(0.3, watch_s=_SETTLE_S, fed=lamps)
        return Outcome(0.3, watch_s=_SETTLE_S, cut=lamps)

    def _set_position(self, valve: int, command: Command, now: float) -> Outcome:
        target = number(command.args, "open_percentage", 0.0, 100.0)
        travel_s = number(command.args, "travel_s", 0.0, _LONGEST_S, 0.0)
        valves = self._told.valves
        if valves.is_local(valve):
            raise Refused(LOCAL)
        if valves.is_moving(valve, now):
            raise Refused(BUSY)
        seconds, arrives = valves.move(valve, target, now, travel_s)
        return Outcome(seconds, arrives, watch_s=seconds + _SETTLE_S, announced=seconds > _SHORT_S)

    def _hold(self, valve: int, _command: Command, now: float) -> Outcome:
        if self._told.valves.is_local(valve):
            raise Refused(LOCAL)
        self._told.valves.hold(valve, now)
        return Outcome(0.3, watch_s=_SETTLE_S)

    def _start(self, pump: int, command: Command, now: float) -> Outcome:
        return self._run(pump, number(command.args, "speed", 1.0, 100.0, 100.0), now)

    def _stop(self, pump: int, _command: Command, now: float) -> Outcome:
        return self._run(pump, 0.0, now)

    def _set_speed(self, pump: int, command: Command, now: float) -> Outcome:
        speed = number(command.args, "speed", 1.0, 100.0)
        if not self._told.pumps.is_running(pump, now):
            raise Refused(FAULT)
        return self._run(pump, speed, now)

    def _run(self, pump: int, speed: float, now: float) -> Outcome:
        if speed > 0.0 and self._told.pumps.refuses(pump):
            raise Refused(FAULT)
        seconds = self._told.pumps.run(pump, speed, now)
        return Outcome(seconds, watch_s=seconds + _SETTLE_S, announced=seconds > _SHORT_S)

    def _sound(self, siren: int, command: Command, now: float) -> Outcome:
        """Without a duration until it is silenced."""
        until = now + (number(command.args, "duration_s", 0.0, _LONGEST_S, 0.0) or math.inf)
        self._told.sirens.sound(siren, until)
        return Outcome(0.3, ends_at=until)

    def _silence(self, siren: int, _command: Command, now: float) -> Outcome:
        self._told.sirens.sound(siren, now)
        return Outcome(0.3)

    def _tasks(self, kind: str) -> Mapping[str, Deed]:
        def attend(unit: int, command: Command, now: float) -> Outcome:
            units = self._told.units[kind]
            if self._engaged[self._first[kind] + unit] or units.is_sent(unit):
                raise Refused(ENGAGED)
            lasts_s = units.send(unit, _place(command), now, pause_s=_SETTING_OUT_S)
            return Outcome(
                lasts_s,
                first_s=_SETTING_OUT_S,
                watch_s=lasts_s + _SETTLE_S,
                announced=True,
                announced_s=_SETTING_OUT_S,
            )

        def stand_down(unit: int, _command: Command, now: float) -> Outcome:
            self._told.units[kind].release(unit, now)
            return Outcome(_SHORT_S, first_s=_SHORT_S + 0.5, watch_s=_SETTLE_S)

        return {"attend": attend, "stand_down": stand_down}


def _place(command: Command) -> tuple[float, float] | None:
    """Longitude and latitude, None where only words say where; raises Refused."""
    if "lat" not in command.args or "lon" not in command.args:
        return None
    return number(command.args, "lon", -180.0, 180.0), number(command.args, "lat", -90.0, 90.0)


def _keeps(capabilities: tuple[str, ...]) -> bool:
    return "programme" in capabilities and "until" in capabilities
