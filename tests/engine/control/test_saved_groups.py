"""Saved groups: kept, changed and dropped by those whose reach they are in."""

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.lighting.plan import Assignment, LightingPlan
from app.domain.orders import SavedGroup, SavedGroupChanged, Scope, Target
from tests.engine.control.groups import malecon
from tests.engine.control.scene import refusal


def test_a_group_is_saved_commanded_changed_and_dropped(scene):
    _, engineer, _ = scene.staff()
    assert scene.ask(engineer, acts.PutGroup(malecon())).verdict.outcome is Outcome.APPLIED
    (change,) = [one for one in scene.store.kept if isinstance(one, SavedGroupChanged)]
    assert change.group == malecon(version=1)
    assert change in scene.told
    target = Target(Scope.GROUP, ids=("g1",))
    assert scene.command(engineer, target).group
    stale = scene.ask(engineer, acts.PutGroup(malecon("LUM-3")))
    assert stale.verdict.outcome is Outcome.SUPERSEDED
    changed = scene.ask(engineer, acts.PutGroup(malecon("LUM-3", "LUM-3", version=1)))
    assert changed.verdict.outcome is Outcome.APPLIED
    assert scene.desk.saved == (malecon("LUM-3", version=2),)
    assert scene.ask(engineer, acts.DropGroup("g1")).verdict.outcome is Outcome.APPLIED
    assert refusal(scene.command(engineer, target)) is Refusal.UNKNOWN_GROUP
    assert refusal(scene.ask(engineer, acts.DropGroup("g1"))) is Refusal.UNKNOWN_GROUP
    assert [one.act for one in scene.trail() if one.subject == "g1" and one.outcome == "applied"] == [
        "put_group",
        "put_group",
        "drop_group",
    ]


@pytest.mark.parametrize(
    ("group", "why"),
    [
        (malecon(name=" \u200b "), Refusal.NAME_INVALID),
        (malecon(id=""), Refusal.NAME_INVALID),
        (malecon(id="x" * 65), Refusal.NAME_INVALID),
        (malecon("VLV-1"), Refusal.UNKNOWN_DEVICE),
        (malecon("LUM-404"), Refusal.UNKNOWN_DEVICE),
        (SavedGroup("g1", "Empty", "luminaire", (), 0), Refusal.NO_DEVICES),
        (malecon("LUM-1", id="g2", name="MALECÓN VIEJO"), Refusal.NAME_TAKEN),
    ],
)
def test_a_group_that_cannot_be_is_not_saved(scene, group, why):
    _, engineer, _ = scene.staff()
    assert refusal(scene.ask(engineer, acts.PutGroup(malecon(id="g0", name="Malecón Viejo")))) is None
    assert refusal(scene.ask(engineer, acts.PutGroup(group))) is why
    assert len(scene.desk.saved) == 1


def test_a_group_out_of_reach_is_neither_saved_nor_dropped(scene):
    admin, engineer, supervisor = scene.staff()
    scene.ask(supervisor, acts.PutGroup(malecon("LUM-1", "LUM-90")))
    scene.narrow(admin, "carla", zones=("Centro",))
    assert refusal(scene.ask(engineer, acts.DropGroup("g1"))) is Refusal.NOT_PERMITTED
    wider = malecon("LUM-90", id="g2", name="Puerto")
    assert refusal(scene.ask(engineer, acts.PutGroup(wider))) is Refusal.NOT_PERMITTED
    assert len(scene.desk.saved) == 1


def test_a_group_that_was_out_of_reach_is_not_changed_into_one_in_reach(scene):
    admin, engineer, supervisor = scene.staff()
    scene.ask(supervisor, acts.PutGroup(malecon("LUM-1", "LUM-90")))
    scene.narrow(admin, "carla", zones=("Centro",))
    answer = scene.ask(engineer, acts.PutGroup(malecon("LUM-1", version=1)))
    assert refusal(answer) is Refusal.NOT_PERMITTED
    assert scene.desk.saved == (malecon("LUM-1", "LUM-90", version=1),)


def test_a_group_that_the_plan_names_is_changed_by_those_who_may_change_the_plan(scene):
    _, engineer, supervisor = scene.staff()
    scene.ask(engineer, acts.PutGroup(malecon()))
    here = Assignment(Target(Scope.GROUP, ids=("g1",)), "c1")
    scene.desk.restore([], scene.desk.saved, LightingPlan(assignments=(here,)))
    changed = malecon("LUM-3", version=1)
    for act in (acts.PutGroup(changed), acts.DropGroup("g1")):
        answer = scene.ask(supervisor, act)
        assert (refusal(answer), answer.verdict.who) == (
            Refusal.NOT_PERMITTED,
            ("administrator", "engineer"),
        )
    assert scene.ask(supervisor, acts.PutGroup(malecon(id="g2", name="Other"))).verdict.refusal is None
    assert scene.ask(engineer, acts.PutGroup(changed)).verdict.outcome is Outcome.APPLIED


def test_what_the_database_does_not_take_is_not_kept(scene):
    _, engineer, _ = scene.staff()
    scene.store.healthy = False
    assert refusal(scene.ask(engineer, acts.PutGroup(malecon()))) is Refusal.NOT_RECORDED
    assert not scene.desk.saved
    assert [one.outcome for one in scene.trail("put_group")] == ["applied", "failed"]
