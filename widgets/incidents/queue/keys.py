"""The keys of the queue beside those of the whole console: each asks for one entry of the record's menu."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.incidents.record.menu import Does

KEYS: Mapping[str, Does] = {
    "T": Does.TAKE,
    "G": Does.GIVE,
    "W": Does.WATCH,
    "R": Does.RESOLVE,
    "E": Does.SOLVED,
}
