"""The one way evidence is written to be hashed, and the names that may stand in it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

MANIFEST, SIGNATURE, PAGE = "manifest.json", "signature.json", "index.html"
EVENTS, STORY = "events.json", "incident.json"
LONGEST_NAME = 60
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_FOREIGN = re.compile(r"[^A-Za-z0-9_-]+")
DEEPEST = 3
LONGEST_PATH = 200


def canonical(value: Any) -> bytes:
    """JSON in UTF-8 with sorted names and no spaces; the same value gives the same bytes anywhere."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")


def file_part(text: str, otherwise: str = "x") -> str:
    """`text` as a part of a file name on any system: letters, digits, `_` and `-` of ASCII."""
    return _FOREIGN.sub("-", text)[:LONGEST_NAME].strip("-") or otherwise


def is_inside(name: str) -> bool:
    """Whether a file's name in a package leads nowhere but into it."""
    parts = name.split("/")
    return (
        len(name) <= LONGEST_PATH
        and len(parts) <= DEEPEST
        and all(_PART.fullmatch(part) and not part.endswith(".") for part in parts)
    )


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the public key, in hex."""
    return hashlib.sha256(public_key).hexdigest()
