"""What a programme comes to in one night: its steps as levels from moments on.

Steps at the sun, where the sun does not do as usual:

- It never rises (polar night): it is taken to set at the night's noon and to rise at the next, so the lamps
  burn through.
- It never sets (midnight sun): a programme with any step at the sun keeps the lamps off all night, its clock
  steps included, which only shape the dark hours; a programme of clock steps alone goes by its clock.
- A step that its offset carries out of the night happens at the night's beginning or at its end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from app.domain.lighting.nights import MINUTE_MS, Night, on_clock
from app.domain.lighting.plan import Anchor, Programme, Step
from app.domain.lighting.sunlight import NightSun
from app.domain.orders import Level


def needs_sun(programme: Programme) -> bool:
    return any(step.anchor is not Anchor.CLOCK for step in programme.steps)


def levels_of(
    programme: Programme, night: Night, sun: NightSun | None, zone: dt.tzinfo
) -> tuple[Level, ...] | None:
    """The levels of the night in the order of their moments, each moment once; one may stand at the night's
    end, which is what the next night begins with.

    None where the programme wants nothing: it has no steps, or steps at the sun without a known sun.
    """
    if not programme.steps:
        return None
    if not needs_sun(programme):
        return _in_order((on_clock(night, step.minute, zone), step) for step in programme.steps)
    if sun is None:
        return None
    if sun.never_sets:
        return (Level(night.start, 0.0, programme.steps[-1].ramp_s),)
    return _in_order((_moment(step, night, sun, zone), step) for step in programme.steps)


def _moment(step: Step, night: Night, sun: NightSun, zone: dt.tzinfo) -> int:
    if step.anchor is Anchor.CLOCK:
        return on_clock(night, step.minute, zone)
    if step.anchor is Anchor.SUNSET:
        base = night.start if sun.sunset is None else sun.sunset
    else:
        base = night.end if sun.sunrise is None else sun.sunrise
    return min(max(base + step.minute * MINUTE_MS, night.start), night.end)


def _in_order(steps: Iterable[tuple[int, Step]]) -> tuple[Level, ...]:
    """By time; of steps at the same moment the last one in the programme holds."""
    found: dict[int, Level] = {}
    for at, step in sorted(steps, key=lambda pair: pair[0]):
        found[at] = Level(at, step.level, step.ramp_s)
    return tuple(found.values())
