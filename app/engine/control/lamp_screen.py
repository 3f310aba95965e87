"""What stands in the way of an order to lamps, found for tens of thousands of them at once.

Says of every lamp what the interlocks say of it; the facts that they weigh are not gathered one by one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from app.domain.actions import ActionSpec, Busy
from app.domain.device_facts import InterlockRules
from app.domain.devices import Device, Liveness
from app.domain.interlocking import KEEPS_PROGRAMME, NOT_FOR_SAFE
from app.domain.interlocks import Interlock
from app.domain.orders import Action, Order
from app.domain.selection_book import SelectionBook
from app.engine.control.facts import FactsParts

Flags = NDArray[np.bool_]


class LampScreen:
    """Engine's thread. A reason is the word of the first interlock that is not met, in the order of their
    catalogue; empty for none. A reservation of `operator` is none."""

    def __init__(self, parts: FactsParts, tagged: AbstractSet[str], book: SelectionBook) -> None:
        self._parts, self._tagged, self._book = parts, tagged, book

    def reason(
        self, lamp: Device, order: Order, spec: ActionSpec, rules: InterlockRules, operator: str = ""
    ) -> str:
        for interlock, amiss in self._of_one(lamp, order, spec, rules, operator):
            if amiss:
                return str(interlock)
        return ""

    def reasons(
        self,
        lamps: Sequence[Device],
        order: Order,
        spec: ActionSpec,
        rules: InterlockRules,
        operator: str = "",
    ) -> list[str]:
        """One for each of the lamps."""
        found = list(self._of_all(lamps, order, spec, rules, operator))
        words = ["", *(str(interlock) for interlock, _ in found)]
        masks = [np.broadcast_to(np.asarray(amiss), len(lamps)) for _, amiss in found]
        codes = np.select(masks, range(1, len(words)), 0)
        return [words[code] for code in codes.tolist()]

    def _of_one(
        self, lamp: Device, order: Order, spec: ActionSpec, rules: InterlockRules, operator: str
    ) -> Iterator[tuple[Interlock, bool]]:
        parts, name = self._parts, lamp.id
        row, staging = parts.city.devices.row(name), parts.city.devices.table.staging
        live = row is not None and int(staging["liveness"][row]) == Liveness.FRESH
        yield Interlock.DEVICE_LIVE, not live or math.isnan(staging["heard"][row])
        offset = parts.offset_s(name)
        yield Interlock.CLOCK_PROVEN, offset is None or not abs(offset) <= rules.clock_tolerance_s
        yield Interlock.NOT_TAGGED, name in self._tagged
        yield from self._overall()
        if _applies(Interlock.NOT_RESERVED, spec):
            held = self._book.holder(name)
            yield Interlock.NOT_RESERVED, held is not None and held.operator != operator
        if spec.busy is not Busy.QUEUE:
            yield Interlock.NOT_BUSY, parts.is_busy(name, order.action)
        yield Interlock.CAPABLE, row is None or parts.foreign(name) or not _keeps(lamp, order)

    def _of_all(
        self, lamps: Sequence[Device], order: Order, spec: ActionSpec, rules: InterlockRules, operator: str
    ) -> Iterator[tuple[Interlock, Flags | bool]]:
        parts, names = self._parts, [lamp.id for lamp in lamps]
        rows, staging = parts.city.devices.rows(names), parts.city.devices.table.staging
        live = (rows >= 0) & (staging["liveness"][rows] == Liveness.FRESH)
        yield Interlock.DEVICE_LIVE, ~live | np.isnan(staging["heard"][rows])
        yield Interlock.CLOCK_PROVEN, ~(np.abs(parts.offsets(rows)) <= rules.clock_tolerance_s)
        yield Interlock.NOT_TAGGED, _among(names, self._tagged)
        yield from self._overall()
        if _applies(Interlock.NOT_RESERVED, spec):
            yield Interlock.NOT_RESERVED, _among(names, self._book.reserved_by_others(operator))
        if spec.busy is not Busy.QUEUE:
            yield Interlock.NOT_BUSY, _flags(parts.is_busy(name, order.action) for name in names)
        capable = rows >= 0
        if order.action is Action.SET_PROGRAMME:
            capable &= _flags(_keeps(lamp, order) for lamp in lamps)
        yield Interlock.CAPABLE, ~capable | _flags(map(parts.foreign, names))

    def _overall(self) -> Iterator[tuple[Interlock, bool]]:
        """What holds for all lamps alike."""
        yield Interlock.LINK_UP, not self._parts.link_up()
        yield Interlock.STORE_OK, not self._parts.store_ok()


def _applies(interlock: Interlock, spec: ActionSpec) -> bool:
    return not spec.safe or interlock not in NOT_FOR_SAFE


def _keeps(lamp: Device, order: Order) -> bool:
    return order.action is not Action.SET_PROGRAMME or KEEPS_PROGRAMME in lamp.capabilities


def _among(names: Sequence[str], some: AbstractSet[str]) -> Flags | bool:
    return bool(some) and _flags(map(some.__contains__, names))


def _flags(found: Iterable[bool]) -> Flags:
    return np.fromiter(found, dtype=np.bool_)
