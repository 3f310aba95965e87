"""Where the program's own log goes: a file that stays small, and nothing on the screen of the user."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FILE_BYTES = 2 * 1024 * 1024
FILES = 3


def log_to(path: Path) -> None:
    """Send the log of this process to `path`, in up to `FILES` old files beside it."""
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("alembic", "amqtt", "transitions", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
