"""What is typed to sign in, and what an operator may by all roles together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.operators import Operator, grants_of, is_sign_in_id, sign_in_id
from app.domain.rights import Grant, Right, Role, allows

ROLES = {
    "water": Role("water", "Water", (Grant(Right.SEE), Grant(Right.OPERATE_VALVES, ("valve",), ("norte",)))),
    "light": Role("light", "Light", (Grant(Right.SEE), Grant(Right.COMMAND_LUMINAIRES))),
}


@pytest.mark.parametrize("typed", ["r.quispe", " R.Quispe ", "R.QUISPE\t"])
def test_case_and_spaces_do_not_matter_when_typing(typed):
    assert sign_in_id(typed) == "r.quispe"


@pytest.mark.parametrize("text", ["r.quispe", "a1", "9-nine_9", "a" * 32])
def test_good_ids(text):
    assert is_sign_in_id(text)


@pytest.mark.parametrize(
    "text", ["", "a", "a" * 33, ".ana", "-ana", "Ana", "ana ", "añil", "ana\n", "a/b", "os:root", "а.на"]
)
def test_bad_ids(text):
    assert not is_sign_in_id(text)


@given(st.text())
def test_an_id_is_what_it_is_typed_as(text):
    if is_sign_in_id(text):
        assert sign_in_id(text) == text


def test_roles_add_up():
    grants = grants_of(Operator("r.quispe", "Rosa", ("water", "light")), ROLES)
    assert allows(grants, Right.OPERATE_VALVES, "valve", "norte")
    assert allows(grants, Right.COMMAND_LUMINAIRES, "luminaire", "centro")
    assert len(grants) == 3, "what two roles grant alike stands there once"


def test_the_zones_of_the_operator_narrow_every_role():
    grants = grants_of(Operator("r.quispe", "Rosa", ("water", "light"), ("centro",)), ROLES)
    assert not allows(grants, Right.OPERATE_VALVES, "valve", "norte")
    assert allows(grants, Right.COMMAND_LUMINAIRES, "luminaire", "centro")
    assert not allows(grants, Right.COMMAND_LUMINAIRES, "luminaire", "norte")


def test_a_role_that_is_gone_grants_nothing():
    assert grants_of(Operator("r.quispe", "Rosa", ("gone",)), ROLES) == ()
