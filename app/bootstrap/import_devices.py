"""`import devices`: introduces the devices of a list through the broker, which is the one way in for devices.

The messages are retained: the engine hears them now or at its next start, and so does every later one.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from app.bootstrap.broker_visit import reach, visiting
from app.bootstrap.commands import Unable
from app.bootstrap.device_list import Announcement, read_devices
from app.bootstrap.importing import Wanted
from app.bootstrap.settings_file import load_settings, stored_secret
from app.feed.link_state import LinkState, Phase
from app.settings.catalogue import load_catalogue
from app.settings.sections import BrokerSettings

MOST_INFLIGHT = 200
"""Messages sent and not yet acknowledged; fewer where the broker says so."""
MOST_WAITING = 2_000
"""Messages given to paho and not yet confirmed, so that a long list does not fill the memory."""
QUIET_LIMIT_S = 20.0
PROGRESS_S = 2.0


def bring_in(wanted: Wanted) -> str:
    settings = load_settings(wanted.config, wanted.data, secret=stored_secret(wanted.data))
    announcements = read_devices(wanted.file, settings, load_catalogue())
    state = reach(settings.broker)
    if state.phase is not Phase.UP:
        detail = state.detail or state.reason or "no answer"
        raise Unable(f"The broker {state.broker} cannot be reached ({detail}); nothing was published.")
    publisher = _Publisher(visiting(settings.broker), state)
    try:
        publisher.publish(announcements)
    finally:
        publisher.close()
    counted = f"{len(announcements)} devices were" if len(announcements) > 1 else "1 device was"
    return f"{counted} introduced to {state.broker} for the site {settings.site.id}."


class _Publisher:
    """One connection that sends retained messages at QoS 1 and counts what the broker has confirmed."""

    def __init__(self, settings: BrokerSettings, state: LinkState) -> None:
        self._settings, self._broker = settings, state.broker
        self._inflight = min(state.window or MOST_INFLIGHT, MOST_INFLIGHT)
        self._version5 = state.protocol == "MQTT 5"
        self._changed = threading.Condition()
        self._connected = False
        self._trouble = ""
        self._sent = self._confirmed = 0
        self._heard = time.monotonic()
        self._client = self._make_client()

    def publish(self, announcements: Sequence[Announcement]) -> None:
        """Returns when the broker has confirmed every message; raises Unable."""
        self._open()
        told = time.monotonic()
        for announcement in announcements:
            self._wait(self._sent - MOST_WAITING + 1, len(announcements))
            self._sent += 1
            self._client.publish(announcement.topic, announcement.payload, qos=1, retain=True)
            if time.monotonic() - told > PROGRESS_S:
                told = time.monotonic()
                print(f"{self._confirmed} of {len(announcements)} devices …", file=sys.stderr, flush=True)
        self._wait(len(announcements), len(announcements))

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _make_client(self) -> mqtt.Client:
        settings = self._settings
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=settings.client_id,
            protocol=mqtt.MQTTv5 if self._version5 else mqtt.MQTTv311,
            transport="websockets" if settings.websockets else "tcp",
            reconnect_on_failure=False,
        )
        client.max_inflight_messages_set(self._inflight)
        if settings.user:
            client.username_pw_set(settings.user, settings.password.get_secret_value() or None)
        if settings.encrypted:
            files = (settings.ca_file, settings.client_certificate, settings.client_key)
            ca_file, certificate, key = (str(file) if file else None for file in files)
            client.tls_set(ca_file, certificate, key)
        if settings.websockets:
            client.ws_set_options(path=settings.parts.path or "/mqtt")
        client.on_connect, client.on_disconnect = self._on_connect, self._on_disconnect
        client.on_publish = self._on_publish
        return client

    def _open(self) -> None:
        try:
            self._client.connect(self._settings.host, self._settings.port, self._settings.keepalive_s)
        except (OSError, ValueError) as problem:
            raise Unable(f"The broker {self._broker} cannot be reached ({problem}).") from problem
        self._client.loop_start()
        with self._changed:
            self._changed.wait_for(lambda: self._connected or self._trouble, QUIET_LIMIT_S)
        if not self._connected:
            raise Unable(f"The broker {self._broker} lets nobody publish: {self._trouble or 'no answer'}.")

    def _wait(self, confirmed: int, total: int) -> None:
        """Until so many are confirmed; gives up when the broker falls silent or hangs up."""
        with self._changed:
            while self._confirmed < confirmed and not self._trouble:
                if time.monotonic() - self._heard > QUIET_LIMIT_S:
                    self._trouble = f"nothing was confirmed for {QUIET_LIMIT_S:g} s"
                self._changed.wait(1.0)
            if self._trouble:
                raise Unable(
                    f"Only {self._confirmed} of {total} devices were confirmed by {self._broker} "
                    f"({self._trouble}); the import can be run again."
                )

    def _on_connect(
        self, _client: mqtt.Client, _data: object, _flags: object, reason: ReasonCode, _properties: Any
    ) -> None:
        with self._changed:
            self._connected = not reason.is_failure
            self._trouble = str(reason) if reason.is_failure else ""
            self._heard = time.monotonic()
            self._changed.notify_all()

    def _on_disconnect(
        self, _client: mqtt.Client, _data: object, _flags: object, reason: ReasonCode, _properties: Any
    ) -> None:
        with self._changed:
            self._trouble = self._trouble or f"the connection ended: {reason}"
            self._changed.notify_all()

    def _on_publish(
        self, _client: mqtt.Client, _data: object, _mid: int, reason: ReasonCode, _properties: Any
    ) -> None:
        with self._changed:
            self._heard = time.monotonic()
            if reason.is_failure:
                self._trouble = f"it refuses a device: {reason}"
            else:
                self._confirmed += 1
            self._changed.notify_all()
