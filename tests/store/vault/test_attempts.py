"""Tries of names, known or not: counted at once, kept over a restart, bounded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.lockout import BRAKE_EVERY_MS, FORGET_MS, LockRule
from app.store.vault.attempts import Attempts, key_of
from app.store.vault.vault import Vault
from tests.support.stores import vault_in

NOW = 1_800_000_000_000
RULE = LockRule(failures=5, minutes=15)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = vault_in(tmp_path)
    vault.open()
    yield vault
    vault.close()


def loaded(vault: Vault, most: int = 100) -> Attempts:
    attempts = Attempts(vault, lambda: RULE, most=most)
    attempts.load()
    return attempts


def fail(attempts: Attempts, name: str, now: int) -> None:
    trial = attempts.begin(name, now)
    assert trial.wait_ms == 0, (name, trial)
    attempts.fail(trial, now)


def stored(vault: Vault) -> set[str]:
    names = vault.read(
        lambda connection: connection.exec_driver_sql("SELECT name FROM attempt").scalars().all()
    )
    return set(names)


def test_a_try_counts_before_it_is_known_to_be_wrong(vault):
    attempts = loaded(vault)
    trials = [attempts.begin("ana", NOW) for _ in range(3)]
    assert [one.wait_ms for one in trials] == [0, 0, 0]
    assert attempts.begin("ana", NOW).reason == "too_soon"
    attempts.succeed(trials[1])
    assert attempts.begin("ana", NOW).wait_ms == 0


def test_what_was_neither_right_nor_wrong_leaves_no_trace(vault):
    attempts = loaded(vault)
    fail(attempts, "ana", NOW)
    for _ in range(200):
        attempts.withdraw(attempts.begin("ana", NOW))
        attempts.withdraw(attempts.begin("eva", NOW))
    fail(attempts, "ana", NOW)
    fail(attempts, "ana", NOW)
    assert attempts.begin("ana", NOW).wait_ms == 1000
    assert stored(vault) == {key_of("ana")}


def test_withdrawing_one_of_two_at_once_leaves_the_other(vault):
    attempts = loaded(vault)
    first, second = attempts.begin("ana", NOW), attempts.begin("ana", NOW)
    attempts.withdraw(first)
    attempts.fail(second, NOW)
    fail(attempts, "ana", NOW)
    assert attempts.begin("ana", NOW).wait_ms == 0, "two failures, not three"


def test_names_of_attackers_do_not_fill_the_disk(vault):
    attempts, now = loaded(vault, most=10), NOW
    for number in range(40):
        now += BRAKE_EVERY_MS
        fail(attempts, f"name{number}", now)
    newest = {key_of(f"name{number}") for number in range(30, 40)}
    assert stored(vault) == newest
    assert len(loaded(vault, most=5)._tries) == 5


def test_a_name_that_fails_again_is_among_the_newest(vault):
    attempts, now = loaded(vault, most=2), NOW
    for name in ("ana", "eva", "ana", "ida"):
        now += BRAKE_EVERY_MS
        fail(attempts, name, now)
    assert stored(vault) == {key_of("ana"), key_of("ida")}


def test_old_failures_leave_the_disk(vault):
    attempts = loaded(vault)
    fail(attempts, "ana", NOW)
    fail(attempts, "eva", NOW + FORGET_MS + 1)
    assert stored(vault) == {key_of("eva")}


def test_a_name_is_stored_as_something_that_tells_nothing_and_has_one_length(vault):
    attempts = loaded(vault)
    for name in ("MySecretPassword", "x" * 100_000, "\ud800"):
        fail(attempts, name, NOW)
    assert {len(name) for name in stored(vault)} == {32}


def test_a_lock_and_its_end_are_the_same_after_a_restart(vault):
    attempts, now = loaded(vault), NOW
    for _ in range(RULE.failures):
        now += attempts.begin("ana", now).wait_ms or 0
        attempts = loaded(vault)
        fail(attempts, "ana", now)
    until = attempts.locked_until("ana", now)
    assert until == now + RULE.lock_ms
    assert loaded(vault).locked_until("ana", now) == until
    assert loaded(vault).locked_until("ana", until) is None
    assert loaded(vault).locked_until("eva", now) is None


def test_a_slow_down_is_not_shown_as_a_lock(vault):
    attempts = loaded(vault)
    for _ in range(3):
        fail(attempts, "ana", NOW)
    assert attempts.begin("ana", NOW).reason == "too_soon"
    assert attempts.locked_until("ana", NOW) is None
