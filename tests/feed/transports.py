"""Other ways to a broker: TLS with certificates of both sides, websockets, and one of MQTT 3.1.1 alone."""

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

from tests.support.broker import MANUAL_SETTINGS, Mosquitto
from tests.support.machine import free_port, tool
from tests.support.waiting import PATIENCE_S

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
    assert ready.wait(PATIENCE_S)
    yield port
    ending.set()
    thread.join(PATIENCE_S)
