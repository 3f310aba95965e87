"""One-time codes in the place of a password: for a new account and after a reset."""

import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Refusal
from app.domain.operators import Operator
from app.store.vault.one_time import ALPHABET, OPEN_LENGTH, digest_of
from app.wire.access import SignInRefusal
from tests.store.vault.house import ADMIN, DAY, OTHER, PASSWORD, WRONG, House


def test_a_new_operator_sets_a_password_with_the_code(house):
    code = house.add("r.quispe", "supervisor")
    assert (code.operator, code.until) == ("r.quispe", house.now + DAY)
    row = house.accounts.rows(house.now)[1]
    assert (row.operator.must_change, row.code_until) == (True, code.until)
    assert house.outcome("r.quispe", code.code) == "wrong", "a code is no password"
    operator = house.accounts.redeem("R.Quispe", code.code, OTHER, house.now).operator
    assert (operator.must_change, operator.roles) == (False, ("supervisor",))
    assert house.accounts.rows(house.now)[1].code_until is None
    assert house.outcome("r.quispe", OTHER) == "in"


@given(st.text(ALPHABET, min_size=1, max_size=30), st.data())
def test_grouping_and_case_make_no_difference_and_letters_do(code, data):
    typed = "".join(
        one + data.draw(st.sampled_from(["", "-", " ", " - "]))
        for one in data.draw(st.sampled_from([code, code.lower()]))
    )
    assert digest_of("ana", typed) == digest_of("ana", code)
    assert digest_of("eva", typed) != digest_of("ana", code)
    place = data.draw(st.integers(0, len(code) - 1))
    other = code[:place] + data.draw(st.sampled_from(ALPHABET)) + code[place + 1 :]
    assert (digest_of("ana", other) == digest_of("ana", code)) == (other == code)


@given(st.text(max_size=300), st.text(max_size=50))
def test_anything_may_be_typed_as_a_one_time_code(typed, who):
    assert len(digest_of(who, typed)) == 32


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_is_taken_however_it_was_heard(house, typed):
    code = house.add("r.quispe").code
    assert house.accounts.redeem("r.quispe", typed(code), OTHER, house.now).operator


def test_a_code_has_chance_enough_and_can_be_read_aloud(house):
    code = house.add("r.quispe").code
    assert OPEN_LENGTH * math.log2(len(ALPHABET)) >= 80
    assert not set("01OIL") & set(ALPHABET)
    assert [len(part) for part in code.split("-")] == [5, 5, 5, 5]


def test_a_code_is_good_once(house):
    code = house.add("r.quispe").code
    assert house.accounts.redeem("r.quispe", code, OTHER, house.now).operator
    assert house.accounts.redeem("r.quispe", code, PASSWORD, house.now).refusal is SignInRefusal.WRONG
    assert house.outcome("r.quispe", OTHER) == "in"


def test_of_two_who_have_the_code_one_sets_the_password(house):
    code, done = house.add("r.quispe").code, []

    def redeem(password):
        done.append((password, house.accounts.redeem("r.quispe", code, password, house.now).operator))

    threads = [threading.Thread(target=redeem, args=(one,)) for one in (PASSWORD, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((winner, _),) = [(password, operator) for password, operator in done if operator]
    assert house.outcome("r.quispe", winner) == "in"


def test_a_code_is_over_after_a_day_and_only_who_has_it_is_told(house):
    code = house.add("r.quispe").code
    house.now += DAY
    assert house.accounts.rows(house.now)[1].code_until is None
    expired = house.accounts.redeem("r.quispe", code, OTHER, house.now)
    assert expired.refusal is SignInRefusal.EXPIRED
    assert house.accounts.redeem("r.quispe", "ABCDE", OTHER, house.now).refusal is SignInRefusal.WRONG


def test_a_weak_password_does_not_spend_the_code(house):
    code = house.add("r.quispe").code
    for password, problem in (("short", "too_short"), ("Rosa.Quispe.26", "like_name")):
        checked = house.accounts.redeem("r.quispe", code, password, house.now)
        assert (checked.refusal, checked.problem) == (SignInRefusal.WEAK_PASSWORD, problem)
    assert house.accounts.redeem("r.quispe", code, OTHER, house.now).operator


@pytest.mark.parametrize("who", ["r.quispe", "nobody", ADMIN])
def test_a_wrong_code_counts_as_a_failure_and_says_nothing(house, who):
    house.add("r.quispe")
    for _ in range(3):
        checked = house.accounts.redeem(who, "K7WQ2-9XMPA", OTHER, house.now)
        assert (checked.refusal, checked.problem) == (SignInRefusal.WRONG, "")
    assert house.outcome(who, WRONG) == "wait"


def test_a_code_is_good_for_its_operator_alone(house):
    mine, theirs = house.add("r.quispe").code, house.add("l.rojas").code
    assert house.accounts.redeem("r.quispe", theirs, OTHER, house.now).refusal is SignInRefusal.WRONG
    assert house.accounts.redeem("r.quispe", mine, OTHER, house.now).operator


def test_a_reset_voids_all_that_there_was(house):
    house.hire("r.quispe")
    phone, _recovery = house.enrol("r.quispe", OTHER)
    house.now += DAY
    house.fail("r.quispe", 8)
    code = house.accounts.reset("r.quispe", house.draft("reset"), house.now)
    row = house.accounts.rows(house.now)[1]
    assert (row.locked_until, row.code_until) == (None, code.until)
    assert (row.operator.must_change, row.operator.second_factor) == (True, False)
    assert house.outcome("r.quispe", OTHER, phone.at(house.now // 1000)) == "wrong"
    assert house.accounts.redeem("r.quispe", code.code, PASSWORD, house.now).operator
    assert house.outcome("r.quispe", PASSWORD) == "in", "without a second factor"
    assert house.column("SELECT count(*) FROM recovery_code") == 0
    assert house.on_record()[-1] == "reset"


def test_a_reset_takes_the_place_of_the_code_before(house):
    first = house.add("r.quispe").code
    second = house.accounts.reset("r.quispe", house.draft(), house.now).code
    assert house.accounts.redeem("r.quispe", first, OTHER, house.now).refusal is SignInRefusal.WRONG
    assert house.accounts.redeem("r.quispe", second, OTHER, house.now).operator


def test_nobody_is_reset_who_does_not_exist(house):
    assert house.accounts.reset("nobody", house.draft("reset"), house.now) is Refusal.UNKNOWN_OPERATOR
    assert "reset" not in house.on_record()


def test_a_disabled_operator_redeems_nothing(house):
    house.hire("r.quispe")
    known = house.accounts.operator("r.quispe")
    disabled = Operator("r.quispe", known.name, known.roles, enabled=False)
    assert house.accounts.change(disabled, house.draft()) is None
    code = house.accounts.reset("r.quispe", house.draft(), house.now).code
    checked = house.accounts.redeem("r.quispe", code, PASSWORD, house.now)
    assert (checked.refusal, checked.audit_refusal) == (SignInRefusal.WRONG, "disabled")


def test_a_code_outlives_the_engine(house: House):
    code = house.add("r.quispe").code
    house.restart()
    assert house.accounts.rows(house.now)[1].code_until is not None
    assert house.accounts.redeem("r.quispe", code, OTHER, house.now).operator
