"""What groups of luminaires show together, by numpy: answering, measured mean, manual, worst alarm. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.bridge.views import DeviceColumns
from app.domain.devices import Liveness
from app.domain.lighting.faults import LampCause, LampFault
from app.wire.columns import CONTROL_FAILED, CONTROL_MANUAL, CONTROL_PENDING
from widgets.control.lighting.scene import Lamps, Partition, Places

Array = NDArray[Any]
CAUSES = tuple(LampCause)
SAME = 0.5
"""Per cent: levels nearer than this are one level."""


@dataclass(frozen=True, slots=True)
class LiveLamps:
    """Arrays of shape (n,) by lamp. Levels in per cent, NaN where unknown; `heard` epoch ms, 0 for never;
    `measured` is what was said last, to be taken as measured now only where `fresh`."""

    fresh: Array
    heard: Array
    asked: Array
    in_force: Array
    measured: Array
    control: Array
    fault: Array
    cause: Array
    """The place of a `LampCause`."""
    priority: Array

    @property
    def manual(self) -> Array:
        return (self.control & CONTROL_MANUAL) != 0

    @property
    def pending(self) -> Array:
        return (self.control & CONTROL_PENDING) != 0

    @property
    def failed(self) -> Array:
        return (self.control & CONTROL_FAILED) != 0


def live_lamps(columns: DeviceColumns, rows: Places) -> LiveLamps:
    """The columns of these rows; those that the tables do not have yet are as never heard."""

    def taken(column: Array, unknown: float) -> Array:
        known = rows < len(column)
        if known.all():
            found: Array = column[rows]
            return found
        padded = np.full(len(rows), unknown, column.dtype)
        padded[known] = column[rows[known]]
        return padded

    return LiveLamps(
        fresh=taken(columns.liveness, Liveness.UNKNOWN) == Liveness.FRESH,
        heard=taken(columns.heard, 0),
        asked=taken(columns.asked, np.nan),
        in_force=taken(columns.in_force, np.nan),
        measured=taken(columns.primary, np.nan),
        control=taken(columns.control, 0),
        fault=taken(columns.fault, LampFault.NONE),
        cause=taken(columns.cause, 0),
        priority=taken(columns.priority, 0),
    )


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """`measured` is the mean of those that answer, NaN where none does; `newest` epoch ms, 0 for never."""

    lamps: int = 0
    answering: int = 0
    manual: int = 0
    measured: float = float("nan")
    priority: int = 0
    newest: int = 0


def figures_of(live: LiveLamps, members: Places, priority: int = 0) -> GroupFigures:
    """Of some lamps; `priority` is the worst of what feeds them."""
    if not len(members):
        return GroupFigures(priority=priority)
    fresh = live.fresh[members]
    levels = live.measured[members][fresh]
    levels = levels[~np.isnan(levels)]
    return GroupFigures(
        len(members),
        int(fresh.sum()),
        int(live.manual[members].sum()),
        float(levels.mean()) if len(levels) else float("nan"),
        max(priority, int(live.priority[members].max())),
        int(live.heard[members].max()),
    )


def figures_by_part(live: LiveLamps, parts: Partition, worst: Array) -> list[GroupFigures]:
    """Of all groups of a partition at once; `worst` (count,) the worst priority of what feeds each."""
    measuring = live.fresh & ~np.isnan(live.measured)
    everyone = np.ones(len(live.fresh), np.int64)
    levels = np.where(measuring, live.measured, 0.0)
    columns = [_reduced(np.add, one, parts) for one in (everyone, live.fresh, live.manual, measuring, levels)]
    totals, answering, manual, known, sums = columns
    priority = np.maximum(worst, _reduced(np.maximum, live.priority, parts))
    newest = _reduced(np.maximum, live.heard, parts)
    means = np.divide(sums, known, out=np.full(parts.count, np.nan), where=known > 0)
    rows = zip(totals, answering, manual, means, priority, newest, strict=True)
    return [GroupFigures(int(t), int(a), int(m), float(mean), int(p), int(n)) for t, a, m, mean, p, n in rows]


def _reduced(how: np.ufunc, column: Array, parts: Partition) -> Array:
    """One figure by group, 0 where it has no lamps."""
    found = np.zeros(parts.count, np.float64 if column.dtype.kind == "f" else np.int64)
    if len(parts.order):
        found[parts.present] = how.reduceat(column[parts.order].astype(found.dtype), parts.starts)
    return found


def feeder_priorities(columns: DeviceColumns, lamps: Lamps) -> Array:
    """The worst alarm of each cabinet, shape (circuits,)."""
    found = np.zeros(len(lamps.feeders), np.int64)
    known = (lamps.feeders >= 0) & (lamps.feeders < len(columns.priority))
    found[known] = columns.priority[lamps.feeders[known]]
    return found


def worst_by_zone(lamps: Lamps, priorities: Array) -> Array:
    """The worst alarm of the cabinets of each district, shape (zones,)."""
    found = np.zeros(len(lamps.zones), np.int64)
    placed = lamps.feeder_zone >= 0
    np.maximum.at(found, lamps.feeder_zone[placed], priorities[placed])
    return found


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the levels of a group: how many are known, lowest, highest and mean in per cent."""

    known: int = 0
    low: float = float("nan")
    high: float = float("nan")
    mean: float = float("nan")

    @property
    def is_one(self) -> bool:
        """Whether it can be said with one figure."""
        return self.known > 0 and self.high - self.low <= SAME


def spread(levels: Array) -> Spread:
    known = levels[~np.isnan(levels)]
    if not len(known):
        return Spread()
    return Spread(len(known), float(known.min()), float(known.max()), float(known.mean()))


@dataclass(frozen=True, slots=True)
class ChosenFigures:
    """The three values of the chosen group, kept apart. `measured` of those that answer alone."""

    group: GroupFigures
    asked: Spread
    in_force: Spread
    measured: Spread
    pending: int
    failed: int


@dataclass(frozen=True, slots=True)
class FaultCount:
    """So many lamps have a `LampFault`; `cause` is the likely one of most of them."""

    fault: LampFault
    lamps: int
    cause: LampCause
    priority: int


def fault_counts(live: LiveLamps, members: Places) -> list[FaultCount]:
    """Of a group, those that are there."""
    faults, causes = live.fault[members], live.cause[members]
    found = []
    for fault in LampFault:
        which = faults == fault
        if fault is LampFault.NONE or not which.any():
            continue
        place = int(np.bincount(causes[which]).argmax())
        cause = CAUSES[place] if place < len(CAUSES) else LampCause.NONE
        found.append(FaultCount(fault, int(which.sum()), cause, int(live.priority[members][which].max())))
    return found


def chosen_figures(live: LiveLamps, members: Places, priority: int = 0) -> ChosenFigures:
    fresh = live.fresh[members]
    return ChosenFigures(
        figures_of(live, members, priority),
        spread(live.asked[members]),
        spread(live.in_force[members]),
        spread(live.measured[members][fresh]),
        int(live.pending[members].sum()),
        int(live.failed[members].sum()),
    )
