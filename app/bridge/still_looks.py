"""Tells the engine of which cameras pictures of events are looked at here: each look is on record there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.bridge.access import Access
from app.bridge.views import EngineAway
from app.wire.video import ViewStills

SOON_MS = 300
"""Pictures that come onto the screen together are told together."""
AGAIN_S = 3_600.0
"""What goes on being looked at is told again after so long."""

Ask = Callable[..., Awaitable[Any]]


class StillLooks(QObject):
    """GUI thread. Begins anew with each operator; what could not be told is told at the next look."""

    def __init__(self, ask: Ask, access: Access, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._ask, self._access, self._now = ask, access, now
        self._told: dict[str, float] = {}
        self._new: set[str] = set()
        self._sending: asyncio.Future[None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._send)
        access.session_changed.connect(self._forget)

    def saw(self, camera: str) -> None:
        """A picture of one of its events is on the screen. Cheap: called by each painting of it."""
        told = self._told.get(camera)
        if told is not None and self._now() - told < AGAIN_S:
            return
        self._told[camera] = self._now()
        self._new.add(camera)
        if not self._soon.isActive():
            self._soon.start()

    def close(self) -> None:
        self._soon.stop()

    def _forget(self, _session: object) -> None:
        self._told.clear()
        self._new.clear()
        self._soon.stop()

    def _send(self) -> None:
        new, self._new = tuple(sorted(self._new)), set()
        if new and self._access.operator:
            self._sending = asyncio.ensure_future(self._tell(new))

    async def _tell(self, cameras: tuple[str, ...]) -> None:
        try:
            await self._ask(ViewStills(cameras))
        except EngineAway:
            for camera in cameras:
                self._told.pop(camera, None)
