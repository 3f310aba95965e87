"""Lighting up a place: which lamps, for how long, and what stands in the way."""

import json

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.lighting.plan import Assignment, LightingPlan
from app.domain.orders import Action, Scope, Target
from tests.engine.control.groups import skips
from tests.engine.control.scene import ControlScene, lamps, refusal


def follow_a_plan(scene: ControlScene, target: Target) -> None:
    scene.desk.restore([], [], LightingPlan(assignments=(Assignment(target, "c1"),)))


def test_a_place_is_lit_up_in_one_act_and_returns_by_itself(scene):
    _, engineer, _ = scene.staff()
    follow_a_plan(scene, Target(Scope.ALL))
    answer = scene.ask(engineer, acts.LightUp(-12.09, -77.08, 300.0, 45, "accident", "INC-0417"))
    assert answer.verdict.outcome is Outcome.APPLIED
    scene.pass_time(1.0)
    assert len(scene.outbox.sent) == 31, "more than the limit of groups"
    order, until = scene.outbox.sent[0].order, scene.now.wall - 1000 + 45 * 60_000
    assert (order.action, order.value, order.until) == (Action.SET_LEVEL, 100.0, until)
    entry = scene.trail("light_up")[-1]
    assert entry.subject == "place -12.09000,-77.08000 within 300 m"
    assert json.loads(entry.details)["incident"] == "INC-0417"


def test_lamps_that_would_stay_lit_are_not_lit_up(scene):
    _, engineer, _ = scene.staff()
    act = acts.LightUp(-12.09, -77.08, 300.0, 45, "accident")
    answer = scene.ask(engineer, act)
    assert refusal(answer) is Refusal.INTERLOCKED
    assert [str(one.interlock) for one in answer.conditions] == ["capable"]
    follow_a_plan(scene, lamps(1))
    config = '{"name":"LUM-2","lat":-12.09,"lon":-77.08,"zone":"Centro","capabilities":["until"]}'
    message = scene.shop.arrival("luminaire/LUM-2/config", config)
    scene.shop.city.take([message], scene.now)
    answer = scene.ask(engineer, act)
    scene.pass_time(1.0)
    assert {one.device for one in scene.outbox.sent} == {"LUM-1", "LUM-2"}
    assert skips(scene, answer.group) == {"stays_lit": 29}


def test_lamps_that_two_people_must_sign_for_are_not_lit_up_by_one(scene):
    _, engineer, _ = scene.staff()
    follow_a_plan(scene, Target(Scope.ALL))
    scene.settings.critical = ["LUM-90"]
    answer = scene.ask(engineer, acts.LightUp(-12.09, -77.08, 300.0, 45))
    scene.pass_time(1.0)
    assert skips(scene, answer.group) == {"needs_signature": 1}
    scene.settings.critical = ["luminaire.set_level"]
    again = scene.ask(engineer, acts.LightUp(-12.09, -77.08, 300.0, 45))
    assert refusal(again) is Refusal.NEEDS_SELECTION


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"minutes": 0}, Refusal.TIME_INVALID),
        ({"minutes": 721}, Refusal.TIME_INVALID),
        ({"radius_m": 0.0}, Refusal.AREA_INVALID),
        ({"radius_m": float("nan")}, Refusal.AREA_INVALID),
        ({"radius_m": 5001.0}, Refusal.AREA_INVALID),
        ({"lat": 91.0}, Refusal.AREA_INVALID),
        ({"lon": float("inf")}, Refusal.AREA_INVALID),
    ],
)
def test_a_place_that_is_none_is_not_lit_up(scene, change, why):
    _, engineer, _ = scene.staff()
    place = {"lat": -12.09, "lon": -77.08, "radius_m": 300.0, "minutes": 45, **change}
    assert refusal(scene.ask(engineer, acts.LightUp(**place))) is why
