"""Text from outside made harmless to show: one line, nothing unseen, nothing that floods its neighbours.

What devices say is stored so (`plain`, at the decoder), because one message is shown, searched, exported and
logged many times. Views write any text that they did not make themselves through `shown`. Neither escapes
markup: that is for the widgets, which all take plain text.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 400
"""Characters of a text in a view unless said otherwise; no line on a screen shows more."""
MOST_MARKS = 4
"""Combining marks on one sign; more are no script but a flood over the lines above and below."""

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# Signs that are letters or marks by their category, yet have no picture.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
# Latin, Greek, Cyrillic and common punctuation: nothing in them has to be looked at one by one.
_COMMON = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u0527\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff]*"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_MARKS = frozenset({"Mn", "Me"})


def shown(text: str, limit: int = LONGEST) -> str:
    """`text` as at most `limit` characters for a view; the cut comes first, so that a long one costs nothing.

    Where it has signs written from right to left it is isolated (Unicode FSI … PDI, two characters more), so
    that it leaves the order of what stands beside it alone.
    """
    if _harmless(text, limit):
        return text
    clean = plain(text, limit)
    if clean.isascii() or not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in clean):
        return clean
    return f"{_FIRST_STRONG_ISOLATE}{clean}{_POP_ISOLATE}"


def plain(text: str, limit: int = LONGEST) -> str:
    """`text` as one line of at most `limit` characters without controls, bidi controls and unseen signs.

    Every kind of space becomes a space. A longer text ends with an ellipsis.
    """
    if _harmless(text, limit):
        return text
    clean = _sift(text[: 4 * limit])
    if len(clean) > limit or len(text) > 4 * limit:
        return f"{clean[: limit - 1]}…"
    return clean


def _harmless(text: str, limit: int) -> bool:
    if len(text) > limit:
        return False
    return text.isprintable() if text.isascii() else _COMMON.fullmatch(text) is not None


def _sift(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for sign in text:
        category = unicodedata.category(sign)
        if sign in _BLANK or (category[0] == "C" and not sign.isspace()):
            continue
        marks = marks + 1 if category in _MARKS else 0
        if marks <= MOST_MARKS:
            kept.append(" " if sign.isspace() else sign)
    return "".join(kept)
