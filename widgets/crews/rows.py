"""Every crew that can be sent, as a line: whether it is free, where it works, how old its position is."""

from __future__ import annotations

import enum
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.domain.devices import Liveness
from app.domain.incidents.city_facts import CREW_KINDS
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.incidents.states import PROGRESS
from app.domain.plain_text import shown
from widgets.incidents import words
from widgets.incidents.record.crew_lines import STATE_QUANTITY, crew_state, skill
from widgets.incidents.record.nearby import Near, nearest, place_of


class Standing(enum.IntEnum):
    """In the order in which the groups stand."""

    FREE = 0
    IN_SERVICE = 1
    AWAY = 2


STANDINGS: Mapping[str, Standing] = {
    "available": Standing.FREE,
    "assigned": Standing.IN_SERVICE,
    "en_route": Standing.IN_SERVICE,
    "on_site": Standing.IN_SERVICE,
}
"""By what a crew says of itself; with any other word, and with none, it is not there to be sent."""


@dataclass(frozen=True, slots=True)
class CrewRow:
    """`incident` is where it is at work, `since` the moment of the last step of its task and `heard` that of
    its last sign of life, epoch ms, 0 for none. `distance_m` to the chosen incident, NaN where not known.
    `fits`: it can do what the kind of the chosen incident asks for."""

    id: str
    name: str
    glyph: str
    standing: Standing
    state: str
    incident: str
    since: int
    zone: str
    skills: str
    heard: int
    stale: bool
    distance_m: float
    fits: bool


def crew_rows(hub: Hub, chosen: Incident | None) -> list[CrewRow]:
    """Free ones first; within a group those that fit, then the nearest, then by name. GUI thread."""
    at_work = {
        task.crew: (one.id, task)
        for one in hub.incidents.open.values()
        for task in one.crews
        if task.state in PROGRESS
    }
    kind = None if chosen is None else hub.incidents.kinds.get(chosen.kind)
    wanted = frozenset(() if kind is None else kind.skills)
    place = None if chosen is None else place_of(hub, chosen)
    found = nearest(hub, CREW_KINDS, place)
    rows = [_row(hub, near, at_work.get(near.device.id), wanted) for near in found]
    return sorted(rows, key=_order)


def coverage(rows: Iterable[CrewRow]) -> list[tuple[str, int]]:
    """How many crews are free in each district that has any crew, by name."""
    rows = list(rows)
    free = Counter(row.zone for row in rows if row.standing is Standing.FREE)
    return [(zone, free[zone]) for zone in sorted({row.zone for row in rows if row.zone})]


def _order(row: CrewRow) -> tuple[int, bool, float, str]:
    distance = row.distance_m if math.isfinite(row.distance_m) else math.inf
    return row.standing, not row.fits, distance, row.name


def _row(hub: Hub, near: Near, work: tuple[str, CrewTask] | None, wanted: frozenset[str]) -> CrewRow:
    device = near.device
    kind = hub.catalogue.kinds.get(device.kind)
    standing, state = _standing(hub, near, work)
    task = None if work is None else work[1]
    return CrewRow(
        id=device.id,
        name=shown(device.name or device.id),
        glyph="crew" if kind is None else kind.glyph,
        standing=standing,
        state=state,
        incident="" if work is None else work[0],
        since=0 if task is None else _since(task),
        zone=shown(device.zone),
        skills=", ".join(skill(word) for word in device.capabilities),
        heard=near.heard,
        stale=near.liveness != Liveness.FRESH,
        distance_m=near.distance_m,
        fits=bool(wanted & set(device.capabilities)),
    )


def _standing(hub: Hub, near: Near, work: tuple[str, CrewTask] | None) -> tuple[Standing, str]:
    if work is not None:
        return Standing.IN_SERVICE, words.task_name(work[1].state)
    if near.liveness >= Liveness.LOST:
        return Standing.AWAY, QCoreApplication.translate("Crews", "No contact")
    readings = hub.columns.readings(near.device.id)
    word = next((str(one.value) for one in readings if one.quantity == STATE_QUANTITY), "")
    unknown = QCoreApplication.translate("Crews", "Says nothing of itself")
    return STANDINGS.get(word, Standing.AWAY), crew_state(word) or unknown


def _since(task: CrewTask) -> int:
    return max(task.assigned_at, task.dispatched_at, task.en_route_at, task.on_site_at)
