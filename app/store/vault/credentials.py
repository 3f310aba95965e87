"""Hashing of passwords by Argon2id (RFC 9106), and what it costs."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import VerificationError
from argon2.low_level import ARGON2_VERSION, hash_secret_raw

LEAST_TIME = 2
LEAST_MEMORY_KIB = 19 * 1024
"""OWASP's least for Argon2id: 19 MiB and two passes (Password Storage Cheat Sheet)."""
MOST_WORK_KIB = 8 * 1024 * 1024
"""Memory times passes of a stored hash that is checked at all: an edited database must not stall us."""
LONGEST_TYPED = 1024
"""Characters that are looked at; what is longer is wrong, at the same cost."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Passes, KiB of memory and lanes (threads) of an Argon2id run. Raises ValueError below OWASP's least."""

    time: int
    memory_kib: int
    lanes: int

    def __post_init__(self) -> None:
        if self.time < LEAST_TIME or self.memory_kib < LEAST_MEMORY_KIB or self.lanes < 1:
            raise ValueError("This cost is below the least that is recommended for Argon2id.")

    @property
    def work(self) -> int:
        """Memory times passes, which is what an attacker pays too."""
        return self.time * self.memory_kib


CHOSEN = Cost(time=4, memory_kib=64 * 1024, lanes=1)
"""The memory of RFC 9106's second recommended option and a pass more; `bench login` measured what it takes.
One lane instead of four costs an attacker the same, and leaves the other cores to picture and engine."""
LEAST = Cost(LEAST_TIME, LEAST_MEMORY_KIB, lanes=1)
"""For what has so much chance in it that the cost does not matter, and for tests."""


def normalised(password: str) -> str:
    """NFKC, as NIST SP 800-63B-4 §3.1.1.2 asks: the same password from every keyboard."""
    return unicodedata.normalize("NFKC", password)


def as_bytes(password: str) -> bytes:
    """What is hashed. Lone surrogates, which no keyboard gives, are hashed as they are and raise nothing."""
    return normalised(password).encode("utf-8", "surrogatepass")


class Hashes:
    """Makes and checks password hashes: slow on purpose, for a worker thread; safe from any.

    One run at a time, so that many at once cannot take the memory of the machine.
    """

    def __init__(self, cost: Cost = CHOSEN) -> None:
        self.cost = cost
        self._hasher = PasswordHasher(
            time_cost=cost.time, memory_cost=cost.memory_kib, parallelism=cost.lanes, type=Type.ID
        )
        self._running = threading.Lock()
        self._dummy = ""

    def make(self, password: str) -> str:
        """The encoded form of RFC 9106, with a salt of its own."""
        with self._running:
            return self._hasher.hash(as_bytes(password))

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether it is the password; takes as long where nothing is stored."""
        with self._running:
            known = stored is not None and _bearable(stored) and len(password) <= LONGEST_TYPED
            against = stored if known and stored is not None else self._stand_in()
            return self._verify(against, password[:LONGEST_TYPED]) and known

    def is_weaker(self, stored: str) -> bool:
        """Whether it was made at a lower cost than is chosen now."""
        found = extract_parameters(stored)
        return found.type is not Type.ID or found.time_cost * found.memory_cost < self.cost.work

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, as_bytes(password))
        except (VerificationError, ValueError):
            return False

    def _stand_in(self) -> str:
        """A hash that no password fits, at the chosen cost."""
        if not self._dummy:
            self._dummy = self._hasher.hash(secrets.token_bytes(32))
        return self._dummy

    def warm_up(self) -> None:
        """Make the stand-in, so that the first unknown name takes no longer than the others."""
        with self._running:
            self._stand_in()

    def derive(self, password: str, salt: bytes, cost: Cost) -> bytes:
        """A key of 32 bytes from the password."""
        with self._running:
            return hash_secret_raw(
                as_bytes(password),
                salt,
                time_cost=cost.time,
                memory_cost=cost.memory_kib,
                parallelism=cost.lanes,
                hash_len=32,
                type=Type.ID,
                version=ARGON2_VERSION,
            )


def _bearable(stored: str) -> bool:
    try:
        found = extract_parameters(stored)
    except ValueError:
        return False
    return 0 < found.time_cost * found.memory_cost <= MOST_WORK_KIB and 0 < found.parallelism <= 64
