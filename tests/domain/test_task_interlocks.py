"""What stands in the way of a crew's task, and what does not: a person reads it."""

from dataclasses import replace

import pytest

from app.domain.commands import Tag
from app.domain.device_facts import DeviceFacts, InterlockRules
from app.domain.devices import Liveness
from app.domain.interlocking import REACHABLE_S, conditions, first_blocking
from app.domain.interlocks import blocking
from app.domain.orders import Action, Errand, Order
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue

SEND = load_actions(load_catalogue())["crew", Action.ATTEND]
RULES = InterlockRules()
TASK = Order(Action.ATTEND, errand=Errand("INC-0417"))
CREW = DeviceFacts("CRW-1", "crew", heard_age_s=4.0)


TAG = Tag("CRW-1", "m.rojas", "on leave", 1)


def test_a_task_is_read_by_a_person_whatever_the_clock_of_the_handset_says():
    assert [str(one.interlock) for one in conditions(TASK, SEND, CREW, RULES)] == [
        "device_live",
        "not_tagged",
        "link_up",
        "store_ok",
        "not_reserved",
        "not_busy",
        "capable",
    ]
    assert not blocking(conditions(TASK, SEND, replace(CREW, clock_offset_s=None), RULES))


@pytest.mark.parametrize(
    ("amiss", "interlock"),
    [
        ({"heard_age_s": REACHABLE_S + 1.0, "liveness": Liveness.LOST}, "device_live"),
        ({"heard_age_s": None}, "device_live"),
        ({"tag": TAG}, "not_tagged"),
        ({"busy": True}, "not_busy"),
        ({"link_up": False}, "link_up"),
        ({"store_ok": False}, "store_ok"),
    ],
)
def test_a_crew_that_cannot_be_told_is_not_told(amiss, interlock):
    assert first_blocking(TASK, SEND, replace(CREW, **amiss), RULES) == interlock


def test_a_crew_may_be_out_of_reach_for_some_minutes():
    late = replace(CREW, heard_age_s=REACHABLE_S, liveness=Liveness.LOST)
    assert not first_blocking(TASK, SEND, late, RULES)
    slow = replace(CREW, heard_age_s=900.0, late_after_s=1800.0)
    (live,) = [one for one in conditions(TASK, SEND, slow, RULES) if one.interlock == "device_live"]
    assert (live.met, live.limit) == (True, 1800.0)
