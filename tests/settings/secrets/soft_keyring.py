"""A keyring in memory with the limits of Windows', whose answers a test can hold up or refuse."""

from __future__ import annotations

import threading

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from tests.support.waiting import PATIENCE_S

WINDOWS_BYTES = 2560


class SoftKeyring(KeyringBackend):
    # One of 0 is never chosen by itself, so that this class does not become the keyring of other tests.
    priority = 0

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.open = threading.Event()
        self.open.set()
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        assert len(password.encode("utf-16-le")) <= WINDOWS_BYTES
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(service)

    def _answer(self) -> None:
        self.open.wait(PATIENCE_S)
        if self.locked:
            raise KeyringLocked("collection locked; offered value: hunter2hunter2")
