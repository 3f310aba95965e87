"""Maintenance tags, lighting plans, and what is brought back after a restart."""

import json

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.commands import Tag, TagChanged
from app.domain.interlocks import Interlock
from app.domain.lighting.plan import Anchor, LightingPlan, PlanChanged, Programme, Step
from app.domain.orders import SavedGroup, Scope, Target
from tests.engine.control.scene import CLOSE, DIM, lamps, refusal

NIGHT = Programme("night", "Noche", (Step(Anchor.SUNSET, 0, 80.0),))
ONE_LAMP = Target(Scope.DEVICE, "luminaire", ("LUM-1",))


def test_a_tagged_device_is_commanded_by_nobody_until_the_tag_is_off(scene):
    _, engineer, supervisor = scene.staff()
    assert refusal(scene.ask(supervisor, acts.TagDevice("VLV-1", " "))) is Refusal.REASON_MISSING
    assert scene.ask(supervisor, acts.TagDevice("VLV-1", "packing")).verdict.outcome is Outcome.APPLIED
    tag = Tag("VLV-1", "beto", "packing", scene.now.wall, "valve", "Centro")
    assert scene.desk.tags == (tag,)
    assert TagChanged("VLV-1", tag) in scene.store.kept
    assert TagChanged("VLV-1", tag) in scene.told
    assert scene.marked == ["VLV-1"]
    held = scene.select(engineer)
    (unmet,) = [one for one in held.conditions if not one.met]
    assert (unmet.interlock, unmet.about, unmet.value) == (Interlock.NOT_TAGGED, "beto", "packing")
    assert refusal(scene.ask(engineer, acts.TagDevice("VLV-1", "again"))) is Refusal.ALREADY
    assert scene.ask(engineer, acts.UntagDevice("VLV-1")).verdict.outcome is Outcome.APPLIED
    assert refusal(scene.ask(engineer, acts.UntagDevice("VLV-1"))) is Refusal.ALREADY
    taken_off = [one for one in scene.trail("untag_device") if one.outcome == "applied"]
    assert json.loads(taken_off[0].details) == {"put_on_by": "beto", "because": "packing"}


def test_a_tag_is_put_on_a_device_in_reach(scene):
    admin, engineer, _ = scene.staff()
    scene.narrow(admin, "carla", zones=("Puerto",))
    assert refusal(scene.ask(engineer, acts.TagDevice("VLV-1", "packing"))) is Refusal.NOT_PERMITTED
    assert refusal(scene.ask(engineer, acts.TagDevice("VLV-404", "x"))) is Refusal.UNKNOWN_DEVICE
    assert not scene.desk.tags


def test_the_tag_of_a_device_that_is_gone_is_taken_off_by_those_who_could_before(scene):
    admin, engineer, supervisor = scene.staff()
    scene.ask(supervisor, acts.TagDevice("VLV-1", "packing"))
    scene.desk.restore([*scene.desk.tags, Tag("VLV-2", "beto", "older", 1)], [], scene.desk.plan)
    scene.retire("VLV-1")
    scene.retire("VLV-2")
    scene.narrow(admin, "carla", zones=("Puerto",))
    for device in ("VLV-1", "VLV-2"):
        assert refusal(scene.ask(engineer, acts.UntagDevice(device))) is Refusal.NOT_PERMITTED
    scene.narrow(admin, "carla", zones=("Centro",))
    assert scene.ask(engineer, acts.UntagDevice("VLV-1")).verdict.outcome is Outcome.APPLIED
    assert refusal(scene.ask(engineer, acts.UntagDevice("VLV-2"))) is Refusal.NOT_PERMITTED
    assert scene.ask(supervisor, acts.UntagDevice("VLV-2")).verdict.outcome is Outcome.APPLIED
    assert refusal(scene.ask(engineer, acts.TagDevice("VLV-1", "again"))) is Refusal.UNKNOWN_DEVICE


def test_a_tag_that_cannot_be_stored_is_not_on(scene):
    _, engineer, _ = scene.staff()
    scene.store.healthy = False
    assert refusal(scene.ask(engineer, acts.TagDevice("VLV-1", "packing"))) is Refusal.NOT_RECORDED
    assert "VLV-1" not in scene.desk.tagged


def test_what_was_operated_stays_out_when_a_tag_is_put_on(scene):
    _, engineer, supervisor = scene.staff()
    scene.settings.critical = []
    assert scene.operate(engineer, scene.select(engineer)).command
    scene.ask(supervisor, acts.TagDevice("VLV-1", "packing"))
    scene.pass_time(1.0)
    assert len(scene.outbox.sent) == 1


