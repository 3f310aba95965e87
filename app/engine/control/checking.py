"""Whether what a console asks can be meant at all, before anybody's rights or any device is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.actions import ActionSpec
from app.domain.acts import Refusal
from app.domain.control_acts import LightUp
from app.domain.instant import Instant
from app.domain.orders import SLOWEST_PER_CENT, TASKS, Action, Order, Scope, Target

MOST_DEVICES = 50_000
FEWEST_CORNERS, MOST_CORNERS = 3, 500
LARGEST_RADIUS_M = 5_000.0
LONGEST_OVERRIDE_MS = 30 * 86_400_000
LONGEST_SOUND_S = 3_600.0
LONGEST_LIGHT_UP_MIN = 720

_WITH_VALUE = frozenset({Action.SET_LEVEL, Action.SET_POSITION, Action.SET_SPEED})


def fault_of_order(order: Order, spec: ActionSpec, now: Instant) -> Refusal | None:
    """What is wrong with an order of an operator, None for nothing. Programmes are handed down by the plan
    alone, and crews get their tasks from incidents."""
    if order.action in TASKS or order.errand is not None:
        return Refusal.UNKNOWN_ACTION
    if order.action is Action.SET_PROGRAMME or order.programme or order.levels:
        return Refusal.UNKNOWN_ACTION
    if not _value_fits(order, spec):
        return Refusal.VALUE_INVALID
    return None if _times_fit(order, spec, now) else Refusal.TIME_INVALID


def _value_fits(order: Order, spec: ActionSpec) -> bool:
    if order.action is Action.SOUND:
        if order.tone not in spec.tones:
            return False
    elif order.tone or order.test:
        return False
    if order.value is None:
        return order.action not in _WITH_VALUE
    takes_value = order.action in _WITH_VALUE or (spec.kind, order.action) == ("pump", Action.START)
    least = SLOWEST_PER_CENT if spec.kind == "pump" else 0.0
    return takes_value and least <= order.value <= 100.0  # NaN is neither


def _times_fit(order: Order, spec: ActionSpec, now: Instant) -> bool:
    longest = LONGEST_SOUND_S if order.action is Action.SOUND else 0.0
    shortest = 1.0 if order.action is Action.SOUND else 0.0
    if not shortest <= order.duration_s <= longest:
        return False
    if order.until is not None and not (
        order.action is Action.SET_LEVEL and 0 < order.until - now.wall <= LONGEST_OVERRIDE_MS
    ):
        return False
    return spec.shortest_s <= order.over_s <= spec.longest_s


def fault_of_target(target: Target) -> Refusal | None:
    """What is wrong with how devices are named, None for nothing."""
    if len(target.ids) > MOST_DEVICES:
        return Refusal.TOO_MANY
    return _SCOPES[target.scope](target)


def _one_id(target: Target) -> Refusal | None:
    return None if len(target.ids) == 1 else Refusal.NO_DEVICES


def _some_ids(target: Target) -> Refusal | None:
    return None if target.ids else Refusal.NO_DEVICES


def _zone(target: Target) -> Refusal | None:
    return None if target.zone else Refusal.NO_DEVICES


def _area(target: Target) -> Refusal | None:
    good = FEWEST_CORNERS <= len(target.ring) <= MOST_CORNERS and all(_on_earth(*one) for one in target.ring)
    return None if good else Refusal.AREA_INVALID


def _place(target: Target) -> Refusal | None:
    good = len(target.ring) == 1 and _on_earth(*target.ring[0]) and 0 < target.radius_m <= LARGEST_RADIUS_M
    return None if good else Refusal.AREA_INVALID


def _all(_target: Target) -> Refusal | None:
    return None


_SCOPES: Mapping[Scope, Callable[[Target], Refusal | None]] = {
    Scope.DEVICE: _one_id,
    Scope.DEVICES: _some_ids,
    Scope.CIRCUIT: _one_id,
    Scope.ZONE: _zone,
    Scope.GROUP: _one_id,
    Scope.AREA: _area,
    Scope.PLACE: _place,
    Scope.ALL: _all,
}


def _on_earth(lon: float, lat: float) -> bool:
    return abs(lon) <= 180.0 and abs(lat) <= 90.0  # NaN is neither


def light_up(act: LightUp, now: Instant) -> tuple[Target, Order] | Refusal:
    """The lamps and the order of *light up this place*; the place itself is looked at as every target is."""
    if not 1 <= act.minutes <= LONGEST_LIGHT_UP_MIN:
        return Refusal.TIME_INVALID
    target = Target(Scope.PLACE, ring=((act.lon, act.lat),), radius_m=act.radius_m)
    until = now.wall + act.minutes * 60_000
    return target, Order(Action.SET_LEVEL, value=100.0, until=until)
