"""Who is let in at a console, and what goes on record of it."""

import pytest

from app.domain.operators import Operator
from app.domain.rights import Right, allows
from app.engine.access.answers import SECOND_FACTOR_WANTED
from app.engine.access.reception import PASSPHRASE_REFUSED
from app.wire import access as wire
from app.wire.access import SignInAnswer, SignInRefusal
from app.wire.administration import AddOperator, ChangeOperator, OneTimeCode, ResetOperator
from tests.engine.access.scene import PASSWORDS, Scene

NEW = "nueve gatos 41 miran la luna"


def test_the_first_administrator_is_made_and_signed_in(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    assert scene.book.access_rules().first_start
    answer = scene.first(desk)
    assert answer.session == scene.book.session_of(desk)
    assert answer.token
    assert allows(answer.session.grants, Right.ADMINISTER)
    assert not scene.told_all[-1].first_start
    acts = [(entry.act, entry.outcome, entry.operator) for entry in scene.trail()]
    assert acts == [("first_administrator", "applied", "ana"), ("sign_in", "applied", "ana")]


def test_of_two_first_administrators_one_wins(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    first = scene.start(one, wire.CreateFirstAdministrator("ana", "Ana", PASSWORDS["ana"], "sealed 1"))
    second = scene.start(two, wire.CreateFirstAdministrator("beto", "Beto", PASSWORDS["beto"], "sealed 2"))
    scene.worker.drain()
    assert one.answers[first].session.operator == "ana"
    assert two.answers[second].refusal is SignInRefusal.NOT_FIRST
    assert scene.passphrases == ["sealed 1"]
    assert [operator.id for operator in scene.accounts.operators()] == ["ana"]
    third = scene.ask(two, wire.CreateFirstAdministrator("beto", "Beto", PASSWORDS["beto"]))
    assert third.refusal is SignInRefusal.NOT_FIRST


@pytest.mark.parametrize(
    ("operator", "password", "refusal"),
    [("ana", "short", SignInRefusal.WEAK_PASSWORD), ("á", PASSWORDS["ana"], SignInRefusal.NAME_INVALID)],
)
def test_a_first_administrator_who_is_refused_seals_nothing(scene, operator, password, refusal) -> None:
    desk = scene.desk("desk 1")
    answer = scene.ask(desk, wire.CreateFirstAdministrator(operator, "Ana", password, "passphrase"))
    assert answer.refusal is refusal
    assert not scene.passphrases
    assert scene.accounts.empty()


def test_no_first_administrator_without_a_seal_where_one_was_asked_for(scene: Scene) -> None:
    scene.passphrase_good = False
    desk = scene.desk("desk 1")
    answer = scene.ask(desk, wire.CreateFirstAdministrator("ana", "Ana", PASSWORDS["ana"], "passphrase"))
    assert answer == SignInAnswer(refusal=SignInRefusal.WEAK_PASSWORD, problem=PASSPHRASE_REFUSED)
    assert scene.accounts.empty()


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(scene: Scene) -> None:
    scene.first(scene.desk("desk 1"))
    desk = scene.desk("desk 2")
    wrong = scene.sign_in(desk, "ana", "not the password")
    unknown = scene.sign_in(desk, "nobody", "not the password")
    assert wrong == unknown == SignInAnswer(refusal=SignInRefusal.WRONG)
    assert scene.book.session_of(desk) is None
    entries = [entry for entry in scene.trail("sign_in") if entry.outcome == "refused"]
    assert [(one.subject, one.refusal, one.operator) for one in entries] == [
        ("ana", "wrong_password", ""),
        ("unknown name", "unknown_name", ""),
    ]
    assert {one.console for one in entries} == {"desk 2"}


def test_nothing_secret_goes_on_record(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.hire(desk, "beto")
    scene.sign_in(desk, PASSWORDS["ana"], "typed in the wrong field")
    scene.sign_in(desk, "ana", PASSWORDS["beto"], "123456")
    answer = scene.ask(desk, wire.ChangePassword(PASSWORDS["ana"], NEW))
    assert answer.session is not None
    told = " ".join(str(entry) for entry in scene.trail())
    for secret in (*PASSWORDS.values(), NEW, "123456"):
        assert secret not in told


def test_the_operator_changes_only_when_the_new_one_is_let_in(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.hire(desk, "beto")
    scene.sign_in(desk, "beto", "not his password")
    assert scene.book.session_of(desk).operator == "ana"
    assert scene.last("sign_in").operator == "ana"
    answer = scene.sign_in(desk, "beto")
    assert scene.book.session_of(desk) == answer.session
    assert answer.session.operator == "beto"
    out = scene.last("sign_out")
    assert (out.operator, out.console) == ("ana", "desk 1")
    assert "change_of_operator" in out.details
    assert scene.desks["desk 1"].operator == "beto"


def test_signing_out_ends_the_session_and_its_token(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    assert scene.ask(desk, wire.SignOut()) == SignInAnswer()
    assert scene.book.session_of(desk) is None
    assert scene.desks["desk 1"].operator == ""
    assert scene.ask(desk, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    assert scene.ask(desk, wire.SignOut()) == SignInAnswer()
    assert len(scene.trail("sign_out")) == 1


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


def test_a_changed_password_ends_the_other_sessions_of_its_operator(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(one)
    token = scene.sign_in(two).token
    answer = scene.ask(one, wire.ChangePassword(PASSWORDS["ana"], NEW))
    assert answer.session.operator == "ana"
    assert scene.book.session_of(one) is not None
    assert scene.book.session_of(two) is None
    assert two.ended == ["ended"]
    assert scene.ask(two, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    assert "password_changed" in scene.last("session_ended").details
    assert scene.last("change_password").outcome == "applied"
    assert scene.sign_in(two).refusal is SignInRefusal.WRONG
    assert scene.sign_in(two, "ana", NEW).session is not None


def test_a_weak_new_password_changes_nothing(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    answer = scene.ask(desk, wire.ChangePassword(PASSWORDS["ana"], "short"))
    assert answer.refusal is SignInRefusal.WEAK_PASSWORD
    assert answer.problem == "too_short"
    assert scene.last("change_password").refusal == "weak_password"
    assert scene.sign_in(desk).session is not None


def test_a_one_time_code_sets_a_password_and_signs_in(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(one)
    code = scene.ask(one, AddOperator(Operator("beto", "Beto", ("operator",))))
    assert isinstance(code, OneTimeCode)
    assert scene.ask(two, wire.RedeemCode("beto", "AAAAA-BBBBB", NEW)).refusal is SignInRefusal.WRONG
    answer = scene.ask(two, wire.RedeemCode("Beto ", code.code, PASSWORDS["beto"]))
    assert answer.session.operator == "beto"
    assert not answer.session.must_change
    assert [(entry.outcome, entry.subject) for entry in scene.trail("redeem_code")] == [
        ("refused", "beto"),
        ("applied", "beto"),
    ]
    assert "one_time_code" in scene.last("sign_in").details
    again = scene.ask(two, wire.RedeemCode("beto", code.code, NEW))
    assert again.refusal is SignInRefusal.WRONG
    assert scene.book.session_of(two) is not None


def test_an_operator_of_a_role_that_wants_a_second_factor_is_asked_for_one(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.rules.second_factor_for = ("administrator",)
    answer = scene.first(desk)
    assert answer.session is not None
    assert answer.problem == SECOND_FACTOR_WANTED
    scene.hire(desk, "beto")
    assert scene.sign_in(scene.desk("desk 2"), "beto").problem == ""


def test_who_is_disabled_while_the_password_is_proved_is_not_let_in(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(one)
    scene.hire(one, "beto")
    scene.hire(one, "carla")
    for name, body in {
        "beto": ChangeOperator(Operator("beto", "Beto", ("operator",), enabled=False)),
        "carla": ResetOperator("carla"),
    }.items():
        id_ = scene.start(two, wire.SignIn(name, PASSWORDS[name]))
        scene.worker.work()
        scene.start(one, body)
        scene.worker.drain()
        assert two.answers[id_].refusal is SignInRefusal.BUSY
        assert scene.book.session_of(two) is None
        assert scene.last("sign_in").refusal == "overtaken"


def test_a_console_proves_one_password_at_a_time(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    one = scene.start(desk, wire.SignIn("ana", PASSWORDS["ana"]))
    two = scene.start(desk, wire.UnlockSession(PASSWORDS["ana"]))
    assert desk.answers[two].refusal is SignInRefusal.BUSY
    scene.worker.drain()
    assert desk.answers[one].session is not None
    assert scene.last("unlock").refusal == "busy"


def test_all_consoles_together_are_bounded(scene: Scene) -> None:
    scene.first(scene.desk("desk 0"))
    scene.worker.limit = 2
    links = [scene.desk(f"desk {number}") for number in range(1, 5)]
    asked = [(link, scene.start(link, wire.SignIn("ana", PASSWORDS["ana"]))) for link in links]
    assert [link.answers[id_].refusal for link, id_ in asked[2:]] == [SignInRefusal.BUSY] * 2
    scene.worker.drain()
    assert all(link.answers[id_].session for link, id_ in asked[:2])
    assert scene.sign_in(links[3]).session is not None


def test_signing_out_while_a_password_is_proved_wins(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    id_ = scene.start(desk, wire.SignIn("ana", PASSWORDS["ana"]))
    scene.worker.work()
    scene.start(desk, wire.SignOut())
    scene.worker.drain()
    assert desk.answers[id_].refusal is SignInRefusal.BUSY
    assert scene.book.session_of(desk) is None
    assert scene.last("sign_in").refusal == "cancelled"


def test_a_lock_while_the_password_is_proved_wins(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.ask(desk, wire.LockSession())
    id_ = scene.start(desk, wire.UnlockSession(PASSWORDS["ana"]))
    scene.worker.work()
    scene.start(desk, wire.LockSession())
    scene.worker.drain()
    assert desk.answers[id_].refusal is SignInRefusal.BUSY
    assert scene.book.session_of(desk).locked
    assert len(scene.trail("lock")) == 1


def test_a_password_changed_behind_a_lock_does_not_open_it(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    id_ = scene.start(desk, wire.ChangePassword(PASSWORDS["ana"], NEW))
    scene.start(desk, wire.LockSession())
    scene.worker.drain()
    assert desk.answers[id_].session.locked
    assert scene.ask(desk, wire.UnlockSession(NEW)).session is not None
