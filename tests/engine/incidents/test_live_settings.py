"""The settings of incidents take hold while the engine runs."""

from __future__ import annotations

import logging

import pytest

from app.domain.acts import Refusal
from app.domain.incidents import acts
from app.domain.incidents.flood import FloodLimits, FloodState
from app.wire.incidents import IncidentRules, IncidentSnapshot
from tests.engine.incidents.scene import IncidentScene


def press(scene: IncidentScene, *buttons: str) -> None:
    for button in buttons:
        scene.introduce("panic_button", button)
        scene.panic(button)


def test_kinds_and_escalation_are_others_at_once_and_consoles_are_told(scene: IncidentScene):
    row = {"id": "security", "targets": {"critical": {"acknowledge_s": 7}}}
    scene.pass_time(1)
    scene.set(kind=[row], escalate=[{"id": "soon", "target": "acknowledge", "after_s": 3, "to": "owner"}])
    press(scene, "PAN-1")
    (incident,) = scene.open.values()
    assert incident.acknowledge_by - incident.opened_at == 7_000
    scene.pass_time(1)
    rules = scene.of_type(IncidentRules)[-1]
    assert [step.after_s for step in rules.escalation if step.target == "acknowledge"][1] == 3.0
    scene.pass_time(10)
    assert scene.open[incident.id].escalation == 2
    assert len(scene.of_type(IncidentRules)) == 2


def test_what_opens_an_incident_is_another_at_once(scene: IncidentScene):
    scene.set(open=[{"id": "call_for_help", "enabled": False}])
    press(scene, "PAN-1")
    assert not scene.open
    scene.set()
    press(scene, "PAN-2")
    assert len(scene.open) == 1


def test_so_are_the_limits_of_a_flood(scene: IncidentScene):
    press(scene, "PAN-1", "PAN-2", "PAN-3")
    scene.set(flood_begins_above=2, flood_ends_below=1)
    scene.pass_time(1)
    limits = FloodLimits(2, 1)
    flood = scene.of_type(FloodState)[-1]
    assert (flood.on, flood.recent, flood.limits) == (True, 3, limits)
    _rules, snapshot = next(scene.incidents.pages())
    assert isinstance(snapshot, IncidentSnapshot)
    assert snapshot.flood == flood


def test_and_the_largest_file(scene: IncidentScene):
    beto = scene.staff()[2]
    incident = scene.opened(beto)
    scene.set(attachment_mb=1.0)
    answer = scene.ask(beto, acts.BeginAttachment(incident.id, "a.jpg", 1_000_001, "ab" * 32))
    assert answer.verdict.refusal is Refusal.FILE_TOO_LARGE


def test_rows_that_need_alarm_rules_of_the_next_start_wait_for_it(
    scene: IncidentScene, caplog: pytest.LogCaptureFixture
):
    scene.set(open=[{"id": "own", "kind": "security", "rules": ["panic_button.not_yet"]}])
    press(scene, "PAN-1")
    assert len(scene.open) == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "until the next start" in caplog.text
