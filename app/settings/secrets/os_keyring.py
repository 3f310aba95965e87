"""Secrets in the keyring of the operating system: Credential Manager, Keychain, Secret Service or KWallet."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.faults import PassphraseUnfit, SecretsLocked, SecretsUnavailable
from app.settings.secrets.ownership import own_folder
from app.settings.secrets.patience import NoAnswer, Patience
from app.settings.whole_file import write_whole

TIME_LIMIT_S = 3.0
REAL = ("Windows", "macOS", "SecretService", "kwallet", "libsecret")
"""Modules of `keyring.backends` that encrypt; others that may be installed keep plain text."""
PAGE_CHARACTERS = 1000
"""Windows keeps at most 2,560 bytes of UTF-16 under one entry."""
_PROBE, _INDEX = "probe", "index"
_REMARK = b"The secrets of this folder are in the keyring of the operating system.\n"

T = TypeVar("T")


def service_name(folder: Path) -> str:
    """The name in the keyring of the data folder `folder`."""
    return f"atalaya:{hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]}"


def system_ring() -> KeyringBackend | None:
    """The keyring that encrypts for this session, if there is one. May hang."""
    first = keyring.get_keyring()
    rings: list[KeyringBackend] = [first, *getattr(first, "backends", ())]
    for ring in rings:
        parts = type(ring).__module__.split(".")
        if parts[:2] == ["keyring", "backends"] and parts[2] in REAL and ring.priority > 0:
            return ring
    return None


class OsKeyring:
    """`remark` is a file that remembers, once something was stored, that it is here and nowhere else."""

    place = SecretPlace.KEYRING

    def __init__(
        self,
        service: str,
        remark: Path,
        *,
        find: Callable[[], KeyringBackend | None] = system_ring,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        self._service, self._remark, self._find = service, remark, find
        self._patience = Patience(time_limit_s)
        self._ring: KeyringBackend | None = None

    @property
    def state(self) -> SecretsState:
        return SecretsState.LOCKED if self._ring is None else SecretsState.READY

    def probe(self) -> bool:
        """Whether a word can be put in, read and taken out within the time; the first thing to be called."""
        self._ring = None
        try:
            self._ring = self._patience.call(self._probed)
        except Exception:  # noqa: BLE001 (whatever a keyring of some desktop raises, it is of no use)
            return False
        return self._ring is not None

    def read(self, name: str) -> str | None:
        return self._ask(lambda ring: ring.get_password(self._service, name))

    def names(self) -> tuple[str, ...]:
        return self._ask(self._index)

    def write(self, name: str, value: str) -> None:
        self._ask(lambda ring: self._put(ring, name, value))

    def remove(self, name: str) -> None:
        self._ask(lambda ring: self._take_out(ring, name))

    def unlock(self, passphrase: str) -> bool:  # noqa: ARG002 (the system asks for its own)
        return self.probe()

    def set_passphrase(self, passphrase: str) -> None:  # noqa: ARG002
        raise PassphraseUnfit("The secrets are in the keyring of the system, which has its own password.")

    def change_passphrase(self, old: str, new: str) -> bool:  # noqa: ARG002
        raise PassphraseUnfit("The secrets are in the keyring of the system, which has its own password.")

    def _probed(self) -> KeyringBackend | None:
        ring = self._find()
        if ring is None:
            return None
        word = secrets.token_hex(8)
        ring.set_password(self._service, _PROBE, word)
        found = ring.get_password(self._service, _PROBE)
        ring.delete_password(self._service, _PROBE)
        return ring if found == word else None

    def _put(self, ring: KeyringBackend, name: str, value: str) -> None:
        own_folder(self._remark.parent)
        if not self._remark.exists():
            write_whole(self._remark, _REMARK)
        # The index first: a name without a value is harmless, a value that no list names is not.
        self._write_index(ring, {*self._index(ring), name})
        ring.set_password(self._service, name, value)

    def _take_out(self, ring: KeyringBackend, name: str) -> None:
        _delete(ring, self._service, name)
        self._write_index(ring, {*self._index(ring)} - {name})

    def _index(self, ring: KeyringBackend) -> tuple[str, ...]:
        names: set[str] = set()
        page = 0
        while text := ring.get_password(self._service, _page_name(page)):
            names.update(text.split("\n"))
            page += 1
        return tuple(sorted(names))

    def _write_index(self, ring: KeyringBackend, names: set[str]) -> None:
        pages = _pages(sorted(names))
        for place, text in enumerate(pages):
            if ring.get_password(self._service, _page_name(place)) != text:
                ring.set_password(self._service, _page_name(place), text)
        spare = len(pages)
        while ring.get_password(self._service, _page_name(spare)):
            _delete(ring, self._service, _page_name(spare))
            spare += 1

    def _ask(self, work: Callable[[KeyringBackend], T]) -> T:
        ring = self._ring
        if ring is None:
            raise SecretsLocked("The keyring of the system is closed or does not answer.")
        # After a fault it counts as locked: a value that could not be read must not be taken for one that is
        # not there, and replaced.
        self._ring = None
        try:
            answer = self._patience.call(lambda: work(ring))
        except NoAnswer:
            raise SecretsUnavailable("The keyring of the system does not answer.") from None
        except OSError as problem:
            raise SecretsUnavailable(f"The keyring could not be used: {problem}.") from None
        except Exception as problem:  # noqa: BLE001 (each desktop has its own; its words could tell the value)
            raise SecretsUnavailable(f"The keyring refuses ({type(problem).__name__}).") from None
        self._ring = ring
        return answer


def _page_name(page: int) -> str:
    return f"{_INDEX}.{page}" if page else _INDEX


def _pages(names: list[str]) -> list[str]:
    pages: list[str] = []
    for name in names:
        if pages and len(pages[-1]) + 1 + len(name) <= PAGE_CHARACTERS:
            pages[-1] += f"\n{name}"
        else:
            pages.append(name)
    return pages


def _delete(ring: KeyringBackend, service: str, name: str) -> None:
    try:
        ring.delete_password(service, name)
    except PasswordDeleteError:
        return  # it was not there
