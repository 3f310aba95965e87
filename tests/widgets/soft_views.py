"""What the hub hands to views, as plain data."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


class Quality(enum.StrEnum):
    GOOD = "good"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class LiveReading:
    quantity: str
    value: float | bool | str
    ts: int
    age_s: float
    quality: Quality


@dataclass(frozen=True, slots=True)
class Series:
    times: NDArray[Any]
    mean: NDArray[Any]
    low: NDArray[Any]
    high: NDArray[Any]
    resolution_s: float
    raw: bool


@dataclass(frozen=True, slots=True)
class RejectView:
    at: int
    topic: str
    reason: str
    detail: str
    head: bytes


@dataclass(frozen=True, slots=True)
class EngineLink:
    phase: str
    since_ms: int
    reason: str = ""
    attempt: int = 0
    next_try_ms: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceColumns:
    lon: NDArray[Any]
    lat: NDArray[Any]
    kind: NDArray[Any]
    liveness: NDArray[Any]
    priority: NDArray[Any]
    unacknowledged: NDArray[Any]
    quiet: NDArray[Any]
    heard: NDArray[Any]
    primary: NDArray[Any]
