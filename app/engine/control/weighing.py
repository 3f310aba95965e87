"""Finds the devices that an order is aimed at, what the operator may do with them, and what stands in the
way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from operator import attrgetter, not_

from app.domain.actions import ActionSpec
from app.domain.acts import Refusal, Verdict
from app.domain.command_groups import Skipped
from app.domain.device_facts import InterlockRules
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.interlocking import MAY_OVERRIDE, conditions, first_blocking, gone_past
from app.domain.interlocks import Condition, Interlock, blocking
from app.domain.orders import Order, SavedGroup, Scope, Target
from app.domain.rights import Grant, Right, allows, who_may
from app.domain.selection_book import refused
from app.domain.selections import Selection
from app.engine.control.checking import MOST_DEVICES, fault_of_order, fault_of_target
from app.engine.control.facts import LUMINAIRE, Facts
from app.engine.control.lamp_screen import LampScreen
from app.engine.control.parts import ControlDeskParts

NOT_PERMITTED = "not_permitted"
NO_ACTION = "no_action"
NEEDS_SIGNATURE = "needs_signature"
"""Reasons to leave a device out that are no interlocks."""
NAMED = 50
"""Devices that a reason names."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An order and the devices that it is for; `skips` are those out of the operator's reach."""

    target: Target
    order: Order
    spec: ActionSpec
    devices: tuple[Device, ...]
    skips: tuple[Skipped, ...] = ()

    @property
    def single(self) -> bool:
        return self.target.scope is Scope.DEVICE


