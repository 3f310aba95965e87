"""Which rules a device has: the rules of its kind with what its zone and the device itself change in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.alarms import RuleText
from app.domain.devices import Device
from app.domain.rules import (
    EventRule,
    LimitRule,
    MismatchRule,
    Rule,
    StaleRule,
    ValueRule,
    quantities,
)
from app.domain.screening import Band, band_of


@dataclass(frozen=True, slots=True)
class RuleOverride:
    """Other settings for one rule: everywhere, or in a zone, or on a device (the narrowest wins)."""

    rule: str
    changes: Mapping[str, object]
    zone: str = ""
    device: str = ""
    enabled: bool = True

    @property
    def reach(self) -> int:
        """Broadest first, so that the narrowest is applied last."""
        return 2 if self.device else 1 if self.zone else 0

    def applies(self, device: Device) -> bool:
        return self.device in ("", device.id) and self.zone in ("", device.zone)


class RuleSet:
    """The rules of devices that have the same ones, sorted by what moves them; shared and unchanging."""

    __slots__ = ("bands", "by_event", "by_id", "by_quantity", "compared", "outranking", "stale")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_id: dict[str, Rule] = {rule.id: rule for rule in rules}
        self.stale: tuple[StaleRule, ...] = tuple(r for r in self.by_id.values() if isinstance(r, StaleRule))
        self.by_event: dict[str, tuple[EventRule, ...]] = {}
        self.by_quantity: dict[str, tuple[ValueRule, ...]] = {}
        compared: set[str] = set()
        for rule in self.by_id.values():
            if isinstance(rule, EventRule):
                self.by_event[rule.event] = (*self.by_event.get(rule.event, ()), rule)
            elif not isinstance(rule, StaleRule):
                for quantity in quantities(rule):
                    self.by_quantity[quantity] = (*self.by_quantity.get(quantity, ()), rule)
            if isinstance(rule, MismatchRule):
                compared.update(quantities(rule))
        self.compared: frozenset[str] = frozenset(compared)
        """The quantities whose last value a mismatch rule needs."""
        self.outranking = frozenset(rule.outranked_by for rule in self.by_id.values())
        """The rules that say more than another one of the device."""
        self.bands: dict[str, Band] = {quantity: self._normal_band(quantity) for quantity in self.by_quantity}
        """The bands of a device on which nothing is bad and nothing is known."""

    def _normal_band(self, quantity: str) -> Band:
        band = Band.NEVER
        for rule in self.by_quantity[quantity]:
            band = band.narrowed(band_of(rule, quantity, bad=False, values={}))
        return band


class RuleBook:
    """All rules of a site. Rule ids are unique in it; a rule belongs to one kind of device."""

    def __init__(self, rules: Iterable[Rule], overrides: Iterable[RuleOverride] = ()) -> None:
        self.rules: tuple[Rule, ...] = tuple(rules)
        self.overrides: tuple[RuleOverride, ...] = tuple(sorted(overrides, key=lambda o: o.reach))
        self._by_kind: dict[str, list[Rule]] = {}
        for rule in self.rules:
            self._by_kind.setdefault(rule.kind, []).append(rule)
        self._zones = {o.zone for o in self.overrides}.union(*(r.zones for r in self.rules)) - {""}
        self._devices = {o.device for o in self.overrides}.union(*(r.devices for r in self.rules)) - {""}
        self._sets: dict[tuple[str, str, str], RuleSet] = {}

    def of(self, device: Device) -> RuleSet:
        """The rules of a device; devices that nothing tells apart share one set."""
        key = (
            device.kind,
            device.zone if device.zone in self._zones else "",
            device.id if device.id in self._devices else "",
        )
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = RuleSet(self._resolve(device))
        return found

    def texts(self) -> tuple[RuleText, ...]:
        """What a console shows of every rule."""
        return tuple(_text(rule) for rule in self.rules)

    def _resolve(self, device: Device) -> list[Rule]:
        resolved: list[Rule] = []
        for rule in self._by_kind.get(device.kind, ()):
            if (rule.zones and device.zone not in rule.zones) or (
                rule.devices and device.id not in rule.devices
            ):
                continue
            enabled = True
            for override in self.overrides:
                if override.rule == rule.id and override.applies(device):
                    rule = dataclasses.replace(rule, **override.changes)  # type: ignore[arg-type]
                    enabled = override.enabled
            if enabled:
                resolved.append(rule)
        return resolved


def _text(rule: Rule) -> RuleText:
    watched = quantities(rule)
    level, limit = (rule.level.value, rule.limit) if isinstance(rule, LimitRule) else ("", None)
    return RuleText(
        id=rule.id,
        kind=rule.kind,
        label_es=rule.label.es,
        label_en=rule.label.en,
        guidance_es=rule.guidance.es,
        guidance_en=rule.guidance.en,
        priority=rule.priority,
        quantity=watched[-1] if watched else "",
        level=level,
        limit=limit,
    )
