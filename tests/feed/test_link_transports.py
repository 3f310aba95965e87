"""TLS with certificates of both sides, websockets, and a broker that speaks MQTT 3.1.1 alone."""

import asyncio
import contextlib
import logging
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from amqtt.broker import Broker
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve
from websockets.typing import Subprotocol

from app.feed.link_state import LossReason, Phase
from tests.feed.listening import Listener, Speaker
from tests.feed.proxy import Scripted
from tests.support.broker import MANUAL_SETTINGS, Mosquitto
from tests.support.machine import free_port, tool
from tests.support.waiting import wait_until

Listen = Callable[..., Listener]
Make = Callable[..., Mosquitto]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An authority, a server's certificate for 127.0.0.1, a client's, and a stranger's authority."""
    folder = tmp_path_factory.mktemp("keys")
    openssl = tool("openssl")

    def run(*words: str) -> None:
        subprocess.run([openssl, *words], cwd=folder, check=True, capture_output=True)

    for authority in ("ca", "stranger"):
        run(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN={authority}",
            "-keyout",
            f"{authority}.key",
            "-out",
            f"{authority}.crt",
        )
    (folder / "server.ext").write_text("subjectAltName=IP:127.0.0.1\n")
    (folder / "client.ext").write_text("extendedKeyUsage=clientAuth\n")
    for name in ("server", "client"):
        run(
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-subj",
            f"/CN={name}",
            "-keyout",
            f"{name}.key",
            "-out",
            f"{name}.csr",
        )
        run(
            "x509",
            "-req",
            "-in",
            f"{name}.csr",
            "-CA",
            "ca.crt",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            f"{name}.ext",
            "-out",
            f"{name}.crt",
        )
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def secure(make_mosquitto: Make, keys: Path) -> Mosquitto:
    return make_mosquitto(
        cafile=keys / "ca.crt",
        certfile=keys / "server.crt",
        keyfile=keys / "server.key",
        require_certificate="true",
        **MANUAL_SETTINGS,
    )


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
    subprocess.run(publish, input="\n".join(lines).encode() + b"\n", check=True, timeout=30)
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


@pytest.fixture
def gateway(mosquitto: Mosquitto) -> Iterator[Callable[..., int]]:
    """`gateway(tls)` starts a websocket way to the broker and gives its port; not every Mosquitto has one."""
    servers: list[tuple[Server, threading.Thread]] = []

    def forward(socket_: ServerConnection) -> None:
        with socket.create_connection(("127.0.0.1", mosquitto.port)) as broker:

            def back() -> None:
                with contextlib.suppress(OSError, ConnectionClosed):
                    while data := broker.recv(65_536):
                        socket_.send(data)

            thread = threading.Thread(target=back)
            thread.start()
            with contextlib.suppress(OSError, ConnectionClosed):
                for data in socket_:
                    broker.sendall(data if isinstance(data, bytes) else data.encode())
            with contextlib.suppress(OSError):
                broker.shutdown(socket.SHUT_RDWR)
            thread.join()

    def start(tls: ssl.SSLContext | None = None) -> int:
        server = serve(forward, "127.0.0.1", 0, ssl=tls, subprotocols=[Subprotocol("mqtt")], max_size=None)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return int(server.socket.getsockname()[1])

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("scheme", ["ws", "wss"])
def test_websockets(
    gateway: Callable[..., int], mosquitto: Mosquitto, listen: Listen, keys: Path, scheme: str
) -> None:
    tls = None
    if scheme == "wss":
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(keys / "server.crt", keys / "server.key")
    listener = listen(f"{scheme}://127.0.0.1:{gateway(tls)}/mqtt", ca_file=keys / "ca.crt", keepalive_s=2)
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


@pytest.fixture
def old_broker() -> Iterator[int]:
    """The embedded broker of the demo, which speaks 3.1.1 alone; gives its port."""
    port = free_port()
    logging.getLogger("amqtt").setLevel(logging.CRITICAL)
    logging.getLogger("transitions").setLevel(logging.CRITICAL)
    ready, loop = threading.Event(), asyncio.new_event_loop()

    async def serve() -> None:
        listeners = {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}", "max_connections": 10}}
        plugins = {"amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True}}
        broker = Broker({"listeners": listeners, "plugins": plugins})
        await broker.start()
        ready.set()
        await asyncio.get_running_loop().run_in_executor(None, ending.wait)
        await broker.shutdown()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    ending = threading.Event()
    thread = threading.Thread(target=run, name="old broker")
    thread.start()
    assert ready.wait(20)
    yield port
    ending.set()
    thread.join(20)


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
