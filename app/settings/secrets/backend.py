"""What a place for secrets offers: the keyring of the system, a sealed file, or a soft one in a test."""

from __future__ import annotations

import enum
from typing import Protocol


class SecretsState(enum.StrEnum):
    READY = "ready"
    LOCKED = "locked"
    UNSET = "unset"
    """A sealed file that has no passphrase yet."""


class SecretPlace(enum.StrEnum):
    KEYRING = "keyring"
    FILE = "file"


class SecretBackend(Protocol):
    """Called by one thread at a time. All but `state` and `place` may take seconds.

    Raises SecretsDamaged, SecretsUnavailable; with names and values that were checked before.
    """

    @property
    def place(self) -> SecretPlace: ...

    @property
    def state(self) -> SecretsState: ...

    def read(self, name: str) -> str | None:
        """None where there is no such secret; raises SecretsLocked."""

    def write(self, name: str, value: str) -> None: ...

    def remove(self, name: str) -> None:
        """Nothing happens where there is none."""

    def names(self) -> tuple[str, ...]: ...

    def unlock(self, passphrase: str) -> bool: ...

    def set_passphrase(self, passphrase: str) -> None: ...

    def change_passphrase(self, old: str, new: str) -> bool: ...
