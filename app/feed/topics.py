"""The topics of the contract (version 1): what to subscribe to, and what a topic says."""

from __future__ import annotations

import enum
import re
import unicodedata

from app.domain.plain_text import plain
from app.feed.faults import Refused
from app.feed.messages import RejectReason

LONGEST_ID_BYTES = 128
_PLAIN_ID = re.compile(r"[A-Za-z0-9._:\-]{1,128}")
# Letters, marks, numbers, punctuation and the inner space of any script: what can be read aloud,
# typed and searched for. Emoji and other symbols, controls and private characters cannot.
_READABLE = frozenset("LMNP")


class Channel(enum.StrEnum):
    """What devices send; commands go the other way and are not listened to."""

    CONFIG = "config"
    STATUS = "status"
    TELEMETRY = "telemetry"
    EVENT = "event"
    REPLY = "reply"


CHANNELS = {channel.value: channel for channel in Channel}


def contract_filters(root: str, site: str) -> tuple[str, ...]:
    """The subscriptions of one site."""
    return tuple(f"{root}/{site}/+/+/{channel}" for channel in Channel)


def check_id(device: str) -> str:
    """The id itself; raises Refused with ID_INVALID when it cannot name a device."""
    if _PLAIN_ID.fullmatch(device):
        return device
    if not device:
        raise Refused(RejectReason.ID_INVALID, "the id is empty")
    if len(device.encode("utf-8", "surrogatepass")) > LONGEST_ID_BYTES:
        raise Refused(RejectReason.ID_INVALID, f"the id is longer than {LONGEST_ID_BYTES} bytes")
    if device != device.strip():
        raise Refused(RejectReason.ID_INVALID, "the id begins or ends with a space")
    for char in device:
        if char in "/+#" or (char != " " and unicodedata.category(char)[0] not in _READABLE):
            raise Refused(RejectReason.ID_INVALID, f"the id holds the character U+{ord(char):04X}")
    if device != plain(device, LONGEST_ID_BYTES):
        raise Refused(RejectReason.ID_INVALID, "the id holds signs without a picture, or a flood of marks")
    return device


def split_contract(topic: str, root: str, site: str) -> tuple[str, str, Channel] | None:
    """Kind, id and channel, or None when the topic is not of the contract at all.

    Raises Refused when it is, but names no device or channel.
    """
    levels = topic.split("/")
    if len(levels) < 3 or levels[0] != root or levels[1] != site:
        return None
    if len(levels) != 5:
        raise Refused(RejectReason.TOPIC_UNKNOWN, f"the topic has {len(levels)} levels, not 5")
    channel = CHANNELS.get(levels[4])
    if channel is None:
        raise Refused(RejectReason.TOPIC_UNKNOWN, f"the channel '{levels[4][:40]}' is not known")
    return levels[2], check_id(levels[3]), channel
