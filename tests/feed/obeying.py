"""A device that only writes down which commands reach it, and an outbox to send them by."""

import random
import threading
import time
from typing import Any, Self

from paho.mqtt.client import Client, MQTTMessage, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from app.domain.commands import Command
from app.domain.orders import Action, Order
from app.feed.backoff import Backoff
from app.feed.outbox import Outbox
from app.settings.sections import BrokerSettings
from tests.support.waiting import PATIENCE_S, wait_until

MARK = "mark"
DEAD_S = 2
EXPIRES_S = 600.0
"""A command is in time however long a busy machine takes; who tests expiry says a time of its own."""


def command(
    number: int | str, *, expires_in_s: float = EXPIRES_S, device: str = "LUM-1", **order: Any
) -> Command:
    now = int(time.time() * 1000)
    wanted = Order(**{"action": Action.SET_LEVEL, "value": 60.0, **order})
    return Command(
        str(number), device, "luminaire", wanted, "ana", "why", now, now + int(expires_in_s * 1000)
    )


class Device:
    """Hears the whole site, on a connection of its own to the broker; `tls` as paho's `tls_set` has it,
    `session` the name of one that the broker keeps while the device is away."""

    def __init__(
        self,
        port: int,
        *,
        protocol: MQTTProtocolVersion = MQTTv5,
        tls: dict[str, str] | None = None,
        session: str = "",
    ) -> None:
        self.heard: list[MQTTMessage] = []
        self._client = Client(CallbackAPIVersion.VERSION2, session, protocol=protocol)
        if tls is not None:
            self._client.tls_set(**tls)
        self._client.on_message = lambda _client, _userdata, message: self.heard.append(message)
        subscribed = threading.Event()
        self._client.on_subscribe = lambda *_: subscribed.set()
        self._client.on_connect = lambda *_: self._client.subscribe("city/ps/+/+/command", 1)
        kept = {}
        if session:
            properties = Properties(PacketTypes.CONNECT)
            properties.SessionExpiryInterval = 60
            kept = {"clean_start": False, "properties": properties}
        self._client.connect("127.0.0.1", port, keepalive=120, **kept)
        self._client.loop_start()
        assert subscribed.wait(PATIENCE_S)

    @property
    def ids(self) -> list[str]:
        """Of the commands that came, in order."""
        return [message.payload.split(b'"id":"')[1].split(b'"')[0].decode() for message in list(self.heard)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()


class Office:
    """An outbox with its ear. `keepalive_s=DEAD_S` for what is dead to be soon known; else a broker may be as
    slow as the outbox allows."""

    def __init__(self, url: str, *, name: str = "office", **settings: Any) -> None:
        self.told: list[tuple[bool, bool]] = []
        self.outbox = Outbox(
            BrokerSettings.model_validate(
                {"url": url, "keepalive_s": 15, "connect_timeout_s": 30.0, **settings}
            ),
            root="city",
            site="ps",
            on_link=lambda up, version5: self.told.append((up, version5)),
            client_id=name,
            backoff=Backoff(first_s=0.05, longest_s=0.3, chance=random.Random(1)),
        )

    def wait_up(self) -> None:
        wait_until(lambda: self.outbox.up, what="the outbox to be up")

    def wait_down(self) -> None:
        wait_until(lambda: not self.outbox.up, what="the loss to be noticed")

    def send(self, *commands: Command) -> int:
        return self.outbox.publish(commands)

    def mark(self, device: Device) -> None:
        """Send one more, and wait until it is heard: what is not heard before it never will be."""
        self.wait_up()
        mark = f"{MARK}-{len(device.heard)}"
        assert self.send(command(mark)) == 1
        wait_until(lambda: mark in device.ids, what="the mark")
