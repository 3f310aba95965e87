"""How the interlocks stand for an order to one device: every condition with its value, its limit, its words.

A value that is missing or stale proves nothing: its condition is *not met* and *not known*. Three answers
are therefore kept apart everywhere: it holds, it does not, nobody knows (None).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.actions import ActionSpec, Busy
from app.domain.device_facts import DeviceFacts, InterlockRules, Pump
from app.domain.devices import Liveness
from app.domain.interlocks import Condition, Interlock
from app.domain.orders import CLOSED_PER_CENT, TASKS, Action, Order

NEAR_PER_CENT = 2.0
"""A valve this near to what is asked is there already."""
REACHABLE_S = 300.0
"""A crew that was heard within this time can be told a task: its handset may be out of reach for minutes."""
REMOTE_MODE = "remote"
KEEPS_PROGRAMME = "programme"
"""The capability of a device that knows the levels of coming nights."""


MAY_OVERRIDE = frozenset(
    {
        # What a sensor shows may be untrue, and then the order is needed all the more.
        Interlock.RIGHT_STATE,
        Interlock.PRESSURE_BELOW,
        Interlock.SLOW_ENOUGH,
        Interlock.SUPPLY_KEPT,
        Interlock.PUMP_HAS_WAY,
        Interlock.STARTS_LEFT,
        Interlock.OTHERS_IN_PLACE,
    }
)
"""The others nobody passes: without them an order would come late, go nowhere or hurt somebody."""
NOT_FOR_SAFE = frozenset({Interlock.RIGHT_STATE, Interlock.NOT_RESERVED})
"""What does not stop an order that brings a device to rest."""


def conditions(
    order: Order, spec: ActionSpec, facts: DeviceFacts, rules: InterlockRules
) -> tuple[Condition, ...]:
    """Every interlock that applies to this order, in the order of their catalogue."""
    return tuple(_each(_Case(order, spec, facts, rules)))


def first_blocking(order: Order, spec: ActionSpec, facts: DeviceFacts, rules: InterlockRules) -> str:
    """The first condition that is not met, empty for none: for many devices, where nobody may pass any."""
    for condition in _each(_Case(order, spec, facts, rules)):
        if not condition.met:
            return str(condition.interlock)
    return ""


def gone_past(
    order: Order, spec: ActionSpec, facts: DeviceFacts, rules: InterlockRules
) -> tuple[Condition, ...]:
    """What is not met and does not stop this order because it brings a device to rest: for the record."""
    if not spec.safe:
        return ()
    case = _Case(order, spec, facts, rules)
    found = (stands(case) for interlock, stands in _TABLE if interlock in NOT_FOR_SAFE)
    return tuple(one for one in found if one is not None and not one.met)


@dataclass(frozen=True, slots=True)
class _Case:
    order: Order
    spec: ActionSpec
    facts: DeviceFacts
    rules: InterlockRules

    @property
    def opening(self) -> float | None:
        """Of the valve itself."""
        return self.facts.number("open_percentage")

    @property
    def closes(self) -> bool:
        """Whatever the valve shows: what it shows may be untrue."""
        return self.order.deed == "close"

    @property
    def narrows(self) -> bool:
        """Whether it closes or throttles down; a valve whose position is not known may be wide open."""
        if self.order.action is not Action.SET_POSITION or self.order.value is None:
            return False
        return self.closes or self.opening is None or self.order.value < self.opening


def _each(case: _Case) -> Iterator[Condition]:
    for interlock, stands in _TABLE:
        if case.spec.safe and interlock in NOT_FOR_SAFE:
            continue
        condition = stands(case)
        if condition is not None:
            yield condition


# -- every device ------------------------------------------------------------------------------------


def _device_live(case: _Case) -> Condition:
    facts = case.facts
    met, limit = facts.liveness is Liveness.FRESH, facts.late_after_s
    age, known = facts.heard_age_s, facts.heard_age_s is not None
    if case.order.action in TASKS:
        limit = max(limit, REACHABLE_S)
        met = age is not None and age <= limit
    return Condition(Interlock.DEVICE_LIVE, met and known, age, limit, "s", known=known)


def _clock_proven(case: _Case) -> Condition | None:
    """A person who reads a task does nothing at a wrong moment because the telephone's clock is wrong."""
    if case.order.action in TASKS:
        return None
    offset, limit = case.facts.clock_offset_s, case.rules.clock_tolerance_s
    met = offset is not None and abs(offset) <= limit
    return Condition(Interlock.CLOCK_PROVEN, met, offset, limit, "s", known=offset is not None)


