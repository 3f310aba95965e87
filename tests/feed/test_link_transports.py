"""TLS with certificates of both sides, websockets, and a broker that speaks MQTT 3.1.1 alone."""

import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.feed.link_state import LossReason, Phase
from tests.feed.listening import Listener, Speaker
from tests.feed.proxy import Scripted
from tests.support.broker import Mosquitto
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until

Listen = Callable[..., Listener]
Make = Callable[..., Mosquitto]


def url(broker: Mosquitto, scheme: str = "mqtts") -> str:
    return f"{scheme}://127.0.0.1:{broker.port}"


def test_tls_with_a_client_certificate(secure: Mosquitto, listen: Listen, keys: Path) -> None:
    account = {"client_certificate": keys / "client.crt", "client_key": keys / "client.key"}
    listener = listen(url(secure), ca_file=keys / "ca.crt", **account)
    listener.wait_up()
    assert listener.state.encrypted
    publish = [
        tool("mosquitto_pub"),
        "-h",
        "127.0.0.1",
        "-p",
        str(secure.port),
        "--cafile",
        str(keys / "ca.crt"),
        "--cert",
        str(keys / "client.crt"),
        "--key",
        str(keys / "client.key"),
        "-t",
        "t/a",
        "-q",
        "1",
        "-l",
    ]
    lines = [f"{number} " + "x" * 300 for number in range(3000)]
    subprocess.run(publish, input="\n".join(lines).encode() + b"\n", check=True, timeout=PATIENCE_S)
    wait_until(lambda: len(listener.arrivals) == len(lines))
    assert listener.payloads == lines


def test_tls_without_what_the_broker_asks_for(secure: Mosquitto, listen: Listen, keys: Path) -> None:
    listener = listen(url(secure), ca_file=keys / "ca.crt")
    wait_until(lambda: listener.state.attempt >= 2)
    assert listener.state.phase is Phase.DOWN


def test_a_broker_that_cannot_be_trusted(secure: Mosquitto, listen: Listen, keys: Path) -> None:
    listener = listen(url(secure), ca_file=keys / "stranger.crt")
    wait_until(lambda: listener.state.attempt >= 2)
    assert listener.state.reason is LossReason.TLS
    assert "CERTIFICATE_VERIFY_FAILED" in listener.state.detail


def test_a_certificate_file_that_is_none(
    secure: Mosquitto, listen: Listen, keys: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.crt"
    empty.write_text("nothing")
    listener = listen(url(secure), ca_file=empty)
    listener.wait_for(Phase.DOWN)
    assert listener.state.reason is LossReason.CERTIFICATE_FILE


def test_tls_against_a_plain_broker(mosquitto: Mosquitto, listen: Listen, keys: Path) -> None:
    listener = listen(url(mosquitto), ca_file=keys / "ca.crt")
    listener.wait_for(Phase.DOWN)
    assert listener.state.phase is Phase.DOWN


@pytest.mark.parametrize("scheme", ["ws", "wss"])
def test_websockets(
    gateway: Callable[..., int], mosquitto: Mosquitto, listen: Listen, keys: Path, scheme: str
) -> None:
    tls = None
    if scheme == "wss":
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(keys / "server.crt", keys / "server.key")
    listener = listen(f"{scheme}://127.0.0.1:{gateway(tls)}/mqtt", ca_file=keys / "ca.crt")
    listener.wait_up()
    assert listener.state.protocol == "MQTT 5"
    assert listener.state.encrypted == (scheme == "wss")
    with Speaker(mosquitto.port) as speaker:
        for number in range(50):
            speaker.say("echo/a", f"{number} " + "x" * (number * 40))
        speaker.say("echo/a", "50 " + "y" * 300_000)
    wait_until(lambda: len(listener.arrivals) == 51)
    assert [each.split()[0] for each in listener.payloads] == [str(number) for number in range(51)]
    listener.link.stop()


def test_a_web_server_that_is_no_broker(listen: Listen) -> None:
    with Scripted(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") as server:
        listener = listen(server.url.replace("mqtt", "ws"))
        wait_until(lambda: listener.state.attempt >= 2)
        assert listener.state.phase is Phase.DOWN
        listener.link.stop()


@pytest.mark.parametrize(
    "protocol",
    # This broker waits for more of a CONNECT of version 5 than there is, and complains when told no more.
    [pytest.param("auto", marks=pytest.mark.expects_errors), "3.1.1"],
)
def test_a_broker_of_version_3_1_1(old_broker: int, listen: Listen, protocol: str) -> None:
    address = f"mqtt://127.0.0.1:{old_broker}"
    filters = ("city/ps/+/+/telemetry", "t/#")
    listener = listen(address, filters=filters, protocol=protocol, connect_timeout_s=1.0)
    listener.wait_up()
    assert listener.state.protocol == "MQTT 3.1.1"
    with Speaker(old_broker) as speaker:
        for number in range(20):
            speaker.say("t/a", str(number))
    wait_until(lambda: len(listener.arrivals) == 20)
    assert listener.payloads == [str(number) for number in range(20)]
    listener.link.stop()
