"""A key from a passphrase: Argon2id (RFC 9106), its cost written into a header and held within bounds."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

from app.settings.secrets.faults import PassphraseUnfit

SALT_BYTES = 16
KEY_BYTES = 32
SHORTEST = 12
LONGEST = 1024
"""Characters of a passphrase."""

_COST = struct.Struct(">IIB")
COST_BYTES = _COST.size


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess costs: KiB of memory, passes over it, lanes side by side."""

    memory_kib: int
    passes: int
    lanes: int

    def packed(self) -> bytes:
        return _COST.pack(self.memory_kib, self.passes, self.lanes)

    @classmethod
    def unpacked(cls, packed: bytes) -> KeyCost:
        return cls(*_COST.unpack(packed))


@dataclass(frozen=True, slots=True)
class CostBounds:
    """Less than `least` would be guessed quickly; more than `most` would take the PC's memory or its hour."""

    least: KeyCost
    most: KeyCost

    def hold(self, cost: KeyCost) -> bool:
        return (
            self.least.memory_kib <= cost.memory_kib <= self.most.memory_kib
            and self.least.passes <= cost.passes <= self.most.passes
            and self.least.lanes <= cost.lanes <= self.most.lanes
        )


USUAL_COST = KeyCost(memory_kib=128 * 1024, passes=3, lanes=4)
"""0.4 s on two server-class cores; twice the memory of RFC 9106's second recommendation."""
BOUNDS = CostBounds(least=KeyCost(64 * 1024, 3, 1), most=KeyCost(1024 * 1024, 8, 16))


def fit(passphrase: str) -> str:
    """A new passphrase as it was given; raises PassphraseUnfit."""
    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise PassphraseUnfit(f"A passphrase has at least {SHORTEST} characters; several words are best.")
    return passphrase


def derive(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    """`KEY_BYTES` bytes. Takes the time and memory of `cost`, without holding up other threads."""
    # One keyboard writes 'ñ' as one character, another as two.
    text = unicodedata.normalize("NFC", passphrase[:LONGEST]).encode("utf-8", "surrogatepass")
    return hash_secret_raw(text, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
