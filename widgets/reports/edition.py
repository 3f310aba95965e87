"""One making of a report: for which city, in which language and time zone, when and by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from widgets.formats import NONE


@dataclass(frozen=True, slots=True)
class Edition:
    """`by` is who asked for it, empty where nobody said; `made_at` epoch ms."""

    site: str
    language: str
    zone: dt.tzinfo
    made_at: int
    by: str = ""

    def local(self, ms: int) -> dt.datetime:
        """In the city's time."""
        return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).astimezone(self.zone)

    def moment(self, ms: int | None) -> str:
        """`13/03/2026 14:02:07`; a dash for 0 and None."""
        return self.local(ms).strftime("%d/%m/%Y %H:%M:%S") if ms else NONE

    def day(self, ms: int) -> str:
        return self.local(ms).strftime("%d/%m/%Y")
