"""What the hub hands to views: plain data, safe to keep."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.acts import Verdict


class Quality(enum.StrEnum):
    GOOD = "good"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class LiveReading:
    """`ts` is the device's time in epoch ms; `age_s` counts from receipt."""

    quantity: str
    value: float | bool | str
    ts: int
    age_s: float
    quality: Quality


@dataclass(frozen=True, slots=True)
class DeviceColumns:
    """The city by row, arrays of shape (rows,); rows without a device have NaN positions.

    `lon`, `lat` degrees; `kind` a code of the catalogue; `liveness` a `Liveness`; `priority` 0 for none;
    `quiet` bits of `app.wire.columns`; `heard` epoch ms on this console's clock, 0 for never;
    `primary` the kind's primary quantity, NaN where unknown; `asked` and `in_force` per cent, NaN where
    nothing is; `control` bits of `app.wire.columns`, `fault` a `LampFault`, `cause` the place of a
    `LampCause`. Those of control are empty where nothing is commanded, as in a test of the map.
    """

    lon: NDArray[Any]
    lat: NDArray[Any]
    kind: NDArray[Any]
    liveness: NDArray[Any]
    priority: NDArray[Any]
    unacknowledged: NDArray[Any]
    quiet: NDArray[Any]
    heard: NDArray[Any]
    primary: NDArray[Any]
    asked: NDArray[Any] = field(default_factory=lambda: np.zeros(0))
    in_force: NDArray[Any] = field(default_factory=lambda: np.zeros(0))
    control: NDArray[Any] = field(default_factory=lambda: np.zeros(0, dtype=np.uint8))
    fault: NDArray[Any] = field(default_factory=lambda: np.zeros(0, dtype=np.uint8))
    cause: NDArray[Any] = field(default_factory=lambda: np.zeros(0, dtype=np.uint8))


@dataclass(frozen=True, slots=True)
class Series:
    """History of one quantity: arrays of shape (n,); `times` in epoch seconds; NaN where there is a gap."""

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
    """How the console stands to its engine. `phase`: starting, up, hung, lost, given_up, stopped."""

    phase: str
    since_ms: int
    reason: str = ""
    attempt: int = 0
    next_try_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The engine's answer to an act."""

    verdict: Verdict


class EngineAway(Exception):
    """The engine did not answer: it is gone, or did not in time. Whether the act was done is not known."""
