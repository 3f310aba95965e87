"""The link to the broker: keeps one connection alive, hands arrivals over in batches, acknowledges."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from paho.mqtt.client import MQTTv5, MQTTv311
from paho.mqtt.enums import MQTTProtocolVersion

from app.feed.backoff import Backoff
from app.feed.client import PROTOCOL_NAMES
from app.feed.connection import Connection, Ears, Ending
from app.feed.link_state import LinkState, LossReason, Phase
from app.feed.messages import Arrival
from app.settings.sections import BrokerSettings

_log = logging.getLogger(__name__)
_LASTED_S = 10.0
_STOP_S = 10.0


class BrokerLink:
    """One thread, `broker-link`, from `start` to `stop`.

    `on_batch` and `on_state` are called on that thread. `on_batch` comes at most every 25 ms or
    2,000 messages; while it runs nothing is read, so a slow one slows the broker down.
    """

    def __init__(
        self,
        settings: BrokerSettings,
        *,
        filters: Sequence[str],
        on_batch: Callable[[list[Arrival]], None],
        on_state: Callable[[LinkState], None],
        client_id: str = "",
        backoff: Backoff | None = None,
    ) -> None:
        self._settings, self._filters = settings, tuple(filters)
        self._client_id = settings.client_id or client_id or "atalaya-engine"
        self._on_batch, self._on_state = on_batch, on_state
        self._backoff = backoff or Backoff()
        self._protocol: MQTTProtocolVersion = MQTTv311 if settings.protocol == "3.1.1" else MQTTv5
        self._proven = False
        self._acknowledgements: deque[tuple[int, int]] = deque()
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)
        self._stopping, self._changed = threading.Event(), threading.Event()
        self._changing = threading.Lock()
        self._next: BrokerSettings | None = None
        self._own_id = client_id
        self._thread = threading.Thread(target=self._run, name="broker-link", daemon=True)
        self._epoch = 0
        self._up_at: float | None = None
        self._subscribed = self._loss_logged = False
        self._state = LinkState(
            Phase.CONNECTING, _wall_ms(), f"{settings.host}:{settings.port}", encrypted=settings.encrypted
        )

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the connection, keeping the session at the broker; waits up to 10 s. Any thread but its own."""
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

    def acknowledge(self, arrivals: Iterable[Arrival]) -> None:
        """Acknowledge in the order given, from any thread; those of an older connection are passed over."""
        epoch = self._epoch
        fresh = [(each.epoch, each.mid) for each in arrivals if each.qos and each.epoch == epoch]
        if fresh:
            self._acknowledgements.extend(fresh)
            self._wake()

    def _wake(self) -> None:
        # Full: it is being woken already. Closed: there is nobody to wake.
        with contextlib.suppress(OSError):
            self._wake_out.send(b"\0")

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

    def _take_change(self) -> None:
        """Begin anew with the settings that came last; the link's thread."""
        with self._changing:
            settings, self._next = self._next, None
            self._changed.clear()
        if settings is None:
            return
        self._settings = settings
        self._client_id = settings.client_id or self._own_id or "atalaya-engine"
        self._protocol = MQTTv311 if settings.protocol == "3.1.1" else MQTTv5
        self._proven = self._subscribed = self._loss_logged = False
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

    def _one_connection(self) -> Ending:
        self._epoch += 1
        self._acknowledgements.clear()
        self._up_at = None
        connection = Connection(
            self._settings,
            client_id=self._client_id,
            protocol=self._protocol,
            epoch=self._epoch,
            ears=Ears(self._hand, self._up, self._latency, self._refused),
            wake=self._wake_in,
            acknowledgements=self._acknowledgements,
            wanted=lambda: not (self._stopping.is_set() or self._changed.is_set()),
        )
        try:
            return connection.run(self._filters, first=not self._subscribed)
        except Exception as flaw:  # noqa: BLE001 (the feed outlives a flaw in a library)
            _log.exception("The connection to the broker failed in an unforeseen way")
            return Ending(LossReason.CLOSED, f"{type(flaw).__name__}: {flaw}")

    def _hand(self, batch: list[Arrival]) -> None:
        try:
            self._on_batch(batch)
        except Exception:  # noqa: BLE001 (a listener must not end the link)
            _log.exception("A batch of %d messages was lost on its way in", len(batch))

    def _up(self, session_present: bool, window: int) -> None:
        self._up_at = time.monotonic()
        self._subscribed = self._proven = True
        protocol = PROTOCOL_NAMES[self._protocol]
        if self._loss_logged:
            _log.warning("The broker %s is back (%s)", self._state.broker, protocol)
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

    def _latency(self, milliseconds: float) -> None:
        self._tell(latency_ms=milliseconds)

    def _refused(self, topics: str) -> None:
        _log.warning("The broker refuses the subscription to %s", topics)
        self._tell(reason=LossReason.SUBSCRIPTION_REFUSED, detail=topics)

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
            _log.warning("The broker %s is gone: %s", self._state.broker, ending.detail or ending.reason)
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

    def _tell(self, **changes: object) -> None:
        self._state = dataclasses.replace(self._state, **changes)  # type: ignore[arg-type]
        try:
            self._on_state(self._state)
        except Exception:  # noqa: BLE001 (a listener must not end the link)
            _log.exception("The state of the link could not be told")


def _wall_ms() -> int:
    return int(time.time() * 1000)