def _not_tagged(case: _Case) -> Condition:
    tag = case.facts.tag
    if tag is None:
        return Condition(Interlock.NOT_TAGGED, met=True)
    return Condition(Interlock.NOT_TAGGED, met=False, value=tag.reason, about=tag.by)


def _remote(case: _Case) -> Condition | None:
    """Where the device says who has it in hand; one that does not say it refuses by itself."""
    mode = case.facts.values.get("operating_mode")
    if mode is None:
        return None
    met = mode.fresh and mode.value == REMOTE_MODE
    return Condition(Interlock.REMOTE, met, str(mode.value), known=mode.fresh)


def _link_up(case: _Case) -> Condition:
    return Condition(Interlock.LINK_UP, case.facts.link_up)


def _store_ok(case: _Case) -> Condition:
    return Condition(Interlock.STORE_OK, case.facts.store_ok)


def _not_reserved(case: _Case) -> Condition:
    return Condition(Interlock.NOT_RESERVED, not case.facts.reserved_by, about=case.facts.reserved_by)


def _not_busy(case: _Case) -> Condition | None:
    """A queue takes more; only what is refused while another is out has to wait."""
    if case.spec.busy is Busy.QUEUE:
        return None
    return Condition(Interlock.NOT_BUSY, not case.facts.busy)


def _capable(case: _Case) -> Condition:
    keeps = case.order.action is not Action.SET_PROGRAMME or KEEPS_PROGRAMME in case.facts.capabilities
    return Condition(Interlock.CAPABLE, case.facts.capable and keeps)


# -- its state ---------------------------------------------------------------------------------------

_WANTED_STATE: Mapping[tuple[str, Action], tuple[str, bool]] = {
    ("pump", Action.START): ("power_state", False),
    ("pump", Action.SET_SPEED): ("power_state", True),
    ("cabinet", Action.START): ("power_state", False),
    ("cabinet", Action.STOP): ("power_state", True),
    ("siren", Action.SOUND): ("sounding", False),
}
"""What a device must show before; lamps take the same level twice."""


def _right_state(case: _Case) -> Condition | None:
    if case.order.action is Action.SET_POSITION and case.order.value is not None:
        opening = case.opening
        met = opening is not None and abs(opening - case.order.value) > NEAR_PER_CENT
        return _overridable(Interlock.RIGHT_STATE, met, opening, case.order.value, "%")
    wanted = _WANTED_STATE.get((case.facts.kind, case.order.action))
    if wanted is None:
        return None
    quantity, before = wanted
    state = case.facts.truth(quantity)
    told = None if state is None else str(state).lower()
    return _overridable(Interlock.RIGHT_STATE, state is before, told)


# -- valves ------------------------------------------------------------------------------------------


def _pressure_below(case: _Case) -> Condition | None:
    limit = case.rules.pressure_limit_bar
    if not case.narrows or not limit:
        return None
    pressure = case.facts.number("pressure")
    met = pressure is not None and pressure < limit
    return _overridable(Interlock.PRESSURE_BELOW, met, pressure, limit, "bar")


def _slow_enough(case: _Case) -> Condition | None:
    """The whole travel time of the main, wherever the valve stands: the last fifth makes the hammer."""
    per_100mm = case.rules.closing_s_per_100mm
    if not case.narrows or not per_100mm:
        return None
    nominal = case.facts.nominal_mm
    shortest = None if nominal is None else nominal / 100.0 * per_100mm
    met = shortest is not None and case.order.over_s >= shortest
    return Condition(
        Interlock.SLOW_ENOUGH,
        met,
        case.order.over_s,
        shortest,
        "s",
        known=shortest is not None,
        may_override=True,
    )


