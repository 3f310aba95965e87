"""What goes wrong: a full disk, an errand that fails, a console that leaves midway, an engine that ends."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.acts import Refusal
from app.domain.operators import Operator
from app.wire import access as wire
from app.wire.access import SignInAnswer, SignInRefusal
from app.wire.administration import AddOperator, OneTimeCode
from app.wire.messages import Done
from tests.engine.access.scene import NEW, PASSWORDS, Scene
from tests.store.conftest import small_disk as small_disk
from tests.store.disk import fill, unfill
from tests.support.waiting import wait_until


@pytest.fixture
def full(small_disk: Path) -> Iterator[Scene]:
    """A scene on a disk that a test can fill, with somebody at desk 1.

    Somebody reads an old state of the vault all the while, so that its log cannot begin anew in the space
    that it has: the next entry needs room on the disk.
    """
    scene = Scene(small_disk / "data")
    scene.first(scene.desk("desk 1"))
    with contextlib.closing(sqlite3.connect(scene.vault.path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from audit").fetchone()
        scene.hire(scene.links[0], "beto")
        yield scene
        scene.close()


def test_nobody_is_let_in_who_cannot_be_put_on_record(full: Scene, small_disk: Path) -> None:
    desk = full.desk("desk 2")
    fill(small_disk)
    answer = full.sign_in(desk)
    assert answer.refusal is SignInRefusal.NOT_RECORDED
    assert full.book.session_of(desk) is None
    assert full.desks["desk 2"].operator == ""
    unfill(small_disk)
    assert full.sign_in(desk).session is not None
    words = [(entry.outcome, entry.refusal) for entry in full.trail("sign_in") if entry.console == "desk 2"]
    assert words == [("refused", "not_recorded"), ("applied", "")]


def test_on_a_full_disk_a_lock_closes_and_does_not_open(full: Scene, small_disk: Path) -> None:
    desk = full.links[0]
    fill(small_disk)
    assert full.ask(desk, wire.LockSession()).session.locked
    answer = full.ask(desk, wire.UnlockSession(PASSWORDS["ana"]))
    assert answer.refusal is SignInRefusal.NOT_RECORDED
    assert full.book.session_of(desk).locked
    unfill(small_disk)
    assert full.ask(desk, wire.UnlockSession(PASSWORDS["ana"])).session is not None
    assert full.last("lock").outcome == "applied"


def test_signing_out_works_on_a_full_disk_and_is_final(full: Scene, small_disk: Path) -> None:
    desk = full.links[0]
    token = full.sign_in(desk).token
    fill(small_disk)
    assert full.ask(desk, wire.SignOut()) == SignInAnswer()
    assert full.book.session_of(desk) is None
    assert full.ask(desk, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    unfill(small_disk)
    full.pass_time(60)
    assert full.last("sign_out").operator == "ana"
    again = full.restart()
    assert again.ask(again.desk("desk 1"), wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    again.close()


def test_an_administrator_changes_nothing_that_cannot_be_recorded(full: Scene, small_disk: Path) -> None:
    desk = full.links[0]
    fill(small_disk)
    answer = full.ask(desk, AddOperator(Operator("carla", "Carla", ("operator",))))
    assert isinstance(answer, Done)
    assert answer.verdict.refusal is Refusal.NOT_RECORDED
    assert full.accounts.operator("carla") is None
    unfill(small_disk)
    code = full.ask(desk, AddOperator(Operator("carla", "Carla", ("operator",))))
    assert isinstance(code, OneTimeCode)


def test_a_password_is_not_changed_on_a_full_disk(full: Scene, small_disk: Path) -> None:
    desk = full.links[0]
    fill(small_disk)
    answer = full.ask(desk, wire.ChangePassword(PASSWORDS["ana"], NEW))
    assert answer.refusal is SignInRefusal.NOT_RECORDED
    unfill(small_disk)
    assert full.sign_in(desk).session is not None


def test_the_end_of_the_engine_writes_what_waits(scene: Scene) -> None:
    desk, other = scene.desk("desk 1"), scene.desk("desk 2")
    token = scene.first(desk).token
    locked = scene.sign_in(other).token
    scene.start(desk, wire.SignOut())
    scene.start(other, wire.LockSession())
    scene.book.finish()
    again = scene.restart()
    assert again.ask(again.desk("desk 1"), wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    assert again.ask(again.desk("desk 2"), wire.Resume(locked)).session.locked
    again.close()


def test_the_end_of_the_engine_comes_on_a_full_disk_too(full: Scene, small_disk: Path) -> None:
    full.start(full.links[0], wire.SignOut())
    fill(small_disk)
    full.book.finish()
    unfill(small_disk)


def test_an_errand_that_fails_lets_nobody_in(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    id_ = scene.start(desk, wire.SignIn("ana", None))  # type: ignore[arg-type]
    scene.worker.drain()
    assert desk.answers[id_] == SignInAnswer(refusal=SignInRefusal.BUSY, problem="failed")
    assert scene.last("sign_in").refusal == "failed"
    assert scene.sign_in(desk).session is not None


def test_a_console_that_leaves_in_the_middle_gets_nothing(scene: Scene) -> None:
    desk, leaving = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    id_ = scene.start(leaving, wire.SignIn("ana", PASSWORDS["ana"]))
    scene.worker.work()
    scene.leave(leaving)
    scene.worker.deliver()
    assert id_ not in leaving.answers
    assert scene.book.session_of(leaving) is None
    assert set(scene.desks) == {"desk 1"}
    assert scene.last("sign_in").refusal == "console_left"


def test_a_console_that_has_closed_unheard_gets_nothing(scene: Scene) -> None:
    """Its end is still on the way through the inbox when the password is proved."""
    desk, leaving = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    id_ = scene.start(leaving, wire.SignIn("ana", PASSWORDS["ana"]))
    leaving.closed.set()
    scene.worker.drain()
    assert id_ not in leaving.answers
    assert scene.book.session_of(leaving) is None
    scene.leave(leaving)
    assert scene.last("sign_in").refusal == "console_left"


def test_what_was_done_for_a_console_that_left_is_on_record(scene: Scene) -> None:
    desk, leaving = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    code = scene.ask(desk, AddOperator(Operator("beto", "Beto", ("operator",))))
    for body in (wire.RedeemCode("beto", code.code, PASSWORDS["beto"]),):
        scene.start(leaving, body)
        scene.worker.work()
        scene.leave(leaving)
        scene.worker.deliver()
    assert scene.last("redeem_code").outcome == "applied"
    assert (scene.last("sign_in").refusal, scene.last("sign_in").subject) == ("console_left", "beto")
    assert scene.sign_in(scene.desk("desk 3"), "beto").session is not None


def test_a_password_changed_for_a_console_that_left_is_on_record(scene: Scene) -> None:
    desk, other = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    scene.sign_in(other)
    scene.start(other, wire.ChangePassword(PASSWORDS["ana"], NEW))
    scene.worker.work()
    scene.leave(other)
    scene.worker.deliver()
    assert scene.last("change_password").outcome == "applied"
    assert scene.book.session_of(desk) is None
    assert scene.sign_in(desk, "ana", NEW).session is not None


def test_a_password_changed_just_before_the_engine_died_is_on_record(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.start(desk, wire.ChangePassword(PASSWORDS["ana"], NEW))
    scene.worker.work()
    again = scene.restart()
    assert [(one.operator, one.outcome) for one in again.trail("change_password")] == [("ana", "applied")]
    assert again.sign_in(again.desk("desk 1"), "ana", NEW).session is not None
    again.close()


def test_a_first_administrator_of_a_console_that_left_is_there(scene: Scene) -> None:
    leaving, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.start(leaving, wire.CreateFirstAdministrator("ana", "Ana", PASSWORDS["ana"]))
    scene.worker.work()
    scene.leave(leaving)
    scene.worker.deliver()
    assert not scene.told_all[-1].first_start
    assert scene.sign_in(desk).session is not None
    acts = [(entry.act, entry.outcome) for entry in scene.trail()]
    assert acts == [("first_administrator", "applied"), ("sign_in", "refused"), ("sign_in", "applied")]


def test_a_full_worker_delays_what_is_kept_and_loses_nothing(scene: Scene) -> None:
    desk, other = scene.desk("desk 1"), scene.desk("desk 2")
    token = scene.first(desk).token
    scene.worker.limit = 0
    scene.ask(desk, wire.SignOut())
    assert scene.sign_in(other).refusal is SignInRefusal.BUSY
    scene.worker.limit = 16
    scene.pass_time(1)
    again = scene.restart()
    assert again.ask(again.desk("desk 1"), wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    again.close()


def test_the_trail_catches_up_in_order_after_the_disk_was_full(full: Scene, small_disk: Path) -> None:
    desk = full.links[0]
    fill(small_disk)
    full.ask(desk, wire.LockSession())
    full.ask(desk, wire.UnlockSession(PASSWORDS["ana"]))
    full.ask(desk, wire.SignOut())
    unfill(small_disk)
    wait_until(lambda: full.trail("sign_out"), what="the trail to catch up")
    assert [(entry.act, entry.outcome) for entry in full.trail()][-3:] == [
        ("lock", "applied"),
        ("unlock", "refused"),
        ("sign_out", "applied"),
    ]
