"""How the link to the broker stands, as it is shown: phase, since when, why, and what is being done."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Phase(enum.StrEnum):
    CONNECTING = "connecting"
    """The first attempt since the start."""
    UP = "up"
    DOWN = "down"
    STOPPED = "stopped"


class LossReason(enum.StrEnum):
    """Why there is no connection; the console has a sentence for each."""

    NONE = ""
    UNREACHABLE = "unreachable"
    """No such host, no route, or nobody listens there."""
    NO_ANSWER = "no_answer"
    """It takes the connection but does not answer in time."""
    NOT_AUTHORISED = "not_authorised"
    TLS = "tls"
    """Certificates do not fit, or the other side speaks no TLS."""
    CERTIFICATE_FILE = "certificate_file"
    """A certificate or key file of the settings cannot be read."""
    REFUSED = "refused"
    """The broker refused the connection for another reason, told in the detail."""
    TAKEN_OVER = "taken_over"
    """Another client connected with the same client id."""
    CLOSED = "closed"
    SILENT = "silent"
    """The connection is open but nothing came in two keepalive times."""
    SUBSCRIPTION_REFUSED = "subscription_refused"
    """Connected, but the broker does not let this account hear some topics."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """`since_ms` and `next_try_ms` are wall time; `since_ms` is when it last went up or down.

    `attempt` counts the tries since then; `latency_ms` is the newest measured round trip to the
    broker and back, None before the first.
    """

    phase: Phase
    since_ms: int
    broker: str
    reason: LossReason = LossReason.NONE
    detail: str = ""
    attempt: int = 0
    next_try_ms: int | None = None
    protocol: str = ""
    encrypted: bool = False
    latency_ms: float | None = None
    session_present: bool = False
    window: int = 0
    """The most QoS 1 messages that the broker is likely to leave unacknowledged; 0 when unknown.
    Mosquitto tells its `max_inflight_messages` with MQTT 5; when it is full, nothing more comes."""
