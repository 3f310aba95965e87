"""What a console and the process that makes a package of evidence say to each other: lines of a pipe.

The order is the first line that the process reads; each line that it says is a word and JSON. After
`manifest` it waits for one more line, the signature.
"""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.video.evidence import (
    EvidenceDone,
    EvidenceOrder,
    EvidenceProgress,
    EvidenceRefused,
    EvidenceSaid,
    GivenSignature,
    ManifestReady,
)

WORK = ".evidence-"
"""What the name of an order's work folder begins with."""
WORDS: dict[str, type] = {
    "progress": EvidenceProgress,
    "manifest": ManifestReady,
    "done": EvidenceDone,
    "refused": EvidenceRefused,
}
_WORD_OF = {kind: word for word, kind in WORDS.items()}


def line_of(said: EvidenceSaid) -> str:
    """Without its end."""
    return f"{_WORD_OF[type(said)]} {msgspec.json.encode(said).decode()}"


def said_of(line: str) -> EvidenceSaid | None:
    """None for a line that is none of these, as a library's remark."""
    word, _, text = line.partition(" ")
    kind = WORDS.get(word)
    if kind is None:
        return None
    try:
        said: EvidenceSaid = msgspec.json.decode(text.encode(), type=kind)
    except msgspec.MsgspecError:
        return None
    return said


def order_line(order: EvidenceOrder) -> bytes:
    return _line(order)


def order_of(line: bytes) -> EvidenceOrder:
    """Raises ValueError."""
    return msgspec.json.decode(line, type=EvidenceOrder)


def signature_line(given: GivenSignature) -> bytes:
    return _line(given)


def signature_of(line: bytes) -> GivenSignature:
    """Raises ValueError."""
    return msgspec.json.decode(line, type=GivenSignature)


def _line(body: Any) -> bytes:
    return msgspec.json.encode(body) + b"\n"