def _supply_kept(case: _Case) -> Condition | None:
    if not case.closes or not case.facts.supplies:
        return None
    about = ", ".join(case.facts.supplies)
    return Condition(Interlock.SUPPLY_KEPT, met=False, about=about, may_override=True)


def _others_in_place(case: _Case) -> Condition | None:
    others = case.facts.needs_closed
    if not case.closes or not others:
        return None
    amiss = [other for other in others if other.opening is None or other.opening > CLOSED_PER_CENT]
    worst = next((other for other in amiss if other.opening is not None), amiss[0] if amiss else None)
    about = ", ".join(other.device for other in amiss or others)
    opening = max((other.opening for other in others if other.opening is not None), default=None)
    return Condition(
        Interlock.OTHERS_IN_PLACE,
        not amiss,
        opening,
        CLOSED_PER_CENT,
        "%",
        about,
        known=worst is None or worst.opening is not None,
        may_override=True,
    )


# -- pumps -------------------------------------------------------------------------------------------


def _pump_has_way(case: _Case) -> Condition | None:
    facts = case.facts
    if facts.kind == "pump" and case.order.action is Action.START and facts.outlets:
        return _way((Pump(facts.device, running=True, others=facts.outlets),))
    return _way(facts.pumps) if case.closes and facts.pumps else None


def _way(pumps: tuple[Pump, ...]) -> Condition:
    amiss = [(pump, way) for pump in pumps if (way := _has_way(pump)) is not True]
    about = ", ".join(pump.device for pump, _ in amiss) or ", ".join(pump.device for pump in pumps)
    known = not amiss or any(way is False for _, way in amiss)
    return Condition(Interlock.PUMP_HAS_WAY, not amiss, about=about, known=known, may_override=True)


def _has_way(pump: Pump) -> bool | None:
    """Whether it rests, or one of these outlets stays open."""
    if pump.running is False or any(other.is_open for other in pump.others):
        return True
    unknown = pump.running is None or any(other.is_open is None for other in pump.others)
    return None if unknown else False


def _starts_left(case: _Case) -> Condition | None:
    if case.facts.kind != "pump" or case.order.action is not Action.START:
        return None
    starts, limit = case.facts.starts, float(case.rules.pump_starts_per_hour)
    met = starts is not None and starts < limit
    value = None if starts is None else float(starts)
    return _overridable(Interlock.STARTS_LEFT, met, value, limit)


_TABLE: tuple[tuple[Interlock, Callable[[_Case], Condition | None]], ...] = (
    (Interlock.DEVICE_LIVE, _device_live),
    (Interlock.CLOCK_PROVEN, _clock_proven),
    (Interlock.NOT_TAGGED, _not_tagged),
    (Interlock.REMOTE, _remote),
    (Interlock.LINK_UP, _link_up),
    (Interlock.STORE_OK, _store_ok),
    (Interlock.NOT_RESERVED, _not_reserved),
    (Interlock.NOT_BUSY, _not_busy),
    (Interlock.CAPABLE, _capable),
    (Interlock.RIGHT_STATE, _right_state),
    (Interlock.PRESSURE_BELOW, _pressure_below),
    (Interlock.SLOW_ENOUGH, _slow_enough),
    (Interlock.SUPPLY_KEPT, _supply_kept),
    (Interlock.PUMP_HAS_WAY, _pump_has_way),
    (Interlock.STARTS_LEFT, _starts_left),
    (Interlock.OTHERS_IN_PLACE, _others_in_place),
)


def _overridable(
    interlock: Interlock, met: bool, value: float | str | None, limit: float | None = None, unit: str = ""
) -> Condition:
    """A condition on a reading: without one it is neither met nor known."""
    return Condition(interlock, met, value, limit, unit, known=value is not None, may_override=True)
