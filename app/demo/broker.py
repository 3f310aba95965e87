"""The embedded MQTT 3.1.1 broker of the demo: amqtt on a loopback port, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import socket
import threading
import time
import weakref
from types import TracebackType
from typing import Any, Self

from amqtt.adapters import StreamReaderAdapter
from amqtt.broker import Broker
from amqtt.contexts import BrokerConfig, ListenerConfig

from app.demo.batched_writer import BatchedWriter

HOST = "127.0.0.1"
_START_LIMIT_S = 15.0
_CONNECTIONS = 200
_LOGGERS = ("amqtt", "transitions")

_publish_qos: contextvars.ContextVar[int] = contextvars.ContextVar("publish_qos", default=1)


class _Broker(Broker):  # type: ignore[misc]  # amqtt ships no types
    """What amqtt does in other ways than MQTT says, and the demo would suffer from.

    It delivers at the subscriber's QoS even what was published at QoS 0, and then waits for every answer;
    MQTT-3.8.4-8 asks for the lower of the two, which costs half. To whoever connects it sends all that is
    retained on anybody's subscriptions, of a city six thousand messages for each of them: a client that comes
    back under load would never have done with them; MQTT-3.3.1-6 sends it to who subscribes.
    """

    def __init__(self, config: BrokerConfig) -> None:
        super().__init__(config)
        self._writers: weakref.WeakSet[asyncio.StreamWriter] = weakref.WeakSet()
        self._welcomed: set[int] = set()
        """Sessions, by identity, whose own requests are heard by now."""

    async def stream_connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, listener_name: str
    ) -> None:
        self._writers.add(writer)
        await self.external_connected(StreamReaderAdapter(reader), BatchedWriter(writer), listener_name)

    def abandon_connections(self) -> None:
        """Close what a client that was just leaving left open."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def _client_message_loop(self, client_session: Any, handler: Any) -> None:
        self._welcomed.add(id(client_session))
        try:
            await super()._client_message_loop(client_session, handler)
        finally:
            self._welcomed.discard(id(client_session))

    async def _publish_retained_messages_for_subscription(self, subscription: Any, session: Any) -> None:
        if id(session) in self._welcomed:
            await super()._publish_retained_messages_for_subscription(subscription, session)

    async def _handle_message_delivery(self, client_session: Any, handler: Any, wait_deliver: Any) -> bool:
        message = wait_deliver.result()
        _publish_qos.set(1 if message is None else message.qos)
        return bool(await super()._handle_message_delivery(client_session, handler, wait_deliver))

    async def _broadcast_message(
        self, session: Any, topic: str | None, data: bytes | bytearray | None, force_qos: int | None = None
    ) -> None:
        quick = 0 if force_qos is None and _publish_qos.get() == 0 else force_qos
        await super()._broadcast_message(session, topic, data, quick)


class EmbeddedBroker:
    """Anonymous, loopback only, nothing kept on disk. One thread starts and stops it."""

    def __init__(self, port: int = 0) -> None:
        self.port = port or _free_port()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="demo-broker", daemon=True)
        self._ready = threading.Event()
        self._trouble: BaseException | None = None
        self._broker: _Broker | None = None
        self._ending = asyncio.Event()

    @property
    def url(self) -> str:
        return f"mqtt://{HOST}:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Return when the broker listens; raises OSError when it cannot."""
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._thread.start()
        if not self._ready.wait(_START_LIMIT_S) or self._trouble is not None:
            raise OSError(f"The embedded broker could not start on port {self.port}.") from self._trouble

    def stop(self) -> None:
        """End all connections and the thread; may be called again."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ending.set)
            self._thread.join(_START_LIMIT_S)

    def wait_for_subscriber(self, limit_s: float, stop: threading.Event | None = None) -> bool:
        """Wait until somebody subscribed to anything; tell whether that happened within the limit."""
        waiting = stop or threading.Event()
        end = time.monotonic() + limit_s
        while not self._subscribed():
            if waiting.wait(0.05) or time.monotonic() > end:
                return False
        return True

    def _subscribed(self) -> bool:
        return self._broker is not None and any(list(self._broker.subscriptions.values()))

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as fault:  # noqa: BLE001 - handed to the thread that waits for the start
            self._trouble = fault
        finally:
            self._loop.close()
            self._ready.set()

    async def _serve(self) -> None:
        listener = ListenerConfig(type="tcp", bind=f"{HOST}:{self.port}", max_connections=_CONNECTIONS)
        plugins = {"amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True}}
        self._broker = _Broker(BrokerConfig(listeners={"default": listener}, plugins=plugins))
        await self._broker.start()
        self._ready.set()
        await self._ending.wait()
        await self._broker.shutdown()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._broker.abandon_connections()
        await asyncio.sleep(0)  # transports close at the loop's next turn


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
