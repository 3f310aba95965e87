"""The second signature: never the same person, never without the right, and passwords count."""

import json
from dataclasses import replace

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.selections import SelectionState
from app.wire.access import LockSession, SignIn, SignInRefusal
from tests.engine.control.scene import ControlScene, refusal


def waiting(scene: ControlScene, engineer):
    return scene.review(engineer, scene.select(engineer))


def test_a_supervisor_signs_at_the_first_operators_console(scene):
    _, engineer, _ = scene.staff()
    done = scene.ask(engineer, scene.sign_here(engineer, waiting(scene, engineer)))
    assert done.verdict.outcome is Outcome.APPLIED
    assert (done.selection.state, done.selection.approver) == (SelectionState.SIGNED, "beto")
    assert scene.operate(engineer, done).command
    (entry,) = scene.trail("sign_here")
    assert (entry.operator, json.loads(entry.details)["approver"]) == ("carla", "beto")
    assert "caballos" not in repr(scene.trail())


def test_names_are_taken_as_they_are_for_signing_in(scene):
    _, engineer, _ = scene.staff()
    act = replace(scene.sign_here(engineer, waiting(scene, engineer)), approver=" Beto ")
    assert scene.ask(engineer, act).selection.approver == "beto"


def test_wrong_passwords_count_and_lock_the_name_out(scene):
    _, engineer, _ = scene.staff()
    held = waiting(scene, engineer)
    wrong = scene.sign_here(engineer, held, password="not it at all")
    for _ in range(3):
        assert refusal(scene.ask(engineer, wrong)) is Refusal.WRONG_PASSWORD
    assert refusal(scene.ask(engineer, scene.sign_here(engineer, held))) is Refusal.TOO_MANY_TRIES
    assert [one.refusal for one in scene.trail("sign_here")] == [*["wrong_password"] * 3, "too_many_tries"]
    at_the_door = scene.access.sign_in(scene.access.desk("door"), "beto")
    assert at_the_door.refusal is SignInRefusal.WAIT, "it is the same lock as for signing in"
    scene.pass_time(2.0)
    assert scene.ask(engineer, scene.sign_here(engineer, held)).verdict.outcome is Outcome.APPLIED


def test_a_name_that_is_no_name_is_not_written_down(scene):
    _, engineer, _ = scene.staff()
    act = replace(scene.sign_here(engineer, waiting(scene, engineer)), approver="hunter2-secret")
    assert refusal(scene.ask(engineer, act)) is Refusal.WRONG_PASSWORD
    assert "hunter2" not in repr(scene.trail())
    assert json.loads(scene.trail("sign_here")[-1].details)["why"] == "unknown_name"


@pytest.mark.parametrize("here", [True, False])
def test_nobody_signs_for_themselves(scene, here):
    _, _, supervisor = scene.staff()
    held = waiting(scene, supervisor)
    if here:
        answer = scene.ask(supervisor, scene.sign_here(supervisor, held))
    else:
        answer = scene.sign(supervisor, held)
    assert refusal(answer) is Refusal.SAME_PERSON


def test_whoever_may_not_approve_here_signs_nothing(scene):
    admin, engineer, supervisor = scene.staff()
    scene.narrow(admin, "beto", zones=("Puerto",))
    held = waiting(scene, engineer)
    at_own_desk = scene.sign(supervisor, held)
    assert (refusal(at_own_desk), at_own_desk.verdict.who) == (Refusal.NOT_PERMITTED, ("supervisor",))
    assert refusal(scene.ask(engineer, scene.sign_here(engineer, held))) is Refusal.NOT_PERMITTED
    administrator = scene.sign_here(engineer, held, "ana")
    assert refusal(scene.ask(engineer, administrator)) is Refusal.NOT_PERMITTED
    assert scene.desk.selections[0].approver == ""


def test_an_order_is_signed_once(scene):
    _, engineer, supervisor = scene.staff()
    held = waiting(scene, engineer)
    scene.sign(supervisor, held)
    again = scene.sign(supervisor, held)
    assert (again.verdict.outcome, again.verdict.superseded_by) == (Outcome.SUPERSEDED, "beto")
    assert scene.trail("sign")[-1].outcome == "superseded"


