"""The secrets of an installation: in the keyring of the system, or in a sealed file where there is none."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import MutableMapping
from pathlib import Path

from app.settings.secrets.backend import SecretBackend, SecretPlace, SecretsState
from app.settings.secrets.faults import PassphraseUnfit, SecretsLocked, SecretsUnavailable
from app.settings.secrets.names import is_name
from app.settings.secrets.os_keyring import OsKeyring, service_name
from app.settings.secrets.passphrase_sources import FILE_VARIABLE, PASSPHRASE_VARIABLE, passphrase_of
from app.settings.secrets.sealed_file import SealedFile

KEYS = "keys"
SEALED_NAME = "secrets.sealed"
REMARK_NAME = "secrets.in-keyring"
LONGEST_BYTES = 2400
"""Of UTF-16: what the keyring of Windows takes."""

log = logging.getLogger(__name__)


class Secrets:
    """May be used from any thread, but none that must not wait: a keyring may take three seconds to answer,
    a passphrase half a second. Every call may raise SecretsDamaged."""

    def __init__(self, backend: SecretBackend) -> None:
        self._backend = backend
        self._guard = threading.Lock()

    def __repr__(self) -> str:
        return f"Secrets({self.place})"

    @property
    def place(self) -> SecretPlace:
        return self._backend.place

    @property
    def state(self) -> SecretsState:
        with self._guard:
            return self._backend.state

    def get(self, name: str) -> str | None:
        """None when it is missing, or when the secrets are locked or cannot be reached."""
        with self._guard:
            try:
                return self._backend.read(name)
            except SecretsLocked:
                return None
            except SecretsUnavailable as problem:
                log.warning("A secret could not be read: %s", problem)
                return None

    def put(self, name: str, value: str) -> None:
        """On disk when this returns. Raises SecretsLocked, SecretsUnavailable, or ValueError for an unknown
        name or a value that is empty or too long."""
        if not is_name(name):
            raise ValueError(f"'{name}' is not the name of a secret.")
        if not value or len(value.encode("utf-16-le", "surrogatepass")) > LONGEST_BYTES:
            raise ValueError("A secret has at least one character and at most 1200.")
        with self._guard:
            self._backend.write(name, value)

    def drop(self, name: str) -> None:
        """Raises SecretsLocked or SecretsUnavailable; nothing happens where there is no such secret."""
        with self._guard:
            self._backend.remove(name)

    def names(self) -> tuple[str, ...]:
        """Sorted; empty when locked."""
        with self._guard:
            try:
                return self._backend.names()
            except (SecretsLocked, SecretsUnavailable):
                return ()

    def unlock(self, passphrase: str) -> bool:
        """Whether the secrets are open now. A keyring is asked again, whatever the passphrase."""
        with self._guard:
            return self._backend.unlock(passphrase)

    def set_passphrase(self, passphrase: str) -> None:
        """For the first time; raises PassphraseUnfit."""
        with self._guard:
            self._backend.set_passphrase(passphrase)

    def change_passphrase(self, old: str, new: str) -> bool:
        """False when `old` is not the passphrase; raises PassphraseUnfit."""
        with self._guard:
            return self._backend.change_passphrase(old, new)


def open_secrets(
    folder: Path,
    *,
    backend: SecretBackend | None = None,
    environ: MutableMapping[str, str] | None = None,
) -> Secrets:
    """The secrets of the data folder `folder`; raises SecretsDamaged.

    A passphrase in the environment is tried once, and becomes that of a sealed file that has none.
    """
    env = os.environ if environ is None else environ
    headless = bool(env.get(PASSPHRASE_VARIABLE) or env.get(FILE_VARIABLE))
    found = Secrets(backend or choose_backend(folder, headless=headless))
    state = found.state  # here a damaged file is found, whether there is a passphrase or not
    passphrase = passphrase_of(env)
    if passphrase is not None and found.place is SecretPlace.FILE:
        _try(found, state, passphrase)
    return found


def choose_backend(folder: Path, *, headless: bool = False) -> SecretBackend:
    """Where the secrets are; the keyring where there are none yet, unless it is silent or `headless`."""
    keys = folder / KEYS
    sealed = SealedFile(keys / SEALED_NAME)
    ring = OsKeyring(service_name(folder), keys / REMARK_NAME)
    if (keys / SEALED_NAME).exists():
        return sealed
    if (keys / REMARK_NAME).exists():
        ring.probe()
        return ring
    return ring if not headless and ring.probe() else sealed


def _try(found: Secrets, state: SecretsState, passphrase: str) -> None:
    try:
        if state is SecretsState.UNSET:
            found.set_passphrase(passphrase)
        elif not found.unlock(passphrase):
            log.warning("The passphrase of the environment does not open the secrets.")
    except (PassphraseUnfit, SecretsUnavailable) as problem:
        log.warning("The passphrase of the environment was not taken: %s", problem)
