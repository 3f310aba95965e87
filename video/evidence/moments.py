"""Moments as a package tells them: epoch milliseconds, UTC and the site's time, each beside the others."""

from __future__ import annotations

import datetime as dt
import zoneinfo


class SiteTime:
    """`timezone` is an IANA name; empty or unknown for UTC."""

    def __init__(self, timezone: str) -> None:
        try:
            self.zone: dt.tzinfo = zoneinfo.ZoneInfo(timezone) if timezone else dt.UTC
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            self.zone = dt.UTC

    def told(self, ms: int) -> dict[str, int | str]:
        utc = self._at(ms, dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"ms": ms, "site": self._at(ms, self.zone).isoformat(timespec="milliseconds"), "utc": utc}

    def in_name(self, ms: int, form: str = "%Y%m%d-%H%M") -> str:
        return self._at(ms, self.zone).strftime(form)

    def burned(self, ms: int) -> str:
        """`2026-03-13 19:22:04.120 -0500`"""
        at = self._at(ms, self.zone)
        return f"{at:%Y-%m-%d %H:%M:%S}.{ms % 1000:03d} {at:%z}"

    @staticmethod
    def _at(ms: int, zone: dt.tzinfo) -> dt.datetime:
        return dt.datetime.fromtimestamp(ms / 1000, zone)
