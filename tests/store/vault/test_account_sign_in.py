"""Signing in: who is let in, who is told what, and what tries cost."""

import itertools
import threading

import pytest

from app.domain.operators import Operator
from app.store.vault.accounts import PasswordRules
from app.store.vault.credentials import LEAST, Cost
from app.wire.access import SignInRefusal
from tests.store.vault.house import ADMIN, DAY, MINUTE, OTHER, PASSWORD, WRONG
from tests.support.effort import effort, least


def test_the_first_administrator_is_made_once(empty_house):
    house = empty_house
    assert house.accounts.empty()
    assert house.accounts.problem_of_first(ADMIN, "Ana Campos", PASSWORD) is None
    made = house.first()
    assert (made.roles, made.enabled, made.must_change) == (("administrator",), True, False)
    assert not house.accounts.empty()
    assert house.on_record() == ["first"]
    again = house.accounts.first("eve", "Eve", OTHER, house.draft("second"), house.now)
    assert again.refusal is SignInRefusal.NOT_FIRST
    assert house.on_record() == ["first"]
    assert house.outcome(ADMIN, PASSWORD) == "in"


@pytest.mark.parametrize(
    ("who", "name", "password", "refusal", "problem"),
    [
        ("Ana", "Ana", PASSWORD, SignInRefusal.NAME_INVALID, ""),
        ("ana", "A\u202eb", PASSWORD, SignInRefusal.NAME_INVALID, ""),
        ("ana", "Ana", "short", SignInRefusal.WEAK_PASSWORD, "too_short"),
        ("ana", "Ana", "administrador1", SignInRefusal.WEAK_PASSWORD, "known"),
    ],
)
def test_a_first_administrator_with_a_bad_name_or_password_is_refused(
    empty_house, who, name, password, refusal, problem
):
    house = empty_house
    checked = house.accounts.first(who, name, password, house.draft(), house.now)
    assert house.accounts.problem_of_first(who, name, password) == checked
    assert (checked.operator, checked.refusal, checked.problem) == (None, refusal, problem)
    assert house.accounts.empty()
    assert house.on_record() == []


def test_two_consoles_at_once_make_one_first_administrator(empty_house):
    house, made = empty_house, []

    def make(who):
        made.append(house.accounts.first(who, "Ana", PASSWORD, house.draft(who), house.now).refusal)

    threads = [threading.Thread(target=make, args=(who,)) for who in ("ana", "eva", "ida")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made, key=str) == [None, SignInRefusal.NOT_FIRST, SignInRefusal.NOT_FIRST]
    assert len(house.accounts.operators()) == len(house.on_record()) == 1


def test_a_name_is_taken_as_it_is_typed_and_a_password_from_any_keyboard(house):
    composed, split = "contrapuñto-áéíóú-7", "contrapun\u0303to-a\u0301e\u0301i\u0301o\u0301u\u0301-7"
    house.hire("r.quispe", password=composed)
    assert house.outcome(" R.Quispe ", split) == "in"
    assert house.outcome("r.quispe", composed.upper()) == "wrong"


def test_the_answer_is_the_same_for_wrong_unknown_disabled_and_without_a_password(house):
    house.hire("off")
    off = house.accounts.operator("off")
    assert house.accounts.change(Operator("off", off.name, off.roles, enabled=False), house.draft()) is None
    house.add("new")
    tried = {
        "wrong_password": (ADMIN, WRONG),
        "unknown_name": ("nobody", WRONG),
        "disabled": ("off", OTHER),
    }
    answers = {word: house.accounts.check(*typed, "", house.now) for word, typed in tried.items()}
    assert {word: one.audit_refusal for word, one in answers.items()} == {word: word for word in answers}
    assert {(one.operator, one.refusal, one.wait_s, one.problem) for one in answers.values()} == {
        (None, SignInRefusal.WRONG, 0.0, "")
    }
    assert house.accounts.check("new", "", "", house.now).refusal is SignInRefusal.WRONG


def test_who_is_disabled_proves_nothing_with_the_right_password(house):
    house.hire("off")
    known = house.accounts.operator("off")
    assert (
        house.accounts.change(Operator("off", known.name, known.roles, enabled=False), house.draft()) is None
    )
    accounts, now = house.accounts, house.now
    for checked in (
        accounts.check_password("off", OTHER, now, under="Session 1"),
        accounts.change_password("off", OTHER, PASSWORD, now),
        accounts.begin_second_factor("off", OTHER, now),
    ):
        assert (checked.refusal, checked.audit_refusal) == (SignInRefusal.WRONG, "disabled")


@pytest.mark.parametrize("who", ["nobody", "x" * 5000, "", "\ud800", "Robert'); DROP TABLE operator;--"])
def test_no_name_makes_it_fail(house, who):
    assert house.outcome(who, PASSWORD) == "wrong"


