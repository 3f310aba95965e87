"""What the visitor of the demo sees, as the operators get it: its alarms, its incidents, and one flood."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.bootstrap.past_alarms import PastAlarms
from app.demo.city.city import City
from app.demo.past_plays import Given
from app.demo.past_scenes import PastScenes
from app.demo.script import TODAY
from app.domain.alarms import Alarm, Priority, Transition
from app.domain.catalogue import Catalogue, Label
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.correlation import Correlator
from app.domain.incidents.flood import FloodState, FloodWatch
from app.domain.incidents.incident import Incident
from app.domain.instant import Instant
from app.domain.shelving import ShelvingLimits
from app.settings.incidents import load_incidents
from app.settings.rules import load_rules

START = 1_773_374_400.0


class Day:
    """The first half hour of the demo, judged and correlated."""

    def __init__(self, city: City, catalogue: Catalogue) -> None:
        rules = load_rules(catalogue)
        incidents = load_incidents(catalogue, rules)
        self._devices = {device.id: device for device in city.devices}
        self._labels = {rule.id: rule.label for rule in rules.rules}
        self._alarms: dict[str, Alarm] = {}
        self.changes: list[AlarmChanged] = []
        self.floods: list[FloodState] = []
        book = IncidentBook(lambda: incidents)
        correlator, flood = Correlator(lambda: incidents, self, book), FloodWatch()
        judge = PastAlarms(rules, ShelvingLimits(), city.devices, (), start=START - 10.0, seed=1)
        given = Given(START, replace(TODAY, period_s=1799.0))
        for moment in PastScenes(city, [given], catalogue=catalogue, site="test").moments():
            now = Instant(moment.at, round(moment.at * 1000))
            changes = [each for each in judge.take(moment) if isinstance(each, AlarmChanged)]
            self._alarms.update((change.alarm.id, change.alarm) for change in changes)
            self.changes += changes
            for drafts in (correlator.follow(changes, now), correlator.tick(now)):
                book.take(book.stamp(drafts, "", "", now))
            self.floods += [state for state in (flood.take(changes, 1, now), flood.tick(1, now)) if state]
        self.incidents: dict[str, Incident] = {each.device: each for each in book.open.values()}

    def device(self, device: str) -> Device | None:
        return self._devices.get(device)

    def alarm(self, alarm: str) -> Alarm | None:
        known = self._alarms.get(alarm)
        return known if known is not None and known.standing else None

    def rule_label(self, rule: str) -> Label:
        return self._labels[rule]


@pytest.fixture(scope="module")
def day(city: City, catalogue: Catalogue) -> Day:
    return Day(city, catalogue)


def test_every_story_is_an_incident_of_its_kind(day: Day) -> None:
    assert {device: incident.kind for device, incident in day.incidents.items()} == {
        "TAB-17": "lighting",
        "PRE-0231": "water",
        "PAN-088": "security",
        "CON-0064": "fire",
        "RIO-03": "civil_protection",
        "CAM-142": "video",
        "CAM-118": "video",
        "TAB-09": "tampering",
        "BOM-04": "supply",
    }


def test_the_tripped_cabinet_is_one_incident_with_its_lamps(day: Day, city: City) -> None:
    lamps = sum(device.parent == "TAB-17" for device in city.devices)
    assert lamps >= 35
    assert day.incidents["TAB-17"].consequences >= lamps


def test_the_burst_main_and_the_panic_button_are_critical(day: Day) -> None:
    assert day.incidents["PRE-0231"].alarms >= 6
    assert {day.incidents[device].priority for device in ("PRE-0231", "PAN-088")} == {Priority.CRITICAL}
    shown = {c.alarm.priority for c in day.changes if c.transition is Transition.RAISED and not c.alarm.quiet}
    assert shown == set(Priority)


def test_a_flood_for_one_operator_begins_within_two_minutes_and_ends(day: Day) -> None:
    turns = [now for before, now in pairwise([FloodState(), *day.floods]) if before.on != now.on]
    assert [state.on for state in turns] == [True, False]
    assert turns[0].since < (START + 120.0) * 1000
