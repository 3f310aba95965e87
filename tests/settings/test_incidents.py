"""The shipped kinds of incidents, their rules and procedures, and what the settings change in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.domain.alarms import Priority
from app.domain.catalogue import Catalogue
from app.domain.incidents.kinds import IncidentCatalogue, JoinBy
from app.domain.incidents.procedures import Button
from app.domain.orders import Action
from app.domain.rulebook import RuleBook
from app.settings.actions import load_actions
from app.settings.incidents import IncidentSettings, load_incidents
from app.settings.problems import SettingsInvalid
from app.settings.resources import resource
from app.settings.rules import load_rules
from app.settings.settings import load

POSITIONS = {"close", "open", "throttle"}
SKILLS = {"water", "electrical", "cleaning", "technical", "lookout", "works", "patrol", "traffic"}


@pytest.fixture(scope="module")
def rules(shipped: Catalogue) -> RuleBook:
    return load_rules(shipped)


@pytest.fixture(scope="module")
def incidents(shipped: Catalogue, rules: RuleBook) -> IncidentCatalogue:
    return load_incidents(shipped, rules)


def changed(shipped: Catalogue, rules: RuleBook, **settings: Any) -> IncidentCatalogue:
    return load_incidents(shipped, rules, IncidentSettings(**settings))


def problems(shipped: Catalogue, rules: RuleBook, **settings: Any) -> list[str]:
    with pytest.raises(SettingsInvalid) as told:
        changed(shipped, rules, **settings)
    return [problem.message + problem.suggestion for problem in told.value.problems]


# -- what ships ------------------------------------------------------------------------------------------


def opens(incidents: IncidentCatalogue, rule: str, priority: Priority) -> str:
    wildcard = f"{rule.partition('.')[0]}.*"
    for row in incidents.opening:
        if priority >= row.at_least and (rule in row.rules or wildcard in row.rules):
            return row.id
    return ""


def test_every_alarm_from_medium_on_falls_under_a_row(incidents: IncidentCatalogue, rules: RuleBook):
    left = [
        rule.id
        for rule in rules.rules
        if rule.priority >= Priority.MEDIUM and not opens(incidents, rule.id, rule.priority)
    ]
    assert not left


def test_every_kind_of_device_has_a_row_for_rules_that_a_site_adds(
    incidents: IncidentCatalogue, shipped: Catalogue
):
    assert all(opens(incidents, f"{kind}.own", Priority.HIGH) for kind in shipped.kinds)


def test_no_low_alarm_opens_an_incident(incidents: IncidentCatalogue, rules: RuleBook):
    low = [rule.id for rule in rules.rules if rule.priority is Priority.LOW]
    assert "luminaire.dark_at_night" in low
    assert not [rule for rule in low if opens(incidents, rule, Priority.LOW)]


def test_only_calls_for_help_fire_and_sirens_do_not_wait(incidents: IncidentCatalogue):
    at_once = {rule for row in incidents.opening if not row.after_s for rule in row.rules}
    assert {rule.partition(".")[0] for rule in at_once} == {
        "panic_button",
        "crew",
        "vehicle",
        "waste_container",
        "siren",
    }


def test_every_kind_has_targets_that_follow_one_another(incidents: IncidentCatalogue):
    for kind in incidents.kinds.values():
        assert set(kind.targets) == set(Priority), kind.id
        for targets in kind.targets.values():
            assert 0 < targets.acknowledge_s < targets.resolve_s
            assert not targets.arrive_s or targets.acknowledge_s < targets.arrive_s < targets.resolve_s
        by_urgency = [kind.targets[priority] for priority in sorted(Priority, reverse=True)]
        assert by_urgency == sorted(by_urgency, key=lambda targets: targets.acknowledge_s)
        assert set(kind.skills) <= SKILLS


def test_every_kind_has_a_procedure_and_every_procedure_a_kind(incidents: IncidentCatalogue):
    assert {kind.procedure for kind in incidents.kinds.values()} == set(incidents.procedures)


def test_buttons_order_what_their_device_can_be_told(incidents: IncidentCatalogue, shipped: Catalogue):
    actions = load_actions(shipped)
    for procedure in incidents.procedures.values():
        for step in procedure.steps:
            if step.button is not Button.CONTROL:
                continue
            known = {str(action) for kind, action in actions if kind == step.device_kind}
            if (step.device_kind, Action.SET_POSITION) in actions:
                known |= POSITIONS
            assert step.deed in {"", *known}, f"{procedure.id}.{step.id}"


def test_the_burst_main_is_followed_as_people_do_it(incidents: IncidentCatalogue):
    steps = {step.id: step for step in incidents.procedures["water_main_break"].steps}
    assert next(iter(steps)) == "confirm"
    assert steps["confirm"].button is Button.CAMERA
    assert (steps["close"].button, steps["close"].device_kind, steps["close"].deed) == (
        Button.CONTROL,
        "valve",
        "close",
    )
    assert steps["by_hand"].only_if is not None
    assert steps["by_hand"].only_if.branch == "by_hand"


def test_texts_are_in_both_languages(incidents: IncidentCatalogue):
    for procedure in incidents.procedures.values():
        labels = [procedure.label, *(step.label for step in procedure.steps)]
        assert all(label.es != label.en for label in labels if len(label.es) > 12), procedure.id


# -- what a site changes ---------------------------------------------------------------------------------


def test_a_site_changes_a_target_and_leaves_the_others(
    shipped: Catalogue, rules: RuleBook, incidents: IncidentCatalogue
):
    row = {"id": "water", "priority": "critical", "targets": {"high": {"resolve_s": 7200}}}
    kind = changed(shipped, rules, kind=[row]).kinds["water"]
    before = incidents.kinds["water"]
    assert kind.priority is Priority.CRITICAL
    assert kind.targets[Priority.HIGH].resolve_s == 7200.0
    assert kind.targets[Priority.HIGH].arrive_s == before.targets[Priority.HIGH].arrive_s
    assert kind.targets[Priority.LOW] == before.targets[Priority.LOW]
    assert (kind.label, kind.procedure) == (before.label, before.procedure)


def test_a_site_adds_a_kind_with_the_alarms_that_open_it(shipped: Catalogue, rules: RuleBook):
    catalogue = changed(
        shipped,
        rules,
        kind=[{"id": "snow", "es": "Nieve", "en": "Snow", "glyph": "weather", "priority": "low"}],
        open=[{"id": "frost", "kind": "snow", "rules": ["weather.*"], "at_least": "low"}],
        join=[{"id": "snow_zone", "by": "zone", "incident_kinds": ["snow"]}],
    )
    assert opens(catalogue, "weather.wind_hi", Priority.MEDIUM) == "frost"
    assert catalogue.joining[0].by is JoinBy.ZONE
    assert catalogue.kinds["snow"].label.es == "Nieve"


def test_a_row_can_be_taken_away(shipped: Catalogue, rules: RuleBook):
    catalogue = changed(
        shipped,
        rules,
        open=[{"id": "blind_camera", "enabled": False}],
        escalate=[{"id": "not_resolved", "enabled": False}],
    )
    assert opens(catalogue, "camera.no_signal", Priority.MEDIUM) == ""
    assert len(catalogue.escalation) == 5


def test_steps_are_taken_in_the_order_of_their_targets(shipped: Catalogue, rules: RuleBook):
    row = {"id": "soon", "target": "acknowledge", "after_s": 60, "to": "owner"}
    steps = changed(shipped, rules, escalate=[row]).escalation
    assert [(step.target, step.after_s) for step in steps][:3] == [
        ("acknowledge", 0.0),
        ("acknowledge", 60.0),
        ("acknowledge", 120.0),
    ]


def test_how_long_an_incident_can_be_opened_again(shipped: Catalogue, rules: RuleBook):
    assert changed(shipped, rules, rejoin_minutes=2.0).rejoin_s == 120.0


NEW_KIND = {"id": "snow", "es": "Nieve", "en": "Snow", "glyph": "weather", "priority": "low"}


@pytest.mark.parametrize(
    ("section", "row", "sentence"),
    [
        ("kind", {"id": "watr"}, "There is no 'watr' in 'kind'.Did you mean 'water'?"),
        ("kind", {"es": "Agua"}, "'kind' has a row without an 'id'."),
        ("kind", {"id": "water", "glyph": "drop"}, "'water.glyph' names 'drop', which does not exist."),
        ("kind", {"id": "water", "procedure": "water_main"}, "Did you mean 'water_main_break'?"),
        ("kind", {"id": "water", "devices": ["valv"]}, "Did you mean 'valve'?"),
        ("kind", {"id": "water", "priority": "huge"}, "'incidents.kind.0.priority' must be"),
        ("kind", {"id": "water", "targets": {"high": {"resolve_s": -1}}}, "must be greater than or equal"),
        ("kind", {"id": "water", "enabled": False}, "'incidents.kind.0.enabled' is not known."),
        ("kind", {**NEW_KIND, "id": "Snow!"}, "'incidents.kind.0.id' must match"),
        ("open", {"id": "main_break", "kind": "watr"}, "Did you mean 'water'?"),
        ("open", {"id": "main_break", "rules": ["pressure.presure_lolo"]}, "'pressure.pressure_lolo'?"),
        ("open", {"id": "main_break", "rules": ["presure.*"]}, "Did you mean 'pressure.*'?"),
        (
            "open",
            {"id": "mine", "kind": "water"},
            "There is no 'mine' in 'open'.A new one needs id, kind, ru",
        ),
        ("join", {"id": "water_near", "incident_kinds": ["agua"]}, "names 'agua', which does not exist."),
        ("join", {"id": "water_near", "device_kinds": ["valv"]}, "Did you mean 'valve'?"),
        ("join", {"id": "water_near", "distance_m": 0.0}, "'near' and 'distance_m' go together."),
        ("join", {"id": "same_device", "shares": True}, "'shares' is only for 'network'."),
        ("join", {"id": "same_device", "by": "magic"}, "'incidents.join.0.by' must be"),
        ("escalate", {"id": "not_resolved", "to": "mayor"}, "must be 'owner', 'supervisors' or 'all'"),
        ("escalate", {"id": "not_resolved", "target": "leave"}, "must be 'acknowledge', 'arrive' or"),
    ],
)
def test_what_makes_no_sense_is_refused(
    shipped: Catalogue, rules: RuleBook, section: str, row: dict[str, Any], sentence: str
):
    told = problems(shipped, rules, **{section: [row]})
    assert any(sentence in each for each in told), told


def test_a_row_that_is_there_twice_is_refused(shipped: Catalogue, rules: RuleBook):
    assert problems(shipped, rules, kind=[NEW_KIND, NEW_KIND]) == ["'snow' is there twice."]


def test_problems_name_the_line_of_the_settings_file(tmp_path: Path):
    file = tmp_path / "city.toml"
    file.write_text(
        '[site]\nid = "ps"\n\n[[incidents.kind]]\nid = "water"\nglyph = "drop"\n\n'
        '[[incidents.open]]\nid = "door_open"\nkind = "watr"\n',
        encoding="utf-8",
    )
    with pytest.raises(SettingsInvalid) as told:
        load(file)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [
        (str(file), 6),
        (str(file), 10),
    ]


def test_a_rule_of_the_same_file_can_open_an_incident(tmp_path: Path):
    file = tmp_path / "city.toml"
    file.write_text(
        '[site]\nid = "ps"\n\n[[alarms.rule]]\nid = "pump.dry"\nkind = "pump"\ntype = "event"\n'
        'event = "dry"\npriority = "low"\nlabel_es = "Seca"\nlabel_en = "Dry"\n'
        'guidance_es = "Ver."\nguidance_en = "See."\n\n'
        '[[incidents.open]]\nid = "dry"\nkind = "supply"\nrules = ["pump.dry"]\nat_least = "low"\n',
        encoding="utf-8",
    )
    assert load(file).incidents.open[0]["id"] == "dry"


def test_a_flood_ends_below_where_it_begins():
    with pytest.raises(ValueError, match="flood_ends_below"):
        IncidentSettings(flood_begins_above=4, flood_ends_below=5)


# -- what is wrong with the shipped files ----------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("catalogue"), tmp_path / "catalogue"))


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("incidents", 'id = "supply"', 'id = "water"', "'water' is there twice."),
        (
            "incidents",
            'procedure = "panic_button"',
            'procedure = "panic_buton"',
            "Did you mean 'panic_button'?",
        ),
        ("incidents", "after_s = 15", "after_s = true", "'open.5.after_s' must be a number."),
        (
            "procedures",
            'id = "pumping_fault"',
            'id = "water_main_break"',
            "'water_main_break' is there twice.",
        ),
        ("procedures", 'id = "explain"', 'id = "confirm"', "'water_main_break.confirm' has an id twice."),
        (
            "procedures",
            'branch = "no_break"',
            'branch = "no"',
            "'water_main_break.explain' hangs from a branch",
        ),
        ("procedures", 'step = "close", branch', 'step = "reopen", branch', "that no step before it has."),
        ("procedures", 'device_kind = "valve"', 'device_kind = "valv"', "Did you mean 'valve'?"),
        ("procedures", 'device_kind = "valve"\n', "", "'control' and 'device_kind' stand together"),
        ("procedures", 'button = "camera"', 'button = "film"', "'procedure.0.step.0.button' must be"),
        ("procedures", "timer_s = 180", "timer_s = 864000", "has a time below 0 or longer than a day."),
        ("procedures", 'type = "number"', 'type = "choice"', "has a field with nothing to choose."),
    ],
)
def test_a_shipped_file_that_makes_no_sense_is_refused_with_its_line(
    shipped: Catalogue, rules: RuleBook, folder: Path, file: str, old: str, new: str, sentence: str
):
    path = folder / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        load_incidents(shipped, rules, folder=folder)
    assert sentence in str(told.value)
    assert all(problem.line for problem in told.value.problems)
