"""Shifts are handed over with the signature of who takes over, and the incidents go along."""

import json
from dataclasses import replace

import pytest

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.incidents.acts import AcknowledgeIncident, CloseIncident
from app.domain.incidents.events import OwnerSet
from app.domain.incidents.states import Resolution
from app.domain.shifts import BeginShift, EndShift, NoteShift, OfferShift, Shift, ShiftChanged, TakeOverShift
from app.store.reader import Reader
from app.wire.administration import ChangeOperator
from tests.engine.access.scene import PASSWORDS, SoftLink
from tests.engine.incidents.scene import IncidentScene


def done(scene: IncidentScene, link: SoftLink, act: object) -> None:
    verdict: Verdict = scene.ask(link, act).verdict
    assert verdict.refusal is None, verdict
    assert verdict.outcome is Outcome.APPLIED


def newest(scene: IncidentScene) -> Shift:
    return scene.of_type(ShiftChanged)[-1].shift


def offered(scene: IncidentScene, link: SoftLink) -> Shift:
    """Carla's shift with an incident of hers, offered."""
    scene.opened(link)
    done(scene, link, AcknowledgeIncident("INC-0001", 1))
    done(scene, link, BeginShift())
    done(scene, link, NoteShift("La calle 9 sigue cortada"))
    done(scene, link, OfferShift("Queda un árbol", ("INC-0001",)))
    return newest(scene)


def stored(scene: IncidentScene) -> dict[str, Shift]:
    scene.journal.commit([])
    reader = Reader(scene.data.store)
    try:
        return {shift.id: shift for shift in reader.shifts()}
    finally:
        reader.close()


@pytest.mark.parametrize("at_own_console", [True, False])
def test_who_takes_over_signs_and_has_what_is_open(scene: IncidentScene, at_own_console: bool) -> None:
    _, engineer, supervisor = scene.staff()
    shift = offered(scene, engineer)
    console = supervisor if at_own_console else engineer
    done(scene, console, TakeOverShift(shift.id, shift.version, "beto", PASSWORDS["beto"]))
    ended, begun = [change.shift for change in scene.of_type(ShiftChanged)[-2:]]
    assert (ended.id, ended.handed_to, ended.open_items) == (shift.id, "beto", ("INC-0001",))
    assert (begun.operator, begun.taken_from, begun.ended) == ("beto", shift.id, 0)
    assert scene.open["INC-0001"].owner == "beto"
    event = scene.stored_events("INC-0001")[-1]
    assert (event.by, event.body) == ("beto", OwnerSet("beto", shift=shift.id))
    assert stored(scene) == {ended.id: ended, begun.id: begun}
    (entry,) = scene.trail("take_over_shift")
    assert (entry.subject, entry.outcome) == (shift.id, "applied")
    assert json.loads(entry.details)["taken_by"] == "beto"


def test_a_wrong_password_takes_nothing_over(scene: IncidentScene) -> None:
    _, engineer, supervisor = scene.staff()
    shift = offered(scene, engineer)
    for console, who in ((supervisor, "beto"), (engineer, "nobody")):
        act = TakeOverShift(shift.id, shift.version, who, "not the password")
        assert scene.ask(console, act).verdict.refusal is Refusal.WRONG_PASSWORD
    assert scene.open["INC-0001"].owner == "carla"
    assert newest(scene) == shift
    refusals = [json.loads(entry.details)["taken_by"] for entry in scene.trail("take_over_shift")]
    assert "nobody" not in refusals
    assert "not the password" not in json.dumps([entry.details for entry in scene.trail()])


def test_nobody_takes_over_for_somebody_else_or_from_themselves(scene: IncidentScene) -> None:
    administrator, engineer, _ = scene.staff()
    shift = offered(scene, engineer)
    act = TakeOverShift(shift.id, shift.version, "beto", PASSWORDS["beto"])
    assert scene.ask(administrator, act).verdict.refusal is Refusal.NOT_PERMITTED
    own = TakeOverShift(shift.id, shift.version, "carla", PASSWORDS["carla"])
    assert scene.ask(engineer, own).verdict.refusal is Refusal.SAME_PERSON


