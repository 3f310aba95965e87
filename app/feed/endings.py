"""Why a connection to the broker ended, in the words of the link."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from paho.mqtt.reasoncodes import ReasonCode

from app.feed.link_state import LossReason

_UNSUPPORTED_PROTOCOL = 132
_NOT_AUTHORISED = frozenset((134, 135))


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a connection ended. `refused_version` when the broker said that it does not speak this version
    of the protocol, `unanswered` when it said nothing at all to the CONNECT."""

    reason: LossReason
    detail: str = ""
    refused_version: bool = False
    unanswered: bool = False


def refusal(reason: ReasonCode) -> Ending:
    """What a CONNACK says that is no welcome."""
    if reason.value == _UNSUPPORTED_PROTOCOL:
        return Ending(
            LossReason.REFUSED, "the broker does not speak this protocol version", refused_version=True
        )
    if reason.value in _NOT_AUTHORISED:
        return Ending(LossReason.NOT_AUTHORISED, f"the broker says: {reason}")
    return Ending(LossReason.REFUSED, f"the broker says: {reason}")


def connect_fault(fault: Exception) -> Ending:
    """What came of an attempt that did not get as far as a CONNACK."""
    if isinstance(fault, ssl.SSLError):
        return Ending(LossReason.TLS, fault.reason or str(fault))
    if isinstance(fault, TimeoutError):
        return Ending(LossReason.NO_ANSWER, "the broker does not answer")
    if isinstance(fault, OSError):
        return Ending(LossReason.UNREACHABLE, fault.strerror or str(fault))
    return Ending(LossReason.REFUSED, f"{type(fault).__name__}: {fault}")
