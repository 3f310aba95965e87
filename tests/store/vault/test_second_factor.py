"""The second factor: codes of the phone, the sealed seed, recovery codes."""

import math
import threading

import pyotp
import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.store.vault import second_factor
from app.store.vault.credentials import LEAST, Cost, Hashes
from app.store.vault.one_time import ALPHABET, RECOVERY_LENGTH
from app.store.vault.second_factor import SeedSealed, is_code, offer_uri, seal, step_of, unseal
from app.wire.access import RecoveryCodes, SecondFactorOffer, SignInRefusal
from tests.store.vault.house import ADMIN, DAY, MINUTE, OTHER, PASSWORD, WRONG, House

HASHES = Hashes(LEAST)
RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
STEP = 30_000


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(second, code):
    """Appendix B, SHA-1, the last six of eight digits."""
    assert step_of(RFC_SEED, code, second * 1000) == second // 30


@given(st.integers(0, 4_000_000_000_000), st.integers(-5, 5))
def test_a_phone_may_be_one_step_off_and_no_more(now_ms, off):
    step = now_ms // STEP + off
    if step < 0:
        return
    code = pyotp.TOTP(RFC_SEED).generate_otp(step)
    found = step_of(RFC_SEED, code, now_ms)
    # A code of another step may be the same by chance, one time in 300,000.
    assert found == step if abs(off) <= 1 else found != step


@given(st.text(max_size=30))
def test_anything_may_be_typed_as_a_code(typed):
    assert step_of(RFC_SEED, typed, 59_000) in (None, 0, 1, 2)
    assert is_code(typed) in (True, False)


@pytest.mark.parametrize("typed", ["287 082", " 287082 ", "28 70 82"])
def test_a_code_may_be_typed_with_spaces(typed):
    assert is_code(typed)
    assert step_of(RFC_SEED, typed, 59_000) == 1


def test_arabic_digits_are_no_code():
    assert not is_code("٢٨٧٠٨٢")


def test_the_address_for_the_phone_says_who_and_where():
    found = pyotp.parse_uri(offer_uri(RFC_SEED, "r.quispe", "San: Isidro/Ñ & co"))
    assert (found.name, found.secret) == ("r.quispe", RFC_SEED)
    assert found.issuer == "Atalaya San  Isidro/Ñ & co"
    assert offer_uri(RFC_SEED, "r.quispe", "").endswith("issuer=Atalaya")


def test_a_sealed_seed_opens_with_the_password_for_its_operator_alone():
    sealed = seal(RFC_SEED, "ana", PASSWORD, HASHES)
    assert RFC_SEED.encode() not in sealed
    assert unseal(sealed, "ana", PASSWORD, HASHES) == RFC_SEED
    for who, password in (("ana", WRONG), ("eva", PASSWORD)):
        with pytest.raises(SeedSealed):
            unseal(sealed, who, password, HASHES)
    assert seal(RFC_SEED, "ana", PASSWORD, HASHES) != sealed


SEALED = seal(RFC_SEED, "ana", PASSWORD, HASHES)


@hypothesis_settings(max_examples=25)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_a_sealed_seed_that_was_changed_does_not_open(place, flip):
    changed = bytearray(SEALED)
    changed[place] ^= flip
    try:
        assume(second_factor.cost_of(bytes(changed)).work < 200_000)  # a test need not wait for the others
    except SeedSealed:
        return
    with pytest.raises(SeedSealed):
        unseal(bytes(changed), "ana", PASSWORD, HASHES)


@pytest.mark.parametrize("head", [b"\x01\xff\xff\xff\xff\xff\x01", b"\x01\x00\x00\x00\x00\x00\x00"])
def test_a_cost_that_nobody_can_pay_is_not_paid(head):
    with pytest.raises(SeedSealed):
        unseal(head + SEALED[len(head) :], "ana", PASSWORD, HASHES)


@given(st.binary(max_size=200))
def test_bytes_of_something_else_are_no_seed(noise):
    if noise[:1] != b"\x01":
        with pytest.raises(SeedSealed):
            unseal(noise, "ana", PASSWORD, HASHES)


# -- with accounts -----------------------------------------------------------------------------------


