"""What roles allow, by kind and zone, and who could do what was refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rights import (
    PLACED,
    STANDARD_ROLES,
    Grant,
    Right,
    Role,
    allows,
    narrowed,
    who_may,
    zones_of,
)

ROLES = {role.id: role for role in STANDARD_ROLES}
WORDS = st.sampled_from(["", "a", "b", "c"])
GRANTS = st.builds(
    Grant,
    st.sampled_from(Right),
    st.lists(st.sampled_from("abc"), unique=True).map(tuple),
    st.lists(st.sampled_from("abc"), unique=True).map(tuple),
)
CHANGING = frozenset(Right) - {
    Right.SEE,
    Right.VIDEO_LIVE,
    Right.VIDEO_PLAYBACK,
    Right.EXPORT,
    Right.READ_AUDIT,
}


def test_a_grant_holds_for_its_kinds_and_zones_alone():
    grants = (Grant(Right.ACKNOWLEDGE, ("pressure", "tank"), ("centro",)),)
    assert allows(grants, Right.ACKNOWLEDGE, "tank", "centro")
    assert not allows(grants, Right.ACKNOWLEDGE, "siren", "centro")
    assert not allows(grants, Right.ACKNOWLEDGE, "tank", "norte")
    assert not allows(grants, Right.SHELVE, "tank", "centro")


def test_a_grant_without_kinds_and_zones_holds_everywhere():
    assert allows((Grant(Right.SHELVE),), Right.SHELVE, "siren", "norte")


@pytest.mark.parametrize("right", sorted(frozenset(Right) - PLACED))
def test_rights_of_the_installation_know_no_place(right):
    assert allows((Grant(right, ("tank",), ("centro",)),), right, "siren", "norte")


def test_the_auditor_sees_and_changes_nothing():
    for right in CHANGING:
        assert not allows(ROLES["auditor"].grants, right), right
    assert allows(ROLES["auditor"].grants, Right.READ_AUDIT)


def test_only_the_administrator_administers():
    assert who_may(STANDARD_ROLES, Right.ADMINISTER) == ("administrator",)


@given(st.lists(GRANTS), st.sampled_from(sorted(PLACED)), WORDS, WORDS)
def test_the_zones_of_a_right_are_those_where_it_holds(grants, right, kind, zone):
    zones = zones_of(grants, right, kind)
    assert (zones is None or zone in zones) == allows(grants, right, kind, zone)


def test_who_could_do_it_depends_on_the_place():
    guard = Role("guard", "Guard", (Grant(Right.SOUND_SIRENS, ("siren",), ("norte",)),))
    assert who_may((*STANDARD_ROLES, guard), Right.SOUND_SIRENS, "siren", "norte") == ("supervisor", "guard")
    assert who_may((*STANDARD_ROLES, guard), Right.SOUND_SIRENS, "siren", "centro") == ("supervisor",)


@given(st.lists(GRANTS), st.sampled_from(Right), WORDS, WORDS, st.lists(st.sampled_from("abc"), min_size=1))
def test_who_works_in_some_zones_may_there_what_the_role_may_and_elsewhere_nothing(
    grants, right, kind, zone, zones
):
    mine = narrowed(grants, tuple(zones))
    allowed = allows(grants, right, kind, zone)
    if right in PLACED:
        assert allows(mine, right, kind, zone) == (allowed and zone in zones)
    else:
        assert allows(mine, right, kind, zone) == allowed


@given(st.lists(GRANTS))
def test_who_works_everywhere_keeps_every_grant(grants):
    assert narrowed(grants, ()) == tuple(grants)
