"""How long a lamp burnt and what it used in a day, as it was metered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LampDay:
    """`day` counts days since 1970 in the city's time, a night belongs to the days it touches. `seen_s`
    is how much of the day readings covered; `on_s` seconds lit, `wh` watt hours, `switches` times
    switched on, within it."""

    device: str
    day: int
    seen_s: float
    dark_s: float
    """Of `seen_s`, between sunset and sunrise: how long it would burn if it were on all night."""
    on_s: float
    wh: float
    switches: int


@dataclass(frozen=True, slots=True)
class LampDaysChanged:
    """Totals of these lamps and days so far; each replaces what was stored for its lamp and day."""

    days: tuple[LampDay, ...]
