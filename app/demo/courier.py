"""The MQTT connections of the fleet: several clients that publish, and hear commands, each with a gateway's
last will."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from app.demo.fleet import payloads
from app.demo.fleet.payloads import Topics
from app.domain.devices import Device

_log = logging.getLogger(__name__)
_INFLIGHT = 20
_KEEPALIVE_S = 30


class Courier:
    """One connection that speaks for a part of the fleet. `gateway` is the device it dies with.

    Publishing may happen on any one thread; paho's own thread does the network. The session is clean: a
    command of a time without connection is lost, not late.
    """

    def __init__(self, broker_url: str, client_id: str, topics: Topics, gateway: Device | None) -> None:
        """`broker_url` is mqtt:// or mqtts://, with user and password where needed. Raises ValueError."""
        parts = urlsplit(broker_url)
        if parts.scheme not in ("mqtt", "mqtts") or not parts.hostname:
            raise ValueError(f"{broker_url} is not the address of a broker (mqtt://HOST:PORT).")
        self._address = (parts.hostname, parts.port or (8883 if parts.scheme == "mqtts" else 1883))
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=client_id, protocol=mqtt.MQTTv311)
        self._client.max_inflight_messages_set(_INFLIGHT)
        if parts.username:
            self._client.username_pw_set(parts.username, parts.password)
        if parts.scheme == "mqtts":
            self._client.tls_set()
        self._status_topic = topics.of(gateway, "status") if gateway else ""
        self._connected = threading.Event()
        self._filters: list[str] = []
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect

    def hear(self, filters: list[str], deliver: Callable[[str, bytes], None]) -> None:
        """Subscribe whenever connected; `deliver` gets topic and payload on paho's thread. Before `start`."""
        self._filters = filters
        self._client.on_subscribe = lambda *_: self._connected.set()
        self._client.on_message = lambda _client, _data, message: deliver(
            message.topic, bytes(message.payload)
        )

    def start(self) -> None:
        """Connect in the background, and again whenever the connection is lost."""
        if self._status_topic:
            will = payloads.status(int(time.time() * 1000), online=False)
            self._client.will_set(self._status_topic, will, qos=1, retain=True)
        self._client.reconnect_delay_set(1, 15)
        self._client.connect_async(*self._address, keepalive=_KEEPALIVE_S)
        self._client.loop_start()

    def wait_until_connected(self, limit_s: float) -> bool:
        """Whether it can speak, and hear what it is to hear, within the limit."""
        return self._connected.wait(limit_s)

    def stop(self) -> None:
        """Say that the gateway goes, then disconnect in order."""
        if self._status_topic and self._connected.is_set():
            farewell = payloads.status(int(time.time() * 1000), online=False)
            self._client.publish(self._status_topic, farewell, qos=1, retain=True).wait_for_publish(2.0)
        self._client.disconnect()
        self._client.loop_stop()

    def send(self, topic: str, payload: bytes) -> None:
        """A reading: QoS 0, given up while there is no connection."""
        if self._connected.is_set():
            self._client.publish(topic, payload)

    def tell(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> mqtt.MQTTMessageInfo:
        """Something that must arrive; at QoS 1 it is kept while there is no connection."""
        return self._client.publish(topic, payload, qos=qos, retain=retain)

    def _on_connect(
        self, client: mqtt.Client, _data: object, _flags: object, code: object, _props: object
    ) -> None:
        if getattr(code, "is_failure", False):
            _log.warning("The broker at %s:%d refuses the simulated fleet: %s", *self._address, code)
            return
        if self._filters:
            client.subscribe([(one, 1) for one in self._filters])
        else:
            self._connected.set()
        if self._status_topic:
            greeting = payloads.status(int(time.time() * 1000), online=True)
            client.publish(self._status_topic, greeting, qos=1, retain=True)

    def _on_disconnect(self, *_: object) -> None:
        self._connected.clear()
