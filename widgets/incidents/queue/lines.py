"""Makes the card of an incident from what the hub knows: kind, place, crews, owner, alarms and language."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.incidents.states import PROGRESS, IncidentState, TaskState
from app.domain.plain_text import shown
from widgets import wording
from widgets.control.card.names import Names
from widgets.incidents import words
from widgets.incidents.queue.rows import Row, Scope
from widgets.incidents.queue.targets import next_target

MOST_COUNTED = 2000
"""Alarms of one incident that are looked at for what they have in common."""
_FARTHEST = tuple(PROGRESS)


class CardWriter:
    """Writes rows in the language that the hub has when it is made. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub, self._people = hub, Names(hub)
        self._states: dict[IncidentState | TaskState, str] = {}

    def row(self, incident: Incident) -> Row:
        hub = self._hub
        me = hub.operator
        kind = words.kind_label(hub.incidents.kinds, incident.kind, hub.language)
        zone, place = shown(incident.zone), shown(incident.place)
        tasks = _under_way(incident)
        crews = ", ".join(self._name(task.crew) for task in tasks)
        owner = self._people.of(incident.owner)
        return Row(
            key=incident.id,
            incident=incident,
            kind=kind,
            zone=zone,
            where=" · ".join(text for text in (place, zone) if text),
            crew=crews,
            crew_glyph=self._glyph(tasks),
            state=self._state(tasks[0].state if tasks else incident.state),
            owner=owner,
            follows=self._follows(incident),
            target=next_target(incident),
            watched=me in incident.watchers,
            searched=_searched(incident, (kind, zone, place, crews, owner)),
            scopes=_scopes(incident, me),
        )

    def _state(self, state: IncidentState | TaskState) -> str:
        """Its words, looked up once: there may be thousands of cards."""
        if state not in self._states:
            self._states[state] = (
                words.task_name(state) if isinstance(state, TaskState) else words.state_name(state)
            )
        return self._states[state]

    def _name(self, crew: str) -> str:
        known = self._hub.devices.get(crew)
        return shown(crew if known is None else known.name or crew)

    def _glyph(self, tasks: list[CrewTask]) -> str:
        known = self._hub.devices.get(tasks[0].crew) if tasks else None
        kind = None if known is None else self._hub.catalogue.kinds.get(known.kind)
        return "crew" if kind is None else kind.glyph

    def _follows(self, incident: Incident) -> str:
        """`41 luminaires` where most of its alarms are consequences of one cause, else how many there are."""
        if incident.consequences:
            return self._consequences(incident)
        if incident.alarms > 1:
            return QCoreApplication.translate("IncidentQueue", "{0} alarms").format(incident.alarms)
        return ""

    def _consequences(self, incident: Incident) -> str:
        hub, kinds = self._hub, Counter[str]()
        for place, alarm in enumerate(hub.incidents.alarms_of(incident.id)):
            if place == MOST_COUNTED:
                break
            standing = hub.alarms.get(alarm)
            device = hub.devices.get(standing.device) if standing and standing.suppressed_by else None
            if device is not None:
                kinds[device.kind] += 1
        known = hub.catalogue.kinds.get(kinds.most_common(1)[0][0]) if len(kinds) == 1 else None
        count = incident.consequences
        if known is None:
            return QCoreApplication.translate("IncidentQueue", "{0} affected").format(count)
        label = known.label if count == 1 else known.plural
        return f"{count} {label.in_language(hub.language).lower()}"


def _under_way(incident: Incident) -> list[CrewTask]:
    """The crews that are on it, those that are farthest first and the others left out."""
    active = [task for task in incident.crews if task.state in PROGRESS]
    farthest = max((_FARTHEST.index(task.state) for task in active), default=0)
    return [task for task in active if task.state is _FARTHEST[farthest]]


def _searched(incident: Incident, texts: tuple[str, ...]) -> str:
    return "\n".join(wording.fold(text) for text in (incident.id, incident.title, *texts))


def _scopes(incident: Incident, me: str) -> int:
    if not incident.open:
        return 1 << Scope.CLOSED
    bits = 1 << Scope.SHIFT
    if me and incident.owner == me:
        bits |= 1 << Scope.MINE
    if not incident.owner:
        bits |= 1 << Scope.UNASSIGNED
    if me in incident.watchers:
        bits |= 1 << Scope.WATCHED
    return bits
