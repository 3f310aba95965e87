"""A paho client made from the settings: protocol, transport, TLS, account and session."""

from __future__ import annotations

import socket
import ssl
import struct
import sys

from paho.mqtt.client import Client, MQTTv5, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from app.feed.framing import FramedStream
from app.settings.sections import BrokerSettings

LARGEST_PACKET = 17 * 1024 * 1024
"""Told to the broker with MQTT 5: a little more than the largest payload that the settings allow."""
PROTOCOL_NAMES = {MQTTv5: "MQTT 5", MQTTv311: "MQTT 3.1.1"}


_LINGER = "hh" if sys.platform == "win32" else "ii"


class CertificateUnreadable(Exception):
    """A file for TLS cannot be read or used."""


class FramedClient(Client):
    """Paho with the PUBLISH packets taken out of its stream; they are read from `stream`.

    It also closes what paho 2.2 leaves open when a TLS or websocket handshake fails.
    """

    epoch = 0
    framing: type[FramedStream] = FramedStream
    stream: FramedStream | None = None
    tls: ssl.SSLContext | None = None
    _opened: socket.socket | None = None

    def _create_socket(self) -> FramedStream:
        try:
            stream = super()._create_socket()
        except Exception:
            if self._opened is not None:
                self._opened.close()
            raise
        self.stream = self.framing(stream, epoch=self.epoch, version5=self.protocol == MQTTv5)
        return self.stream

    def _create_socket_connection(self) -> socket.socket:
        self._opened = super()._create_socket_connection()
        return self._opened

    def forget_unsent(self, forget: bool) -> None:
        """Whether closing throws away what the operating system has not got across yet; else it goes on
        trying for minutes after the connection is given up. OSError when the socket is gone."""
        if self._opened is not None:
            self._opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, forget, 0))

    def _ssl_wrap_socket(self, tcp_sock: socket.socket) -> ssl.SSLSocket:
        tcp_sock.settimeout(self.connect_timeout)
        wrapped = (self.tls or ssl.create_default_context()).wrap_socket(tcp_sock, server_hostname=self.host)
        self._opened = wrapped
        return wrapped


def make_client(
    settings: BrokerSettings,
    *,
    client_id: str,
    protocol: MQTTProtocolVersion,
    epoch: int,
    clean: bool = False,
) -> FramedClient:
    """A client that is not connected yet; one for each connection. `clean` asks the broker to forget the
    session with it. Raises CertificateUnreadable."""
    version5 = protocol == MQTTv5
    client = FramedClient(
        CallbackAPIVersion.VERSION2,
        client_id=client_id,
        clean_session=None if version5 else clean,
        protocol=protocol,
        transport="websockets" if settings.websockets else "tcp",
        reconnect_on_failure=False,
        manual_ack=True,
    )
    client.epoch = epoch
    client.connect_timeout = settings.connect_timeout_s
    if settings.user:
        client.username_pw_set(settings.user, settings.password.get_secret_value() or None)
    if settings.encrypted:
        client.tls = _tls(settings)
        client.tls_set_context(client.tls)
    if settings.websockets:
        client.ws_set_options(path=settings.parts.path or "/mqtt")
    return client


def open_connection(client: Client, settings: BrokerSettings, *, clean: bool = False) -> None:
    """Connect and send CONNECT; blocks up to the connect timeout. Raises OSError or ValueError."""
    if client.protocol == MQTTv5:
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.SessionExpiryInterval = 0 if clean else settings.session_expiry_s
        properties.ReceiveMaximum = settings.receive_maximum
        properties.MaximumPacketSize = LARGEST_PACKET
        client.connect(
            settings.host, settings.port, settings.keepalive_s, clean_start=clean, properties=properties
        )
    else:
        client.connect(settings.host, settings.port, settings.keepalive_s)


def _tls(settings: BrokerSettings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=settings.ca_file)
        if settings.client_certificate and settings.client_key:
            # An encrypted key would otherwise ask on the terminal and wait.
            context.load_cert_chain(settings.client_certificate, settings.client_key, password=lambda: "")
    except (OSError, ssl.SSLError, ValueError) as fault:
        raise CertificateUnreadable(str(fault)) from None
    return context
