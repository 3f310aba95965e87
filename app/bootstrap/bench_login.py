"""Bench `login`: what one check of a password takes at the chosen cost, for whom, and in how much memory."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from typing import Any

import psutil

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.commands import Unable
from app.bootstrap.demo_operators import readable_password
from app.domain.audit import Draft
from app.store.vault.accounts import Accounts
from app.store.vault.credentials import CHOSEN, LEAST, Cost
from app.store.vault.second_factor import code_at
from app.store.vault.vault import Vault
from app.wire.access import RecoveryCodes, SecondFactorOffer

WHO, STRANGER = "r.quispe", "nobody"
DAY_MS = 86_400_000
"""Between two checks, so that none waits."""
MIB = 1 << 20


def run(*, quick: bool) -> dict[str, Any]:
    rounds = 5 if quick else 15
    with parts.folder() as place:
        vault = Vault(place)
        vault.open()
        try:
            return _Trial(vault, rounds).figures()
        finally:
            vault.close()


class _Trial:
    """An installation with one operator, and a clock that goes on by a day from check to check."""

    def __init__(self, vault: Vault, rounds: int) -> None:
        self._rounds = rounds
        self._now = int(time.time() * 1000)
        self._password = readable_password()
        self._accounts = Accounts(vault)
        self._accounts.load()
        self._accounts.warm_up()
        made = self._accounts.first(
            WHO, "Rosa", self._password, Draft(self._now, "", "bench", "applied"), self._now
        )
        if made.operator is None:
            raise Unable("The operator of this benchmark could not be made.")

    def figures(self) -> dict[str, Any]:
        say(f"{self._rounds} sign-ins of each sort …")
        right, wrong, stranger = self._in_turn(
            self._let_in,
            lambda: self._accounts.check(WHO, "wrong", "", self._now),
            lambda: self._accounts.check(STRANGER, "wrong", "", self._now),
        )
        self._later()
        memory = _peak_mib(self._let_in)
        self._later()
        processor = _processor_s(self._let_in)
        (factor,) = self._in_turn(self._signing_in_with_a_code())
        return {
            "cost": _told(CHOSEN),
            "least_recommended": _told(LEAST),
            "rounds": self._rounds,
            "check_s": _spread(right),
            "check_processor_s": processor,
            "wrong_password_s": _spread(wrong),
            "unknown_name_s": _spread(stranger),
            "unknown_to_wrong": round(statistics.median(stranger) / statistics.median(wrong), 3),
            "with_second_factor_s": _spread(factor),
            "memory_mib": memory,
        }

    def _later(self) -> int:
        self._now += DAY_MS
        return self._now

    def _in_turn(self, *checks: Callable[[], object]) -> list[list[float]]:
        """Seconds of each; one after the other, so that a machine that becomes busy is so for all."""
        seconds: list[list[float]] = [[] for _ in checks]
        for _ in range(self._rounds):
            for check, taken in zip(checks, seconds, strict=True):
                self._later()
                began = time.perf_counter()
                check()
                taken.append(time.perf_counter() - began)
        return seconds

    def _signing_in_with_a_code(self) -> Callable[[], object]:
        offer = self._accounts.begin_second_factor(WHO, self._password, self._later())
        if not isinstance(offer, SecondFactorOffer):
            raise Unable("The second factor of this benchmark could not be begun.")
        codes = self._accounts.confirm_second_factor(WHO, code_at(offer.secret, self._now), self._now)
        if not isinstance(codes, RecoveryCodes):
            raise Unable("The second factor of this benchmark could not be confirmed.")
        return lambda: self._let_in(code_at(offer.secret, self._now))

    def _let_in(self, code: str = "") -> None:
        if self._accounts.check(WHO, self._password, code, self._now).operator is None:
            raise Unable("The operator of this benchmark was not let in.")


def _peak_mib(work: Callable[[], object]) -> float:
    """How much more memory the process holds while `work` runs."""
    process, done, most = psutil.Process(), threading.Event(), [0]
    before = process.memory_info().rss

    def watch() -> None:
        while not done.wait(0.002):
            most[0] = max(most[0], process.memory_info().rss)

    watcher = threading.Thread(target=watch, name="bench-memory")
    watcher.start()
    work()
    done.set()
    watcher.join()
    return round(float(most[0] - before) / MIB, 1)


def _processor_s(work: Callable[[], object]) -> float:
    """Processor time of this thread, where a hash of one lane runs: what a check takes where nothing else
    wants the processor."""
    began = time.thread_time()
    work()
    return round(time.thread_time() - began, 3)


def _spread(seconds: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(seconds), 3),
        "least": round(min(seconds), 3),
        "most": round(max(seconds), 3),
    }


def _told(cost: Cost) -> dict[str, int]:
    return {"passes": cost.time, "memory_mib": cost.memory_kib // 1024, "lanes": cost.lanes}
