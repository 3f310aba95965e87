"""Who tried and failed: the waits of `app.domain.lockout`, kept over a restart and bounded."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.lockout import FORGET_MS, NONE, Brake, LockRule, Tries, failed, locked, present, wait_ms
from app.store.faults import StoreUnavailable
from app.store.vault.schema import attempt
from app.store.vault.vault import Vault

MOST_NAMES = 10_000
"""Names that are remembered; the ones that failed longest ago go first."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One try of a name. It counts as a failure from its beginning, so that many at once are no way around.

    `wait_ms` is 0 when it is let in; `reason` says for the trail why it is not. `braked`: it counts under
    the brake over all names too.
    """

    key: str
    wait_ms: int = 0
    reason: str = ""
    before: Tries = NONE
    during: Tries = NONE
    braked: bool = True


class Attempts:
    """Safe from any thread. What cannot be written now counts all the same, in memory."""

    def __init__(self, vault: Vault, rule: Callable[[], LockRule], *, most: int = MOST_NAMES) -> None:
        self._vault, self._rule, self._most = vault, rule, most
        self._lock = threading.Lock()
        self._tries: OrderedDict[str, Tries] = OrderedDict()
        self._brake = Brake()

    def load(self) -> None:
        newest = select(attempt).order_by(attempt.c.last_at.desc()).limit(self._most)
        rows = self._vault.read(lambda connection: connection.execute(newest).all())
        with self._lock:
            self._tries = OrderedDict(
                (row.name, Tries(row.failures, row.last_at, row.locked_until)) for row in reversed(rows)
            )

    def begin(self, name: str, now: int, *, braked: bool = True) -> Trial:
        """Let a try in, or say how long to wait. One that is let in ends in one of the three that follow.
        Without `braked`, the tries of other names do not hinder it, nor it theirs."""
        key, rule = key_of(name), self._rule()
        with self._lock:
            before = self._present(key, rule, now)
            if (wait := wait_ms(before, now)) > 0:
                return Trial(key, wait, "locked_out" if locked(before, rule) else "too_soon")
            if braked and (wait := self._brake.wait_ms(now)) > 0:
                return Trial(key, wait, "too_many_tries")
            during = failed(before, rule, now)
            if braked:
                self._brake = self._brake.pressed(now)
            self._keep(key, during)
            return Trial(key, before=before, during=during, braked=braked)

    def fail(self, trial: Trial, now: int) -> None:
        """It was wrong. On the disk when it returns, if the disk takes it."""
        with self._lock:
            tries = self._tries.get(trial.key, NONE)
        self._try_writing(lambda connection: _store(connection, trial.key, tries, now, self._most))

    def succeed(self, trial: Trial) -> None:
        """It was right: the failures before it are forgotten."""
        with self._lock:
            self._tries.pop(trial.key, None)
            self._release(trial)
        if trial.before != NONE:
            self._try_writing(lambda connection: forget(connection, trial.key))

    def withdraw(self, trial: Trial) -> None:
        """It was neither, as when a code is asked for: as if it had not been."""
        with self._lock:
            self._release(trial)
            now = self._tries.get(trial.key, NONE)
            if now is trial.during:
                self._keep(trial.key, trial.before)
            else:
                self._keep(trial.key, Tries(max(0, now.failures - 1), now.last_at, now.until))

    def clear(self, name: str) -> None:
        """In memory alone: whoever resets an account writes `forget` with it."""
        with self._lock:
            self._tries.pop(key_of(name), None)

    def locked_until(self, name: str, now: int) -> int | None:
        """Wall time in epoch ms, where the name is locked and not only slowed down."""
        key, rule = key_of(name), self._rule()
        with self._lock:
            tries = self._present(key, rule, now)
        return tries.until if locked(tries, rule) and tries.until > now else None

    def _release(self, trial: Trial) -> None:
        if trial.braked:
            self._brake = self._brake.released()

    def _present(self, key: str, rule: LockRule, now: int) -> Tries:
        tries = present(self._tries.get(key, NONE), rule, now)
        if key in self._tries:
            self._tries[key] = tries
        return tries

    def _keep(self, key: str, tries: Tries) -> None:
        if tries == NONE:
            self._tries.pop(key, None)
            return
        self._tries[key] = tries
        self._tries.move_to_end(key)
        while len(self._tries) > self._most:
            self._tries.popitem(last=False)

    def _try_writing(self, work: Callable[[Connection], None]) -> None:
        try:
            self._vault.write(work)
        except StoreUnavailable:
            return  # the store says so itself; memory holds until the next failure of this name is written


def key_of(name: str) -> str:
    """Stands for a name, known or not: people type passwords in the place of names, so none is stored."""
    return hashlib.blake2b(
        name.encode("utf-8", "surrogatepass"), digest_size=16, person=b"atalaya attempts"
    ).hexdigest()


def forget(connection: Connection, key: str) -> None:
    connection.execute(delete(attempt).where(attempt.c.name == key))


def _store(connection: Connection, key: str, tries: Tries, now: int, most: int) -> None:
    values = {"failures": tries.failures, "last_at": tries.last_at, "locked_until": tries.until}
    row = insert(attempt).values(name=key, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))
    connection.execute(delete(attempt).where(attempt.c.last_at < now - FORGET_MS))
    over = connection.execute(select(func.count()).select_from(attempt)).scalar_one() - most
    if over > 0:
        oldest = select(attempt.c.name).order_by(attempt.c.last_at).limit(over)
        connection.execute(delete(attempt).where(attempt.c.name.in_(oldest)))
