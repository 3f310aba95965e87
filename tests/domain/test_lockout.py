"""How long wrong passwords make a name, and all names, wait."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lockout import (
    AFTER_LOCK,
    BRAKE_BURST,
    BRAKE_EVERY_MS,
    FORGET_MS,
    NONE,
    SLOW_DOWN_S,
    Brake,
    LockRule,
    Tries,
    failed,
    locked,
    present,
    wait_ms,
)

RULE = LockRule(failures=8, minutes=15)
NOW = 1_800_000_000_000
RULES = st.builds(LockRule, st.integers(3, 50), st.integers(1, 1440))

GAPS = st.one_of(st.integers(0, 10_000), st.integers(0, 30 * 60_000), st.integers(0, FORGET_MS))


def after(failures: int, rule: LockRule = RULE) -> Tries:
    """So many failures in a row, each as soon as it is let in; the last one at NOW."""
    tries, now = NONE, NOW
    for _ in range(failures):
        now += wait_ms(tries, now)
        tries = failed(present(tries, rule, now), rule, now)
    back = now - NOW
    return Tries(tries.failures, tries.last_at - back, tries.until - back)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 16), (8, 900)]
)
def test_waits_grow_and_end_in_a_lock(failures, seconds):
    tries = after(failures)
    assert wait_ms(tries, NOW) == seconds * 1000
    assert locked(tries, RULE) == (failures == 8)


def test_a_lock_that_is_over_leaves_fewer_tries_than_the_first_time():
    tries, now = after(8), NOW + RULE.lock_ms
    for left in range(AFTER_LOCK, 0, -1):
        now += wait_ms(tries, now)
        tries = present(tries, RULE, now)
        assert not locked(tries, RULE), left
        tries = failed(tries, RULE, now)
    assert locked(tries, RULE)
    assert wait_ms(tries, now) == RULE.lock_ms


def test_failures_are_forgotten_after_a_day():
    tries = after(7)
    assert present(tries, RULE, NOW + FORGET_MS - 1).failures == 7
    assert present(tries, RULE, NOW + FORGET_MS) == NONE


@pytest.mark.parametrize("back", [1, 60_000, FORGET_MS, 400 * FORGET_MS])
@pytest.mark.parametrize("failures", [3, 8])
def test_a_clock_that_was_set_back_makes_no_wait_longer(failures, back):
    tries = after(failures)
    fair = wait_ms(tries, NOW)
    seen = present(tries, RULE, NOW - back)
    assert wait_ms(seen, NOW - back) <= fair
    assert wait_ms(present(seen, RULE, NOW - back + fair), NOW - back + fair) == 0


def test_a_shorter_lock_in_the_settings_holds_at_once():
    shorter = LockRule(failures=8, minutes=1)
    assert wait_ms(present(after(8), shorter, NOW + 1000), NOW + 1000) <= 60_000


@given(RULES, st.lists(GAPS, min_size=1, max_size=150))
def test_no_window_holds_more_tries_than_the_rule_allows(rule, gaps):
    let_in, tries, now = [], NONE, NOW
    for gap in gaps:
        now += gap
        tries = present(tries, rule, now)
        if wait_ms(tries, now) == 0:
            let_in.append(now)
            tries = failed(tries, rule, now)
    for first, beyond in zip(let_in, let_in[rule.failures :], strict=False):
        assert beyond - first >= rule.lock_ms


@given(RULES)
def test_whoever_tries_as_fast_as_possible_has_few_tries_a_day(rule):
    tries, now, count = NONE, NOW, 0
    while now - NOW < FORGET_MS and count < 100_000:
        now += wait_ms(tries, now)
        tries = failed(present(tries, rule, now), rule, now)
        count += 1
    each = max(AFTER_LOCK, rule.failures if rule.failures <= AFTER_LOCK else 0)
    assert count <= rule.failures + each * (FORGET_MS // rule.lock_ms + 1)


@given(RULES, st.lists(st.tuples(st.integers(-FORGET_MS, FORGET_MS), st.booleans()), max_size=60))
def test_nobody_is_locked_for_ever_whatever_the_clock_does(rule, moves):
    tries, now = NONE, NOW
    longest = max(rule.lock_ms, 1000 * SLOW_DOWN_S[-1])
    for move, tried in moves:
        now += move
        tries = present(tries, rule, now)
        assert wait_ms(tries, now) <= longest
        if tried and wait_ms(tries, now) == 0:
            tries = failed(tries, rule, now)
    now += longest
    tries = present(tries, rule, now)
    assert wait_ms(tries, now) == 0
    assert not locked(tries, rule)


def test_the_brake_lets_a_change_of_shift_pass():
    brake = Brake()
    for _ in range(BRAKE_BURST):
        assert brake.wait_ms(NOW) == 0
        brake = brake.pressed(NOW)
    assert brake.wait_ms(NOW) == BRAKE_EVERY_MS
    assert brake.wait_ms(NOW + BRAKE_EVERY_MS) == 0


def test_what_was_no_failure_is_given_back():
    brake = Brake()
    for _ in range(10 * BRAKE_BURST):
        assert brake.wait_ms(NOW) == 0
        brake = brake.pressed(NOW).released()


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=200))
def test_the_brake_lets_in_a_burst_and_then_one_at_a_time(gaps):
    let_in, brake, now = [], Brake(), NOW
    for gap in gaps:
        now += gap
        assert brake.wait_ms(now) <= BRAKE_EVERY_MS
        if brake.wait_ms(now) == 0:
            let_in.append(now)
            brake = brake.pressed(now)
    for (place, first), (later, last) in itertools.combinations(enumerate(let_in), 2):
        assert later - place + 1 <= BRAKE_BURST + (last - first) // BRAKE_EVERY_MS + 1


@given(st.lists(st.integers(-FORGET_MS, FORGET_MS), max_size=60))
def test_the_brake_never_holds_for_ever(moves):
    brake, now = Brake(), NOW
    for move in moves:
        now += move
        assert brake.wait_ms(now) <= BRAKE_EVERY_MS
        brake = brake.pressed(now)
        assert brake.pressed(now).wait_ms(now + BRAKE_EVERY_MS * (BRAKE_BURST + 2)) == 0