def test_who_may_not_keep_a_shift_takes_none_over(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    shift = offered(scene, engineer)
    act = TakeOverShift(shift.id, shift.version, "ana", PASSWORDS["ana"])
    verdict = scene.ask(engineer, act).verdict
    assert verdict.refusal is Refusal.NOT_PERMITTED
    assert "supervisor" in verdict.who
    assert newest(scene) == shift
    assert scene.open["INC-0001"].owner == "carla"


def test_what_the_taker_could_not_handle_stays_with_its_owner(scene: IncidentScene) -> None:
    administrator, engineer, supervisor = scene.staff()
    scene.opened(engineer)
    scene.opened(engineer, zone="Puerto")
    for incident in ("INC-0001", "INC-0002"):
        done(scene, engineer, AcknowledgeIncident(incident, 1))
    done(scene, engineer, BeginShift())
    done(scene, engineer, OfferShift("Quedan dos", ("INC-0001", "INC-0002")))
    shift, known = newest(scene), scene.access.accounts.operator("beto")
    assert known is not None
    done(scene, administrator, ChangeOperator(replace(known, zones=("Puerto",))))
    done(scene, supervisor, TakeOverShift(shift.id, shift.version, "beto", PASSWORDS["beto"]))
    assert {one.id: one.owner for one in scene.open.values()} == {"INC-0001": "carla", "INC-0002": "beto"}
    assert scene.of_type(ShiftChanged)[-2].shift.open_items == ("INC-0002",)


def test_what_was_closed_while_the_password_was_proved_does_not_go_along(scene: IncidentScene) -> None:
    _, engineer, supervisor = scene.staff()
    shift = offered(scene, engineer)
    asked = scene.start(supervisor, TakeOverShift(shift.id, shift.version, "beto", PASSWORDS["beto"]))
    seen = scene.open["INC-0001"].version
    scene.start(engineer, CloseIncident("INC-0001", seen, Resolution.SOLVED, "Retirado"))
    scene.access.worker.drain()
    assert supervisor.answers[asked].verdict.refusal is None
    assert scene.of_type(ShiftChanged)[-2].shift.open_items == ()
    assert [event.by for event in scene.stored_events("INC-0001")].count("beto") == 0


def test_a_console_that_goes_meanwhile_takes_nothing_over(scene: IncidentScene) -> None:
    _, engineer, supervisor = scene.staff()
    shift = offered(scene, engineer)
    scene.start(supervisor, TakeOverShift(shift.id, shift.version, "beto", PASSWORDS["beto"]))
    scene.incidents.left(supervisor)  # type: ignore[arg-type]
    scene.access.worker.drain()
    assert newest(scene) == shift


def test_a_shift_with_open_incidents_ends_alone_with_a_reason(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    offered(scene, engineer)
    assert scene.ask(engineer, EndShift()).verdict.refusal is Refusal.REASON_MISSING
    done(scene, engineer, EndShift("No llegó el relevo"))
    assert (newest(scene).open_items, newest(scene).hand_over_note) == (("INC-0001",), "No llegó el relevo")
    assert scene.ask(engineer, EndShift()).verdict.refusal is Refusal.UNKNOWN_SHIFT


def test_shifts_are_there_after_a_restart(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    shift = offered(scene, engineer)
    scene.restart()
    link = scene.access.desk("sala-2/1")
    scene.access.sign_in(link, "carla")
    assert scene.ask(link, BeginShift()).verdict.refusal is Refusal.ALREADY
    done(scene, link, EndShift("Fin"))
    assert newest(scene).id == shift.id


def test_what_cannot_be_stored_is_not_so(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    scene.disk.full = True
    assert scene.ask(engineer, BeginShift()).verdict.refusal is Refusal.NOT_RECORDED
    scene.disk.full = False
    assert scene.of_type(ShiftChanged) == []
    done(scene, engineer, BeginShift())
