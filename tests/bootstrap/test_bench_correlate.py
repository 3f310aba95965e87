"""The parts of the bench of correlation: a flood that comes to as many incidents as it should."""

from __future__ import annotations

from app.bootstrap.bench_correlate import BAD, NORMAL
from app.bootstrap.bench_correlate_rules import flood, measure


def test_every_alarm_of_the_flood_is_linked():
    figures = measure(1_000)
    assert figures["alarms"] == figures["linked"] == 1_000
    assert figures["incidents"] == figures["incidents_expected"]


def test_every_kind_of_the_flood_can_go_wrong():
    assert {device.kind for device in flood(1_000).devices} == set(NORMAL) == set(BAD)
