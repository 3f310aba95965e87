"""Secrets in one file, sealed with AES-256-GCM under a key from a passphrase.

The file: mark and version, cost and salt of the key, nonce (all of them authenticated), sealed JSON, and an
SHA-256 over the lot that tells damage from a wrong passphrase.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.faults import PassphraseUnfit, SecretsDamaged, SecretsLocked, SecretsUnavailable
from app.settings.secrets.ownership import own_folder
from app.settings.secrets.passphrase_key import (
    BOUNDS,
    COST_BYTES,
    SALT_BYTES,
    USUAL_COST,
    CostBounds,
    KeyCost,
    derive,
    fit,
)
from app.settings.secrets.turns import turn
from app.settings.whole_file import clear_leftovers, write_whole

MARK = b"ATALAYA-SECRETS\n"
VERSION = b"\x01"
NONCE_BYTES = 12
SUM_BYTES = 32
HEAD_BYTES = len(MARK) + len(VERSION) + COST_BYTES + SALT_BYTES
LARGEST = 4 * 1024 * 1024
PADDING = 512
"""Sealed in steps of so many bytes, so that the size of the file does not tell the length of a password."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The file as it was read; `head` is everything before the nonce."""

    head: bytes
    cost: KeyCost
    salt: bytes
    nonce: bytes
    body: bytes

    def opened(self, key: bytes) -> dict[str, str] | None:
        """What is inside, or None where the key is another or any byte was changed."""
        try:
            plain = AESGCM(key).decrypt(self.nonce, self.body, self.head + self.nonce)
        except InvalidTag:
            return None
        return dict(json.loads(plain))


@dataclass(frozen=True, slots=True)
class HeldKey:
    """The key of files that begin with `head`."""

    head: bytes
    key: bytes = field(repr=False)


class SealedFile:
    """Other processes may write the same file: what it says now is read each time."""

    place = SecretPlace.FILE

    def __init__(self, path: Path, *, cost: KeyCost = USUAL_COST, bounds: CostBounds = BOUNDS) -> None:
        self.path = path
        self._cost, self._bounds = cost, bounds
        self._held: HeldKey | None = None

    @property
    def state(self) -> SecretsState:
        sealed = self._load()
        if sealed is None:
            return SecretsState.UNSET
        fits = self._held is not None and self._held.head == sealed.head
        return SecretsState.READY if fits else SecretsState.LOCKED

    def read(self, name: str) -> str | None:
        return self._values(self._load()).get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._values(self._load())))

    def write(self, name: str, value: str) -> None:
        with self._turn():
            values = self._values(self._load())
            self._store({**values, name: value})

    def remove(self, name: str) -> None:
        with self._turn():
            values = self._values(self._load())
            if values.pop(name, None) is not None:
                self._store(values)

    def unlock(self, passphrase: str) -> bool:
        sealed = self._load()
        if sealed is None:
            return False
        key = derive(passphrase, sealed.salt, sealed.cost)
        if sealed.opened(key) is None:
            return False
        self._held = HeldKey(sealed.head, key)
        return True

    def set_passphrase(self, passphrase: str) -> None:
        fit(passphrase)
        with self._turn():
            if self._load() is not None:
                raise PassphraseUnfit("The secrets have a passphrase already.")
            self._begin(passphrase, {})

    def change_passphrase(self, old: str, new: str) -> bool:
        fit(new)
        with self._turn():
            sealed = self._load()
            if sealed is None:
                return False
            values = sealed.opened(derive(old, sealed.salt, sealed.cost))
            if values is None:
                return False
            self._begin(new, values)
        return True

    def _begin(self, passphrase: str, values: dict[str, str]) -> None:
        """Seal anew, with a salt and a cost of today."""
        salt = os.urandom(SALT_BYTES)
        held = HeldKey(MARK + VERSION + self._cost.packed() + salt, derive(passphrase, salt, self._cost))
        self._store(values, held)

    def _values(self, sealed: Sealed | None) -> dict[str, str]:
        if sealed is None:
            raise SecretsLocked("The secrets have no passphrase yet.")
        if self._held is None or self._held.head != sealed.head:
            raise SecretsLocked("The secrets are locked: the passphrase has not been given.")
        values = sealed.opened(self._held.key)
        if values is None:
            raise SecretsDamaged(f"{self.path} was changed by somebody else; nothing of it is used.")
        return values

    def _store(self, values: dict[str, str], held: HeldKey | None = None) -> None:
        held = held or self._held
        if held is None:
            raise SecretsLocked("The secrets are locked: the passphrase has not been given.")
        plain = json.dumps(values).encode()
        plain += b" " * (-len(plain) % PADDING)
        nonce = os.urandom(NONCE_BYTES)
        content = held.head + nonce + AESGCM(held.key).encrypt(nonce, plain, held.head + nonce)
        if len(content) + SUM_BYTES > LARGEST:
            raise SecretsUnavailable("There are too many secrets for one file.")
        try:
            write_whole(self.path, content + hashlib.sha256(content).digest())
        except OSError as problem:
            raise SecretsUnavailable(f"The secrets could not be written: {problem.strerror}.") from problem
        self._held = held

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        try:
            own_folder(self.path.parent)
            with turn(self.path.with_suffix(".lock")):
                clear_leftovers(self.path.parent, self.path.name)
                yield
        except OSError as problem:
            raise SecretsUnavailable(f"The secrets could not be written: {problem}.") from problem

    def _load(self) -> Sealed | None:
        """The file, None where there is none; raises SecretsDamaged before anything of it is used."""
        try:
            with self.path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise SecretsUnavailable(f"The secrets could not be read: {problem.strerror}.") from problem
        return self._parsed(content)

    def _parsed(self, content: bytes) -> Sealed:
        body, sum_ = content[:-SUM_BYTES], content[-SUM_BYTES:]
        if len(body) <= HEAD_BYTES + NONCE_BYTES or hashlib.sha256(body).digest() != sum_:
            raise SecretsDamaged(f"{self.path} is damaged; put a backup in its place.")
        if not body.startswith(MARK + VERSION):
            raise SecretsDamaged(f"{self.path} is of a kind that this version does not know.")
        cost_at = len(MARK + VERSION)
        cost = KeyCost.unpacked(body[cost_at : cost_at + COST_BYTES])
        if not self._bounds.hold(cost):
            raise SecretsDamaged(f"{self.path} asks for a key of a cost that is refused.")
        salt = body[cost_at + COST_BYTES : HEAD_BYTES]
        nonce, sealed = body[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], body[HEAD_BYTES + NONCE_BYTES :]
        return Sealed(body[:HEAD_BYTES], cost, salt, nonce, sealed)
