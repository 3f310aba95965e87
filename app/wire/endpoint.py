"""Where the engine of a data folder is to be found: `run/engine.json`, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`address` is a socket path or a named pipe; `secret` is new at every start of the engine."""

    pid: int
    epoch: int
    protocol: int
    address: str
    secret: bytes
    columns: str
    """The folder of the mapped columns."""
    started: int


def endpoint_file(data: Path) -> Path:
    return data / "run" / "engine.json"


def lock_file(data: Path) -> Path:
    return data / "run" / "engine.lock"


def publish(data: Path, endpoint: Endpoint) -> None:
    """Write the endpoint whole or not at all, for the owner's eyes only."""
    target = endpoint_file(data)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(endpoint))
    draft.replace(target)


def withdraw(data: Path, epoch: int) -> None:
    """Remove the endpoint, unless another engine has published its own since."""
    published = read(data)
    if published is not None and published.epoch == epoch:
        endpoint_file(data).unlink(missing_ok=True)


def read(data: Path) -> Endpoint | None:
    """The published endpoint, or None when there is none or it cannot be understood."""
    try:
        return msgspec.json.decode(endpoint_file(data).read_bytes(), type=Endpoint)
    except (OSError, msgspec.MsgspecError):
        return None