def test_a_code_is_asked_for_only_when_the_password_is_right(house):
    phone, _codes = house.enrol()
    house.now += MINUTE
    assert house.outcome(ADMIN, WRONG) == "wrong"
    assert house.outcome(ADMIN, WRONG, phone.at(house.now // 1000)) == "wrong"
    assert house.outcome(ADMIN, PASSWORD) == "code_needed"
    assert house.outcome(ADMIN, PASSWORD, "  ") == "code_needed"
    assert house.outcome(ADMIN, PASSWORD, phone.at(house.now // 1000)) == "in"
    assert house.accounts.operator(ADMIN).second_factor


def test_a_right_password_with_wrong_codes_slows_down_and_locks(house):
    phone, _codes = house.enrol()
    house.now += MINUTE
    wrong = "000000" if phone.at(house.now // 1000) != "000000" else "000001"
    for _ in range(3):
        checked = house.accounts.check(ADMIN, PASSWORD, wrong, house.now)
        assert (checked.refusal, checked.audit_refusal) == (SignInRefusal.WRONG, "wrong_code")
    assert house.outcome(ADMIN, PASSWORD, phone.at(house.now // 1000)) == "wait"


def test_being_asked_for_the_code_is_no_failure_and_no_success(house):
    house.enrol()
    house.now += MINUTE
    for _ in range(2):
        assert house.outcome(ADMIN, WRONG) == "wrong"
    for _ in range(30):
        assert house.outcome(ADMIN, PASSWORD) == "code_needed"
    assert house.outcome(ADMIN, WRONG) == "wrong"
    assert house.outcome(ADMIN, PASSWORD) == "wait"


def test_no_code_is_good_twice_nor_one_before_it(house):
    phone, _codes = house.enrol()
    house.now += 10 * MINUTE
    now, before = phone.at(house.now // 1000), phone.at(house.now // 1000 - 30)
    assert house.outcome(ADMIN, PASSWORD, now) == "in"
    for code in (now, before):
        checked = house.accounts.check(ADMIN, PASSWORD, code, house.now)
        assert (checked.refusal, checked.audit_refusal) == (SignInRefusal.WRONG, "code_replayed")
    house.restart()
    assert house.accounts.check(ADMIN, PASSWORD, now, house.now).audit_refusal == "code_replayed"
    house.now += STEP
    assert house.outcome(ADMIN, PASSWORD, phone.at(house.now // 1000)) == "in"


def test_the_code_that_confirmed_is_spent(house):
    phone, _codes = house.enrol()
    assert house.outcome(ADMIN, PASSWORD, phone.at(house.now // 1000)) == "wrong"


@pytest.mark.parametrize("kind", ["phone", "recovery"])
def test_of_two_with_the_same_code_at_once_one_gets_in(house, kind):
    phone, codes = house.enrol()
    house.now += MINUTE
    code = phone.at(house.now // 1000) if kind == "phone" else codes[0]
    outcomes = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(house.outcome(ADMIN, PASSWORD, code)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "wrong", "wrong"]


def test_recovery_codes_are_good_once_each_and_have_chance_enough(house):
    _phone, codes = house.enrol()
    assert (len(codes), len(set(codes))) == (10, 10)
    assert RECOVERY_LENGTH * math.log2(len(ALPHABET)) >= 60
    house.now += MINUTE
    used = house.accounts.check(ADMIN, PASSWORD, codes[3].lower().replace("-", " "), house.now)
    assert (used.operator.id, used.used_recovery) == (ADMIN, True)
    assert house.outcome(ADMIN, PASSWORD, codes[3]) == "wrong"
    house.restart()
    assert house.outcome(ADMIN, PASSWORD, codes[3]) == "wrong"
    assert house.outcome(ADMIN, PASSWORD, codes[4]) == "in"


def test_a_recovery_code_is_good_for_its_operator_alone(house):
    house.hire("r.quispe")
    _phone, mine = house.enrol()
    _phone, theirs = house.enrol("r.quispe", OTHER)
    house.now += MINUTE
    assert house.outcome(ADMIN, PASSWORD, theirs[0]) == "wrong"
    assert house.outcome(ADMIN, PASSWORD, mine[0]) == "in"


def test_nothing_is_on_before_a_code_confirms_it(house):
    offer = house.accounts.begin_second_factor(ADMIN, PASSWORD, house.now)
    assert isinstance(offer, SecondFactorOffer)
    assert offer.secret not in repr(offer)
    assert "Miraflores" in offer.uri
    assert house.outcome(ADMIN, PASSWORD) == "in"
    house.restart()
    confirmed = house.accounts.confirm_second_factor(
        ADMIN, pyotp.TOTP(offer.secret).at(house.now // 1000), house.now
    )
    assert confirmed.refusal is SignInRefusal.EXPIRED


def test_a_second_factor_is_not_begun_with_a_wrong_password(house):
    checked = house.accounts.begin_second_factor(ADMIN, WRONG, house.now)
    assert (checked.operator, checked.refusal) == (None, SignInRefusal.WRONG)


def test_an_offer_is_void_after_ten_minutes_and_after_five_wrong_codes(house):
    begin, confirm = house.accounts.begin_second_factor, house.accounts.confirm_second_factor
    right = pyotp.TOTP(begin(ADMIN, PASSWORD, house.now).secret)
    wrong = next(
        code
        for code in ("000000", "000001", "000002", "000003")
        if step_of(right.secret, code, house.now) is None
    )
    for _ in range(5):
        assert confirm(ADMIN, wrong, house.now).refusal is SignInRefusal.WRONG
    assert confirm(ADMIN, right.at(house.now // 1000), house.now).refusal is SignInRefusal.EXPIRED
    late = pyotp.TOTP(begin(ADMIN, PASSWORD, house.now).secret)
    house.now += 10 * MINUTE
    assert confirm(ADMIN, late.at(house.now // 1000), house.now).refusal is SignInRefusal.EXPIRED
    assert not house.accounts.operator(ADMIN).second_factor


def test_an_offer_is_void_when_the_password_changes_meanwhile(house):
    phone = pyotp.TOTP(house.accounts.begin_second_factor(ADMIN, PASSWORD, house.now).secret)
    house.accounts.change_password(ADMIN, PASSWORD, OTHER, house.now)
    confirmed = house.accounts.confirm_second_factor(ADMIN, phone.at(house.now // 1000), house.now)
    assert confirmed.refusal is SignInRefusal.EXPIRED
    assert house.outcome(ADMIN, OTHER) == "in"


def test_a_change_of_password_keeps_the_second_factor(house):
    phone, codes = house.enrol()
    house.now += MINUTE
    changed = house.accounts.change_password(ADMIN, PASSWORD, OTHER, house.now)
    assert changed.operator.second_factor
    house.restart()
    assert house.outcome(ADMIN, OTHER) == "code_needed"
    assert house.outcome(ADMIN, OTHER, phone.at(house.now // 1000)) == "in"
    assert house.outcome(ADMIN, OTHER, codes[0]) == "in"


def test_a_new_phone_takes_the_place_of_the_old_one(house):
    old, old_codes = house.enrol()
    new, codes = house.enrol()
    house.now += MINUTE
    assert house.outcome(ADMIN, PASSWORD, old_codes[0]) == "wrong"
    assert house.outcome(ADMIN, PASSWORD, old.at(house.now // 1000)) == "wrong"
    assert house.outcome(ADMIN, PASSWORD, new.at(house.now // 1000)) == "in"
    assert house.column("SELECT count(*) FROM recovery_code") == len(codes)


def test_a_second_factor_is_turned_off_with_the_password(house):
    house.enrol()
    house.now += MINUTE
    drop = house.accounts.drop_second_factor
    assert drop(ADMIN, WRONG, house.now).refusal is SignInRefusal.WRONG
    assert drop(ADMIN, PASSWORD, house.now).operator.second_factor is False
    house.restart()
    assert house.outcome(ADMIN, PASSWORD) == "in"
    assert house.column("SELECT count(*) FROM recovery_code") == 0


def test_a_seed_moved_to_another_operator_does_not_open(house):
    house.hire("r.quispe", password=PASSWORD)
    phone, _codes = house.enrol("r.quispe", PASSWORD)
    house.vault.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE credential SET seed=(SELECT max(seed) FROM credential) WHERE seed IS NULL"
        )
    )
    house.now += MINUTE
    checked = house.accounts.check(ADMIN, PASSWORD, phone.at(house.now // 1000), house.now)
    assert (checked.refusal, checked.audit_refusal) == (SignInRefusal.WRONG, "second_factor_damaged")


def test_a_seed_sealed_long_ago_is_sealed_anew_at_a_higher_cost(house):
    phone, _codes = house.enrol()
    house.cost = Cost(time=3, memory_kib=24 * 1024, lanes=1)
    house.restart()
    house.now += DAY
    assert house.outcome(ADMIN, PASSWORD, phone.at(house.now // 1000)) == "in"
    assert second_factor.cost_of(house.column("SELECT seed FROM credential")) == house.cost
    house.now += MINUTE
    assert house.outcome(ADMIN, PASSWORD, phone.at(house.now // 1000)) == "in"


def test_recovery_codes_do_not_show_in_a_repr(house: House):
    offer = house.accounts.begin_second_factor(ADMIN, PASSWORD, house.now)
    code = pyotp.TOTP(offer.secret).at(house.now // 1000)
    codes = house.accounts.confirm_second_factor(ADMIN, code, house.now)
    assert isinstance(codes, RecoveryCodes)
    assert not any(one in repr(codes) for one in codes.codes)
