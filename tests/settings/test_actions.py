"""What each kind can be told, as it ships, and what is refused in its file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain.actions import Actions, Busy
from app.domain.catalogue import Catalogue
from app.domain.command_faults import EVENTS
from app.domain.orders import TASKS, Action, Order
from app.domain.rights import Right
from app.domain.rules import EventRule
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from app.settings.problems import SettingsInvalid
from app.settings.resources import resource
from app.settings.rules import load_rules


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def actions(catalogue: Catalogue) -> Actions:
    return load_actions(catalogue)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("catalogue"), tmp_path / "catalogue"))


def test_every_kind_that_obeys_has_its_actions(actions: Actions) -> None:
    by_kind: dict[str, set[str]] = {}
    for kind, action in actions:
        by_kind.setdefault(kind, set()).add(str(action))
    assert by_kind == {
        "luminaire": {"set_level", "resume_programme", "set_programme"},
        "cabinet": {"start", "stop"},
        "valve": {"set_position", "hold"},
        "pump": {"start", "stop", "set_speed"},
        "siren": {"sound", "silence"},
        "crew": {"attend", "stand_down"},
        "vehicle": {"attend", "stand_down"},
        "drone": {"attend", "stand_down"},
    }


def test_what_can_do_harm_is_selected_first_and_never_sent_twice(actions: Actions) -> None:
    for (kind, action), spec in actions.items():
        if kind in ("valve", "pump", "siren"):
            assert spec.select or spec.safe
        if not spec.safe and kind != "luminaire" and action not in TASKS:
            assert (spec.retries, spec.busy) == (0, Busy.REFUSE)


def test_whatever_is_ordered_a_reading_must_show(actions: Actions) -> None:
    for spec in actions.values():
        for value in (0.0, 40.0, 100.0):
            assert any(check.needed for check in spec.checks_of(Order(spec.action, value=value)))


def test_closed_means_that_the_position_says_so_and_the_flow_falls(actions: Actions) -> None:
    spec = actions["valve", Action.SET_POSITION]
    closed = spec.checks_of(Order(Action.SET_POSITION, value=0.0))
    assert [(check.quantity, str(check.test), check.tolerance) for check in closed] == [
        ("open_percentage", "below", 2.0),
        ("flow", "falls", 1.0),
    ]
    assert spec.hold_when_stuck


def test_every_kind_that_obeys_has_the_alarms_of_commands_that_fail(
    catalogue: Catalogue, actions: Actions
) -> None:
    rules = {(rule.kind, rule.event) for rule in load_rules(catalogue).rules if isinstance(rule, EventRule)}
    for kind in {kind for kind, action in actions if action not in TASKS}:
        assert {(kind, event) for event in EVENTS.values()} <= rules


def test_every_kind_that_moves_is_sent_by_whoever_may_dispatch_and_one_task_at_a_time(
    catalogue: Catalogue, actions: Actions
) -> None:
    mobile = {kind.id for kind in catalogue.kinds.values() if kind.mobile}
    assert {kind for kind, action in actions if action in TASKS} == mobile
    for kind in mobile:
        assert {actions[kind, task].right for task in TASKS} == {Right.DISPATCH}
        assert actions[kind, Action.ATTEND].busy is Busy.REFUSE
        assert actions[kind, Action.STAND_DOWN].safe


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("valve.hold", "valv.hold", "there is no kind 'valv'. Did you mean 'valve'?"),
        ("valve.hold", "valve.holt", "there is no action 'holt'. Did you mean 'hold'?"),
        (
            "valve.hold",
            "siren.hold",
            "'valve.set_position' holds a device that is stuck, and 'valve' has",
        ),
        ('quantity = "sounding"', 'quantity = "soundin"', "'siren.sound' has no quantity 'soundin'. Did you"),
        ('quantity = "sounding"', 'quantity = "flow"', "'siren.sound' has no quantity 'flow'."),
        ('test = "switched"\n', 'test = "near"\n', "cannot use 'near' on 'power_state', which is a bool."),
        ('test = "steady"', 'test = "stedy"', "'valve.hold.checks.0.test' must be"),
        ('test = "steady"', 'test = "near"', "'valve.hold' has no value that 'near' could use."),
        ('deed = "close"', 'deed = "clos"', "'valve.set_position' is never 'clos'. Did you mean 'close'?"),
        ('deed = "open"', 'deed = "throttle"', "has no check that 'open' needs: nothing would confirm it."),
        ('right = "sound_sirens"', 'right = "administer"', "which is no right over a device"),
        ("expires_s = 15", "expires_s = 5", "'siren.sound' waits longer for an answer than the order is"),
        ("retry_after_s = 3\n", "retry_after_s = 0\n", "is tried again, but not after which time."),
        ("retries = 2", "retries = 9", "is tried again after the time for an answer is over."),
        ("shortest_s = 5", "shortest_s = 5000", "has a shortest time above its longest."),
        ("tones = [", "tones = []  # [", "'siren.sound' names no tone."),
        ("safe = true", "save = true", "is not known. Did you mean 'safe'?"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(
    catalogue: Catalogue, folder: Path, old: str, new: str, sentence: str
) -> None:
    file = folder / "actions.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    times = -1 if old == "valve.hold" else 1
    file.write_text(text.replace(old, new, times), encoding="utf-8")
    with pytest.raises(SettingsInvalid) as caught:
        load_actions(catalogue, folder)
    assert sentence in str(caught.value)
    assert all(problem.line for problem in caught.value.problems)
