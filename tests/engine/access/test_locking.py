"""A locked session: who opens it, and what wrong passwords cost a session, locked or not."""

import pytest

from app.wire import access as wire
from app.wire.access import SignInAnswer, SignInRefusal
from tests.engine.access.scene import NEW, PASSWORDS, Scene


def test_a_locked_session_is_opened_by_its_operator_alone(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.hire(desk, "beto")
    answer = scene.ask(desk, wire.LockSession(idle=True))
    assert answer.session.locked
    assert scene.desks["desk 1"].locked
    assert '"idle": true' in scene.last("lock").details
    assert scene.ask(desk, wire.UnlockSession(PASSWORDS["beto"])).refusal is SignInRefusal.WRONG
    assert scene.book.session_of(desk).locked
    assert scene.last("unlock").refusal == "wrong_password"
    answer = scene.ask(desk, wire.UnlockSession(PASSWORDS["ana"]))
    assert not answer.session.locked
    assert scene.last("unlock").outcome == "applied"
    assert not scene.desks["desk 1"].locked


def test_wrong_passwords_at_the_lock_are_failed_attempts(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.ask(desk, wire.LockSession())
    answers = [scene.ask(desk, wire.UnlockSession("no")) for _ in range(4)]
    assert answers[-1].refusal is SignInRefusal.WAIT
    assert answers[-1].wait_s > 0
    other = scene.desk("desk 2")
    assert scene.sign_in(other).session is not None, "the name is not slowed down"


def test_a_desk_is_unlocked_while_strangers_lock_its_operators_name(scene: Scene) -> None:
    desk, stranger = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    scene.ask(desk, wire.LockSession(idle=True))
    for number in range(30):
        scene.at += 31
        scene.sign_in(stranger, "ana" if number < 8 else f"name{number}", "no")
    assert scene.sign_in(stranger).refusal is SignInRefusal.WAIT
    assert not scene.ask(desk, wire.UnlockSession(PASSWORDS["ana"])).session.locked
    assert scene.ask(desk, wire.ChangePassword(PASSWORDS["ana"], NEW)).session is not None


@pytest.mark.parametrize("locked", [True, False])
def test_too_many_wrong_passwords_in_a_session_end_it(scene: Scene, locked: bool) -> None:
    desk, other = scene.desk("desk 1"), scene.desk("desk 2")
    token = scene.first(desk).token
    scene.sign_in(other)
    body = wire.UnlockSession("no") if locked else wire.ChangePassword("no", NEW)
    if locked:
        scene.ask(desk, wire.LockSession())
    for _ in range(7):
        assert scene.ask(desk, body).refusal is SignInRefusal.WRONG
        scene.at += 31
    assert scene.book.session_of(desk) is not None
    assert scene.ask(desk, body).refusal is SignInRefusal.WRONG
    assert scene.book.session_of(desk) is None
    assert desk.ended == ["expired"]
    assert scene.desks["desk 1"].operator == ""
    assert scene.ask(desk, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    end = scene.last("session_ended")
    assert (end.operator, end.console, "locked_out" in end.details) == ("ana", "desk 1", True)
    assert scene.book.session_of(other) is not None
    assert scene.sign_in(desk).session is not None


def test_a_session_that_is_signed_out_while_the_last_try_is_proved_ends_once(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    for _ in range(7):
        scene.ask(desk, wire.UnlockSession("no"))
        scene.at += 31
    scene.start(desk, wire.UnlockSession("no"))
    scene.start(desk, wire.SignOut())
    scene.worker.drain()
    assert scene.book.session_of(desk) is None
    assert scene.trail("session_ended") == []


def test_a_locked_desk_can_be_taken_over_by_another(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.hire(desk, "beto")
    scene.ask(desk, wire.LockSession())
    answer = scene.sign_in(desk, "beto")
    assert answer.session.operator == "beto"
    assert not answer.session.locked


def test_a_session_that_only_the_console_has_locked_asks_for_the_password_too(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    assert scene.ask(desk, wire.UnlockSession("no")).refusal is SignInRefusal.WRONG
    assert scene.ask(desk, wire.UnlockSession(PASSWORDS["ana"])).session is not None


def test_nothing_of_the_account_is_done_without_a_session_or_behind_a_lock(scene: Scene) -> None:
    empty, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    bodies = [
        wire.ChangePassword(PASSWORDS["ana"], NEW),
        wire.BeginSecondFactor(PASSWORDS["ana"]),
        wire.ConfirmSecondFactor("123456"),
        wire.DropSecondFactor(PASSWORDS["ana"]),
    ]
    for body in (*bodies, wire.UnlockSession(PASSWORDS["ana"])):
        assert scene.ask(empty, body).refusal is SignInRefusal.EXPIRED
    assert scene.last("unlock").refusal == "not_signed_in"
    scene.ask(desk, wire.LockSession())
    for body in bodies:
        assert scene.ask(desk, body) == SignInAnswer(refusal=SignInRefusal.WRONG, problem="locked")
    assert scene.last("change_password").refusal == "locked"
    assert scene.book.session_of(desk).locked


def test_a_password_changed_behind_a_lock_does_not_open_it(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    id_ = scene.start(desk, wire.ChangePassword(PASSWORDS["ana"], NEW))
    scene.start(desk, wire.LockSession())
    scene.worker.drain()
    assert desk.answers[id_].session.locked
    assert scene.ask(desk, wire.UnlockSession(NEW)).session is not None
