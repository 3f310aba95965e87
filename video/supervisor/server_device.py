"""The supervisor as a device of the city: when it dies, that is one alarm and not one of each camera. When
nothing is recorded it tells why."""

from __future__ import annotations

from typing import Any

import msgspec

from app.wire.video import VideoLoad
from video.supervisor.introducing import Outlet

SERVER = "video_server"
TOLD_EVERY_S = 10.0
GIB = 1 << 30
NO_FAULT = "none"
_encode = msgspec.json.Encoder().encode


class ServerDevice:
    """One thread. `base` is `root/site`; times are epoch ms."""

    def __init__(self, outlet: Outlet, base: str, id_: str) -> None:
        self._outlet, self._topic = outlet, f"{base}/{SERVER}/{id_}"
        self._id = id_
        self._live = 0
        self._load: VideoLoad | None = None
        self._fault = ""
        """Of the disk, at any time since it was told last."""

    def begin(self, now_ms: int) -> None:
        """Introduce itself; said again to each broker that takes the connection."""
        config = _encode({"name": self._id, "capabilities": []})
        self._outlet.publish(f"{self._topic}/config", config, qos=1, retain=True)
        self._status(now_ms, online=True)

    def tell(self, now_ms: int, cameras_live: int) -> None:
        """Telemetry; as long as it comes, the supervisor lives."""
        self._live = cameras_live
        self._tell(now_ms)
        self._fault = self._load.disk_fault if self._load else ""

    def see(self, now_ms: int, load: VideoLoad) -> None:
        """To be called often. A fault is told as soon as it is seen, and not missed when it is short."""
        self._load = load
        if load.disk_fault and load.disk_fault != self._fault:
            self._fault = load.disk_fault
            self._tell(now_ms)

    def end(self, now_ms: int) -> None:
        """Nobody serves the cameras now."""
        self._status(now_ms, online=False)

    def _tell(self, now_ms: int) -> None:
        body: dict[str, Any] = {"ts": now_ms, "cameras_live": self._live}
        if self._load is not None:
            free = round(self._load.disk_free / GIB, 1)
            body |= {"recording_fault": self._fault or NO_FAULT, "disk_free": free}
        self._outlet.publish(f"{self._topic}/telemetry", _encode(body))

    def _status(self, now_ms: int, *, online: bool) -> None:
        self._outlet.publish(f"{self._topic}/status", status(now_ms, online=online), qos=1, retain=True)


def will(base: str, id_: str, now_ms: int) -> tuple[str, bytes]:
    """Topic and payload that the broker is to retain when the supervisor is gone without a word."""
    return f"{base}/{SERVER}/{id_}/status", status(now_ms, online=False)


def status(now_ms: int, *, online: bool) -> bytes:
    return _encode({"ts": now_ms, "state": "online" if online else "offline"})
