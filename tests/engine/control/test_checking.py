"""Bad input: what cannot be meant is refused with what is wrong with it, whoever asks."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import control_acts as acts
from app.domain.acts import Refusal
from app.domain.instant import Instant
from app.domain.orders import TASKS, Action, Errand, Level, Order, Scope, Target
from app.engine.control.checking import fault_of_order, fault_of_target
from tests.engine.control.scene import ACTIONS, CLOSE, DIM, refusal

NOW = Instant(1000.0, 1_773_400_000_000)
HOUR, DAY = 3_600_000, 86_400_000
LEVEL, MOVE, START, SOUND = Action.SET_LEVEL, Action.SET_POSITION, Action.START, Action.SOUND

GOOD = [
    ("luminaire", Order(LEVEL, 0.0)),
    ("luminaire", Order(LEVEL, 100.0, over_s=600.0, until=NOW.wall + HOUR)),
    ("luminaire", Order(Action.RESUME_PROGRAMME)),
    ("cabinet", Order(Action.START)),
    ("valve", Order(MOVE, 0.0, over_s=120.0)),
    ("valve", Order(Action.HOLD)),
    ("pump", Order(START)),
    ("pump", Order(START, 80.0)),
    ("pump", Order(Action.SET_SPEED, 70.0)),
    ("siren", Order(SOUND, tone="evacuation", duration_s=60.0, test=True)),
    ("siren", Order(Action.SILENCE)),
]
BAD = [
    ("luminaire", Order(LEVEL), Refusal.VALUE_INVALID),
    ("luminaire", Order(LEVEL, math.nan), Refusal.VALUE_INVALID),
    ("luminaire", Order(LEVEL, -1.0), Refusal.VALUE_INVALID),
    ("luminaire", Order(LEVEL, 100.1), Refusal.VALUE_INVALID),
    ("luminaire", Order(LEVEL, math.inf), Refusal.VALUE_INVALID),
    ("luminaire", Order(Action.RESUME_PROGRAMME, 50.0), Refusal.VALUE_INVALID),
    ("luminaire", Order(LEVEL, 50.0, tone="evacuation"), Refusal.VALUE_INVALID),
    ("cabinet", Order(Action.START, 80.0), Refusal.VALUE_INVALID),
    ("pump", Order(START, 101.0), Refusal.VALUE_INVALID),
    ("pump", Order(START, 0.0), Refusal.VALUE_INVALID),
    ("pump", Order(Action.SET_SPEED, 0.0), Refusal.VALUE_INVALID),
    ("pump", Order(Action.SET_SPEED, 4.9), Refusal.VALUE_INVALID),
    ("siren", Order(SOUND, tone="polka", duration_s=60.0), Refusal.VALUE_INVALID),
    ("siren", Order(SOUND, duration_s=60.0), Refusal.VALUE_INVALID),
    ("siren", Order(Action.SILENCE, test=True), Refusal.VALUE_INVALID),
    ("luminaire", Order(LEVEL, 50.0, over_s=-1.0), Refusal.TIME_INVALID),
    ("luminaire", Order(LEVEL, 50.0, over_s=math.nan), Refusal.TIME_INVALID),
    ("luminaire", Order(LEVEL, 50.0, over_s=601.0), Refusal.TIME_INVALID),
    ("luminaire", Order(LEVEL, 50.0, until=NOW.wall), Refusal.TIME_INVALID),
    ("luminaire", Order(LEVEL, 50.0, until=NOW.wall - HOUR), Refusal.TIME_INVALID),
    ("luminaire", Order(LEVEL, 50.0, until=NOW.wall + 30 * DAY + 1), Refusal.TIME_INVALID),
    ("luminaire", Order(LEVEL, 50.0, until=1 << 62), Refusal.TIME_INVALID),
    ("valve", Order(MOVE, 50.0, over_s=120.0, until=NOW.wall + HOUR), Refusal.TIME_INVALID),
    ("valve", Order(MOVE, 50.0), Refusal.TIME_INVALID),
    ("valve", Order(MOVE, 50.0, over_s=math.inf), Refusal.TIME_INVALID),
    ("siren", Order(SOUND, tone="evacuation"), Refusal.TIME_INVALID),
    ("siren", Order(SOUND, tone="evacuation", duration_s=3601.0), Refusal.TIME_INVALID),
    ("valve", Order(Action.HOLD, duration_s=5.0), Refusal.TIME_INVALID),
    ("luminaire", Order(Action.SET_PROGRAMME, programme="night"), Refusal.UNKNOWN_ACTION),
    ("luminaire", Order(LEVEL, 50.0, levels=(Level(NOW.wall, 50.0),)), Refusal.UNKNOWN_ACTION),
]


@pytest.mark.parametrize(("kind", "order"), GOOD, ids=lambda one: getattr(one, "action", one))
def test_orders_as_they_are_meant_have_no_fault(kind, order):
    assert fault_of_order(order, ACTIONS[kind, order.action], NOW) is None


@pytest.mark.parametrize(("kind", "order", "why"), BAD, ids=range(len(BAD)))
def test_orders_that_no_device_could_take_are_refused(kind, order, why):
    assert fault_of_order(order, ACTIONS[kind, order.action], NOW) is why


TRIANGLE = ((-77.1, -12.1), (-77.0, -12.1), (-77.0, -12.0))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (Target(Scope.DEVICE, ids=()), Refusal.NO_DEVICES),
        (Target(Scope.DEVICE, ids=("LUM-1", "LUM-2")), Refusal.NO_DEVICES),
        (Target(Scope.DEVICES), Refusal.NO_DEVICES),
        (Target(Scope.CIRCUIT), Refusal.NO_DEVICES),
        (Target(Scope.ZONE), Refusal.NO_DEVICES),
        (Target(Scope.DEVICES, ids=("X",) * 50_001), Refusal.TOO_MANY),
        (Target(Scope.AREA, ring=TRIANGLE[:2]), Refusal.AREA_INVALID),
        (Target(Scope.AREA, ring=TRIANGLE * 167), Refusal.AREA_INVALID),
        (Target(Scope.AREA, ring=(*TRIANGLE, (math.nan, 0.0))), Refusal.AREA_INVALID),
        (Target(Scope.AREA, ring=(*TRIANGLE, (0.0, 91.0))), Refusal.AREA_INVALID),
        (Target(Scope.PLACE, ring=TRIANGLE, radius_m=10.0), Refusal.AREA_INVALID),
        (Target(Scope.PLACE, ring=TRIANGLE[:1]), Refusal.AREA_INVALID),
        (Target(Scope.PLACE, ring=TRIANGLE[:1], radius_m=math.inf), Refusal.AREA_INVALID),
        (Target(Scope.AREA, ring=TRIANGLE), None),
        (Target(Scope.AREA, ring=TRIANGLE * 166), None),
        (Target(Scope.PLACE, ring=TRIANGLE[:1], radius_m=300.0), None),
        (Target(Scope.ALL), None),
    ],
)
def test_targets_that_name_nothing_are_refused(target, why):
    assert fault_of_target(target) is why


@pytest.mark.parametrize("action", sorted(TASKS))
def test_a_crew_is_sent_from_an_incident_alone(action):
    assert fault_of_order(Order(action), ACTIONS["crew", action], NOW) is Refusal.UNKNOWN_ACTION
    errand = Order(Action.HOLD, errand=Errand("INC-0001"))
    assert fault_of_order(errand, ACTIONS["valve", Action.HOLD], NOW) is Refusal.UNKNOWN_ACTION


@given(
    st.builds(
        Order,
        st.sampled_from(Action),
        st.none() | st.floats(),
        st.floats(),
        st.none() | st.integers(-(2**63), 2**63),
        st.sampled_from(("", "evacuation", "x")),
        st.floats(),
        st.booleans(),
    )
)
def test_whatever_comes_is_answered_and_what_passes_is_within_bounds(order):
    for (_, action), spec in ACTIONS.items():
        if action is order.action and fault_of_order(order, spec, NOW) is None:
            assert order.value is None or 0.0 <= order.value <= 100.0
            assert spec.shortest_s <= order.over_s <= spec.longest_s
            assert order.until is None or NOW.wall < order.until <= NOW.wall + 30 * DAY


@pytest.mark.parametrize(
    ("target", "order", "why"),
    [
        (Target(Scope.DEVICE, "valve", ("VLV-404",)), CLOSE, Refusal.UNKNOWN_DEVICE),
        (Target(Scope.DEVICE, "valve", ("LUM-1",)), CLOSE, Refusal.UNKNOWN_DEVICE),
        (Target(Scope.DEVICE, "valve", ("VLV-1",)), DIM, Refusal.UNKNOWN_ACTION),
        (Target(Scope.DEVICE, "spaceship", ("VLV-1",)), CLOSE, Refusal.UNKNOWN_ACTION),
        (Target(Scope.GROUP, "luminaire", ("gone",)), DIM, Refusal.UNKNOWN_GROUP),
        (Target(Scope.ZONE, "luminaire", zone="Atlantis"), DIM, Refusal.NO_DEVICES),
        (Target(Scope.DEVICES, "luminaire", ("LUM-404",)), DIM, Refusal.NO_DEVICES),
        (Target(Scope.AREA, "luminaire", ring=((9.0, 9.0),) * 3), DIM, Refusal.NO_DEVICES),
        (Target(Scope.DEVICE, "valve", ("VLV-1",)), Order(MOVE, 140.0, 120.0), Refusal.VALUE_INVALID),
    ],
)
def test_every_way_to_ask_refuses_the_same_and_puts_it_on_record(scene, target, order, why):
    _, engineer, _ = scene.staff()
    asks = [
        acts.Select(target, order, "burst main"),
        acts.Command(target, order),
        acts.ReadConditions(target, order),
    ]
    assert [refusal(scene.ask(engineer, one)) for one in asks] == [why] * 3
    recorded = [(one.act, one.refusal) for one in scene.trail() if one.outcome == "refused"]
    assert recorded == [("select", str(why)), ("command", str(why))]
    assert not scene.outbox.sent


def test_an_order_that_is_late_by_the_time_it_is_operated_goes_nowhere(scene):
    _, engineer, _ = scene.staff()
    order = Order(LEVEL, 80.0, until=scene.now.wall + 20_000)
    target = Target(Scope.DEVICE, "luminaire", ("LUM-1",))
    held = scene.ask(engineer, acts.Select(target, order, "works"))
    scene.pass_time(25.0)
    assert refusal(scene.operate(engineer, held)) is Refusal.TIME_INVALID
    assert not scene.outbox.sent
