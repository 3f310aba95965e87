"""The gate: what each role may ask for, where, and that nothing else passes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import acts
from app.domain import control_acts as control
from app.domain.acts import Outcome, Refusal, Seen
from app.domain.devices import Device
from app.domain.lighting.plan import LightingPlan
from app.domain.operators import Operator, grants_of
from app.domain.orders import Action, Order, Scope, Target
from app.domain.rights import PLACED, STANDARD_ROLES, Grant, Right, Role, allows, narrowed, who_may
from app.engine.access.gate import NEEDS, Gate
from app.wire import frames, video
from app.wire.access import ASKABLE as OPEN
from app.wire.access import Session
from app.wire.administration import AuditFilter, NoteExport, ReadAudit, ReadSettings
from app.wire.messages import LimitsOf, StopEngine
from app.wire.video_service import FROM_VIDEO

ROLES = {role.id: role for role in STANDARD_ROLES}
CITY = {
    "LUM-1": Device("LUM-1", "luminaire", "Lamp", zone="Centro"),
    "VLV-1": Device("VLV-1", "valve", "Valve", zone="Puerto"),
}
CLOSE = control.Command(Target(Scope.DEVICE, "valve", ("VLV-1",)), Order(Action.SET_POSITION, 0.0, 90.0))
LOOKING = (video.WatchCameras, video.OpenPlayback, video.SteerPlayback, video.ClosePlayback)
LAMP, VALVE, STRANGER = Seen("LUM-1:off", 1), Seen("VLV-1:open", 1), Seen("GONE-1:lost", 1)


def session(*roles: str, zones: tuple[str, ...] = (), **more: bool) -> Session:
    operator = Operator("ana", "Ana", roles, zones=zones)
    return Session("ana", "Ana", roles, grants_of(operator, ROLES), 0, **more)


@pytest.fixture
def gate() -> Gate:
    return Gate(CITY.get, lambda: STANDARD_ROLES)


def test_every_request_of_the_wire_is_either_open_or_needs_a_right():
    free = {*OPEN, LimitsOf, *FROM_VIDEO}
    assert {kind for kind in frames.ASKABLE if kind not in free} == set(NEEDS)


def test_nobody_asks_without_a_session(gate):
    passed = gate.check(acts.Acknowledge((LAMP,)), "ana", None)
    assert (passed.body, passed.verdict.refusal) == (None, Refusal.NOT_SIGNED_IN)


def test_nobody_asks_in_the_name_of_another(gate):
    passed = gate.check(acts.Acknowledge((LAMP,)), "luis", session("administrator", "supervisor"))
    assert (passed.body, passed.verdict.refusal) == (None, Refusal.FORGED)


@pytest.mark.parametrize(
    ("state", "refusal"), [({"locked": True}, Refusal.LOCKED), ({"must_change": True}, Refusal.MUST_CHANGE)]
)
def test_a_locked_session_and_one_with_a_given_password_act_on_nothing(gate, state, refusal):
    for body in (acts.Acknowledge((LAMP,)), ReadSettings(), StopEngine()):
        passed = gate.check(body, "ana", session("supervisor", "administrator", **state))
        assert (passed.body, passed.verdict.refusal) == (None, refusal)


def test_a_role_that_must_have_a_second_factor_acts_on_nothing_without_one():
    strict = Gate(CITY.get, lambda: STANDARD_ROLES, lambda: ("supervisor",))
    act = acts.Acknowledge((LAMP,))
    assert strict.check(act, "ana", session("supervisor")).verdict.refusal is Refusal.SECOND_FACTOR
    assert strict.check(act, "ana", session("supervisor", second_factor=True)).body == act
    assert strict.check(act, "ana", session("operator")).body == act


@pytest.mark.parametrize(
    ("role", "body", "allowed"),
    [
        ("operator", acts.Acknowledge((LAMP,)), True),
        ("operator", acts.Shelve(LAMP, 30, "works"), True),
        ("operator", acts.TakeOutOfService(LAMP, "works"), False),
        ("operator", StopEngine(), False),
        ("operator", NoteExport("trend", "t.csv", 3), False),
        ("supervisor", acts.TakeOutOfService(LAMP, "works"), True),
        ("supervisor", ReadAudit(AuditFilter()), False),
        ("engineer", ReadSettings(), True),
        ("administrator", acts.Acknowledge((LAMP,)), False),
        ("administrator", ReadAudit(AuditFilter()), True),
        ("auditor", acts.Acknowledge((LAMP,)), False),
        ("auditor", acts.Comment(LAMP, "looked"), False),
        ("auditor", ReadAudit(AuditFilter()), True),
        ("auditor", ReadSettings(), True),
        ("operator", CLOSE, True),
        ("operator", control.Sign("s", 1), False),
        ("operator", control.TagDevice("LUM-1", "works"), False),
        ("operator", control.PutPlan(LightingPlan()), False),
        ("engineer", control.PutPlan(LightingPlan()), True),
        ("supervisor", control.Sign("s", 1), True),
        ("administrator", CLOSE, False),
        ("auditor", control.ReadConditions(CLOSE.target, CLOSE.order), False),
        ("auditor", control.StopGroup("g"), False),
    ],
)
def test_the_standard_roles_may_what_their_names_say(gate, role, body, allowed):
    passed = gate.check(body, "ana", session(role))
    assert (passed.body is not None) is allowed
    if not allowed:
        assert passed.verdict.refusal is Refusal.NOT_PERMITTED
        assert passed.verdict.who
        assert role not in passed.verdict.who


def test_an_auditor_changes_nothing():
    changing = (
        set(NEEDS)
        - {ReadAudit, ReadSettings, NoteExport, *LOOKING}
        - {kind for kind, rights in NEEDS.items() if Right.READ_AUDIT in rights}
    )
    grants = ROLES["auditor"].grants
    assert not [kind for kind in changing for right in NEEDS[kind] if allows(grants, right)]


def test_of_several_alarms_only_those_in_reach_are_acknowledged(gate):
    here = session("operator", zones=("Centro",))
    passed = gate.check(acts.Acknowledge((LAMP, VALVE, STRANGER)), "ana", here)
    assert passed.body == acts.Acknowledge((LAMP,))
    assert passed.kept_back == (VALVE, STRANGER)


def test_out_of_reach_altogether_is_refused_with_who_could(gate):
    passed = gate.check(acts.Acknowledge((VALVE,)), "ana", session("operator", zones=("Centro",)))
    assert passed.verdict.outcome is Outcome.REFUSED
    assert "operator" in passed.verdict.who, "the role could, this operator's zones do not reach"


def test_a_role_for_one_kind_reaches_no_other(gate):
    lamps = Role("lamps", "Lamps", (Grant(Right.SHELVE, kinds=("luminaire",)),))
    mine = replace(session(), grants=lamps.grants)
    assert gate.check(acts.Shelve(LAMP, 5, "x"), "ana", mine).body is not None
    assert gate.check(acts.Shelve(VALVE, 5, "x"), "ana", mine).body is None
    assert gate.check(acts.Shelve(STRANGER, 5, "x"), "ana", mine).body is None


def test_a_right_over_some_devices_lets_an_order_through_to_where_devices_are_looked_at(gate):
    here = session("operator", zones=("Sur",))
    assert gate.check(CLOSE, "ana", here).body == CLOSE
    sirens = Role("sirens", "Sirens", (Grant(Right.SOUND_SIRENS, kinds=("siren",)),))
    assert gate.check(CLOSE, "ana", replace(here, grants=sirens.grants)).body == CLOSE
    noting = Role("notes", "Notes", (Grant(Right.NOTE),))
    assert gate.check(CLOSE, "ana", replace(here, grants=noting.grants)).body is None


grants = st.builds(
    Grant,
    st.sampled_from(Right),
    st.lists(st.sampled_from(("luminaire", "valve")), max_size=2).map(tuple),
    st.lists(st.sampled_from(("Centro", "Puerto")), max_size=2).map(tuple),
)


@given(
    st.lists(grants, max_size=6),
    st.lists(st.sampled_from(("Centro", "Puerto", "Sur")), max_size=2).map(tuple),
    st.sampled_from(Right),
    st.sampled_from(("luminaire", "valve", "")),
    st.sampled_from(("Centro", "Puerto", "Sur", "")),
)
def test_narrowing_to_zones_only_ever_takes_away(given_grants, zones, right, kind, zone):
    wide = allows(given_grants, right, kind, zone)
    narrow = allows(narrowed(given_grants, zones), right, kind, zone)
    assert wide or not narrow
    if zones and right in PLACED and zone not in zones:
        assert not narrow


@given(st.sampled_from(Right), st.sampled_from(("luminaire", "")), st.sampled_from(("Centro", "")))
def test_who_may_names_just_the_roles_that_are_allowed(right, kind, zone):
    named = set(who_may(STANDARD_ROLES, right, kind, zone))
    assert named == {role.id for role in STANDARD_ROLES if allows(role.grants, right, kind, zone)}
    assert named, "every right is somebody's"
