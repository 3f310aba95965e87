"""Operators as an administrator changes them: each with its entry, and somebody always left."""

import json
from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.operators import Operator
from app.store.faults import Fault, StoreUnusable
from app.store.vault.kept_sessions import KeptSession
from app.wire.administration import OneTimeCode
from tests.store.vault.house import ADMIN, DAY, GUARD, OTHER, changed


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


@pytest.mark.parametrize("fields", [{"roles": ("operator",)}, {"enabled": False}])
def test_the_first_of_all_must_be_an_administrator(empty_house, fields):
    wanted = replace(Operator("ana", "Ana", ("administrator",)), **fields)
    assert (
        empty_house.accounts.add(wanted, empty_house.draft(), empty_house.now) is Refusal.LAST_ADMINISTRATOR
    )
    assert empty_house.accounts.empty()
    empty_house.add("ana", "administrator")


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


def test_details_are_those_of_the_draft(house):
    draft = replace(house.draft("noted"), details=json.dumps({"name": ["Rosa", "Luz"]}))
    house.hire("r.quispe")
    assert house.accounts.change(replace(house.accounts.operator("r.quispe"), name="Luz"), draft) is None
    assert house.details()[0] == {"name": ["Rosa", "Luz"]}
