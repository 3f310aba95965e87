"""Roles as an administrator makes, changes and drops them, and the right that one of them keeps."""

from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.operators import grants_of
from app.domain.rights import STANDARD_ROLES, Grant, Right, allows
from tests.store.vault.house import ADMIN, GUARD, changed


def test_a_new_installation_has_the_standard_roles(house):
    assert {role.id: role for role in house.accounts.roles()} == {role.id: role for role in STANDARD_ROLES}


def test_the_role_of_the_last_administrator_keeps_the_right(house):
    role = house.accounts.role("administrator")
    without = tuple(grant for grant in role.grants if grant.right is not Right.ADMINISTER)
    assert house.accounts.put_role(replace(role, grants=without), house.draft()) is Refusal.LAST_ADMINISTRATOR
    assert house.accounts.put_role(replace(role, grants=role.grants[2:]), house.draft()) is None
    assert allows(
        grants_of(house.accounts.operator(ADMIN), {"administrator": house.accounts.role("administrator")}),
        Right.ADMINISTER,
    )


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
