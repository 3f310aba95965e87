"""What the machine offers a test: tools and loopback ports."""

import contextlib
import os
import secrets
import shutil
import socket

import pytest

OURS = range(15_000, 32_768)
"""Below the ports that systems give to clients and to servers that ask for none: nobody takes one by chance
between our asking and the bind of the server that it is for."""


def tool(name: str) -> str:
    """The path of a program; without it the test is skipped, and in CI, where it must be there, it fails."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin:/sbin")
    if path is None:
        reason = f"{name} is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return path


def free_port() -> int:
    """A loopback TCP port that nobody listens on, and that no system gives to whoever asks for any."""
    while True:
        # Not `random` itself: two runs side by side may have been given the same seed.
        port = secrets.choice(OURS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def accepts_connections(port: int) -> bool:
    """Whether something listens on a loopback port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
