"""The alarm rules that ship, and what the settings of a city may change in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.alarms import Priority
from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.domain.rulebook import RuleBook
from app.domain.rules import Direction, EventRule, LimitRule, MismatchRule, RateRule, StaleRule
from app.settings.catalogue import load_catalogue
from app.settings.problems import SettingsInvalid
from app.settings.rules import load_rules
from app.settings.settings import load
from app.settings.toml_lines import parse_toml


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> RuleBook:
    return load_rules(catalogue)


def with_settings(catalogue: Catalogue, *tables: dict[str, Any]) -> RuleBook:
    return load_rules(catalogue, tables)


def problems(catalogue: Catalogue, *tables: dict[str, Any]) -> list[str]:
    with pytest.raises(SettingsInvalid) as told:
        load_rules(catalogue, tables)
    return [str(problem) for problem in told.value.problems]


def test_every_kind_has_rules_and_says_when_it_is_silent(catalogue: Catalogue, book: RuleBook) -> None:
    silent = {rule.kind for rule in book.rules if isinstance(rule, StaleRule)}
    assert silent == set(catalogue.kinds)


def test_every_type_of_rule_is_in_use(book: RuleBook) -> None:
    assert {type(rule).__name__ for rule in book.rules} >= {
        "LimitRule",
        "StateRule",
        "StaleRule",
        "EventRule",
        "MismatchRule",
        "RateRule",
    }
    assert any(rule.count for rule in book.rules)


def test_every_rule_says_in_two_languages_what_it_is_and_what_to_do(book: RuleBook) -> None:
    for rule in book.rules:
        for label in (rule.label.es, rule.label.en):
            assert 3 < len(label) <= 45, rule.id
            assert not label.endswith(".")
        for guidance in (rule.guidance.es, rule.guidance.en):
            assert guidance.endswith("."), rule.id
            assert len(guidance) <= 80, rule.id
        assert "!" not in rule.label.es + rule.guidance.es


def test_no_limit_lies_within_what_is_normal(catalogue: Catalogue, book: RuleBook) -> None:
    for rule in book.rules:
        if not isinstance(rule, LimitRule):
            continue
        normal = catalogue.kinds[rule.kind].normal.get(rule.quantity)
        if normal is None:
            continue
        if rule.direction is Direction.HIGH and normal.high is not None:
            assert rule.limit - rule.deadband >= normal.high - 1e-9, rule.id
        if rule.direction is Direction.LOW and normal.low is not None:
            assert rule.limit + rule.deadband <= normal.low + 1e-9, rule.id


@pytest.mark.parametrize(
    ("rule", "priority"),
    [
        ("cabinet.no_voltage", Priority.HIGH),
        ("pressure.pressure_lolo", Priority.CRITICAL),
        ("pressure.pressure_lo", Priority.HIGH),
        ("waste_container.temperature_hihi", Priority.CRITICAL),
        ("waste_container.filling_hi", Priority.LOW),
        ("panic_button.panic", Priority.CRITICAL),
        ("camera.no_signal", Priority.MEDIUM),
        ("camera.sharpness_lo", Priority.MEDIUM),
        ("river.level_hi", Priority.MEDIUM),
        ("river.level_hihi", Priority.CRITICAL),
        ("air_quality.pm25_hi", Priority.LOW),
    ],
)
def test_the_gravest_alarms_have_the_priority_they_deserve(
    book: RuleBook, rule: str, priority: Priority
) -> None:
    assert {known.id: known.priority for known in book.rules}[rule] is priority


def test_the_mix_of_priorities_is_not_top_heavy(book: RuleBook) -> None:
    """EEMUA 191 and ISA-18.2 ask that the gravest priority be the rarest."""
    counts = [sum(rule.priority is priority for rule in book.rules) for priority in Priority]
    assert counts[-1] < counts[-2] < counts[-3]


def test_a_city_sets_a_limit_for_a_zone_and_another_for_a_device(catalogue: Catalogue) -> None:
    book = with_settings(
        catalogue,
        {"id": "pressure.pressure_lo", "limit": 1.1, "device": "PRE-7", "priority": "medium"},
        {"id": "pressure.pressure_lo", "limit": 1.3, "zone": "Cerro"},
        {"id": "pressure.battery_lo", "enabled": False, "zone": "Cerro"},
    )
    here, there = (book.of(Device(name, "pressure", name, zone="Cerro")).by_id for name in ("PRE-1", "PRE-7"))
    elsewhere = book.of(Device("PRE-2", "pressure", "P", zone="Puerto")).by_id
    lo = "pressure.pressure_lo"
    assert [getattr(rules[lo], "limit", None) for rules in (elsewhere, here, there)] == [1.5, 1.3, 1.1]
    assert there[lo].priority is Priority.MEDIUM
    assert ("pressure.battery_lo" in elsewhere, "pressure.battery_lo" in here) == (True, False)


def test_a_city_adds_a_rule_of_its_own(catalogue: Catalogue) -> None:
    book = with_settings(
        catalogue,
        {
            "id": "too_fast",
            "kind": "traffic_counter",
            "type": "limit",
            "quantity": "average_vehicle_speed",
            "level": "hi",
            "limit": 95,
            "zones": ["Malecón"],
            "priority": "low",
            "label_es": "Carreras",
            "label_en": "Racing",
            "guidance_es": "Enviar una patrulla.",
            "guidance_en": "Send a patrol.",
        },
    )
    rule = {rule.id: rule for rule in book.rules}["traffic_counter.too_fast"]
    assert isinstance(rule, LimitRule)
    assert (rule.limit, rule.zones) == (95.0, {"Malecón"})


def test_the_site_s_re_alarm_is_for_rules_without_one(catalogue: Catalogue) -> None:
    book = load_rules(catalogue, realarm_minutes=90.0)
    times = {rule.id: rule.realarm_s for rule in book.rules}
    assert times["camera.no_signal"] == 5400.0
    assert times["panic_button.panic"] == 300.0


def test_all_that_is_wrong_is_told_at_once_with_a_suggestion(catalogue: Catalogue) -> None:
    told = problems(
        catalogue,
        {"id": "pressure.pressure_lolow", "limit": 1},
        {"id": "pressure.pressure_lolo", "limti": 1.0},
        {"id": "x", "kind": "pump", "type": "limt"},
        {"id": "x", "kind": "pum", "type": "limit"},
        {"limit": 3.0},
        {"id": "camera.no_signal", "state": "x"},
        {"id": "camera.no_signal", "zone": 3, "enabled": "no"},
        {"id": "camera.no_signal", "quantity": "bitrate"},
        {"id": "tank.filling_hi", "limit": 300.0},
        {"id": "tank.filling_hi", "count": 3},
        {"id": "tank.filling_hi", "limit": float("nan")},
        {"id": "tank.filling_hi", "release_s": 3.0},
    )
    assert (
        "settings: There is no rule 'pressure.pressure_lolow'. Did you mean 'pressure.pressure_lolo'?" in told
    )
    assert "settings: 'alarms.rule.1.limti' is not known. Did you mean 'limit'?" in told
    assert "settings: 'limt' is not a type of rule. Did you mean 'limit'?" in told
    assert "settings: 'pum.x': there is no kind 'pum'. Did you mean 'pump'?" in told
    assert "settings: 'tank.filling_hi': filling_level is always between 0 and 100." in told
    assert len(told) == 14


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"type": "limit", "quantity": "flwo", "level": "hi", "limit": 3.0}, "has no quantity 'flwo'"),
        ({"type": "limit", "quantity": "power_state", "level": "hi", "limit": 3.0}, "needs a number"),
        ({"type": "rate", "quantity": "power_state", "change": 1.0, "over_s": 5.0}, "needs a number"),
        ({"type": "mismatch", "quantity": "power_state", "other": "flow"}, "needs 'tolerance'"),
        (
            {"type": "mismatch", "quantity": "flow", "other": "pressure", "tolerance": 1.0, "other_low": 2.0},
            "takes no 'state'",
        ),
        (
            {
                "type": "mismatch",
                "quantity": "power_state",
                "other": "flow",
                "state": True,
                "other_low": 2.0,
                "other_high": 1.0,
            },
            "is not below",
        ),
        ({"type": "event", "event": "leak", "outranked_by": "no_flw"}, "which does not exist"),
        ({"type": "event", "event": "leak", "outranked_by": "mine"}, "outranks itself"),
        ({"type": "limit", "quantity": "vibration", "level": "lo", "limit": 6.0}, "is not above that of"),
        (
            {"type": "event", "event": "leak", "count": 3, "window_s": 9.0, "on_delay_s": 3.0},
            "'on_delay_s' out",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    catalogue: Catalogue, fields: dict[str, Any], sentence: str
) -> None:
    texts = dict.fromkeys(("label_es", "label_en", "guidance_es", "guidance_en"), "Prueba")
    (told,) = problems(catalogue, {"id": "mine", "kind": "pump", "priority": "low", **texts, **fields})
    assert sentence in told


def test_problems_name_the_line_of_the_settings_file(catalogue: Catalogue) -> None:
    text = parse_toml('[[alarms.rule]]\nid = "pump.lost"\n\n[[alarms.rule]]\nid = "pump.lots"\n', "city.toml")
    with pytest.raises(SettingsInvalid) as told:
        load_rules(catalogue, text.table["alarms"]["rule"], text=text)
    assert str(told.value) == "city.toml:5: There is no rule 'pump.lots'. Did you mean 'pump.lost'?"


def test_wrong_rules_are_told_together_with_the_rest_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "city.toml"
    file.write_text('[site]\nid = "a/b"\n[[alarms.rule]]\nid = "pump.lots"\n', encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        load(file)
    assert [problem.line for problem in told.value.problems] == [2, 4]


def test_the_rules_of_a_kind_name_its_own_quantities(catalogue: Catalogue, book: RuleBook) -> None:
    for rule in book.rules:
        if isinstance(rule, EventRule | StaleRule):
            continue
        named = {rule.quantity, rule.other} if isinstance(rule, MismatchRule) else {rule.quantity}
        assert named <= set(catalogue.kinds[rule.kind].quantities), rule.id
        if isinstance(rule, RateRule):
            assert rule.over_s >= 2 * catalogue.kinds[rule.kind].expected_interval_s, rule.id
