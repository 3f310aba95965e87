"""How good the alarms of a period were, in the measures of ISA-18.2 §16 and EEMUA 191: rates, floods, the
worst offenders, chattering, fleeting and stale alarms, priorities, and what was shelved by whom."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.domain.alarms import Priority, Transition
from app.domain.incidents.flood import ISA, WINDOW_S, FloodLimits

TEN_MINUTES_MS = int(WINDOW_S * 1000)
HOUR_MS = 3_600_000
CHATTER_COUNT, CHATTER_MS = 3, 60_000
"""An alarm that is raised so often in so long a time chatters."""
FLEETING_MS = 30_000
"""One that returns within this time was gone before anybody could act."""
STALE_MS = 24 * HOUR_MS
WORST = 10
TARGET_MIX: Mapping[Priority, float] = {Priority.LOW: 0.80, Priority.MEDIUM: 0.15, Priority.HIGH: 0.05}
"""Critical ones count with the high ones."""

_SHOWN = frozenset({Transition.RAISED, Transition.REALARMED, Transition.UNSHELVED})
"""By these an alarm asks for somebody, as long as it is active and nothing keeps it quiet."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A transition of an alarm as it stands in the log; `at` wall time, epoch ms."""

    at: int
    alarm: str
    rule: str
    transition: Transition
    priority: Priority
    active: bool
    suppressed: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Flood:
    """`until` is 0 while it goes on; `peak` the most alarms in ten minutes."""

    since: int
    until: int
    alarms: int
    peak: int


@dataclass(frozen=True, slots=True)
class Offender:
    """An alarm and how often; `share` of all that were announced, 0 to 1."""

    alarm: str
    rule: str
    count: int
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """An alarm that is active for longer than a day at the end of the period."""

    alarm: str
    rule: str
    since: int


@dataclass(frozen=True, slots=True)
class Shelved:
    """`by` are the operators who did it; `lasted_ms` altogether within the period."""

    alarm: str
    rule: str
    times: int
    by: tuple[str, ...]
    lasted_ms: int


@dataclass(frozen=True, slots=True)
class AlarmQuality:
    """Of the period `since` to `until` (epoch ms). Rates are for one operator position; worst lists have at
    most ten entries, the worst first."""

    since: int
    until: int
    announced: int
    positions: float
    """Operator positions that were staffed, on average; at least one."""
    per_hour: float
    per_ten_minutes: float
    busiest: int
    """The most alarms in ten minutes, for all positions together."""
    busiest_at: int
    flood_share: float
    """Of the time, 0 to 1."""
    floods: tuple[Flood, ...]
    worst: tuple[Offender, ...]
    chattering: tuple[Offender, ...]
    """`count` is how often it began to chatter."""
    fleeting: tuple[Offender, ...]
    """`count` is how often it was gone within `FLEETING_MS`."""
    stale: tuple[Standing, ...]
    """The oldest first, all of them."""
    priorities: Mapping[Priority, int]
    shelved: tuple[Shelved, ...]
    bars: tuple[int, ...]
    """Announced in each of as many equal parts of the period."""
    limits: FloodLimits = ISA
    """By which floods were told."""

    def mix(self) -> Mapping[Priority, float]:
        """Shares of the three priorities that the target names; nothing where there was no alarm."""
        if not self.announced:
            return {}
        counts = dict(self.priorities)
        counts[Priority.HIGH] = counts.get(Priority.HIGH, 0) + counts.pop(Priority.CRITICAL, 0)
        return {priority: counts.get(priority, 0) / self.announced for priority in TARGET_MIX}


Positions = Callable[[int], int]
"""How many operator positions were staffed at a moment (epoch ms)."""


