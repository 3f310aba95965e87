"""The outbox over TLS, websockets and to a broker that speaks MQTT 3.1.1 alone."""

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from paho.mqtt.client import MQTTv311

from tests.feed.obeying import Device, Office, command
from tests.feed.outgoing import Open, commands
from tests.feed.proxy import Proxy
from tests.support.broker import Mosquitto
from tests.support.waiting import wait_until


def send_many(desk: Office, device: Device, count: int = 500) -> None:
    assert desk.send(*commands(count)) == count
    wait_until(lambda: len(device.heard) >= count)
    assert device.ids == [str(number) for number in range(count)]


def test_tls_with_a_client_certificate(secure: Mosquitto, office: Open, keys: Path) -> None:
    account = {"client_certificate": keys / "client.crt", "client_key": keys / "client.key"}
    tls = {
        "ca_certs": str(keys / "ca.crt"),
        "certfile": str(keys / "client.crt"),
        "keyfile": str(keys / "client.key"),
    }
    with Proxy(secure.port) as network, Device(secure.port, tls=tls) as device:
        desk = office(f"mqtts://127.0.0.1:{network.port}", ca_file=keys / "ca.crt", **account)
        desk.wait_up()
        send_many(desk, device)
        network.cut()
        desk.wait_down()
        assert desk.send(command("lost")) == 0
        network.mend()
        desk.mark(device)
        desk.outbox.stop()
    assert len(device.heard) == 501


@pytest.mark.parametrize("scheme", ["ws", "wss"])
def test_websockets(
    gateway: Callable[..., int], mosquitto: Mosquitto, office: Open, keys: Path, scheme: str
) -> None:
    tls = None
    if scheme == "wss":
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(keys / "server.crt", keys / "server.key")
    with Device(mosquitto.port) as device:
        desk = office(f"{scheme}://127.0.0.1:{gateway(tls)}/mqtt", ca_file=keys / "ca.crt")
        desk.wait_up()
        send_many(desk, device)
        desk.outbox.stop()


@pytest.mark.parametrize(
    "protocol",
    # This broker waits for more of a CONNECT of version 5 than there is, and complains when told no more.
    [pytest.param("auto", marks=pytest.mark.expects_errors), "3.1.1"],
)
def test_a_broker_of_version_3_1_1(old_broker: int, office: Open, protocol: str) -> None:
    with Device(old_broker, protocol=MQTTv311) as device:
        desk = office(f"mqtt://127.0.0.1:{old_broker}", protocol=protocol, connect_timeout_s=1.0)
        desk.wait_up()
        send_many(desk, device, 100)
        desk.outbox.stop()
    assert [told for told in desk.told if told[0]] == [(True, False)]
