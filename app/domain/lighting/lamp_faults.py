"""Tells the faults of a lamp apart by current, power, light and the time of day, each with its likely cause.

Pure: a look at the lamp's last readings, and a small memory of how long what was suspected has lasted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.lighting.faults import LampCause, LampFault

OFFS_KEPT = 8


@dataclass(frozen=True, slots=True)
class LampLimits:
    """Times in seconds, by the lamp's own clock."""

    lit_share: float = 0.08
    """Of the nominal power: with less it is dark."""
    lit_w: float = 6.0
    """Where the nominal power is not known."""
    live_v: float = 50.0
    power_factor: float = 0.80
    hot_c: float = 85.0
    cool_c: float = 78.0
    excess: float = 0.25
    """Of the nominal power, above what the level asks for."""
    many: float = 0.6
    """Share of a circuit's lamps that makes it the circuit's fault."""
    least_of_circuit: int = 3
    offs: int = 3
    offs_within_s: float = 3600.0
    warm_c: float = 50.0
    """A lamp that goes out warmer than this was burning for a while."""


@dataclass(frozen=True, slots=True)
class LampView:
    """One lamp at `ts` (epoch ms, its clock); None where it does not report the quantity. `level` in per
    cent as the controller says, `asked` what was asked of it; `day` None at dusk and dawn. `circuit_dead`
    and `circuit_lit` are shares of its circuit's lamps, 0 to 1, `circuit` how many they are."""

    ts: int
    on: bool | None = None
    level: float | None = None
    power: float | None = None
    nominal: float | None = None
    voltage: float | None = None
    current: float | None = None
    power_factor: float | None = None
    temperature: float | None = None
    day: bool | None = None
    asked: float | None = None
    circuit: int = 0
    circuit_dead: float = 0.0
    circuit_lit: float = 0.0


@dataclass(slots=True)
class LampMemory:
    """What is remembered of one lamp between looks."""

    fault: LampFault = LampFault.NONE
    cause: LampCause = LampCause.NONE
    suspected: LampFault = LampFault.NONE
    since: int = 0
    lit: bool | None = None
    offs: deque[tuple[int, bool]] = field(default_factory=lambda: deque(maxlen=OFFS_KEPT))
    """When it went out while it should burn, and whether it was warm."""

    @property
    def occupied(self) -> bool:
        """Whether the next look depends on anything but what the lamp shows."""
        return bool(self.fault or self.suspected or self.offs)


@dataclass(frozen=True, slots=True)
class Finding:
    fault: LampFault
    cause: LampCause = LampCause.NONE


@dataclass(frozen=True, slots=True)
class _Case:
    """What a rule judges by."""

    memory: LampMemory
    view: LampView
    lit: bool
    limits: LampLimits


NOTHING = Finding(LampFault.NONE)
LIMITS = LampLimits()

PROVES_AFTER_S = {
    LampFault.NONE: 0.0,
    LampFault.DAY_BURNER: 300.0,
    LampFault.DARK_AT_NIGHT: 120.0,
    LampFault.CYCLING: 0.0,
    LampFault.LOW_POWER_FACTOR: 120.0,
    LampFault.OVER_TEMPERATURE: 60.0,
    LampFault.NOT_DIMMING: 180.0,
}
"""How long a lamp must look so before it is said; being well again is said at the second look."""


def look(memory: LampMemory, view: LampView, limits: LampLimits = LIMITS) -> bool:
    """Take a look at the lamp; whether its fault or cause is another one now."""
    lit = is_lit(view, limits)
    _count_offs(memory, view, lit)
    found = _judge(memory, view, lit, limits)
    if found.fault is not memory.suspected:
        memory.suspected, memory.since = found.fault, view.ts
        if found.fault is not LampFault.CYCLING:
            return False
    if view.ts - memory.since < PROVES_AFTER_S[found.fault] * 1000.0:
        return False
    changed = (found.fault, found.cause) != (memory.fault, memory.cause)
    memory.fault, memory.cause = found.fault, found.cause
    return changed


def is_lit(view: LampView, limits: LampLimits = LIMITS) -> bool | None:
    """Whether it draws the power of a burning lamp; None where it does not report its power."""
    if view.power is None:
        return None
    return view.power >= (limits.lit_w if view.nominal is None else view.nominal * limits.lit_share)


def _judge(memory: LampMemory, view: LampView, lit: bool | None, limits: LampLimits) -> Finding:
    """The first of the rules, in their order, that has something to say."""
    if lit is None:
        return NOTHING
    case = _Case(memory, view, lit, limits)
    for rule in RULES:
        found = rule(case)
        if found is not None:
            return found
    unseen = UNSEEN.get(memory.fault)
    return Finding(memory.fault, memory.cause) if unseen is not None and unseen(case) else NOTHING


