"""Which columns the table of camera health shows in the width it has, and how wide each of them is."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class Column(enum.IntEnum):
    """What matters to the law stands before what fits wide windows only."""

    ID = 0
    NAME = 1
    STATE = 2
    DAYS = 3
    MISSING = 4
    DISTRICT = 5
    SINCE = 6
    UPTIME = 7
    LAST = 8
    FPS = 9
    RATE = 10


ALWAYS = 1 + Column.MISSING
"""So many columns are shown however little room there is; the others go, the last ones first."""
_FIRST = (Column.STATE, Column.MISSING, *(column for column in Column if column > Column.MISSING))
"""Who is made as wide as they would be before the others are."""


def fitted(room: int, least: Mapping[Column, int], wanted: Mapping[Column, int]) -> dict[Column, int]:
    """Pixels of the columns that are shown; together they are `room`, unless those that are always shown need
    more. The name has what the others leave."""
    shown = list(Column)
    while len(shown) > ALWAYS and sum(least[column] for column in shown) > room:
        shown.pop()
    widths = {column: least[column] for column in shown}
    spare = max(0, room - sum(widths.values()))
    for column in dict.fromkeys((*_FIRST, *shown)):
        if column in widths and column is not Column.NAME:
            more = min(spare, max(0, wanted[column] - widths[column]))
            widths[column] += more
            spare -= more
    widths[Column.NAME] += spare
    return widths
