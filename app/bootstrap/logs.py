"""Where the program's own log goes: a file that stays small, and nothing on the screen of the user."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from app.domain.plain_text import plain

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FILE_BYTES = 2 * 1024 * 1024
FILES = 3
LONGEST_MESSAGE = 4000


class OwnLogFile(logging.handlers.RotatingFileHandler):
    """Readable by its owner alone, also where an earlier version or another umask left it open."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if sys.platform != "win32":
            os.fchmod(descriptor, 0o600)
        return TextIOWrapper(os.fdopen(descriptor, "ab"), encoding=self.encoding, errors=self.errors)


class PlainFormatter(logging.Formatter):
    """Nothing that came from outside begins a line of its own or speaks to a terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = plain(record.message, LONGEST_MESSAGE)
        return super().formatMessage(record)


def log_to(path: Path) -> None:
    """Send the log of this process to `path`, in up to `FILES` old files beside it."""
    handler = OwnLogFile(path, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8")
    handler.setFormatter(PlainFormatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("alembic", "amqtt", "transitions", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