@pytest.mark.parametrize("password", ["", "\ud800", "\0", "ñ" * 5_000_000, PASSWORD + "\0"])
def test_no_password_makes_it_fail(house, password):
    told = []
    assert effort(lambda: told.append(house.outcome(ADMIN, password)), tries=1) < 1_000
    assert told == ["wrong"]


def test_an_unknown_name_takes_as_long_as_a_known_one(house):
    house.cost = LEAST
    house.restart()
    assert house.outcome(ADMIN, PASSWORD) == "in", "and hashed anew"
    house.accounts.warm_up()

    def check(who):
        house.now += DAY
        house.accounts.check(who, WRONG, "", house.now)

    names = (f"nobody{number}" for number in itertools.count())
    known, unknown = least(lambda: check(ADMIN), 9), least(lambda: check(next(names)), 9)
    # A hash that was left out would make it fifty times shorter; a busy machine does not.
    assert 0.2 < unknown / known < 5


def test_wrong_passwords_slow_down_and_lock(house):
    for _ in range(3):
        assert house.outcome(ADMIN, WRONG) == "wrong"
    waiting = house.accounts.check(ADMIN, PASSWORD, "", house.now)
    assert (waiting.refusal, waiting.wait_s, waiting.audit_refusal) == (SignInRefusal.WAIT, 1.0, "too_soon")
    house.now += 1000
    house.fail(ADMIN, 5)
    locked = house.accounts.check(ADMIN, PASSWORD, "", house.now)
    assert (locked.wait_s, locked.audit_refusal) == (15 * 60, "locked_out")
    (row,) = house.accounts.rows(house.now)
    assert row.locked_until == house.now + 15 * MINUTE
    house.now += 15 * MINUTE
    assert house.outcome(ADMIN, PASSWORD) == "in"
    assert house.accounts.rows(house.now)[0].locked_until is None


def test_an_unknown_name_is_locked_like_a_known_one(house):
    house.fail("nobody", 8)
    checked = house.accounts.check("nobody", WRONG, "", house.now)
    assert (checked.refusal, checked.wait_s) == (SignInRefusal.WAIT, 15 * 60)


def test_a_success_clears_what_was_before(house):
    for _ in range(3):
        house.fail(ADMIN, 7)
        house.now += MINUTE
        assert house.outcome(ADMIN, PASSWORD) == "in"
    assert house.column("SELECT count(*) FROM attempt") == 0


def test_a_lock_outlives_the_engine(house):
    house.fail(ADMIN, 8)
    house.restart()
    assert house.outcome(ADMIN, PASSWORD) == "wait"
    house.now += 15 * MINUTE
    assert house.outcome(ADMIN, PASSWORD) == "in"


def test_many_tries_at_once_are_no_way_around_the_slow_down(house):
    outcomes = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(house.outcome(ADMIN, WRONG))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["wait"] * 9 + ["wrong"] * 3


def test_one_password_over_many_names_is_braked(house):
    for number in range(20):
        assert house.outcome(f"name{number}", WRONG) == "wrong"
    checked = house.accounts.check("name21", WRONG, "", house.now)
    assert (checked.refusal, checked.wait_s) == (SignInRefusal.WAIT, 5.0)
    assert checked.audit_refusal == "too_many_tries"
    house.now += 5000
    assert house.outcome(ADMIN, PASSWORD) == "in"


def unlock(house, password, under="Session 1"):
    return house.accounts.check_password(ADMIN, password, house.now, under=under)


def test_unlocking_asks_for_the_password_alone_and_counts(house):
    house.enrol()
    house.now += MINUTE
    assert unlock(house, PASSWORD).operator.id == ADMIN
    assert house.accounts.rows(house.now)[0].last_sign_in is None, "it is no sign-in"
    for _ in range(3):
        assert unlock(house, WRONG).refusal is SignInRefusal.WRONG
    assert unlock(house, PASSWORD).refusal is SignInRefusal.WAIT
    assert unlock(house, PASSWORD, "Session 2").operator.id == ADMIN
    assert house.outcome(ADMIN, PASSWORD) == "code_needed", "the name is not slowed down"


def test_strangers_who_try_a_name_or_many_do_not_hinder_its_session(house):
    house.fail(ADMIN, 8)
    for number in range(20):
        house.accounts.check(f"name{number}", WRONG, "", house.now)
    assert house.accounts.check("name21", WRONG, "", house.now).audit_refusal == "too_many_tries"
    assert house.accounts.check(ADMIN, PASSWORD, "", house.now).audit_refusal == "locked_out"
    assert unlock(house, PASSWORD).operator.id == ADMIN
    changed = house.accounts.change_password(ADMIN, PASSWORD, OTHER, house.now, under="Session 1")
    assert changed.operator.id == ADMIN