def test_what_does_not_wait_is_not_signed_and_no_password_is_looked_at(scene):
    _, engineer, _ = scene.staff()
    selected = scene.select(engineer)
    scene.start(engineer, scene.sign_here(engineer, selected, password="a guess"))
    assert refusal(engineer.heard[-1]) is Refusal.NOT_WAITING
    assert refusal(scene.ask(engineer, acts.SignHere("gone", 1, "beto", "x"))) is Refusal.SELECTION_OVER


def test_a_selection_is_signed_at_its_own_operators_console_alone(scene):
    _, engineer, supervisor = scene.staff()
    held = waiting(scene, engineer)
    answer = scene.ask(supervisor, scene.sign_here(supervisor, held))
    assert refusal(answer) is Refusal.RESERVED


def test_one_password_at_a_time_is_proved_for_a_console(scene):
    _, engineer, _ = scene.staff()
    act = scene.sign_here(engineer, waiting(scene, engineer))
    first = scene.start(engineer, act)
    second = scene.start(engineer, act)
    assert refusal(engineer.answers[second]) is Refusal.TOO_MANY
    scene.access.worker.drain()
    assert engineer.answers[first].verdict.outcome is Outcome.APPLIED


@pytest.mark.parametrize("ticked", [True, False])
def test_a_signature_that_comes_when_the_time_is_over_is_none(scene, ticked):
    _, engineer, _ = scene.staff()
    id_ = scene.start(engineer, scene.sign_here(engineer, waiting(scene, engineer)))
    scene.access.worker.work()
    scene.access.at += 120.0
    if ticked:
        scene.tick()
    scene.access.worker.deliver()
    assert refusal(engineer.answers[id_]) is Refusal.SELECTION_OVER
    assert [json.loads(one.details)["why"] for one in scene.trail("selection_ended")] == ["lapsed"]


def test_a_console_that_locks_or_leaves_meanwhile_is_signed_at_by_nobody(scene):
    _, engineer, _ = scene.staff()
    act = scene.sign_here(engineer, waiting(scene, engineer))
    id_ = scene.start(engineer, act)
    scene.ask(engineer, LockSession())
    assert refusal(engineer.answers[id_]) is Refusal.LOCKED
    scene.ask(engineer, SignIn("carla", "una lampara verde 17 canta"))
    scene.tick()
    id_ = scene.start(engineer, scene.sign_here(engineer, waiting(scene, engineer)))
    scene.access.worker.work()
    scene.access.leave(engineer)
    scene.access.worker.deliver()
    assert scene.desk.selections[0].approver == ""
    assert scene.trail("sign_here")[-1].refusal == "not_signed_in"


def test_a_password_that_was_changed_while_it_was_proved_signs_nothing(scene):
    _, engineer, _ = scene.staff()
    id_ = scene.start(engineer, scene.sign_here(engineer, waiting(scene, engineer)))
    scene.access.worker.work()
    scene.access.book.revoke("beto", "ended", "reset")
    scene.access.worker.deliver()
    assert refusal(engineer.answers[id_]) is Refusal.WRONG_PASSWORD


def test_an_account_that_could_do_nothing_at_a_console_signs_nothing(scene):
    _, engineer, _ = scene.staff()
    held = waiting(scene, engineer)
    scene.access.rules.second_factor_for = ("supervisor",)
    assert refusal(scene.ask(engineer, scene.sign_here(engineer, held))) is Refusal.SECOND_FACTOR
    scene.access.rules.second_factor_for = ()
    scene.access.demand_new_password("beto")
    assert refusal(scene.ask(engineer, scene.sign_here(engineer, held))) is Refusal.MUST_CHANGE


def test_what_nobody_may_pass_is_not_passed_by_a_signature(scene):
    _, engineer, supervisor = scene.staff()
    held = waiting(scene, engineer)
    assert refusal(scene.sign(supervisor, held, "clock_proven", reason="now")) is Refusal.NO_OVERRIDE
    assert refusal(scene.sign(supervisor, held, "warp_drive", reason="now")) is Refusal.NO_OVERRIDE


def test_a_signature_that_cannot_go_on_record_is_not_given(scene):
    _, engineer, supervisor = scene.staff()
    held = waiting(scene, engineer)
    scene.access.vault.close()
    assert refusal(scene.sign(supervisor, held)) is Refusal.NOT_RECORDED
    assert scene.desk.selections[0].state is SelectionState.WAITING
