"""A real Mosquitto of a test's own: loopback, own port, own folder; can be stopped, killed and frozen."""

import os
import signal
import subprocess
from pathlib import Path

from tests.support.machine import accepts_connections, free_port, tool
from tests.support.waiting import PATIENCE_S, wait_until

# What the manual asks of the administrator: room for a console that commits before it acknowledges.
MANUAL_SETTINGS = {"max_inflight_messages": 20_000, "max_queued_messages": 1_000_000, "max_queued_bytes": 0}


class Mosquitto:
    """One broker on one port over its whole life; its persistent sessions survive `stop` and `kill`."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.port = free_port()
        self.url = f"mqtt://127.0.0.1:{self.port}"
        self._folder = folder
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None, "the broker is not running"
        return self._process.pid

    @property
    def log(self) -> str:
        """What the broker has written so far."""
        path = self._folder / "broker.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self) -> None:
        """Start it and wait until it accepts connections."""
        configuration = self._folder / "mosquitto.conf"
        configuration.write_text(self._configuration())
        with (self._folder / "broker.log").open("ab") as log:
            self._process = subprocess.Popen(
                [tool("mosquitto"), "-c", str(configuration)],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        wait_until(lambda: accepts_connections(self.port), what=f"Mosquitto\n{self.log}")

    def stop(self) -> None:
        """End it in good order: it saves its sessions."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Stop it from running while its connections stay open."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it run on."""
        os.kill(self.pid, signal.SIGCONT)

    def close(self) -> None:
        """End it whatever its state."""
        if self._process is not None:
            self.thaw()
            self.stop()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _configuration(self) -> str:
        lines = {
            "listener": f"{self.port} 127.0.0.1",
            "allow_anonymous": "true",
            "persistence": "true",
            "persistence_location": f"{self._folder}/",
            "log_type": "all" if os.environ.get("ATALAYA_BROKER_LOG") else "error",
            "log_dest": "stderr",
            "user": "root" if hasattr(os, "geteuid") and os.geteuid() == 0 else "",
        }
        lines.update({name: str(value) for name, value in self._settings.items()})
        return "".join(f"{name} {value}\n" for name, value in lines.items() if value != "")