def test_a_session_is_locked_after_as_many_failures_as_a_name(house):
    waits = []
    for _ in range(8):
        while (checked := unlock(house, WRONG)).refusal is SignInRefusal.WAIT:
            waits.append(checked.wait_s)
            house.now += int(checked.wait_s * 1000)
    assert waits == [1, 2, 4, 8, 16]
    assert house.accounts.locked_out("Session 1", house.now)
    house.restart()
    assert house.accounts.locked_out("Session 1", house.now)
    assert unlock(house, PASSWORD).audit_refusal == "locked_out"
    assert not house.accounts.locked_out("Session 2", house.now)
    assert house.accounts.rows(house.now)[0].locked_until is None


def test_failures_in_sessions_do_not_press_the_brake_over_all_names(house):
    for number in range(21):
        assert unlock(house, WRONG, f"Session {number}").refusal is SignInRefusal.WRONG
    assert house.outcome(ADMIN, PASSWORD) == "in"
    for number in range(21):
        assert unlock(house, PASSWORD, f"Session {number}").operator.id == ADMIN
    for number in range(20):
        assert house.outcome(f"name{number}", WRONG) == "wrong"
    assert house.outcome("name21", WRONG) == "wait", "successes in sessions do not release it either"


def test_the_last_sign_in_is_kept(house):
    assert house.accounts.rows(house.now)[0].last_sign_in is None
    house.now += MINUTE
    house.outcome(ADMIN, PASSWORD)
    house.restart()
    assert house.accounts.rows(house.now)[0].last_sign_in == house.now


def test_a_password_is_changed_with_the_old_one(house):
    change = house.accounts.change_password
    assert change(ADMIN, WRONG, OTHER, house.now).audit_refusal == "wrong_password"
    for new, problem in ((PASSWORD, "same_as_old"), ("short", "too_short"), ("miraflores-2026", "like_name")):
        checked = change(ADMIN, PASSWORD, new, house.now)
        assert (checked.refusal, checked.problem) == (SignInRefusal.WEAK_PASSWORD, problem)
    assert change(ADMIN, PASSWORD, OTHER, house.now).operator.must_change is False
    assert house.outcome(ADMIN, PASSWORD) == "wrong"
    assert house.outcome(ADMIN, OTHER) == "in"


def test_wrong_old_passwords_lock_too(house):
    for _ in range(3):
        house.accounts.change_password(ADMIN, WRONG, OTHER, house.now)
    assert house.accounts.change_password(ADMIN, PASSWORD, OTHER, house.now).refusal is SignInRefusal.WAIT


def test_the_rules_of_the_settings_hold_at_once(house):
    house.rules = PasswordRules(least=30, lockout_failures=3, lockout_minutes=2)
    checked = house.accounts.change_password(ADMIN, PASSWORD, OTHER, house.now)
    assert checked.problem == "too_short"
    house.fail(ADMIN, 3)
    assert house.accounts.check(ADMIN, PASSWORD, "", house.now).wait_s == 120


def test_a_password_given_long_ago_is_hashed_anew_at_a_higher_cost(house):
    before = house.column("SELECT password FROM credential")
    house.outcome(ADMIN, PASSWORD)
    assert house.column("SELECT password FROM credential") == before
    house.cost = Cost(time=3, memory_kib=24 * 1024, lanes=1)
    house.restart()
    assert house.outcome(ADMIN, WRONG) == "wrong"
    assert house.column("SELECT password FROM credential") == before
    assert house.outcome(ADMIN, PASSWORD) == "in"
    assert "m=24576,t=3,p=1" in house.column("SELECT password FROM credential")
    house.cost = Cost(time=2, memory_kib=19 * 1024, lanes=1)
    house.restart()
    assert house.outcome(ADMIN, PASSWORD) == "in"
    assert "m=24576,t=3,p=1" in house.column("SELECT password FROM credential"), "never to a lower one"


def test_nothing_that_was_typed_is_on_the_disk_or_in_a_repr(house):
    typed_as_name = "MyPassw0rd-as-a-name"
    phone, recovery = house.enrol()
    code = house.add("r.quispe").code
    house.outcome(typed_as_name, WRONG)
    checked = house.accounts.check(ADMIN, PASSWORD, recovery[0], house.now)
    house.vault.close()
    stored = house.stored()
    for secret in (PASSWORD, WRONG, typed_as_name, typed_as_name.lower(), phone.secret, code, *recovery):
        assert secret.encode() not in stored
        assert secret.replace("-", "").encode() not in stored
        assert secret not in repr(checked)
    assert ADMIN.encode() in stored, "the search looks at the right files"
    house.restart()