class QualityFold:
    """Takes the log in order of time, also what lies before the period: it tells what stood at its begin."""

    def __init__(
        self,
        since: int,
        until: int,
        positions: Positions,
        limits: FloodLimits = ISA,
        bars: int = 240,
    ) -> None:
        self._since, self._until, self._positions = since, until, positions
        self._limits = limits
        self._rules: dict[str, str] = {}
        self._active: dict[str, int] = {}
        self._quiet: dict[str, set[Transition]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._priorities: Counter[Priority] = Counter()
        self._chatter: Counter[str] = Counter()
        self._fleeting: Counter[str] = Counter()
        self._last: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=CHATTER_COUNT))
        self._shelves = _Shelves(since, until)
        self._rate = _Rate(positions, limits)
        self._bars = [0] * bars

    def add(self, entries: Iterable[Logged]) -> None:
        for entry in entries:
            if entry.at < self._until:
                self._rules[entry.alarm] = entry.rule
                self._follow(entry)

    def result(self) -> AlarmQuality:
        hours = max((self._until - self._since) / HOUR_MS, 1e-9)
        staffed = self._staffed()
        announced = sum(self._counts.values())
        floods = self._rate.floods(self._until)
        flooded = sum((flood.until or self._until) - flood.since for flood in floods)
        return AlarmQuality(
            since=self._since,
            until=self._until,
            announced=announced,
            positions=staffed,
            per_hour=announced / hours / staffed,
            per_ten_minutes=announced / (hours * 6.0) / staffed,
            busiest=self._rate.busiest,
            busiest_at=self._rate.busiest_at,
            flood_share=min(1.0, flooded / max(self._until - self._since, 1)),
            floods=floods,
            worst=self._worst(self._counts, announced),
            chattering=self._worst(self._chatter, 0),
            fleeting=self._worst(self._fleeting, 0),
            stale=self._stale(),
            priorities=dict(self._priorities),
            shelved=self._shelves.result(self._rules),
            bars=tuple(self._bars),
            limits=self._limits,
        )

    # -- one after another ---------------------------------------------------------------------------

    def _follow(self, entry: Logged) -> None:
        self._shelves.follow(entry)
        quiet = self._quiet[entry.alarm]
        match entry.transition:
            case Transition.SHELVED | Transition.OUT_OF_SERVICE:
                quiet.add(entry.transition)
            case Transition.UNSHELVED:
                quiet.discard(Transition.SHELVED)
            case Transition.IN_SERVICE:
                quiet.discard(Transition.OUT_OF_SERVICE)
            case Transition.RETURNED:
                self._returned(entry)
        if entry.transition in _SHOWN and entry.active and not entry.suppressed and not quiet:
            self._announced(entry)
        if entry.active:
            self._active.setdefault(entry.alarm, entry.at)
        else:
            self._active.pop(entry.alarm, None)

    def _announced(self, entry: Logged) -> None:
        last = self._last[entry.alarm]
        last.append(entry.at)
        if entry.at < self._since:
            return
        self._counts[entry.alarm] += 1
        self._priorities[entry.priority] += 1
        self._rate.add(entry.at)
        place = (entry.at - self._since) * len(self._bars) // max(self._until - self._since, 1)
        self._bars[min(place, len(self._bars) - 1)] += 1
        if len(last) == CHATTER_COUNT and last[-1] - last[0] <= CHATTER_MS:
            self._chatter[entry.alarm] += 1
            last.clear()

    def _returned(self, entry: Logged) -> None:
        began = self._active.get(entry.alarm)
        if began is not None and entry.at - began <= FLEETING_MS and began >= self._since:
            self._fleeting[entry.alarm] += 1

    # -- at the end ----------------------------------------------------------------------------------

    def _staffed(self) -> float:
        """The average of a look every ten minutes."""
        looks = range(self._since, max(self._until, self._since + 1), TEN_MINUTES_MS)
        return max(1.0, sum(self._positions(at) for at in looks) / len(looks))

    def _worst(self, counts: Counter[str], announced: int) -> tuple[Offender, ...]:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:WORST]
        return tuple(
            Offender(alarm, self._rules[alarm], count, count / announced if announced else 0.0)
            for alarm, count in ranked
        )

    def _stale(self) -> tuple[Standing, ...]:
        old = [(since, alarm) for alarm, since in self._active.items() if self._until - since > STALE_MS]
        return tuple(Standing(alarm, self._rules[alarm], since) for since, alarm in sorted(old))


class _Rate:
    """Alarms in the last ten minutes, and the floods they made."""

    def __init__(self, positions: Positions, limits: FloodLimits) -> None:
        self._positions, self._limits = positions, limits
        self._window: deque[int] = deque()
        self._began = 0
        self._alarms = 0
        self._peak = 0
        self._floods: list[Flood] = []
        self.busiest = 0
        self.busiest_at = 0

    def add(self, at: int) -> None:
        self._end_before(at)
        while self._window and self._window[0] <= at - TEN_MINUTES_MS:
            self._window.popleft()
        self._window.append(at)
        recent = len(self._window)
        if recent > self.busiest:
            self.busiest, self.busiest_at = recent, at
        if not self._began and recent > self._limits.begins_above * self._positions(at):
            self._began, self._alarms, self._peak = at, recent - 1, 0
        if self._began:
            self._alarms += 1
            self._peak = max(self._peak, recent)

    def floods(self, until: int) -> tuple[Flood, ...]:
        self._end_before(until)
        going_on = [Flood(self._began, 0, self._alarms, self._peak)] if self._began else []
        return (*self._floods, *going_on)

    def _end_before(self, at: int) -> None:
        """A flood ends at the moment when fewer than the lower bound are left in the window."""
        if not self._began:
            return
        least = max(1, self._limits.ends_below * self._positions(at))
        end = self._window[-least] + TEN_MINUTES_MS if len(self._window) >= least else self._window[-1]
        if end <= at:
            self._floods.append(Flood(self._began, end, self._alarms, self._peak))
            self._began = 0


class _Shelves:
    """Who put what on the shelf, and for how long."""

    def __init__(self, since: int, until: int) -> None:
        self._since, self._until = since, until
        self._on: dict[str, int] = {}
        self._times: Counter[str] = Counter()
        self._by: dict[str, dict[str, None]] = defaultdict(dict)
        self._lasted: Counter[str] = Counter()

    def follow(self, entry: Logged) -> None:
        if entry.transition is Transition.SHELVED:
            self._end(entry.alarm, entry.at)
            self._on[entry.alarm] = entry.at
            if entry.at >= self._since:
                self._times[entry.alarm] += 1
            self._by[entry.alarm][entry.by] = None
        elif entry.transition is Transition.UNSHELVED:
            self._end(entry.alarm, entry.at)

    def result(self, rules: Mapping[str, str]) -> tuple[Shelved, ...]:
        for alarm in list(self._on):
            self._end(alarm, self._until)
        longest = sorted(self._lasted.items(), key=lambda item: (-item[1], item[0]))
        return tuple(
            Shelved(alarm, rules[alarm], self._times[alarm], tuple(self._by[alarm]), lasted)
            for alarm, lasted in longest
            if lasted
        )

    def _end(self, alarm: str, at: int) -> None:
        began = self._on.pop(alarm, None)
        if began is not None and at > self._since:
            self._lasted[alarm] += at - max(began, self._since)
