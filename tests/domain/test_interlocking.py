"""The interlocks: each condition that applies, with its value and limit, and what is not known is not met."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actions import ActionSpec, Busy
from app.domain.catalogue import Label
from app.domain.commands import Tag
from app.domain.device_facts import Current, DeviceFacts, InterlockRules, Neighbour, Pump
from app.domain.devices import Liveness
from app.domain.interlocking import MAY_OVERRIDE, NOT_FOR_SAFE, conditions, first_blocking, gone_past
from app.domain.interlocks import Condition, Interlock, blocking
from app.domain.orders import Action, Order
from app.domain.rights import Right

RULES = InterlockRules()
CLOSE = Order(Action.SET_POSITION, 0.0, over_s=90.0)
THROTTLE = Order(Action.SET_POSITION, 40.0, over_s=90.0)
OPEN = Order(Action.SET_POSITION, 100.0, over_s=90.0)
START = Order(Action.START)


def spec(kind: str, action: Action, *, busy: Busy = Busy.REFUSE, safe: bool = False) -> ActionSpec:
    times = {"expires_s": 20.0, "answer_s": 10.0, "finish_s": 60.0, "settle_s": 20.0}
    return ActionSpec(
        kind,
        action,
        Label(str(action), str(action)),
        Right.OPERATE_VALVES,
        select=True,
        busy=busy,
        retries=0,
        retry_after_s=0.0,
        checks=(),
        safe=safe,
        **times,
    )


MOVE = spec("valve", Action.SET_POSITION)
HOLD = spec("valve", Action.HOLD, busy=Busy.QUEUE, safe=True)
RUN = spec("pump", Action.START)
LEVEL = spec("luminaire", Action.SET_LEVEL, busy=Busy.QUEUE)

VALVE = DeviceFacts(
    "VLV-1",
    "valve",
    "Mariposa DN 400",
    heard_age_s=2.0,
    clock_offset_s=0.3,
    values={
        "operating_mode": Current("remote"),
        "open_percentage": Current(100.0),
        "pressure": Current(4.1),
    },
)
PUMP = DeviceFacts("PMP-1", "pump", values={"power_state": Current(value=False)}, starts=2)
LAMP = DeviceFacts("LUM-1", "luminaire")


def valve(**values: object) -> DeviceFacts:
    return replace(VALVE, values={**VALVE.values, **{name: Current(each) for name, each in values.items()}})


def stale(quantity: str) -> DeviceFacts:
    old = Current(VALVE.values[quantity].value, fresh=False)
    return replace(VALVE, values={**VALVE.values, quantity: old})


def of(interlock: Interlock, order: Order, facts: DeviceFacts, rules: InterlockRules = RULES) -> Condition:
    about = {"valve": MOVE, "pump": RUN, "luminaire": LEVEL}[facts.kind]
    (found,) = [one for one in conditions(order, about, facts, rules) if one.interlock is interlock]
    return found


def named(order: Order, about: ActionSpec, facts: DeviceFacts) -> list[str]:
    return [str(one.interlock) for one in conditions(order, about, facts, RULES)]


def test_a_valve_in_order_may_be_closed_and_every_condition_is_said():
    standing = conditions(CLOSE, MOVE, VALVE, RULES)
    assert not blocking(standing)
    assert named(CLOSE, MOVE, VALVE) == [
        "device_live",
        "clock_proven",
        "not_tagged",
        "remote",
        "link_up",
        "store_ok",
        "not_reserved",
        "not_busy",
        "capable",
        "right_state",
        "pressure_below",
        "slow_enough",
    ]


TAG = Tag("VLV-1", "m.rojas", "packing", 1)

BLOCKED = {
    "late": (replace(VALVE, liveness=Liveness.LATE), "device_live"),
    "lost": (replace(VALVE, liveness=Liveness.LOST), "device_live"),
    "never heard": (replace(VALVE, heard_age_s=None), "device_live"),
    "clock of ten minutes": (replace(VALVE, clock_offset_s=600.0), "clock_proven"),
    "clock behind": (replace(VALVE, clock_offset_s=-2.01), "clock_proven"),
    "clock unknown": (replace(VALVE, clock_offset_s=None), "clock_proven"),
    "tagged": (replace(VALVE, tag=TAG), "not_tagged"),
    "local": (valve(operating_mode="local"), "remote"),
    "mode stale": (stale("operating_mode"), "remote"),
    "link down": (replace(VALVE, link_up=False), "link_up"),
    "no store": (replace(VALVE, store_ok=False), "store_ok"),
    "reserved": (replace(VALVE, reserved_by="beto"), "not_reserved"),
    "busy": (replace(VALVE, busy=True), "not_busy"),
    "foreign": (replace(VALVE, capable=False), "capable"),
    "closed already": (valve(open_percentage=1.0), "right_state"),
    "position stale": (stale("open_percentage"), "right_state"),
    "pressure": (valve(pressure=6.0), "pressure_below"),
    "pressure stale": (stale("pressure"), "pressure_below"),
    "narrow main": (replace(VALVE, model="DN 500"), "slow_enough"),
    "main unknown": (replace(VALVE, model="Mariposa"), "slow_enough"),
    "hospital": (replace(VALVE, supplies=("Hospital San Telmo",)), "supply_kept"),
    "other half open": (replace(VALVE, needs_closed=(Neighbour("VLV-2", 43.0),)), "others_in_place"),
    "other unknown": (replace(VALVE, needs_closed=(Neighbour("VLV-2", None),)), "others_in_place"),
}


@pytest.mark.parametrize("case", BLOCKED)
def test_each_thing_amiss_stands_in_the_way_and_is_named(case):
    facts, interlock = BLOCKED[case]
    (left,) = blocking(conditions(CLOSE, MOVE, facts, RULES))
    assert left.interlock == interlock
    assert first_blocking(CLOSE, MOVE, facts, RULES) == interlock
    assert left.known == ("unknown" not in case and "stale" not in case and case != "never heard")
    passed = blocking(conditions(CLOSE, MOVE, facts, RULES), (interlock,))
    assert (not passed) == (left.interlock in MAY_OVERRIDE)


def test_conditions_carry_value_limit_and_whom_they_are_about():
    assert of(Interlock.PRESSURE_BELOW, CLOSE, VALVE) == Condition(
        Interlock.PRESSURE_BELOW, met=True, value=4.1, limit=6.0, unit="bar", may_override=True
    )
    slow = of(Interlock.SLOW_ENOUGH, CLOSE, VALVE)
    assert (slow.value, slow.limit, slow.unit) == (90.0, 90.0, "s")
    tagged = of(Interlock.NOT_TAGGED, CLOSE, replace(VALVE, tag=TAG))
    assert (tagged.about, tagged.value) == ("m.rojas", "packing")
    others = replace(VALVE, needs_closed=(Neighbour("VLV-2", 1.0), Neighbour("VLV-3", 43.0)))
    place = of(Interlock.OTHERS_IN_PLACE, CLOSE, others)
    assert (place.value, place.limit, place.about) == (43.0, 2.0, "VLV-3")
    clock = of(Interlock.CLOCK_PROVEN, CLOSE, replace(VALVE, clock_offset_s=3.2))
    assert (clock.value, clock.limit) == (3.2, 2.0)


def test_speed_and_pressure_matter_only_on_the_way_down():
    assert "slow_enough" not in named(OPEN, MOVE, valve(open_percentage=0.0))
    assert "pressure_below" not in named(OPEN, MOVE, valve(open_percentage=0.0))
    assert not of(Interlock.SLOW_ENOUGH, replace(THROTTLE, over_s=30.0), VALVE).met
    assert "slow_enough" not in named(THROTTLE, MOVE, valve(open_percentage=10.0))
    assert "slow_enough" in named(THROTTLE, MOVE, stale("open_percentage")), "it may be wide open"


def test_whoever_is_cut_off_matters_only_when_it_closes():
    hospital = replace(VALVE, supplies=("Hospital San Telmo", "Escuela 12"))
    assert of(Interlock.SUPPLY_KEPT, CLOSE, hospital).about == "Hospital San Telmo, Escuela 12"
    assert "supply_kept" not in named(THROTTLE, MOVE, hospital)
    nearly = Order(Action.SET_POSITION, 2.0, over_s=90.0)
    assert not of(Interlock.SUPPLY_KEPT, nearly, hospital).met


def test_limits_that_are_not_set_say_nothing():
    none = InterlockRules(closing_s_per_100mm=0.0, pressure_limit_bar=0.0)
    names = [one.interlock for one in conditions(CLOSE, MOVE, VALVE, none)]
    assert Interlock.SLOW_ENOUGH not in names
    assert Interlock.PRESSURE_BELOW not in names


def test_a_device_that_does_not_say_who_has_it_in_hand_is_asked_all_the_same():
    silent = replace(VALVE, values={"open_percentage": Current(100.0), "pressure": Current(4.0)})
    assert "remote" not in named(CLOSE, MOVE, silent)


@pytest.mark.parametrize(
    ("running", "others", "met", "known"),
    [
        (True, (Neighbour("VLV-2", 0.0),), False, True),
        (True, (Neighbour("VLV-2", 2.0), Neighbour("VLV-3", 2.1)), True, True),
        (True, (), False, True),
        (True, (Neighbour("VLV-2", 100.0, closing=True),), False, True),
        (True, (Neighbour("VLV-2", None),), False, False),
        (True, (Neighbour("VLV-2", None), Neighbour("VLV-3", 50.0)), True, True),
        (False, (Neighbour("VLV-2", 0.0),), True, True),
        (None, (Neighbour("VLV-2", 0.0),), False, False),
        (None, (Neighbour("VLV-2", 60.0),), True, True),
    ],
)
def test_a_running_pump_keeps_one_outlet_open(running, others, met, known):
    way = of(Interlock.PUMP_HAS_WAY, CLOSE, replace(VALVE, pumps=(Pump("PMP-1", running, others),)))
    assert (way.met, way.known, way.about) == (met, known, "PMP-1")


def test_of_several_pumps_those_without_a_way_are_named():
    pumps = (Pump("PMP-1", running=True, others=()), Pump("PMP-2", running=False, others=()))
    assert of(Interlock.PUMP_HAS_WAY, CLOSE, replace(VALVE, pumps=pumps)).about == "PMP-1"
    assert "pump_has_way" not in named(THROTTLE, MOVE, replace(VALVE, pumps=pumps))


def test_a_pump_starts_where_there_is_a_way_and_a_start_left():
    assert not blocking(conditions(START, RUN, PUMP, RULES))
    shut = replace(PUMP, outlets=(Neighbour("VLV-1", 0.0), Neighbour("VLV-2", 1.0)))
    assert first_blocking(START, RUN, shut, RULES) == "pump_has_way"
    often = of(Interlock.STARTS_LEFT, START, replace(PUMP, starts=6))
    assert (often.met, often.value, often.limit) == (False, 6.0, 6.0)
    assert not of(Interlock.STARTS_LEFT, START, replace(PUMP, starts=None)).known


@pytest.mark.parametrize(
    ("kind", "action", "quantity", "state", "met"),
    [
        ("pump", Action.START, "power_state", True, False),
        ("pump", Action.SET_SPEED, "power_state", False, False),
        ("pump", Action.SET_SPEED, "power_state", True, True),
        ("cabinet", Action.START, "power_state", False, True),
        ("cabinet", Action.STOP, "power_state", False, False),
        ("siren", Action.SOUND, "sounding", True, False),
    ],
)
def test_a_device_that_is_so_already_is_not_told_again(kind, action, quantity, state, met):
    facts = DeviceFacts("X-1", kind, values={quantity: Current(state)}, starts=0)
    about = spec(kind, action)
    right = next(
        one for one in conditions(Order(action), about, facts, RULES) if one.interlock == "right_state"
    )
    assert (right.met, right.known, right.value) == (met, True, str(state).lower())


def test_lamps_take_the_same_level_twice_and_a_queue_takes_more():
    names = named(Order(Action.SET_LEVEL, 60.0), LEVEL, replace(LAMP, busy=True))
    assert "right_state" not in names
    assert "not_busy" not in names


def test_a_programme_is_handed_only_to_a_device_that_keeps_it():
    programme = spec("luminaire", Action.SET_PROGRAMME, busy=Busy.QUEUE)
    order = Order(Action.SET_PROGRAMME)
    assert first_blocking(order, programme, LAMP, RULES) == "capable"
    assert not first_blocking(order, programme, replace(LAMP, capabilities=("programme",)), RULES)


def test_what_brings_a_device_to_rest_goes_past_the_reservation_of_another_and_says_so():
    reserved = replace(VALVE, reserved_by="beto")
    order = Order(Action.HOLD)
    assert not blocking(conditions(order, HOLD, reserved, RULES))
    (past,) = gone_past(order, HOLD, reserved, RULES)
    assert (past.interlock, past.about) == (Interlock.NOT_RESERVED, "beto")
    assert not gone_past(CLOSE, MOVE, reserved, RULES), "closing does not"
    assert first_blocking(order, HOLD, replace(reserved, tag=TAG), RULES) == "not_tagged"


FACTS = st.builds(
    DeviceFacts,
    device=st.just("VLV-1"),
    kind=st.just("valve"),
    model=st.sampled_from(("DN 400", "Mariposa DN 200", "", "DN")),
    liveness=st.sampled_from(Liveness),
    heard_age_s=st.none() | st.floats(0, 1e6),
    clock_offset_s=st.none() | st.floats(-1e4, 1e4),
    tag=st.none() | st.just(TAG),
    reserved_by=st.sampled_from(("", "beto")),
    busy=st.booleans(),
    values=st.dictionaries(
        st.sampled_from(("open_percentage", "pressure", "operating_mode")),
        st.builds(Current, st.floats(0, 100) | st.sampled_from(("remote", "local")), st.booleans()),
    ),
    needs_closed=st.lists(st.builds(Neighbour, st.just("VLV-2"), st.none() | st.floats(0, 100))).map(tuple),
    pumps=st.lists(
        st.builds(
            Pump,
            st.just("PMP-1"),
            st.none() | st.booleans(),
            st.lists(st.builds(Neighbour, st.just("VLV-3"), st.none() | st.floats(0, 100))).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)
ORDERS = st.builds(Order, st.just(Action.SET_POSITION), st.floats(0, 100), st.floats(0, 3600))


@given(ORDERS, FACTS)
def test_what_is_not_known_is_not_met_and_what_is_amiss_is_passed_only_where_it_may_be(order, facts):
    standing = conditions(order, MOVE, facts, RULES)
    assert not [one for one in standing if one.met and not one.known]
    assert len({one.interlock for one in standing}) == len(standing)
    everything = tuple(str(interlock) for interlock in Interlock)
    assert all(one.interlock not in MAY_OVERRIDE for one in blocking(standing, everything))
    assert bool(first_blocking(order, MOVE, facts, RULES)) == bool(blocking(standing))
    safe = replace(MOVE, safe=True)
    left_out = {one.interlock for one in standing} - {
        one.interlock for one in conditions(order, safe, facts, RULES)
    }
    assert left_out <= NOT_FOR_SAFE
