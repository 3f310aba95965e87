"""RTSP servers of a test's own: GStreamer's, on a loopback port; can be frozen, thawed and killed."""

import contextlib
import json
import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.support import streets
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S

SERVER = Path(__file__).with_name("rtsp_server.py")
SYSTEM_PYTHON = "/usr/bin/python3"


class RtspServer:
    """Serves `mounts` as `rtsp_server.py` describes them until `close`."""

    def __init__(self, mounts, *, user="", password="", port=0) -> None:
        self._plan = {"mounts": mounts, "user": user, "password": password, "port": port}
        self.told: list[tuple[str, int, float]] = []
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [tool(SYSTEM_PYTHON), str(SERVER), json.dumps(self._plan)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        line = self._process.stdout.readline()
        if not line:
            reason = "GStreamer's RTSP server is not installed"
            pytest.fail(reason, pytrace=False) if os.environ.get("CI") else pytest.skip(reason)
        self.port = int(line)
        self._reader = threading.Thread(target=self._read, name="rtsp-server-said", daemon=True)
        self._reader.start()

    def url(self, mount: str) -> str:
        return f"rtsp://127.0.0.1:{self.port}{mount}"

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE_S)

    def start_again(self) -> None:
        """On the port of before."""
        self.close()
        self._plan["port"] = self.port
        self._start()

    def close(self) -> None:
        self.thaw()
        self.kill()
        self._reader.join()
        self._process.stdin.close()
        self._process.stdout.close()

    def _read(self) -> None:
        for line in self._process.stdout:
            name, number, at = line.split()
            self.told.append((name, int(number), float(at)))


@pytest.fixture(scope="session")
def street_files(tmp_path_factory):
    """Folder of encoded streets, made when first asked for."""
    return tmp_path_factory.mktemp("streets")


@pytest.fixture(scope="session")
def rtsp_server(street_files):
    """One server for the whole session; who freezes or kills one starts one of their own."""
    street = str(streets.encoded(street_files))
    small = str(streets.encoded(street_files, width=320, height=180))
    hevc = str(streets.encoded(street_files, codec="h265", frames=30))
    still = str(streets.encoded(street_files, still=True, frames=4, key_every=1))
    mounts = {
        "/street": {"files": [street], "fps": 30, "told": True},
        "/small": {"files": [small], "fps": 60},
        "/hevc": {"files": [hevc], "fps": 60, "codec": "h265"},
        "/changing": {"files": [street, small], "fps": 60},
        "/slow": {"files": [still], "fps": 1},
        "/fast": {"files": [street], "fps": 60},
        "/lossy": {"files": [street], "fps": 60, "loss": 0.05},
        "/ending": {"files": [street], "fps": 60, "frames": 90},
    }
    with contextlib.closing(RtspServer(mounts)) as server:
        yield server
