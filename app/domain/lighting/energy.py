"""What a month of light used, against what it would have used with every lamp at full power all night."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.domain.lighting.lamp_days import LampDay

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class DayEnergy:
    """One day of some lamps: watt hours metered, and of the baseline for the same lamps. `seen` is the
    share of the lamps' time that readings covered; the baseline is cut to it, so that both tell of the
    same time."""

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


def by_day(
    days: Iterable[LampDay], nominal: Mapping[str, float], dark_s: Callable[[int], float]
) -> list[DayEnergy]:
    """In the order of the days. `nominal` watts by lamp (lamps without one are left out of both sides),
    `dark_s` the seconds of a day between sunset and sunrise: the length of night for that date."""
    sums: dict[int, list[float]] = {}
    for each in days:
        watts = nominal.get(each.device)
        if watts is None:
            continue
        share = min(1.0, each.seen_s / DAY_S)
        row = sums.setdefault(each.day, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
        row[0] += each.wh
        row[1] += watts * dark_s(each.day) / 3600.0 * share
        row[2] += share
        row[3] += each.on_s
        row[4] += each.switches
        row[5] += 1
    return [
        DayEnergy(day, wh, baseline, seen / lamps, on_s, int(switches), int(lamps))
        for day, (wh, baseline, seen, on_s, switches, lamps) in sorted(sums.items())
    ]


def together(days: Iterable[DayEnergy]) -> Saving:
    found = list(days)
    return Saving(sum(each.wh for each in found), sum(each.baseline_wh for each in found))
