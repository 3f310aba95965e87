"""What the lamps should do: programmes, the calendars that pick them, and which lamps follow which, as
data.

A night is named by the date it begins and runs from noon to noon, local time.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.orders import Target


class Anchor(enum.StrEnum):
    CLOCK = "clock"
    SUNSET = "sunset"
    SUNRISE = "sunrise"


@dataclass(frozen=True, slots=True)
class Step:
    """From this moment of the night on: `level` in per cent, reached within `ramp_s`. `minute` is
    minutes after midnight (0 to 1439, noon and later belong to the night's first date) or, at the sun,
    an offset of -720 to 720 minutes."""

    anchor: Anchor
    minute: int
    level: float
    ramp_s: float = 30.0


class Beyond(enum.StrEnum):
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class SensorRule:
    """While a sensor's reading is beyond `limit`, and `hold_min` minutes longer, lamps that the
    programme has on go to `level`, or at least to it with `raise_only`. `device` empty: the sensors of
    the kind in the lamps' zone, the worst of them. A sensor that is silent, or older than twice its
    interval, does not count."""

    id: str
    name: str
    kind: str
    quantity: str
    beyond: Beyond
    limit: float
    level: float
    device: str = ""
    raise_only: bool = True
    hold_min: float = 10.0


@dataclass(frozen=True, slots=True)
class Adaptive:
    """Between `low_flow` and `high_flow` (per hour, vehicles or pedestrians) the level goes from the
    floor of the lamps' road class up to the programme's own level, in a straight line; never below the
    floor."""

    kind: str = "traffic_counter"
    quantity: str = "vehicle_flow"
    low_flow: float = 50.0
    high_flow: float = 600.0


@dataclass(frozen=True, slots=True)
class Programme:
    id: str
    name: str
    steps: tuple[Step, ...]
    sensors: tuple[SensorRule, ...] = ()
    adaptive: Adaptive | None = None


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """When it holds, its programme is picked. Every field that is not empty must fit the night's date.

    `weekdays` 0 Monday to 6 Sunday; `first` and `last` both inclusive, as `YYYY-MM-DD`, or `MM-DD` for
    a season of every year (which may run over the new year); `holidays` True only on holidays, False
    only on others. 29 February as `02-29` is met in leap years alone.
    """

    id: str
    name: str
    programme: str
    weekdays: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    holidays: bool | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The first rule that fits goes first; `programme` where none does."""

    id: str
    name: str
    programme: str
    rules: tuple[CalendarRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """These luminaires follow this calendar; the first assignment that has a lamp goes first.
    `road_class` names the floor of adaptive dimming."""

    target: Target
    calendar: str
    road_class: str = ""


@dataclass(frozen=True, slots=True)
class LightingPlan:
    """All of it, changed as a whole. `holidays` are dates `YYYY-MM-DD` or `MM-DD`; `floors` per cent by
    road class."""

    programmes: tuple[Programme, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    holidays: tuple[str, ...] = ()
    floors: tuple[tuple[str, float], ...] = ()
    version: int = 0
    changed_by: str = ""
    changed_at: int = 0


@dataclass(frozen=True, slots=True)
class PlanChanged:
    plan: LightingPlan


@dataclass(frozen=True, slots=True)
class Ahead:
    """A night to come: its date, and the programme that the rules pick."""

    date: str
    programme: str
    rule: str
    """Empty where no rule fitted and the calendar's own programme holds."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What the plan wants of the lamps of one assignment now, why, and what comes next. Times epoch ms.

    `assignment` is its place in the plan; `level` None where the plan wants nothing (no such programme).
    """

    assignment: int
    calendar: str
    rule: str
    programme: str
    date: str
    level: float | None
    since: int
    sensor: str = ""
    """The sensor rule that holds now, by id."""
    adaptive: float | None = None
    """The level that adaptive dimming came to, where it acts."""
    next_at: int = 0
    next_level: float | None = None
    sunset: int = 0
    """Epoch ms of this night; 0 where the sun does not set."""
    sunrise: int = 0
    lamps: int = 0
    on_this_pc: int = 0
    """Lamps that cannot keep the programme themselves."""
    ahead: tuple[Ahead, ...] = ()
    """Tonight and the six nights after it."""


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """What holds for every assignment, in their order; `problem` a machine word where the plan cannot
    be followed, such as `no_position` (a sun time without the city's position)."""

    entries: tuple[InForce, ...]
    problem: str = ""
