"""How all cameras do, from what the hub tells and from what is on record. Panel and page share it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.devices import Device, Liveness
from app.domain.video.health_rows import (
    Asked,
    CameraHealth,
    CameraPast,
    District,
    Tally,
    days_by_camera,
    districts,
    first_day,
    health_rows,
    pasts,
    tally,
)
from app.domain.video.recordings import CameraDay, FootageClass
from widgets import tasks
from widgets.access.permits import Permits

SOON_MS = 1_500
"""States that come one after another are put together so often at most."""
READ_EVERY_MS = 600_000
AT_ONCE = 8
"""Cameras whose days are reckoned up before the console has its turn again."""
KIND = "camera"


class FootageSource(Protocol):
    """`app.bridge.footage`; raises StoreUnavailable."""

    async def days(self, first_day: str, last_day: str, cameras: Sequence[str] = ()) -> list[CameraDay]: ...

    async def oldest(self) -> dict[str, dict[FootageClass, int]]: ...


class HealthReading(QObject):
    """GUI thread. Reads and reckons only while somebody looks."""

    changed = Signal()
    """`rows` and what follows from them are others now, or `problem` is."""

    def __init__(
        self, hub: Hub, footage: FootageSource, zone: dt.tzinfo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._footage, self._zone = hub, footage, zone
        self._permits = Permits(hub)
        self._lookers: set[QObject] = set()
        self._past: dict[str, CameraPast] = {}
        self._devices: dict[str, Device] = {}
        self._revision = -1
        self._reading = False
        self._again = False
        self.rows: tuple[CameraHealth, ...] = ()
        self.tally: Tally = tally(())
        self.districts: tuple[District, ...] = ()
        self.read_at = 0
        """When the days were read, epoch ms; 0 for never."""
        self.problem = False
        """What is on record could not be read."""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._gather)
        self._regular = QTimer(self, interval=READ_EVERY_MS)
        self._regular.timeout.connect(self.read)
        for signal in (hub.video.loaded, hub.video.cameras_changed):
            signal.connect(self._cameras_changed)
        for change in (hub.video.states_changed, hub.devices_changed, hub.access.session_changed):
            change.connect(self._changed)

    @property
    def asked_days(self) -> int:
        return self._hub.video.asked_days

    @property
    def zone(self) -> dt.tzinfo:
        return self._zone

    def look(self, looker: QObject, *, looks: bool) -> None:
        """Say that a view is seen, or is no more."""
        before = bool(self._lookers)
        (self._lookers.add if looks else self._lookers.discard)(looker)
        if self._lookers and not before:
            self._regular.start()
            self._gather()
            self.read()
        elif not self._lookers:
            self._regular.stop()
            self._soon.stop()

    # -- what is on record ---------------------------------------------------------------------------

    def read(self) -> None:
        """Read the days anew; one at a time."""
        self._again = self._reading
        if not self._reading and self._hub.video.known:
            self._reading = True
            tasks.run(self, self._read(), self._have_read, self._failed)

    async def _read(self) -> dict[str, CameraPast]:
        asked = Asked(max(1, self.asked_days), self._hub.now(), self._zone)
        oldest = await self._footage.oldest()
        days = days_by_camera(await self._footage.days(first_day(asked), asked.calendar()[0].name))
        found: dict[str, CameraPast] = {}
        cameras = tuple(self._hub.video.cameras.values())
        for place in range(0, len(cameras), AT_ONCE):
            found.update(pasts(cameras[place : place + AT_ONCE], days, oldest, asked))
            await asyncio.sleep(0)
        return found

    def _have_read(self, found: dict[str, CameraPast]) -> None:
        self._past, self.problem, self.read_at = found, False, self._hub.now()
        self._end_reading()

    def _failed(self, _problem: Exception) -> None:
        self.problem = True
        self._end_reading()

    def _end_reading(self) -> None:
        self._reading = False
        self._gather()
        if self._again and self._lookers:
            self.read()

    # -- together ------------------------------------------------------------------------------------

    def _cameras_changed(self) -> None:
        self._changed()
        if self._lookers:
            self.read()

    def _changed(self, *_: object) -> None:
        if self._lookers and not self._soon.isActive():
            self._soon.start()

    def _gather(self) -> None:
        video, known = self._hub.video, self._known_devices()
        hidden = {name for name in known if not self._permits.sees(name)}
        cameras = {name: camera for name, camera in video.cameras.items() if name not in hidden}
        devices = {name: device for name, device in known.items() if name not in hidden}
        told = [name for name in devices if name not in cameras]
        self.rows = health_rows(cameras, video.states, devices, self._liveness(told), self._past)
        self.tally, self.districts = tally(self.rows), districts(self.rows)
        self.changed.emit()

    def _known_devices(self) -> dict[str, Device]:
        book = self._hub.devices
        if book.revision != self._revision:
            self._revision = book.revision
            self._devices = {device.id: device for device in book if device.kind == KIND}
        return self._devices

    def _liveness(self, devices: Sequence[str]) -> dict[str, Liveness]:
        if not devices:
            return {}
        shown, book = self._hub.columns.devices().liveness, self._hub.devices
        rows = ((name, book.row(name)) for name in devices)
        return {name: Liveness(int(shown[row])) for name, row in rows if row is not None and row < shown.size}