class Weighing:
    """Engine's thread; changes nothing."""

    def __init__(
        self,
        parts: ControlDeskParts,
        facts: Facts,
        lamps: LampScreen,
        saved: Callable[[], Mapping[str, SavedGroup]],
    ) -> None:
        self._parts, self._facts, self._lamps, self._saved = parts, facts, lamps, saved

    # -- what is meant -------------------------------------------------------------------------------

    def aim(
        self, target: Target, order: Order, grants: Sequence[Grant], now: Instant, *also: Right
    ) -> Aim | Verdict:
        """The devices within reach of these rights, or why there are none. `also` are rights over a device
        that are as good as that to command it."""
        spec = self._parts.actions.get((target.kind, order.action))
        if spec is None:
            return refused(Refusal.UNKNOWN_ACTION)
        fault = fault_of_target(target) or fault_of_order(order, spec, now)
        if fault is not None:
            return refused(fault)
        found = self._find(target)
        if isinstance(found, Refusal):
            return refused(found)
        return self._within_reach(Aim(target, order, spec, tuple(found)), grants, *also)

    def meant(self, selection: Selection) -> Aim | Verdict:
        """What a selection holds of devices that are still there."""
        spec = self._parts.actions.get((selection.target.kind, selection.order.action))
        if spec is None:
            return refused(Refusal.UNKNOWN_ACTION)
        found = (self._parts.device(one) for one in selection.devices)
        devices = tuple(one for one in found if one is not None and one.kind == selection.target.kind)
        if not devices:
            return refused(Refusal.UNKNOWN_DEVICE)
        return Aim(selection.target, selection.order, spec, devices)

    def again(self, selection: Selection | None, grants: Sequence[Grant], now: Instant) -> Aim | Verdict:
        """The aim of a selection, checked anew: its order may be too late by now, its operator may not."""
        if selection is None:
            return refused(Refusal.SELECTION_OVER)
        aim = self.meant(selection)
        if isinstance(aim, Verdict):
            return aim
        fault = fault_of_order(aim.order, aim.spec, now)
        return self._within_reach(aim, grants) if fault is None else refused(fault)

    def _find(self, target: Target) -> list[Device] | Refusal:
        if target.scope is Scope.DEVICE:
            device = self._parts.device(target.ids[0])
            known = device is not None and device.kind == target.kind
            return [device] if known and device is not None else Refusal.UNKNOWN_DEVICE
        if target.scope is Scope.GROUP and target.ids[0] not in self._saved():
            return Refusal.UNKNOWN_GROUP
        found = self._parts.resolve(target, self._saved())
        if len(found) > MOST_DEVICES:
            return Refusal.TOO_MANY
        return found or Refusal.NO_DEVICES

    def _within_reach(self, aim: Aim, grants: Sequence[Grant], *also: Right) -> Aim | Verdict:
        mine, others = reach(aim.devices, grants, aim.spec.right, *also)
        if not mine:
            return self.not_permitted(aim.spec.right, others[0])
        skips = (skipped(NOT_PERMITTED, others),) if others else ()
        return replace(aim, devices=tuple(mine), skips=skips)

    def not_permitted(self, right: Right, device: Device) -> Verdict:
        roles = who_may(self._parts.accounts.roles(), right, device.kind, device.zone)
        return refused(Refusal.NOT_PERMITTED, *roles)

    # -- what it needs -------------------------------------------------------------------------------

    def is_critical(self, aim: Aim) -> bool:
        """Whether the settings want two people for it."""
        critical = set(self._parts.rules().critical)
        kind, order = aim.target.kind, aim.order
        if not critical.isdisjoint({f"{kind}.{order.deed}", f"{kind}.{order.action}"}):
            return True
        return not critical.isdisjoint(map(attrgetter("id"), aim.devices))

    def needs_selection(self, aim: Aim) -> bool:
        many = len(aim.devices) > self._parts.rules().group_limit
        return aim.spec.select or many or self.is_critical(aim)

    def without_critical(self, aim: Aim) -> Aim | Verdict:
        """The devices that need no second signature; the others are left out."""
        critical = set(self._parts.rules().critical)
        harmless = tuple(device for device in aim.devices if device.id not in critical)
        left = replace(aim, devices=harmless)
        if not harmless or self.is_critical(left):
            return refused(Refusal.NEEDS_SELECTION)
        others = [device for device in aim.devices if device.id in critical]
        return replace(left, skips=(*aim.skips, skipped(NEEDS_SIGNATURE, others))) if others else left

    # -- what stands in the way ----------------------------------------------------------------------

    def conditions(self, aim: Aim, operator: str, now: Instant) -> tuple[Condition, ...]:
        """Of the single device, or of the group as a whole."""
        if not aim.single:
            return self._facts.overall()
        device = aim.devices[0]
        facts = self._facts.of(device, aim.order.action, now, operator=operator)
        return conditions(aim.order, aim.spec, facts, self._facts.rules())

    def lacks(self, devices: Iterable[Device], right: Right, grants: Sequence[Grant]) -> Verdict | None:
        """The refusal where the right does not hold over every one of the devices."""
        others = reach(devices, grants, right)[1]
        return self.not_permitted(right, others[0]) if others else None

    def overrides(
        self, aim: Aim, named: Collection[str], reason: str, grants: Sequence[Grant], now: Instant
    ) -> tuple[str, ...] | Verdict:
        """Of the conditions that somebody with these rights passes, those that are not met now: none is
        passed for later. Of a group nothing is passed; its devices are left out."""
        if not named:
            return ()
        if not set(named) <= {str(interlock) for interlock in MAY_OVERRIDE} or not aim.single:
            return refused(Refusal.NO_OVERRIDE)
        if not reason:
            return refused(Refusal.REASON_MISSING)
        verdict = self.lacks(aim.devices, Right.OVERRIDE, grants)
        if verdict is not None:
            return verdict
        amiss = {str(one.interlock) for one in self.conditions(aim, "", now) if not one.met}
        return tuple(str(interlock) for interlock in Interlock if str(interlock) in amiss & set(named))

    def gone_past(self, aim: Aim, operator: str, now: Instant) -> tuple[Condition, ...]:
        """What does not stop an order that brings the device to rest."""
        if not (aim.single and aim.spec.safe):
            return ()
        facts = self._facts.of(aim.devices[0], aim.order.action, now, operator=operator)
        return gone_past(aim.order, aim.spec, facts, self._facts.rules())

    def sift(self, aim: Aim, operator: str, now: Instant) -> tuple[list[Device], tuple[Skipped, ...]]:
        """The devices of a group that nothing stands in the way of, and the others with why."""
        going: list[Device] = []
        left_out: dict[str, list[Device]] = {}
        for device, reason in zip(aim.devices, self._reasons(aim, operator, now), strict=True):
            (left_out.setdefault(reason, []) if reason else going).append(device)
        skips = tuple(skipped(reason, devices) for reason, devices in left_out.items())
        return going, aim.skips + skips

    def amiss(self, aim: Aim, operator: str, now: Instant) -> tuple[Condition, ...]:
        """What stands in the way of the first device of a group, where none of them can go."""
        facts = self._facts.of(aim.devices[0], aim.order.action, now, operator=operator)
        return blocking(conditions(aim.order, aim.spec, facts, self._facts.rules()))

    def check(self, device: Device, order: Order, now: Instant) -> str:
        """Why this device is left alone, a machine word; empty where nothing stands in the way. For groups
        and programmes, to which every reservation counts."""
        spec = self._parts.actions.get((device.kind, order.action))
        if spec is None:
            return NO_ACTION
        return self._reason(device, order, spec, self._facts.rules(), now)

    def _reasons(self, aim: Aim, operator: str, now: Instant) -> list[str]:
        """As `_reason` has it, of each device of a group."""
        order, spec, rules = aim.order, aim.spec, self._facts.rules()
        if spec.kind == LUMINAIRE:
            return self._lamps.reasons(aim.devices, order, spec, rules, operator)
        return [self._reason(device, order, spec, rules, now, operator) for device in aim.devices]

    def _reason(
        self,
        device: Device,
        order: Order,
        spec: ActionSpec,
        rules: InterlockRules,
        now: Instant,
        operator: str = "",
    ) -> str:
        if spec.kind == LUMINAIRE:
            return self._lamps.reason(device, order, spec, rules, operator)
        facts = self._facts.of(device, order.action, now, operator=operator)
        return first_blocking(order, spec, facts, rules)


def reach(
    devices: Iterable[Device], grants: Sequence[Grant], *rights: Right
) -> tuple[list[Device], list[Device]]:
    """The devices over which one of the rights holds, and the others."""
    asked = list(devices)
    places = {(device.kind, device.zone) for device in asked}
    mine = {place for place in places if any(allows(grants, right, *place) for right in rights)}
    if mine == places:
        return asked, []
    within = [(device.kind, device.zone) in mine for device in asked]
    return list(compress(asked, within)), list(compress(asked, map(not_, within)))


def skipped(reason: str, devices: Sequence[Device]) -> Skipped:
    return Skipped(reason, len(devices), tuple(device.id for device in devices[:NAMED]))
