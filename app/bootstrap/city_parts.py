"""Puts the engine's city together from settings, catalogue and what the store remembers."""

from __future__ import annotations

from collections.abc import Container, Iterable

from app.domain.catalogue import Catalogue
from app.domain.center import Center
from app.domain.devices import Device
from app.domain.liveness import LivenessThresholds
from app.domain.rulebook import RuleBook
from app.domain.rules import LimitRule
from app.domain.shelving import ShelvingLimits
from app.engine.alarm_marks import AlarmMarks
from app.engine.city import City, CityParts
from app.engine.intake import Intake
from app.engine.meters import Tally
from app.engine.rows import DeviceRows, PointRows
from app.engine.run_folder import RunFolder
from app.engine.texts import TextCodes
from app.engine.watch import Watch
from app.feed.codec import Codec
from app.settings.catalogue import load_catalogue
from app.settings.rules import load_rules
from app.settings.settings import Settings
from app.store.journal import Journal
from app.store.records import Restored
from app.wire.messages import Limit

FIRST_CAPACITY = 8192


def build_codec(settings: Settings, catalogue: Catalogue) -> Codec:
    """The decoder of the site's topics; it also knows what to subscribe to."""
    return Codec(settings.site.root, settings.site.id, catalogue, settings.mappings, settings.limits)


def build_city(
    settings: Settings,
    codec: Codec,
    run: RunFolder,
    journal: Journal,
    restored: Restored,
    awaited: Container[str] = frozenset(),
) -> City:
    """An empty city, sized for what is known; nothing is restored yet. `awaited` are the devices of which
    control wants every reading. Raises SettingsInvalid."""
    catalogue = load_catalogue()
    rules = _rule_book(settings, catalogue)
    devices = DeviceRows(
        catalogue, run.columns, epoch=run.epoch, capacity=max(FIRST_CAPACITY, len(restored.devices))
    )
    points = PointRows(
        catalogue, run.columns, epoch=run.epoch, capacity=max(4 * FIRST_CAPACITY, len(restored.points))
    )
    texts = TextCodes(journal, restored.texts)
    intake = Intake(
        devices,
        points,
        texts,
        journal,
        point_limit=settings.limits.points,
        keep_every_reading=settings.history.every_reading,
        describe=lambda device, quantity, row: city.set_band(device.id, quantity, row),
    )
    intervals = _intervals(settings, catalogue)
    city = City(
        CityParts(
            decoder=codec,
            center=Center(rules, shelving(settings)),
            devices=devices,
            points=points,
            texts=texts,
            marks=AlarmMarks(devices),
            watch=Watch(devices, patience(settings)),
            intake=intake,
            tally=Tally(),
            catalogue=catalogue,
            rules=rules,
            interval_of=lambda device: device.expected_interval_s or intervals[device.kind],
            device_limit=settings.limits.devices,
            limits_of=lambda device_id: _limits(rules, devices.get(device_id)),
            awaited=awaited,
        )
    )
    return city


def _intervals(settings: Settings, catalogue: Catalogue) -> dict[str, float]:
    """Seconds between readings that are expected of each kind."""
    own = settings.liveness.interval_s
    return {kind.id: own.get(kind.id, kind.expected_interval_s) for kind in catalogue.kinds.values()}


def _limits(rules: RuleBook, device: Device | None) -> Iterable[Limit]:
    if device is None:
        return
    for rule in rules.of(device).by_id.values():
        if isinstance(rule, LimitRule):
            yield Limit(rule.quantity, rule.limit, rule.direction.value, rule.priority, rule.id)


def _rule_book(settings: Settings, catalogue: Catalogue) -> RuleBook:
    alarms = settings.alarms
    return load_rules(catalogue, alarms.rule, text=settings.text, realarm_minutes=alarms.realarm_minutes)


def shelving(settings: Settings) -> ShelvingLimits:
    """How long and how often alarms may be put away."""
    return ShelvingLimits(settings.alarms.shelving_longest_minutes, settings.alarms.shelving_largest_count)


def patience(settings: Settings) -> LivenessThresholds:
    """After how much silence a device is late, then lost."""
    return LivenessThresholds(settings.liveness.late_after, settings.liveness.lost_after)
