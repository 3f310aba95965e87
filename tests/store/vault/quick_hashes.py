"""Argon2id at a thousandth of the least recommended cost, for tests that are not about hashing."""

from __future__ import annotations

from argon2 import PasswordHasher, Type

from app.store.vault.credentials import LEAST, Hashes


class QuickHashes(Hashes):
    """Makes and checks what Argon2id makes; seals are derived at the real cost."""

    def __init__(self) -> None:
        super().__init__(LEAST)
        self._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)

    def is_weaker(self, stored: str) -> bool:
        """Its own are not made anew at every sign-in."""
        return False