def _cycling(case: _Case) -> Finding | None:
    recent = [
        warm for ts, warm in case.memory.offs if case.view.ts - ts <= case.limits.offs_within_s * 1000.0
    ]
    if len(recent) < case.limits.offs:
        return None
    return Finding(LampFault.CYCLING, LampCause.END_OF_LIFE if any(recent) else LampCause.LOOSE_CONTACT)


def _burning_by_day(case: _Case) -> Finding | None:
    if not case.lit or case.view.day is not True:
        return None
    if case.view.circuit >= case.limits.least_of_circuit and case.view.circuit_lit >= case.limits.many:
        return Finding(LampFault.DAY_BURNER, LampCause.CONTACTOR_STUCK)
    told = bool(case.view.on) or bool(case.view.level) or bool(case.view.asked)
    return Finding(LampFault.DAY_BURNER, LampCause.COMMANDED_ON if told else LampCause.RELAY_STUCK)


def _dark_by_night(case: _Case) -> Finding | None:
    if case.lit or case.view.day is not False or case.view.asked == 0.0:
        return None
    if case.view.voltage is not None and case.view.voltage < case.limits.live_v:
        whole = (
            case.view.circuit >= case.limits.least_of_circuit and case.view.circuit_dead >= case.limits.many
        )
        return Finding(LampFault.DARK_AT_NIGHT, LampCause.CIRCUIT_DEAD if whole else LampCause.NO_SUPPLY)
    if case.view.on is False or case.view.level == 0.0:
        return Finding(LampFault.DARK_AT_NIGHT, LampCause.COMMANDED_OFF)
    return Finding(LampFault.DARK_AT_NIGHT, LampCause.LAMP_OR_DRIVER)


def _hot(case: _Case) -> Finding | None:
    if case.view.temperature is None:
        return None
    limit = case.limits.cool_c if case.memory.fault is LampFault.OVER_TEMPERATURE else case.limits.hot_c
    return (
        Finding(LampFault.OVER_TEMPERATURE, LampCause.DRIVER_HOT) if case.view.temperature >= limit else None
    )


def _not_dimming(case: _Case) -> Finding | None:
    if (
        not case.lit
        or case.view.nominal is None
        or case.view.power is None
        or case.view.level is None
        or case.view.on is False
    ):
        return None
    wanted = case.view.nominal * case.view.level / 100.0
    too_much = case.view.power - wanted > case.limits.excess * case.view.nominal
    return Finding(LampFault.NOT_DIMMING, LampCause.DIMMER) if too_much and case.view.level > 0.0 else None


def _power_factor(case: _Case) -> Finding | None:
    """A dimmed driver has a lower power factor by nature, so only a lamp near its full power is judged."""
    if not case.lit or case.view.power_factor is None or case.view.nominal is None or case.view.power is None:
        return None
    if case.view.power < 0.5 * case.view.nominal or case.view.power_factor >= case.limits.power_factor:
        return None
    return Finding(LampFault.LOW_POWER_FACTOR, LampCause.CAPACITOR)


RULES: tuple[Callable[[_Case], Finding | None], ...] = (
    _cycling,
    _burning_by_day,
    _dark_by_night,
    _hot,
    _not_dimming,
    _power_factor,
)

UNSEEN: Mapping[LampFault, Callable[[_Case], bool]] = {
    LampFault.DAY_BURNER: lambda case: case.view.day is not True,
    LampFault.DARK_AT_NIGHT: lambda case: not case.lit and case.view.day is not False,
    LampFault.NOT_DIMMING: lambda case: not case.lit,
    LampFault.LOW_POWER_FACTOR: lambda case: not case.lit,
}
"""When a lamp with this fault can show neither that it is mended nor that it is not: it stays as it was, over
the day or the night, and is not raised anew every evening."""


def _count_offs(memory: LampMemory, view: LampView, lit: bool | None) -> None:
    """Note that it went out by night although the controller has it on, or says nothing of it."""
    should_burn = view.day is False and view.on is not False and view.asked != 0.0
    live = view.voltage is None or view.voltage >= LIMITS.live_v
    if memory.lit and lit is False and should_burn and live:
        memory.offs.append((view.ts, view.temperature is not None and view.temperature >= LIMITS.warm_c))
    if lit is not None:
        memory.lit = lit


def lost(memory: LampMemory) -> bool:
    """The lamp is silent: nothing else can be said of it. Whether that is new."""
    changed = memory.fault is not LampFault.LOST
    memory.fault, memory.cause, memory.suspected = LampFault.LOST, LampCause.SILENT, LampFault.LOST
    return changed
