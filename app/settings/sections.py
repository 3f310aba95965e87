"""The sections of the settings file, one small model each, with their defaults."""

from __future__ import annotations

import re
import zoneinfo
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from app.settings.problems import did_you_mean
from app.settings.validation import Section

_SEGMENT = re.compile(r"[^\s/+#\x00-\x1f\x7f][^/+#\x00-\x1f\x7f]*")
_PORTS = {"mqtt": 1883, "mqtts": 8883, "ws": 80, "wss": 443}


def _topic_segment(text: str) -> str:
    if not _SEGMENT.fullmatch(text) or len(text.encode()) > 64:
        raise ValueError(
            "must be one level of a topic: up to 64 bytes without '/', '+', '#' or control characters"
        )
    return text


def _time_zone(name: str) -> str:
    known = zoneinfo.available_timezones()
    if known and name not in known:
        raise ValueError(f"is not a time zone. {did_you_mean(name, sorted(known))}".rstrip(".? ") + "?")
    return name


def _broker_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("is not an address such as mqtt://127.0.0.1:1883") from None
    if parts.scheme not in _PORTS:
        raise ValueError("must begin with mqtt://, mqtts://, ws:// or wss://")
    if not parts.hostname or port == 0:
        raise ValueError("names no host, as mqtt://127.0.0.1:1883 does")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold the user or password; give them as 'user' and 'password'")
    if parts.path not in ("", "/") and not parts.scheme.startswith("ws"):
        raise ValueError("must end after the port")
    return url


Segment = Annotated[str, AfterValidator(_topic_segment)]
File = Annotated[Path, Field(strict=False)]
Days = Annotated[float, Field(gt=0, le=36_500)]


class SiteSettings(Section):
    """Which city this is; `root` and `id` open every topic of the contract."""

    id: Segment
    name: str = ""
    language: Literal["es", "en"] = "es"
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "America/Mexico_City"
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    root: Segment = "city"


class BrokerSettings(Section):
    """How to reach the broker. The password never shows in a text of this object."""

    url: Annotated[str, AfterValidator(_broker_url)] = "mqtt://127.0.0.1:1883"
    user: str = ""
    password: SecretStr = SecretStr("")
    ca_file: File | None = None
    client_certificate: File | None = None
    client_key: File | None = None
    client_id: str = Field(default="", max_length=128)
    """Stable across restarts, or the broker forgets the session; empty is made from the site."""
    keepalive_s: int = Field(default=12, ge=2, le=15)
    """The broker is asked for a sign of life this often; one that gives none is noticed in two of it."""
    receive_maximum: int = Field(default=10_000, ge=1, le=65_535)
    session_expiry_s: int = Field(default=86_400, ge=0, le=4_294_967_295)
    qos: int = Field(default=1, ge=0, le=1)
    protocol: Literal["auto", "5", "3.1.1"] = "auto"
    """MQTT version; `auto` tries 5 and goes down to 3.1.1 where the broker does not speak it."""
    connect_timeout_s: float = Field(default=8.0, ge=0.5, le=30)

    @model_validator(mode="after")
    def _certificate_whole(self) -> BrokerSettings:
        if (self.client_certificate is None) != (self.client_key is None):
            raise ValueError("needs both client_certificate and client_key, or neither")
        return self

    @property
    def parts(self) -> SplitResult:
        return urlsplit(self.url)

    @property
    def host(self) -> str:
        return self.parts.hostname or ""

    @property
    def port(self) -> int:
        return self.parts.port or _PORTS[self.parts.scheme]

    @property
    def encrypted(self) -> bool:
        return self.parts.scheme in ("mqtts", "wss")

    @property
    def websockets(self) -> bool:
        return self.parts.scheme in ("ws", "wss")


class LivenessSettings(Section):
    """Factors of the expected interval after which a silent device is late, then lost."""

    late_after: float = Field(default=2.0, ge=1)
    lost_after: float = Field(default=4.0, gt=1)
    interval_s: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """Expected interval per kind, in seconds, over that of the catalogue."""

    @model_validator(mode="after")
    def _in_order(self) -> LivenessSettings:
        if self.lost_after <= self.late_after:
            raise ValueError("needs lost_after to be greater than late_after")
        return self


class LimitSettings(Section):
    """What is more than this is refused and counted; memory does not grow past it."""

    devices: int = Field(default=200_000, ge=1, le=2_000_000)
    points: int = Field(default=1_000_000, ge=1, le=10_000_000)
    payload_bytes: int = Field(default=1_048_576, ge=256, le=16_777_216)
    nesting: int = Field(default=32, ge=2, le=200)
    future_tolerance_s: float = Field(default=300.0, ge=0, le=86_400)
    oldest_days: Days = 400.0


class HistorySettings(Section):
    """How long what is kept, and the most disk that it may take."""

    raw_days: Days = 30.0
    minute_days: Days = 400.0
    quarter_days: Days = 3_650.0
    disk_budget_gb: float = Field(default=50.0, gt=0)
    every_reading: bool = False
    """Keep every reading, without the deadbands and intervals of the catalogue."""


class AlarmSettings(Section):
    """Limits of shelving, and the raw tables of `[[alarms.rule]]`."""

    shelving_longest_minutes: int = Field(default=480, ge=1, le=10_080)
    shelving_largest_count: int = Field(default=3, ge=1, le=100)
    realarm_minutes: float = Field(default=0.0, ge=0, le=10_080)
    """An alarm that stands this long is raised again; 0 never."""
    rule: list[dict[str, Any]] = Field(default_factory=list)
