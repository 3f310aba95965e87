"""Operators and roles as an administrator changes them: each with its entry, and somebody always left."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.acts import Refusal
from app.domain.operators import Operator, grants_of
from app.domain.rights import STANDARD_ROLES, Grant, Right, Role, allows
from app.store.faults import Fault, StoreUnusable
from app.store.vault.kept_sessions import KeptSession, token_digest
from app.wire.administration import OneTimeCode
from tests.store.vault.house import ADMIN, DAY, OTHER, PASSWORD, House

GUARD = Role("guard", "Guardia", (Grant(Right.SOUND_SIRENS, ("siren",), ("norte", "sur")),), 0)


def changed(house, who, **fields):
    return house.accounts.change(replace(house.accounts.operator(who), **fields), house.draft("change"))


def test_a_new_installation_has_the_standard_roles(house):
    assert {role.id: role for role in house.accounts.roles()} == {role.id: role for role in STANDARD_ROLES}


def test_operators_and_roles_outlive_the_engine(house):
    house.hire("r.quispe", "operator", "dispatcher")
    assert changed(house, "r.quispe", name="Rosa Ñañez", zones=("norte", "Zona 7 – Sur")) is None
    assert house.accounts.put_role(GUARD, house.draft()) is None
    before = (house.accounts.operators(), house.accounts.roles(), house.accounts.rows(house.now))
    house.restart()
    assert (house.accounts.operators(), house.accounts.roles(), house.accounts.rows(house.now)) == before
    assert house.accounts.role("guard") == replace(GUARD, version=1)


def test_what_is_ours_is_not_taken_from_who_asks(house):
    asked = Operator("r.quispe", "Rosa", ("operator",), must_change=False, second_factor=True, version=9)
    house.accounts.add(asked, house.draft(), house.now)
    made = house.accounts.operator("r.quispe")
    assert (made.must_change, made.second_factor, made.created_at, made.version) == (
        True,
        False,
        house.now,
        1,
    )
    assert changed(house, "r.quispe", must_change=False, second_factor=True, created_at=5) is None
    made = house.accounts.operator("r.quispe")
    assert (made.must_change, made.second_factor, made.created_at) == (True, False, house.now)


def test_roles_and_zones_that_are_named_twice_stand_there_once(house):
    house.add("r.quispe", "operator", "operator")
    assert house.accounts.operator("r.quispe").roles == ("operator",)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"id": "R.Quispe"}, Refusal.NAME_INVALID),
        ({"id": "os:root"}, Refusal.NAME_INVALID),
        ({"name": ""}, Refusal.NAME_INVALID),
        ({"name": " Rosa"}, Refusal.NAME_INVALID),
        ({"name": "x" * 61}, Refusal.NAME_INVALID),
        ({"name": "Ro\nsa"}, Refusal.NAME_INVALID),
        ({"name": "Ro\u202esa"}, Refusal.NAME_INVALID),
        ({"name": "Ro\u200bsa"}, Refusal.NAME_INVALID),
        ({"name": "Ro\ud800sa"}, Refusal.NAME_INVALID),
        ({"name": "\u3164\u3164"}, Refusal.NAME_INVALID),
        ({"name": "..."}, Refusal.NAME_INVALID),
        ({"roles": ("operator", "king")}, Refusal.UNKNOWN_ROLE),
        ({"roles": tuple(f"r{n}" for n in range(51))}, Refusal.TOO_MANY),
        ({"zones": ("a\u2067b",)}, Refusal.NAME_INVALID),
        ({"zones": ("",)}, Refusal.NAME_INVALID),
        ({"zones": ("z" * 121,)}, Refusal.TOO_LONG),
        ({"zones": tuple(f"z{n}" for n in range(201))}, Refusal.TOO_MANY),
    ],
)
def test_what_cannot_be_shown_or_kept_is_refused(house, fields, refusal):
    house.add("r.quispe")
    wanted = replace(Operator("l.rojas", "Luz", ("operator",)), **fields)
    assert house.accounts.add(wanted, house.draft("bad"), house.now) is refusal
    if "id" not in fields:
        assert changed(house, "r.quispe", **fields) is refusal
    assert [one.id for one in house.accounts.operators()] == [ADMIN, "r.quispe"]
    assert house.on_record() == ["first", "add"]


@pytest.mark.parametrize(
    "name", ["Ñ", "李小龙", "O'Higgins-Pérez, Mª José", "محمد", "7 Turno noche", "x" * 60]
)
def test_names_of_people_are_good(house, name):
    assert isinstance(house.accounts.add(Operator("one", name, ()), house.draft(), house.now), OneTimeCode)


def test_an_id_is_never_given_again(house):
    house.hire("r.quispe")
    assert changed(house, "r.quispe", enabled=False) is None
    again = house.accounts.add(Operator("r.quispe", "Another", ("operator",)), house.draft("bad"), house.now)
    assert again is Refusal.NAME_TAKEN
    assert house.accounts.operator("r.quispe").name == "Rosa Quispe"


def test_of_two_administrators_who_change_the_same_the_second_is_told(house):
    house.hire("r.quispe")
    seen = house.accounts.operator("r.quispe")
    assert house.accounts.change(replace(seen, name="Rosa A"), house.draft()) is None
    assert house.accounts.change(replace(seen, name="Rosa B"), house.draft("late")) == "superseded"
    assert house.accounts.operator("r.quispe").name == "Rosa A"
    assert "late" not in house.on_record()
    assert house.accounts.change(Operator("nobody", "No", ()), house.draft()) is Refusal.UNKNOWN_OPERATOR


def test_disabling_ends_kept_sessions_and_voids_the_code(house):
    house.hire("r.quispe")
    house.accounts.keep_session("token", KeptSession("r.quispe", "sala-1", house.now, house.now + DAY))
    code = house.accounts.reset("r.quispe", house.draft(), house.now)
    house.accounts.keep_session("token", KeptSession("r.quispe", "sala-1", house.now, house.now + DAY))
    assert changed(house, "r.quispe", enabled=False) is None
    assert house.accounts.find_session("token", house.now) is None
    assert house.column("SELECT count(*) FROM session") == 0
    assert changed(house, "r.quispe", enabled=True) is None
    assert house.accounts.redeem("r.quispe", code.code, OTHER, house.now).operator is None
    assert house.accounts.rows(house.now)[1].code_until is None


# -- somebody is left who may administer -------------------------------------------------------------


@pytest.mark.parametrize("fields", [{"enabled": False}, {"roles": ("operator",)}, {"roles": ()}])
def test_the_last_administrator_stays_one(house, fields):
    assert changed(house, ADMIN, **fields) is Refusal.LAST_ADMINISTRATOR
    house.hire("l.rojas", "administrator")
    assert changed(house, ADMIN, **fields) is None
    assert changed(house, "l.rojas", **fields) is Refusal.LAST_ADMINISTRATOR


def test_who_has_no_password_yet_does_not_count(house):
    house.add("l.rojas", "administrator")
    assert changed(house, ADMIN, enabled=False) is Refusal.LAST_ADMINISTRATOR


def test_the_last_administrator_may_be_reset(house):
    code = house.accounts.reset(ADMIN, house.draft(), house.now)
    assert house.accounts.redeem(ADMIN, code.code, OTHER, house.now).operator


def test_the_role_of_the_last_administrator_keeps_the_right(house):
    role = house.accounts.role("administrator")
    without = tuple(grant for grant in role.grants if grant.right is not Right.ADMINISTER)
    assert house.accounts.put_role(replace(role, grants=without), house.draft()) is Refusal.LAST_ADMINISTRATOR
    assert house.accounts.put_role(replace(role, grants=role.grants[2:]), house.draft()) is None
    assert allows(
        grants_of(house.accounts.operator(ADMIN), {"administrator": house.accounts.role("administrator")}),
        Right.ADMINISTER,
    )


@pytest.mark.parametrize("fields", [{"roles": ("operator",)}, {"enabled": False}])
def test_the_first_of_all_must_be_an_administrator(empty_house, fields):
    wanted = replace(Operator("ana", "Ana", ("administrator",)), **fields)
    assert (
        empty_house.accounts.add(wanted, empty_house.draft(), empty_house.now) is Refusal.LAST_ADMINISTRATOR
    )
    assert empty_house.accounts.empty()
    empty_house.add("ana", "administrator")


# -- roles -------------------------------------------------------------------------------------------


def test_a_role_is_made_changed_and_dropped(house):
    put, drop = house.accounts.put_role, house.accounts.drop_role
    assert put(GUARD, house.draft("new")) is None
    assert put(GUARD, house.draft("bad")) is Refusal.NAME_TAKEN
    seen = house.accounts.role("guard")
    assert put(replace(seen, title="Guardia noche"), house.draft("changed")) is None
    assert put(replace(seen, title="Guardia día"), house.draft("bad")) == "superseded"
    assert put(replace(GUARD, id="other", version=3), house.draft("bad")) is Refusal.UNKNOWN_ROLE
    assert house.accounts.role("guard").title == "Guardia noche"
    assert drop("guard", house.draft("dropped")) is None
    assert drop("guard", house.draft("bad")) is Refusal.UNKNOWN_ROLE
    house.restart()
    assert house.accounts.role("guard") is None
    assert house.on_record() == ["first", "new", "changed", "dropped"]


def test_a_role_that_somebody_has_is_not_dropped(house):
    house.hire("r.quispe", "dispatcher")
    assert changed(house, "r.quispe", enabled=False) is None
    assert house.accounts.drop_role("dispatcher", house.draft()) is Refusal.ROLE_IN_USE
    assert changed(house, "r.quispe", roles=()) is None
    assert house.accounts.drop_role("dispatcher", house.draft()) is None
    house.restart()
    assert house.accounts.role("dispatcher") is None, "it is not brought back by the next start"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"id": "Guard"}, Refusal.NAME_INVALID),
        ({"id": "a b"}, Refusal.NAME_INVALID),
        ({"title": ""}, Refusal.NAME_INVALID),
        ({"title": "x\u202ey"}, Refusal.NAME_INVALID),
        ({"grants": (Grant(Right.SEE, ("k\0",)),)}, Refusal.NAME_INVALID),
        ({"grants": (Grant(Right.SEE, (), ("z" * 121,)),)}, Refusal.TOO_LONG),
        ({"grants": tuple(Grant(Right.SEE, (f"k{n}",)) for n in range(301))}, Refusal.TOO_MANY),
    ],
)
def test_a_role_that_cannot_be_shown_or_kept_is_refused(house, fields, refusal):
    assert house.accounts.put_role(replace(GUARD, **fields), house.draft("bad")) is refusal
    assert house.on_record() == ["first"]


def test_a_standard_role_may_go_without_a_title(house):
    role = house.accounts.role("auditor")
    assert house.accounts.put_role(replace(role, grants=role.grants[:1]), house.draft()) is None


# -- the database was edited -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE operator SET roles='nonsense'", f"operator '{ADMIN}'"),
        ("UPDATE operator SET zones='{}'", f"operator '{ADMIN}'"),
        ("UPDATE role SET grants='[{\"right\":\"fly\"}]' WHERE id='auditor'", "role 'auditor'"),
        ("UPDATE role SET grants='[7]' WHERE id='auditor'", "role 'auditor'"),
    ],
)
def test_rows_that_this_program_did_not_write_are_named(house, sql, named):
    house.vault.write(lambda connection: connection.exec_driver_sql(sql))
    with pytest.raises(StoreUnusable) as caught:
        house.accounts.load()
    assert caught.value.fault is Fault.DAMAGED
    assert named in str(caught.value)


# -- sessions ----------------------------------------------------------------------------------------


def test_a_session_is_gone_on_with_until_its_time(house):
    kept = KeptSession(ADMIN, "sala-1/77", house.now, house.now + DAY, locked=True)
    house.accounts.keep_session("a-token", kept)
    house.restart()
    assert house.accounts.find_session("a-token", house.now + DAY - 1) == kept
    assert house.accounts.find_session("a-token", house.now + DAY) is None
    assert house.accounts.find_session("another", house.now) is None
    assert house.accounts.kept_sessions(house.now) == ((token_digest("a-token"), kept),)
    house.accounts.keep_session("a-token", replace(kept, locked=False))
    assert house.accounts.find_session("a-token", house.now).locked is False
    house.accounts.drop_session(token_digest("a-token"))
    assert house.accounts.find_session("a-token", house.now) is None
    house.vault.close()
    assert b"a-token" not in house.stored()
    house.restart()


def test_kept_sessions_do_not_fill_the_disk(house):
    for number in range(230):
        at = house.now + number
        house.accounts.keep_session(f"token{number}", KeptSession(ADMIN, "sala-1", at, at + DAY))
    assert house.column("SELECT count(*) FROM session") <= 200
    assert house.accounts.find_session("token229", house.now)
    house.accounts.keep_session(
        "later", KeptSession(ADMIN, "sala-1", house.now + 2 * DAY, house.now + 3 * DAY)
    )
    assert house.column("SELECT count(*) FROM session") == 1


# -- whatever administrators do ----------------------------------------------------------------------

IDS = st.sampled_from(["ana.admin", "eva", "luz", "ida"])
ROLE_IDS = st.sampled_from(["administrator", "operator", "boss", "guard"])
ROLE_SETS = st.lists(ROLE_IDS, max_size=3).map(tuple)
GRANT_SETS = st.lists(st.sampled_from([Grant(Right.ADMINISTER), Grant(Right.SEE)]), max_size=2).map(tuple)


class Administrators(RuleBasedStateMachine):
    """Adds, changes and drops at random, which must leave a whole installation whatever was allowed."""

    @initialize()
    def begin(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.house = House(Path(self.temporary.name))
        self.house.first()
        self.ids = {ADMIN}
        self.entries = 1

    def took(self, result):
        if not isinstance(result, Refusal | str):
            self.entries += 1
        return not isinstance(result, Refusal | str)

    @rule(who=IDS, roles=ROLE_SETS, redeemed=st.booleans())
    def add(self, who, roles, redeemed):
        code = self.house.accounts.add(Operator(who, who, roles), self.house.draft(), self.house.now)
        if self.took(code):
            assert who not in self.ids
            self.ids.add(who)
            if redeemed:
                assert self.house.accounts.redeem(who, code.code, PASSWORD, self.house.now).operator

    @rule(who=IDS, roles=ROLE_SETS, enabled=st.booleans(), late=st.booleans())
    def change(self, who, roles, enabled, late):
        known = self.house.accounts.operator(who) or Operator(who, who, ())
        wanted = replace(known, roles=roles, enabled=enabled, version=known.version - late)
        took = self.took(self.house.accounts.change(wanted, self.house.draft()))
        assert not (took and late)

    @rule(role=ROLE_IDS, grants=GRANT_SETS)
    def put_role(self, role, grants):
        known = self.house.accounts.role(role)
        version = known.version if known else 0
        self.took(self.house.accounts.put_role(Role(role, role, grants, version), self.house.draft()))

    @rule(role=ROLE_IDS)
    def drop_role(self, role):
        self.took(self.house.accounts.drop_role(role, self.house.draft()))

    @invariant()
    def somebody_administers_and_the_disk_says_the_same(self):
        if not hasattr(self, "house"):
            return
        accounts = self.house.accounts
        roles = {role.id: role for role in accounts.roles()}
        can = [
            one
            for one in accounts.operators()
            if one.enabled and allows(grants_of(one, roles), Right.ADMINISTER)
        ]
        stored = {
            who: password is not None
            for who, password in self.house.vault.read(
                lambda connection: connection.exec_driver_sql(
                    "SELECT operator, password FROM credential"
                ).all()
            )
        }
        assert any(stored[one.id] for one in can)
        assert {one.id for one in accounts.operators()} == self.ids == set(stored)
        assert all(role in roles for one in accounts.operators() for role in one.roles)
        assert len(self.house.on_record()) == self.entries
        before = accounts.operators(), accounts.roles()
        accounts.load()
        assert (accounts.operators(), accounts.roles()) == before

    def teardown(self):
        if hasattr(self, "house"):
            self.house.close()
            self.temporary.cleanup()


Administrators.TestCase.settings = hypothesis_settings(max_examples=10, stateful_step_count=12, deadline=None)
TestAdministrators = Administrators.TestCase


def test_details_are_those_of_the_draft(house):
    draft = replace(house.draft("noted"), details=json.dumps({"name": ["Rosa", "Luz"]}))
    house.hire("r.quispe")
    assert house.accounts.change(replace(house.accounts.operator("r.quispe"), name="Luz"), draft) is None
    assert house.details()[0] == {"name": ["Rosa", "Luz"]}
