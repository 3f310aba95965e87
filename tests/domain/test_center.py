"""Devices that come, change and go; rules by zone and device; and what the center keeps in mind."""

from __future__ import annotations

import dataclasses

from app.domain.changes import DeviceIntroduced, DeviceRetired, EventNoted
from app.domain.devices import Device, Event
from app.domain.rulebook import RuleBook, RuleOverride
from tests.domain.scene import Scene, event, high, stale

DEVICE = Device("S1", "sensor", "Sensor 1", zone="norte")
ALARM = "S1:sensor.hi"


def test_an_introduction_is_told_once() -> None:
    city = Scene(high(), devices=())
    assert city.center.introduce(DEVICE, city.now) == [DeviceIntroduced(DEVICE)]
    assert city.center.introduce(DEVICE, city.now) == []
    renamed = dataclasses.replace(DEVICE, name="Otro")
    assert city.center.introduce(renamed, city.now) == [DeviceIntroduced(renamed)]
    assert city.center.device("S1") == renamed


def test_another_kind_under_a_known_id_changes_nothing() -> None:
    city = Scene(high(), devices=(DEVICE,))
    assert city.center.introduce(dataclasses.replace(DEVICE, kind="lamp"), city.now) == []
    assert city.center.device("S1") == DEVICE


def test_the_alarms_of_a_retired_device_return_and_stay_owed() -> None:
    city = Scene(high(on_delay_s=1.0), stale(), devices=(DEVICE,))
    city.read(20.0)
    city.wait(1.0)
    changes = city.center.retire("S1", city.now)
    assert changes[-1] == DeviceRetired("S1")
    assert [change.reason for change in changes[:-1]] == ["device_retired"]  # type: ignore[union-attr]
    city._keep(changes)
    assert city.memories(ALARM) == "unacknowledged"
    assert city.read(20.0) == []
    assert city.retire("S1") == []
    city.acknowledge(ALARM)
    assert city.memories(ALARM) == "normal"


def test_a_device_that_comes_back_goes_on_with_the_versions_of_its_alarms() -> None:
    city = Scene(high(), devices=(DEVICE,))
    city.read(20.0)
    city.retire("S1")
    city.introduce(DEVICE)
    assert city.read(20.0) == [f"{ALARM} raised"]
    assert city.alarm(ALARM).activations == 2


def test_a_retired_device_leaves_no_timer_behind() -> None:
    city = Scene(high(on_delay_s=10.0), devices=(DEVICE,))
    city.read(20.0)
    city.retire("S1")
    assert city.wait(60.0) == []
    assert city.center.next_due is None


def test_a_zone_and_a_device_may_have_limits_of_their_own() -> None:
    devices = [
        Device("A", "sensor", "A"),
        Device("B", "sensor", "B", zone="norte"),
        Device("C", "sensor", "C", zone="norte"),
        Device("D", "sensor", "D", zone="sur"),
    ]
    overrides = [
        RuleOverride("sensor.hi", {}, device="D", enabled=False),
        RuleOverride("sensor.hi", {"limit": 40.0}, device="C"),
        RuleOverride("sensor.hi", {"limit": 20.0}, zone="norte"),
        RuleOverride("sensor.hi", {"limit": 15.0}),
    ]
    city = Scene(high(limit=10.0), devices=devices, overrides=overrides)
    limits = [city.center.band(device.id, "pressure").high for device in devices]
    assert limits == [15.0, 20.0, 40.0, float("inf")]


def test_devices_that_nothing_tells_apart_share_their_rules() -> None:
    book = RuleBook([high()], [RuleOverride("sensor.hi", {"limit": 20.0}, zone="norte")])
    first = book.of(Device("A", "sensor", "A", zone="sur"))
    assert book.of(Device("B", "sensor", "B", zone="este")) is first
    assert book.of(Device("C", "sensor", "C", zone="norte")) is not first


def test_a_rule_may_be_for_some_zones_or_devices_only() -> None:
    city = Scene(high(zones=frozenset({"norte"})), devices=(DEVICE, Device("S2", "sensor", "2", zone="sur")))
    assert city.read(20.0, device="S2") == []
    assert city.read(20.0) == [f"{ALARM} raised"]


def test_a_device_that_moves_to_a_zone_without_the_rule_loses_its_alarm() -> None:
    city = Scene(high(zones=frozenset({"norte"})), devices=(DEVICE,))
    city.read(20.0)
    assert city.introduce(dataclasses.replace(DEVICE, zone="sur")) == [f"{ALARM} returned"]
    assert city.log[-1].reason == "rule_gone"
    assert ("S1", "pressure") in city.center.take_band_changes()


def test_events_are_told_whether_or_not_a_rule_watches_them() -> None:
    city = Scene(event(), devices=(DEVICE,))
    heard = Event("S1", "opened", True, city.now.wall, city.clock)
    assert city.center.apply([], [heard], city.now) == [EventNoted(heard, city.now.wall)]
    assert city.center.apply([], [heard], city.now) == []


def test_a_device_on_which_all_is_normal_keeps_nothing_in_mind() -> None:
    city = Scene(high(off_delay_s=5.0), devices=(DEVICE,))
    city.read(20.0)
    city.read(1.0)
    city.wait(5.0)
    city.acknowledge(ALARM)
    watch = city.center._watches["S1"]
    assert (watch.tracks, watch.values, watch.windows, watch.causes) == (None, None, None, None)


def test_the_texts_of_the_rules_are_there_for_the_console() -> None:
    (text,) = RuleBook([high()]).texts()
    assert (text.id, text.kind, text.quantity, text.level, text.limit) == (
        "sensor.hi",
        "sensor",
        "pressure",
        "hi",
        10.0,
    )
