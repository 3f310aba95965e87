"""What a month of light used, against what it would have used with every lamp at full power all night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class DayEnergy:
    """One day of some lamps: watt hours metered, and of the baseline for the same lamps: full power while it
    was dark. `seen` is the share of the lamps' time that readings covered; what was dark outside of it is in
    neither."""

    day: int
    wh: float
    baseline_wh: float
    seen: float
    on_s: float
    switches: int
    lamps: int


@dataclass(frozen=True, slots=True)
class Saving:
    """Of several days together; `share` of the baseline that was not used, negative when more was."""

    wh: float
    baseline_wh: float

    @property
    def share(self) -> float | None:
        return None if self.baseline_wh <= 0.0 else 1.0 - self.wh / self.baseline_wh


def together(days: Iterable[DayEnergy]) -> Saving:
    found = list(days)
    return Saving(sum(each.wh for each in found), sum(each.baseline_wh for each in found))
