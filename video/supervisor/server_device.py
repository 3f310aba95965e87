"""The supervisor as a device of the city: when it dies, that is one alarm and not one of each camera."""

from __future__ import annotations

import msgspec

from video.supervisor.introducing import Outlet

SERVER = "video_server"
TOLD_EVERY_S = 10.0
_encode = msgspec.json.Encoder().encode


class ServerDevice:
    """One thread. `base` is `root/site`; times are epoch ms."""

    def __init__(self, outlet: Outlet, base: str, id_: str) -> None:
        self._outlet, self._topic = outlet, f"{base}/{SERVER}/{id_}"
        self._id = id_

    def begin(self, now_ms: int) -> None:
        """Introduce itself; said again to each broker that takes the connection."""
        config = _encode({"name": self._id, "capabilities": []})
        self._outlet.publish(f"{self._topic}/config", config, qos=1, retain=True)
        self._status(now_ms, online=True)

    def tell(self, now_ms: int, cameras_live: int) -> None:
        """Telemetry; as long as it comes, the supervisor lives."""
        body = _encode({"ts": now_ms, "cameras_live": cameras_live})
        self._outlet.publish(f"{self._topic}/telemetry", body)

    def end(self, now_ms: int) -> None:
        """Nobody serves the cameras now."""
        self._status(now_ms, online=False)

    def _status(self, now_ms: int, *, online: bool) -> None:
        self._outlet.publish(f"{self._topic}/status", status(now_ms, online=online), qos=1, retain=True)


def will(base: str, id_: str, now_ms: int) -> tuple[str, bytes]:
    """Topic and payload that the broker is to retain when the supervisor is gone without a word."""
    return f"{base}/{SERVER}/{id_}/status", status(now_ms, online=False)


def status(now_ms: int, *, online: bool) -> bytes:
    return _encode({"ts": now_ms, "state": "online" if online else "offline"})