def test_what_waits_is_over_when_a_tag_is_put_on(scene):
    _, engineer, supervisor = scene.staff()
    scene.command(engineer, ONE_LAMP)
    waiting = scene.command(engineer, ONE_LAMP).command
    assert scene.dispatcher.get(waiting).state == "drafted"
    scene.ask(supervisor, acts.TagDevice("LUM-1", "pole is down"))
    ended = scene.dispatcher.get(waiting)
    assert (ended.state, ended.end, ended.life[-1].text) == ("cancelled", "interlocked", "not_tagged")
    (entry,) = scene.trail("command_ended")
    assert (entry.subject, entry.refusal) == ("LUM-1", "interlocked")


def test_what_waits_is_weighed_again_before_it_goes(scene):
    _, engineer, _ = scene.staff()
    scene.command(engineer, ONE_LAMP)
    (first,) = scene.outbox.sent
    waiting = scene.command(engineer, ONE_LAMP).command
    scene.offsets["LUM-1"] = None
    scene.say(first, "rejected")
    scene.tick()
    assert scene.dispatcher.get(waiting).life[-1].text == Interlock.CLOCK_PROVEN
    assert scene.outbox.sent == [first]


def test_a_stuck_valve_under_maintenance_is_not_told_to_hold(scene):
    _, engineer, supervisor = scene.staff()
    scene.settings.critical = []
    stuck = scene.dispatcher.get(scene.operate(engineer, scene.select(engineer)).command)
    scene.say(stuck, "accepted")
    scene.ask(supervisor, acts.TagDevice("VLV-1", "packing"))
    scene.pass_time(400.0)
    assert scene.dispatcher.get(stuck.id).end == "not_finished"
    assert [one.order.action for one in scene.outbox.sent] == ["set_position"]
    entries = [json.loads(one.details) for one in scene.trail("command_ended")]
    assert [(one["order"]["action"], one["state"]) for one in entries][-1] == ("hold", "cancelled")


def test_a_plan_is_put_in_force_as_a_whole(scene):
    _, engineer, _ = scene.staff()
    answer = scene.ask(engineer, acts.PutPlan(LightingPlan((NIGHT,))))
    assert answer.verdict.outcome is Outcome.APPLIED
    plan = LightingPlan((NIGHT,), version=1, changed_by="carla", changed_at=scene.now.wall)
    assert scene.desk.plan == plan
    assert scene.plans.put_in_force == [plan]
    assert PlanChanged(plan) in scene.store.kept
    assert PlanChanged(plan) in scene.told
    assert json.loads(scene.trail("put_plan")[0].details) == {"version": 1, "programmes": ["night"]}


def test_a_plan_over_another_version_or_with_faults_is_not_put(scene):
    _, engineer, _ = scene.staff()
    scene.ask(engineer, acts.PutPlan(LightingPlan((NIGHT,))))
    late = scene.ask(engineer, acts.PutPlan(LightingPlan()))
    assert (late.verdict.outcome, late.verdict.superseded_by) == (Outcome.SUPERSEDED, "carla")
    empty = LightingPlan((Programme("night", "Noche", ()),), version=1)
    assert refusal(scene.ask(engineer, acts.PutPlan(empty))) is Refusal.PLAN_INVALID
    scene.store.healthy = False
    assert refusal(scene.ask(engineer, acts.PutPlan(LightingPlan(version=1)))) is Refusal.NOT_RECORDED
    assert scene.desk.plan.programmes == (NIGHT,)
    assert len(scene.plans.put_in_force) == 1


def test_whoever_may_not_edit_rules_puts_no_plan(scene):
    _, _, supervisor = scene.staff()
    assert refusal(scene.ask(supervisor, acts.PutPlan(LightingPlan()))) is Refusal.NOT_PERMITTED


def test_tags_groups_and_plan_come_back_and_selections_do_not(scene):
    _, engineer, _ = scene.staff()
    plan = LightingPlan((NIGHT,), version=7, changed_by="beto")
    group = SavedGroup("g1", "Malecón", "luminaire", ("LUM-1",), 3)
    scene.desk.restore([Tag("VLV-1", "beto", "packing", 1)], [group], plan)
    assert scene.desk.plan == plan
    assert scene.command(engineer, Target(Scope.GROUP, ids=("g1",))).group
    assert refusal(scene.operate(engineer, scene.select(engineer))) is not None
    assert not [one for one in scene.store.kept if "Selection" in type(one).__name__]


def test_programmes_and_groups_leave_reserved_and_tagged_devices_alone(scene):
    _, engineer, supervisor = scene.staff()
    scene.ask(supervisor, acts.Select(lamps(1), DIM, "festival"))
    scene.ask(engineer, acts.TagDevice("LUM-2", "pole is down"))
    found = {number: scene.device(f"LUM-{number}") for number in (1, 2, 3)}
    reasons = [scene.desk.check(found[number], DIM, scene.now) for number in (1, 2, 3)]
    assert reasons == ["not_reserved", "not_tagged", ""]
    assert scene.desk.check(found[3], CLOSE, scene.now) == "no_action"
