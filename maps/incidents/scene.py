"""The open incidents as the map sees them: arrays by slot, where each stands and what it looks like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from maps.projection import Bounds, Floats, to_world, world_point
from maps.scene import Bytes, Mask, Rows

FIRST_SLOTS = 64


@dataclass(frozen=True, slots=True)
class IncidentSign:
    """What is drawn of one open incident. `lon`, `lat` in degrees, WGS 84; `new` is acknowledged by nobody;
    `raised` stands where its device does, so that the sign goes above it."""

    id: str
    title: str
    priority: int
    lon: float
    lat: float
    new: bool = False
    raised: bool = False


class IncidentScene:
    """GUI thread only. A slot is an incident's own as long as it is here; free ones have no place (NaN)."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.signs: list[IncidentSign | None] = []
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self.x: Floats = np.zeros(0)
        self.y: Floats = np.zeros(0)
        self.priority: Bytes = np.zeros(0, dtype=np.uint8)
        self.new: Mask = np.zeros(0, dtype=bool)
        self.raised: Mask = np.zeros(0, dtype=bool)
        self._add_slots(FIRST_SLOTS)

    def _add_slots(self, more: int) -> None:
        before = len(self.signs)
        self.x = np.append(self.x, np.full(more, np.nan))
        self.y = np.append(self.y, np.full(more, np.nan))
        self.priority = np.append(self.priority, np.zeros(more, dtype=np.uint8))
        self.new = np.append(self.new, np.zeros(more, dtype=bool))
        self.raised = np.append(self.raised, np.zeros(more, dtype=bool))
        self._free.extend(range(before + more - 1, before - 1, -1))
        self.signs.extend([None] * more)

    @property
    def count(self) -> int:
        return len(self._slots)

    def slot_of(self, incident: str) -> int | None:
        return self._slots.get(incident)

    def sign_at(self, slot: int) -> IncidentSign:
        """Of a slot that is taken; KeyError for a free one."""
        sign = self.signs[slot]
        if sign is None:
            raise KeyError(slot)
        return sign

    def put(self, sign: IncidentSign) -> bool:
        """Take one, new or as it is now; False when nothing of it is drawn in another way."""
        slot = self._slots.get(sign.id)
        if slot is not None and self.signs[slot] == sign:
            return False
        if slot is None:
            if not self._free:
                self._add_slots(len(self.signs))
            slot = self._slots[sign.id] = self._free.pop()
        self.signs[slot] = sign
        self.x[slot], self.y[slot] = world_point(sign.lon, sign.lat)
        self.priority[slot], self.new[slot], self.raised[slot] = sign.priority, sign.new, sign.raised
        return True

    def drop(self, incident: str) -> bool:
        """Let one go; False when it was not here."""
        slot = self._slots.pop(incident, None)
        if slot is None:
            return False
        self.signs[slot] = None
        self.x[slot] = self.y[slot] = np.nan
        self._free.append(slot)
        return True

    def begin(self, signs: Iterable[IncidentSign]) -> None:
        """These and no others."""
        self.clear()
        taken = list({sign.id: sign for sign in signs}.values())
        count = len(taken)
        self._add_slots(max(0, count - len(self.signs)))
        self.signs[:count] = taken
        self._slots = {sign.id: slot for slot, sign in enumerate(taken)}
        self._free = list(range(len(self.signs) - 1, count - 1, -1))
        lon, lat = (np.array([getattr(sign, axis) for sign in taken], dtype=float) for axis in ("lon", "lat"))
        self.x[:count], self.y[:count] = to_world(lon, lat)
        self.priority[:count] = [sign.priority for sign in taken]
        self.new[:count] = [sign.new for sign in taken]
        self.raised[:count] = [sign.raised for sign in taken]

    def between(self, bounds: Bounds) -> Rows:
        """Slots of those that stand inside the rectangle."""
        inside = (self.x >= bounds.left) & (self.x <= bounds.right)
        inside &= (self.y >= bounds.top) & (self.y <= bounds.bottom)
        return np.flatnonzero(inside)
