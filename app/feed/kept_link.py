"""What keeps one connection to the broker alive: one thread, fall-back to MQTT 3.1.1, patience, change."""

from __future__ import annotations

import abc
import contextlib
import dataclasses
import logging
import socket
import threading
import time

from paho.mqtt.client import MQTTv5, MQTTv311
from paho.mqtt.enums import MQTTProtocolVersion

from app.feed.backoff import Backoff
from app.feed.client import PROTOCOL_NAMES
from app.feed.connection import Connection, Dial
from app.feed.endings import Ending
from app.feed.link_state import LinkState, LossReason, Phase
from app.settings.sections import BrokerSettings

_LASTED_S = 10.0
_STOP_S = 10.0


class KeptLink(abc.ABC):
    """One thread from `start` to `stop`. Subclasses say which connection, and hear how it stands."""

    suffix = ""
    """What its name at the broker has besides the engine's."""
    serves = ""
    """For the log."""

    def __init__(
        self, settings: BrokerSettings, *, client_id: str, thread: str, backoff: Backoff | None
    ) -> None:
        self._log = logging.getLogger(type(self).__module__)
        self._settings, self._own_id = settings, client_id
        self._backoff = backoff or Backoff()
        self._protocol = _first_protocol(settings)
        self._proven = False
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)
        self._stopping, self._changed = threading.Event(), threading.Event()
        self._changing = threading.Lock()
        self._next: BrokerSettings | None = None
        self._thread = threading.Thread(target=self._run, name=thread, daemon=True)
        self._epoch = 0
        self._up_at: float | None = None
        self._loss_logged = False
        self._state = LinkState(
            Phase.CONNECTING, _wall_ms(), f"{settings.host}:{settings.port}", encrypted=settings.encrypted
        )

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the connection in good order; waits up to 10 s. Any thread but its own."""
        self._stopping.set()
        self._changed.set()
        self._wake()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)
        if not self._thread.is_alive():
            self._wake_in.close()
            self._wake_out.close()

    def change(self, settings: BrokerSettings) -> None:
        """End the connection and make another one by these settings, at once. Any thread, never waits."""
        with self._changing:
            self._next = settings
        self._changed.set()
        self._wake()

    # -- for the subclass ----------------------------------------------------------------------------

    @abc.abstractmethod
    def _connection(self, dial: Dial) -> Connection:
        """A connection that is not made yet; once for each try."""

    @abc.abstractmethod
    def _told(self, state: LinkState) -> None:
        """How it stands now; on the link's thread."""

    def _came_up(self, *, session_present: bool = False, window: int = 0) -> None:
        """The subclass's connection says that the broker has taken it."""
        self._up_at = time.monotonic()
        self._proven = True
        protocol = PROTOCOL_NAMES[self._protocol]
        if self._loss_logged:
            self._log.warning("The broker %s is back%s (%s)", self._state.broker, self.serves, protocol)
            self._loss_logged = False
        self._tell(
            phase=Phase.UP,
            since_ms=_wall_ms(),
            reason=LossReason.NONE,
            detail="",
            attempt=0,
            next_try_ms=None,
            protocol=protocol,
            latency_ms=None,
            session_present=session_present,
            window=window,
        )

    def _tell(self, **changes: object) -> None:
        self._state = dataclasses.replace(self._state, **changes)  # type: ignore[arg-type]
        try:
            self._told(self._state)
        except Exception:  # noqa: BLE001 (a listener must not end the link)
            self._log.exception("The state of the link could not be told")

    def _wake(self) -> None:
        # Full: it is being woken already. Closed: there is nobody to wake.
        with contextlib.suppress(OSError):
            self._wake_out.send(b"\0")

    # -- the thread ----------------------------------------------------------------------------------

    def _run(self) -> None:
        self._tell(attempt=1)
        while not self._stopping.is_set():
            ending = self._one_connection()
            if self._stopping.is_set():
                break
            if self._changed.is_set():
                self._take_change()
                continue
            if self._changes_protocol(ending):
                continue
            self._lost(ending)
        self._tell(
            phase=Phase.STOPPED, since_ms=_wall_ms(), reason=LossReason.NONE, detail="", next_try_ms=None
        )

    def _one_connection(self) -> Ending:
        self._epoch += 1
        self._up_at = None
        client_id = (self._settings.client_id or self._own_id or "atalaya-engine") + self.suffix
        dial = Dial(
            self._settings,
            client_id=client_id,
            protocol=self._protocol,
            epoch=self._epoch,
            wake=self._wake_in,
            wanted=lambda: not (self._stopping.is_set() or self._changed.is_set()),
        )
        try:
            return self._connection(dial).run()
        except Exception as flaw:  # noqa: BLE001 (the link outlives a flaw in a library)
            self._log.exception("The connection to the broker failed in an unforeseen way")
            return Ending(LossReason.CLOSED, f"{type(flaw).__name__}: {flaw}")

    def _take_change(self) -> None:
        """Begin anew with the settings that came last."""
        with self._changing:
            settings, self._next = self._next, None
            self._changed.clear()
        if settings is None:
            return
        self._settings = settings
        self._protocol = _first_protocol(settings)
        self._proven = self._loss_logged = False
        self._backoff.reset()
        self._tell(
            phase=Phase.CONNECTING,
            since_ms=_wall_ms(),
            broker=f"{settings.host}:{settings.port}",
            encrypted=settings.encrypted,
            reason=LossReason.NONE,
            detail="",
            attempt=1,
            next_try_ms=None,
            latency_ms=None,
        )

    def _changes_protocol(self, ending: Ending) -> bool:
        """Go down to 3.1.1 at once when the broker seems not to speak 5; up again when that fails too.

        A broker that has spoken a version before is only down, unless it says otherwise.
        """
        if self._settings.protocol != "auto" or (self._proven and not ending.refused_version):
            return False
        if self._protocol == MQTTv311:
            self._protocol, self._proven = MQTTv5, False
            return False
        if ending.refused_version or ending.unanswered:
            self._protocol, self._proven = MQTTv311, False
            return True
        return False

    def _lost(self, ending: Ending) -> None:
        """Say that it is gone, and wait for the next try."""
        if not self._loss_logged:
            why = ending.detail or ending.reason
            self._log.warning("The broker %s is gone%s: %s", self._state.broker, self.serves, why)
            self._loss_logged = True
        if self._up_at is not None and time.monotonic() - self._up_at >= _LASTED_S:
            self._backoff.reset()
        wait = self._backoff.next()
        now = _wall_ms()
        was_down = self._state.phase is Phase.DOWN
        self._tell(
            phase=Phase.DOWN,
            since_ms=self._state.since_ms if was_down else now,
            reason=ending.reason,
            detail=ending.detail,
            attempt=self._state.attempt + 1,
            next_try_ms=now + int(wait * 1000),
            latency_ms=None,
        )
        self._changed.wait(wait)  # `stop` sets it too
        if self._changed.is_set() and not self._stopping.is_set():
            self._take_change()


def _first_protocol(settings: BrokerSettings) -> MQTTProtocolVersion:
    return MQTTv311 if settings.protocol == "3.1.1" else MQTTv5


def _wall_ms() -> int:
    return int(time.time() * 1000)
