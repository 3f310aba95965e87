"""Who is let in at a console, and what goes on record of it."""

import pytest

from app.domain.operators import Operator
from app.domain.rights import Right, allows
from app.engine.access.answers import SECOND_FACTOR_WANTED
from app.engine.access.reception import PASSPHRASE_REFUSED
from app.wire import access as wire
from app.wire.access import SignInAnswer, SignInRefusal
from app.wire.administration import AddOperator, OneTimeCode
from tests.engine.access.scene import NEW, PASSWORDS, Scene


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
