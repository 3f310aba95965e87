"""Puts the engine's city together from settings, catalogue and what the store remembers."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.catalogue import Catalogue
from app.domain.center import Center
from app.domain.devices import Device
from app.domain.instant import Instant
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
from app.wire.columns import QUALITY_RESTORED
from app.wire.messages import Limit

FIRST_CAPACITY = 8192


def build_codec(settings: Settings, catalogue: Catalogue) -> Codec:
    """The decoder of the site's topics; it also knows what to subscribe to."""
    return Codec(settings.site.root, settings.site.id, catalogue, settings.mappings, settings.limits)


def build_city(
    settings: Settings, codec: Codec, run: RunFolder, journal: Journal, restored: Restored
) -> City:
    """An empty city, sized for what is known; nothing is restored yet. Raises SettingsInvalid."""
    catalogue = load_catalogue()
    rules = load_rules(
        catalogue,
        settings.alarms.rule,
        text=settings.text,
        realarm_minutes=settings.alarms.realarm_minutes,
    )
    shelving = ShelvingLimits(
        settings.alarms.shelving_longest_minutes, settings.alarms.shelving_largest_count
    )
    devices = DeviceRows(
        catalogue, run.columns, epoch=run.epoch, capacity=max(FIRST_CAPACITY, len(restored.devices))
    )
    points = PointRows(
        catalogue, run.columns, epoch=run.epoch, capacity=max(4 * FIRST_CAPACITY, len(restored.points))
    )
    texts = TextCodes(journal, restored.texts)
    center = Center(rules, shelving)
    intake = Intake(
        devices,
        points,
        texts,
        journal,
        point_limit=settings.limits.points,
        keep_every_reading=settings.history.every_reading,
        describe=lambda device, quantity, row: city.set_band(device.id, quantity, row),
    )
    intervals = {
        kind.id: settings.liveness.interval_s.get(kind.id, kind.expected_interval_s)
        for kind in catalogue.kinds.values()
    }
    city = City(
        CityParts(
            decoder=codec,
            center=center,
            devices=devices,
            points=points,
            texts=texts,
            marks=AlarmMarks(devices),
            watch=Watch(
                devices, LivenessThresholds(settings.liveness.late_after, settings.liveness.lost_after)
            ),
            intake=intake,
            tally=Tally(),
            catalogue=catalogue,
            rules=rules,
            interval_of=lambda device: device.expected_interval_s or intervals[device.kind],
            device_limit=settings.limits.devices,
            limits_of=lambda device_id: _limits(rules, devices.get(device_id)),
        )
    )
    return city


def restore_city(city: City, restored: Restored, now: Instant) -> None:
    """Bring back devices, last values and alarms as they were; nothing counts as fresh until it is heard."""
    parts = city.parts
    known = [device for device in restored.devices if device.kind in parts.catalogue.kinds]
    for device in known:
        row = parts.devices.put(device)
        parts.watch.expect(row, parts.interval_of(device), now.monotonic)
    rows = _restore_points(city, restored)
    _restore_values(city, restored, rows)
    parts.center.restore(known, restored.alarms, now)
    for alarm in restored.alarms:
        parts.marks.note(alarm)
    for device_id, quantity, row in _described(city):
        city.set_band(device_id, quantity, row)
    parts.devices.table.touch_all()
    parts.points.table.touch_all()


def _restore_points(city: City, restored: Restored) -> dict[int, int]:
    """Store's point id → row."""
    parts = city.parts
    rows: dict[int, int] = {}
    for point_id, device_id, quantity, _ in restored.points:
        device_row = parts.devices.row(device_id)
        device = parts.devices.get(device_id)
        if device_row is not None and device is not None and quantity in parts.catalogue.quantities:
            rows[point_id] = parts.points.add(device_row, device, quantity, point_id)
    return rows


def _restore_values(city: City, restored: Restored, rows: dict[int, int]) -> None:
    points, devices = city.parts.points, city.parts.devices.table
    facts = points.facts
    for point_id, ts, value in restored.last:
        row = rows.get(point_id)
        if row is None:
            continue
        staging = points.table.staging
        staging["value"][row], staging["ts"][row] = value, ts
        staging["quality"][row] = QUALITY_RESTORED
        facts["kept_value"][row], facts["kept_ts"][row] = value, ts
        device_row = int(staging["device"][row])
        devices.staging["heard_ts"][device_row] = max(ts, int(devices.staging["heard_ts"][device_row]))
        if facts["is_primary"][row]:
            devices.staging["primary"][device_row] = value


def _described(city: City) -> Iterable[tuple[str, str, int]]:
    points = city.parts.points
    for device_row, device in city.parts.devices.placed():
        for quantity, row in points.of_device(device_row).items():
            yield device.id, quantity, row


def _limits(rules: RuleBook, device: Device | None) -> Iterable[Limit]:
    if device is None:
        return
    for rule in rules.of(device).by_id.values():
        if isinstance(rule, LimitRule):
            yield Limit(rule.quantity, rule.limit, rule.direction.value, rule.priority, rule.id)
