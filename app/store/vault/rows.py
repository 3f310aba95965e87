"""Entries of the trail as plain rows, hashed three times as fast as from drafts."""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring as quoted
from typing import Any

Row = tuple[Any, ...]
"""An entry's number, the values of its draft in order, and its hash; of a vault that somebody edited,
anything."""
Link = tuple[int, bytes | None, Any]
"""An entry's number, its form that is hashed (None where it has none), and the hash that it has."""
_DOMAIN = b"atalaya audit 1\n"


def form_of(row: Row) -> bytes | None:
    """What `app.domain.audit.canonical` gives, as a test makes sure; the row's own hash may be left out. None
    where a column holds what no entry of ours does."""
    seq, at, operator, act, outcome, console, subject, refusal, reason, details, request = row[:11]
    if type(seq) is not int or type(at) is not int:
        return None
    try:
        return (
            f"[{seq},{at},{quoted(operator)},{quoted(act)},{quoted(outcome)},{quoted(console)},"
            f"{quoted(subject)},{quoted(refusal)},{quoted(reason)},{quoted(details)},{quoted(request)}]"
        ).encode()
    except (TypeError, UnicodeEncodeError):
        return None


def chained(before: bytes, form: bytes | None) -> bytes | None:
    """The hash of an entry of this form after the one whose hash is `before`; None for no form."""
    return None if form is None else hashlib.sha256(_DOMAIN + before + form).digest()


def link_row(before: bytes, row: Row) -> bytes | None:
    """What `app.domain.audit.link` gives; None where a column holds what no entry of ours does."""
    return chained(before, form_of(row))
