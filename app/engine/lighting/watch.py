"""Looks at the lamps that were heard, finds their faults, and says so as events for the alarm rules."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.domain.devices import Event, Liveness
from app.domain.instant import Instant
from app.domain.lighting import lamp_faults
from app.domain.lighting.faults import LampCause, LampFault
from app.domain.lighting.lamp_faults import LampMemory, LampView
from app.engine.city import CityParts
from app.engine.lighting.rows import QUANTITIES, LampRows, Slots

MOST_AT_ONCE = 5000
"""Lamps looked at in one scan; the others wait for the next."""
Numbers = NDArray[np.float64]
_CAUSES = {cause: place for place, cause in enumerate(LampCause)}
_LIVE_V, _LIT_SHARE, _LIT_W = (
    lamp_faults.LIMITS.live_v,
    lamp_faults.LIMITS.lit_share,
    lamp_faults.LIMITS.lit_w,
)


class LampWatch:
    """Engine's thread only. `daylight` tells day, night or neither of a moment (epoch ms)."""

    def __init__(self, city: CityParts, lamps: LampRows, daylight: Callable[[int], bool | None]) -> None:
        self._city, self._lamps, self._daylight = city, lamps, daylight
        self._memories: list[LampMemory] = []
        self._looked = np.zeros(0)
        """When each lamp had been heard at its last look, monotonic seconds."""
        self._lit = np.zeros(0)
        """As `_is_lit` has it, at the last look."""
        self._open = np.zeros(0, dtype=bool)
        """Whose memory has something in it: they are looked at whatever they show."""

    def scan(self, now: Instant) -> list[Event]:
        """Once a second: what is wrong, or well again, since the last time."""
        self._grow()
        events = self._silent(now)
        heard = self._lamps.device_column("heard")
        due = np.flatnonzero(heard > self._looked[: heard.size])[:MOST_AT_ONCE]
        if due.size:
            self._looked[due] = heard[due]
            events += self._look(due, now)
        return events

    def _look(self, due: Slots, now: Instant) -> list[Event]:
        """Most lamps are well and look it: only the others are judged one by one."""
        day = self._daylight(now.wall)
        known = {name: self._lamps.values(name, due) for name in QUANTITIES}
        lit = self._is_lit(due, known["active_power"])
        suspect = np.flatnonzero(self._open[due] | self._looks_wrong(due, known, lit, day))
        circuits = self._circuits(due[suspect]) if suspect.size else []
        asked = self._city.devices.table.staging["asked"][self._lamps.rows[due]]
        stamps = self._city.devices.table.staging["heard_ts"][self._lamps.rows[due]]
        events: list[Event] = []
        for place, (size, dead, burning) in zip(suspect.tolist(), circuits, strict=True):
            on = _known(known["power_state"][place])
            view = LampView(
                ts=int(stamps[place]),
                on=None if on is None else bool(on),
                level=_known(known["illuminance_level"][place]),
                power=_known(known["active_power"][place]),
                nominal=_known(self._lamps.nominal[due[place]]),
                voltage=_known(known["voltage"][place]),
                current=_known(known["intensity"][place]),
                power_factor=_known(known["power_factor"][place]),
                temperature=_known(known["temperature"][place]),
                day=day,
                asked=_known(asked[place]),
                circuit=size,
                circuit_dead=dead,
                circuit_lit=burning,
            )
            events += self._judge(int(due[place]), view, now)
        self._lit[due] = lit
        return events

    def _judge(self, slot: int, view: LampView, now: Instant) -> list[Event]:
        memory = self._memories[slot]
        if not math.isnan(self._lit[slot]):
            memory.lit = bool(self._lit[slot])
        before = memory.fault
        changed = lamp_faults.look(memory, view)
        self._open[slot] = memory.occupied
        return self._tell(slot, before, now) if changed else []

    def _is_lit(self, due: Slots, power: Numbers) -> Numbers:
        """1 where it burns, 0 where not, NaN where it does not say."""
        nominal = self._lamps.nominal[due]
        least = np.where(np.isnan(nominal), _LIT_W, nominal * _LIT_SHARE)
        return np.where(np.isnan(power), np.nan, power >= least)

    def _looks_wrong(
        self, due: Slots, known: dict[str, Numbers], lit: Numbers, day: bool | None
    ) -> NDArray[np.bool_]:
        """Where some rule could find something; never less than they do."""
        limits, nominal = lamp_faults.LIMITS, self._lamps.nominal[due]
        power = known["active_power"]
        wrong = known["temperature"] >= limits.cool_c
        wrong |= power - nominal * known["illuminance_level"] / 100.0 > limits.excess * nominal
        wrong |= (known["power_factor"] < limits.power_factor) & (power >= 0.5 * nominal)
        if day is not None:
            wrong |= lit == (1.0 if day else 0.0)
        return np.asarray(wrong & ~np.isnan(lit))

    def _circuits(self, due: Slots) -> list[tuple[int, float, float]]:
        """Of each lamp's circuit: how many lamps report, and which share has no voltage, and burns."""
        every = np.arange(self._lamps.count)
        power, voltage = self._lamps.values("active_power", every), self._lamps.values("voltage", every)
        nominal, circuit = self._lamps.nominal[every], self._lamps.circuit[every]
        least = np.where(np.isnan(nominal), _LIT_W, nominal * _LIT_SHARE)
        count = int(circuit.max(initial=0)) + 1
        size = np.bincount(circuit, ~np.isnan(power), count)
        size[0] = 0.0
        dead = np.bincount(circuit, voltage < _LIVE_V, count) / np.maximum(size, 1.0)
        lit = np.bincount(circuit, power >= least, count) / np.maximum(size, 1.0)
        of = circuit[due]
        return list(zip(size[of].astype(int).tolist(), dead[of].tolist(), lit[of].tolist(), strict=True))

    def _silent(self, now: Instant) -> list[Event]:
        """Lamps that have become lost; their alarm is that of the silence, so no event is told."""
        liveness = self._lamps.device_column("liveness")
        events: list[Event] = []
        for slot in np.flatnonzero((liveness == Liveness.LOST) & ~self._marked(LampFault.LOST)).tolist():
            before = self._memories[slot].fault
            self._open[slot] = True
            if lamp_faults.lost(self._memories[slot]):
                events += self._tell(slot, before, now)
        return events

    def _marked(self, fault: LampFault) -> NDArray[np.bool_]:
        return np.asarray(self._lamps.device_column("fault") == fault)

    def _tell(self, slot: int, before: LampFault, now: Instant) -> list[Event]:
        """The columns at once; the alarm of the fault before ends, that of the new one begins."""
        memory, row = self._memories[slot], int(self._lamps.rows[slot])
        staging = self._city.devices.table.staging
        staging["fault"][row], staging["cause"][row] = memory.fault, _CAUSES[memory.cause]
        self._city.devices.table.touch(row)
        told: list[Event] = []
        for fault, active in ((before, False), (memory.fault, True)):
            if fault not in (LampFault.NONE, LampFault.LOST) and (active or before is not memory.fault):
                text = str(memory.cause) if active else ""
                word = fault.name.lower()
                told.append(Event(self._lamps.ids[slot], word, active, now.wall, now.monotonic, text=text))
        return told

    def _grow(self) -> None:
        while len(self._memories) < self._lamps.count:
            self._memories.append(LampMemory())
        if self._looked.size < self._lamps.count:
            missing = 2 * self._lamps.count - self._looked.size
            self._looked = np.append(self._looked, np.zeros(missing))
            self._lit = np.append(self._lit, np.full(missing, np.nan))
            self._open = np.append(self._open, np.zeros(missing, dtype=bool))


def _known(value: float) -> float | None:
    """As a number of Python: a comparison of numpy's own is neither True nor False."""
    return None if math.isnan(value) else float(value)
