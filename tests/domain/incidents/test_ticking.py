"""A procedure that is followed, step by step, while it is edited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.incidents.acts import FollowProcedure, TickStep, UntickStep
from app.domain.incidents.events import Given, ProcedureSet, StepTicked, StepUnticked
from app.domain.incidents.procedures import Branch, Step
from app.domain.incidents.steps import missing_steps, steps_in_turn
from tests.domain.incidents.room import BURST, SAY, Room

VALVE = (Given("valve", "VLV-7"),)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room) -> str:
    return room.begin("MAIN-1:lolo")


def tick(room: Room, incident: str, step: str, choice: str = "", given: tuple[Given, ...] = ()) -> None:
    room.act(TickStep(incident, step, room.get(incident).procedure_version, choice, given))


def follow(room: Room, incident: str, procedure: str = "burst") -> FollowProcedure:
    return FollowProcedure(incident, room.seen(incident), procedure)


def missing(room: Room, incident: str) -> list[str]:
    return [step.id for step in missing_steps(BURST, room.record(incident).ticks)]


def in_turn(room: Room, incident: str) -> list[str]:
    return [step.id for step in steps_in_turn(BURST, room.record(incident).ticks)]


def test_a_branch_opens_its_steps(room, incident):
    assert (in_turn(room, incident), missing(room, incident)) == (["look", "inform"], ["look", "inform"])
    assert room.refusal(TickStep(incident, "close", 1, "", VALVE)) == (Refusal.UNKNOWN_STEP, ())
    tick(room, incident, "look", "real")
    assert in_turn(room, incident) == ["look", "close", "sweep", "inform"]
    assert missing(room, incident) == ["close", "inform"]
    room.act(TickStep(incident, "close", 1, "", VALVE, " hecho "))
    assert room.bodies(incident)[-1] == StepTicked("close", 1, "", VALVE, "hecho")
    assert (missing(room, incident), room.get(incident).ticked) == (["inform"], 2)


def test_the_other_branch_does_not(room, incident):
    tick(room, incident, "look", "false")
    assert (in_turn(room, incident), missing(room, incident)) == (["look", "inform"], ["inform"])


@pytest.mark.parametrize("choice", ["", "perhaps"])
def test_a_way_on_must_be_chosen(room, incident, choice):
    assert room.refusal(TickStep(incident, "look", 1, choice)) == (Refusal.FIELD_MISSING, ())


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ((), "valve"),
        ((Given("valve", " \n"),), "valve"),
        ((*VALVE, Given("bar", "much")), "bar"),
        ((*VALVE, Given("bar", "nan")), "bar"),
        ((*VALVE, Given("bar", "1,2,3")), "bar"),
        ((*VALVE, Given("side", "south")), "side"),
    ],
)
def test_a_field_must_be_filled_in_with_what_it_asks_for(room, incident, given, field):
    tick(room, incident, "look", "real")
    assert room.refusal(TickStep(incident, "close", 1, "", given)) == (Refusal.FIELD_MISSING, (field,))


def test_numbers_are_written_with_a_comma_or_a_point_and_what_nobody_asked_for_is_left_out(room, incident):
    tick(room, incident, "look", "real")
    given = (Given("bar", "3,5"), Given("other", "x"), Given("side", "norte"), *VALVE)
    tick(room, incident, "close", "", given)
    assert room.bodies(incident)[-1].given == (*VALVE, Given("bar", "3,5"), Given("side", "norte"))


def test_a_step_is_ticked_once(room, incident):
    tick(room, incident, "inform")
    assert room.refusal(TickStep(incident, "inform", 1), "beto") == (Refusal.ALREADY, ("ana",))


def test_a_step_that_is_not_there(room, incident):
    assert room.refusal(TickStep(incident, "dance", 1)) == (Refusal.UNKNOWN_STEP, ())
    assert room.refusal(UntickStep(incident, "dance", "x")) == (Refusal.UNKNOWN_STEP, ())
    assert room.refusal(UntickStep(incident, "look", "x")) == (Refusal.ALREADY, ())


def test_an_incident_without_a_procedure_has_nothing_to_tick(room):
    incident = room.begin(kind="lighting")
    assert room.refusal(TickStep(incident, "look", 0)) == (Refusal.UNKNOWN_PROCEDURE, ())


def test_a_tick_is_taken_back_with_a_reason_and_with_all_that_its_branch_opened(room, incident):
    tick(room, incident, "look", "real")
    tick(room, incident, "inform")
    tick(room, incident, "close", "", VALVE)
    assert room.refusal(UntickStep(incident, "look", "")) == (Refusal.REASON_MISSING, ())
    room.act(UntickStep(incident, "look", "era otra"))
    assert room.bodies(incident)[-2:] == [StepUnticked("look", "era otra"), StepUnticked("close", "era otra")]
    assert list(room.record(incident).ticks) == ["inform"]
    tick(room, incident, "look", "false")


def test_a_procedure_that_is_edited_meanwhile_changes_nothing_for_who_follows_it(room, incident):
    room.book.put_procedure(replace(BURST, version=2, steps=(Step("new", SAY),)))
    tick(room, incident, "inform")
    assert room.superseded(TickStep(incident, "new", 2)) == ""
    assert room.get(incident).procedure_version == 1


def test_whoever_goes_on_by_the_newest_version_keeps_the_ticks_it_has_too(room, incident):
    tick(room, incident, "look", "real")
    tick(room, incident, "inform")
    tick(room, incident, "close", "", VALVE)
    look = replace(BURST.steps[0], branches=(Branch("leak", SAY), Branch("false", SAY)))
    room.book.put_procedure(replace(BURST, version=2, steps=(look, *BURST.steps[1:], Step("new", SAY))))
    room.act(follow(room, incident), "beto")
    assert room.bodies(incident)[-3:] == [
        StepUnticked("look"),
        StepUnticked("close"),
        ProcedureSet("burst", 2),
    ]
    assert list(room.record(incident).ticks) == ["inform"]
    assert room.superseded(TickStep(incident, "look", 1, "real"), "ana") == "beto"
    assert room.refusal(follow(room, incident)) == (Refusal.ALREADY, ())


def test_a_procedure_that_nobody_follows_any_more(room, incident):
    assert room.refusal(follow(room, incident, "none")) == (Refusal.UNKNOWN_PROCEDURE, ())
    room.book.put_procedure(replace(BURST, version=2, retired=True))
    assert room.refusal(follow(room, incident)) == (Refusal.UNKNOWN_PROCEDURE, ())
    tick(room, incident, "inform")


def test_the_settings_may_bring_a_new_version_while_the_old_one_is_followed(room, incident):
    room.catalogue = replace(room.catalogue, procedures={"burst": replace(BURST, version=2, steps=())})
    assert room.book.procedures["burst"].version == 2
    tick(room, incident, "inform")


def test_what_operators_have_written_counts_before_what_ships(room):
    ours = replace(BURST, steps=(), by="ana")
    room.book.put_procedure(ours)
    assert room.book.procedure("burst", 1) == ours == room.book.procedures["burst"]
    room.catalogue = replace(room.catalogue, procedures={"burst": BURST})
    assert room.book.procedures["burst"] == ours
    room.book.put_procedure(replace(BURST, version=3))
    room.book.put_procedure(replace(BURST, version=2))
    assert room.book.procedures["burst"].version == 3
