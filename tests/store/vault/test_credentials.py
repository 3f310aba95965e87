"""Hashes of passwords: what they cost and what they refuse."""

import threading

import argon2
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.store.vault.credentials import CHOSEN, LEAST, Cost, Hashes, normalised

HASHES = Hashes(LEAST)


def test_the_chosen_cost_is_what_rfc_9106_recommends_at_least():
    assert CHOSEN.time >= 3
    assert CHOSEN.memory_kib >= 64 * 1024


@pytest.mark.parametrize(("time", "memory", "lanes"), [(1, 65536, 1), (3, 19 * 1024 - 1, 1), (2, 65536, 0)])
def test_no_cost_below_the_least(time, memory, lanes):
    with pytest.raises(ValueError, match="below the least"):
        Cost(time, memory, lanes)


def test_the_stored_form_is_that_of_rfc_9106():
    stored = HASHES.make("tifoga")
    found = argon2.extract_parameters(stored)
    assert (found.type, found.time_cost, found.memory_cost) == (argon2.Type.ID, 2, 19 * 1024)
    assert argon2.PasswordHasher().verify(stored, "tifoga")
    assert HASHES.make("tifoga") != stored, "each has a salt of its own"


@hypothesis_settings(max_examples=15)
@given(st.text(max_size=256), st.text(max_size=256))
def test_only_the_password_itself_matches(password, other):
    stored = HASHES.make(password)
    assert HASHES.matches(stored, password)
    assert HASHES.matches(stored, other) == (normalised(other) == normalised(password))


def test_every_character_of_a_long_one_counts():
    stored = HASHES.make("ñ" * 256)
    assert HASHES.matches(stored, "ñ" * 256)
    assert not HASHES.matches(stored, "ñ" * 255 + "n")


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        "nonsense",
        "ñ\ufffd",
        "$argon2id$v=19$m=19456,t=2,p=1$AAAA",
        "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=9999999,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=x,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$2b$12$KIXQ4S1R5q8Z1p0cVwq8Iu1x7H5l5s5b5b5b5b5b5b5b5b5b5b5b5",
    ],
)
def test_an_edited_hash_matches_nothing_and_stalls_nothing(stored):
    assert not HASHES.matches(stored, "tifoga")
    assert not HASHES.matches(stored, "")


def test_a_hash_of_a_lower_cost_is_weaker_and_one_of_a_higher_is_not():
    higher = Hashes(Cost(3, 24 * 1024, 1))
    assert higher.is_weaker(HASHES.make("tifoga"))
    assert not HASHES.is_weaker(higher.make("tifoga"))
    assert not HASHES.is_weaker(HASHES.make("tifoga"))


def test_many_threads_are_served_one_after_the_other():
    stored, found = HASHES.make("tifoga"), []
    threads = [
        threading.Thread(target=lambda: found.append(HASHES.matches(stored, "tifoga"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4
