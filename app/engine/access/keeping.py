"""Sessions on the disk, so that they outlive an engine: written behind, off the engine's thread."""

from __future__ import annotations

import logging

from app.engine.access.parts import AccessParts
from app.engine.access.seats import Seat
from app.store.faults import StoreUnavailable
from app.store.vault.kept_sessions import KeptSession

log = logging.getLogger(__name__)

AGAIN_S = 30.0
"""Between tries on a disk that refuses."""


class SessionKeeper:
    """Engine's thread. The newest wish for each session counts."""

    def __init__(self, parts: AccessParts) -> None:
        self._parts = parts
        self._wishes: dict[bytes, tuple[str, KeptSession] | None] = {}
        self._writing = False
        self._not_before = 0.0

    def keep(self, seat: Seat, kept: KeptSession) -> None:
        """As it is now, soon; a session whose token is not known stays on the disk as it was."""
        if seat.token:
            self._wishes[seat.digest] = (seat.token, kept)
            self._begin()

    def forget(self, digest: bytes) -> None:
        self._wishes[digest] = None
        self._begin()

    def flush(self) -> None:
        """Try again what the disk refused. Called again and again."""
        self._begin()

    def finish(self) -> None:
        """Write what waits, here and now: the worker is closed. What the disk refuses is given up."""
        try:
            self._write(self._wishes)
        except StoreUnavailable as error:
            log.warning("Sessions could not be kept at the end: %s", error)

    def _begin(self) -> None:
        waiting = self._parts.now().monotonic < self._not_before
        if self._writing or waiting or not self._wishes:
            return
        batch = dict(self._wishes)
        self._writing = self._parts.errands.run(
            lambda: self._write(batch), lambda _none: self._written(batch), self._refused
        )

    def _write(self, batch: dict[bytes, tuple[str, KeptSession] | None]) -> None:
        """The worker's thread, but for `finish`."""
        accounts = self._parts.accounts
        for digest, wish in batch.items():
            if wish is None:
                accounts.drop_session(digest)
            else:
                accounts.keep_session(*wish)

    def _written(self, batch: dict[bytes, tuple[str, KeptSession] | None]) -> None:
        self._writing = False
        for digest, wish in batch.items():
            if digest in self._wishes and self._wishes[digest] is wish:
                del self._wishes[digest]
        self._begin()

    def _refused(self, error: Exception) -> None:
        self._writing = False
        self._not_before = self._parts.now().monotonic + AGAIN_S
        log.warning("Sessions could not be kept, which is tried again: %s", type(error).__name__)
