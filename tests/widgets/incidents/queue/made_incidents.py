"""Incidents and their cards, made by hand."""

from __future__ import annotations

from typing import Any

from app.domain.alarms import Priority
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from widgets.incidents.queue.rows import Row, Scope
from widgets.incidents.queue.targets import next_target

NOW = 1_800_000_000_000


def incident(number: int, **changes: Any) -> Incident:
    """An unacknowledged one, open since a minute."""
    given: dict[str, Any] = {
        "id": f"INC-{number:04d}", "number": number, "kind": "water.burst", "title": f"Rotura {number}",
        "state": IncidentState.NEW, "priority": Priority.HIGH, "opened_at": NOW - 60_000, "version": 1,
        "decided": 0, "zone": "Mirador",
    }  # fmt: skip
    return Incident(**(given | changes))


def row(one: Incident, *, me: str = "r.quispe") -> Row:
    scopes = 1 << Scope.SHIFT if one.open else 1 << Scope.CLOSED
    if one.owner == me:
        scopes |= 1 << Scope.MINE
    if not one.owner:
        scopes |= 1 << Scope.UNASSIGNED
    return Row(
        key=one.id, incident=one, kind=one.kind, zone=one.zone, where=one.zone, crew="",
        crew_glyph="crew", state="", owner=one.owner, follows="", target=next_target(one), watched=False,
        searched=f"{one.id.lower()}\n{one.title.lower()}\n{one.zone.lower()}", scopes=scopes,
    )  # fmt: skip
