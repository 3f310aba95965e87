"""How long a name waits after wrong passwords, and how long all names wait together.

Time is an argument everywhere: wall time in epoch ms, because a lock outlives the engine. A clock that was
set back cannot make a wait longer than it would be from now.
"""

from __future__ import annotations

from dataclasses import dataclass

SLOW_DOWN_S = (0, 0, 0, 1, 2, 4, 8, 16, 30)
"""Seconds to wait after so many failures; the last holds for all that are more, up to the lock."""
AFTER_LOCK = 3
"""Tries that are left after a lock was waited for, before the next one: fewer than the first time."""
FORGET_MS = 86_400_000
"""Failures are forgotten a day after the last."""


@dataclass(frozen=True, slots=True)
class LockRule:
    """So many failures lock a name for so long."""

    failures: int = 8
    minutes: int = 15

    @property
    def lock_ms(self) -> int:
        return self.minutes * 60_000


@dataclass(frozen=True, slots=True)
class Tries:
    """What is remembered of one name. No try is let in before `until`."""

    failures: int = 0
    last_at: int = 0
    until: int = 0


NONE = Tries()


def present(tries: Tries, rule: LockRule, now: int) -> Tries:
    """The same at this moment: a lock that is over and failures that are old count for less or nothing."""
    if now - tries.last_at >= FORGET_MS:
        return NONE
    tries = _within_reach(tries, rule, now)
    if locked(tries, rule) and now >= tries.until:
        return Tries(max(0, rule.failures - AFTER_LOCK), tries.last_at, tries.until)
    return tries


def _within_reach(tries: Tries, rule: LockRule, now: int) -> Tries:
    """After the clock was set back, or the rule made shorter, the wait begins anew at the most."""
    longest = now + _wait_ms(tries.failures, rule)
    return Tries(tries.failures, min(tries.last_at, now), min(tries.until, longest))


def failed(tries: Tries, rule: LockRule, now: int) -> Tries:
    """After one more failure; `tries` are those of `present` at the same moment."""
    failures = tries.failures + 1
    return Tries(failures, now, now + _wait_ms(failures, rule))


def wait_ms(tries: Tries, now: int) -> int:
    """0 when a try is let in now."""
    return max(0, tries.until - now)


def locked(tries: Tries, rule: LockRule) -> bool:
    """Whether it is the lock, not only the slow-down, that `until` belongs to."""
    return tries.failures >= rule.failures


def _wait_ms(failures: int, rule: LockRule) -> int:
    if failures >= rule.failures:
        return rule.lock_ms
    return 1000 * SLOW_DOWN_S[min(failures, len(SLOW_DOWN_S) - 1)]


BRAKE_BURST = 20
"""Failures of all names together that wait for nothing."""
BRAKE_EVERY_MS = 5000
"""After those, one try in so long, whoever it is for: a brake, never a lock."""


@dataclass(frozen=True, slots=True)
class Brake:
    """Against one password tried over many names: a leaky bucket (GCRA, ITU-T I.371) of failures.

    `spent_until`: when the last failure would be forgotten at one in `BRAKE_EVERY_MS`.
    """

    spent_until: int = 0

    def wait_ms(self, now: int) -> int:
        """At most `BRAKE_EVERY_MS`."""
        over = self.spent_until + BRAKE_EVERY_MS - BRAKE_BURST * BRAKE_EVERY_MS - now
        return min(max(0, over), BRAKE_EVERY_MS)

    def pressed(self, now: int) -> Brake:
        """One more failure."""
        full = now + (BRAKE_BURST - 1) * BRAKE_EVERY_MS
        return Brake(min(max(self.spent_until, now), full) + BRAKE_EVERY_MS)

    def released(self) -> Brake:
        """It was no failure after all."""
        return Brake(max(0, self.spent_until - BRAKE_EVERY_MS))
