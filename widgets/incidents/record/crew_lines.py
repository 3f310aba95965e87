"""What the lists of crews show: those at an incident with their task, and the others by distance."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.domain.devices import Liveness
from app.domain.incidents.city_facts import CREW_KINDS
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.incidents.states import PROGRESS, TaskState
from app.domain.plain_text import shown
from widgets import formats
from widgets.incidents import words
from widgets.incidents.record.line_list import Line
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.nearby import Near, nearest, place_of

STATE_QUANTITY = "crew_state"


def distance_words(metres: float) -> str:
    """`340 m`, `1.1 km`; a dash where it is not known."""
    if not math.isfinite(metres):
        return formats.NONE
    return formats.measure(metres / 1000, "km", 1) if metres >= 1000 else formats.measure(metres, "m", 0)


def crew_state(word: str) -> str:
    """What a crew says of itself; a word that is not known as it came."""
    states = {
        "": "",
        "available": QCoreApplication.translate("IncidentCrews", "Available"),
        "assigned": QCoreApplication.translate("IncidentCrews", "Assigned"),
        "en_route": QCoreApplication.translate("IncidentCrews", "On its way"),
        "on_site": QCoreApplication.translate("IncidentCrews", "On site"),
        "break": QCoreApplication.translate("IncidentCrews", "On a break"),
        "off_duty": QCoreApplication.translate("IncidentCrews", "Off duty"),
    }
    return states.get(word) or shown(word.replace("_", " "), 40)


def skill(word: str) -> str:
    """One of the things a crew can do."""
    skills = {
        "water": QCoreApplication.translate("IncidentCrews", "water"),
        "electrical": QCoreApplication.translate("IncidentCrews", "electrical"),
        "cleaning": QCoreApplication.translate("IncidentCrews", "cleaning"),
        "technical": QCoreApplication.translate("IncidentCrews", "technical"),
        "lookout": QCoreApplication.translate("IncidentCrews", "lookout"),
        "works": QCoreApplication.translate("IncidentCrews", "works"),
        "patrol": QCoreApplication.translate("IncidentCrews", "patrol"),
        "traffic": QCoreApplication.translate("IncidentCrews", "traffic"),
    }
    return skills.get(word) or shown(word.replace("_", " "), 40)


class CrewLines:
    """Asked anew whenever it is shown. GUI thread."""

    def __init__(self, hub: Hub, names: RecordNames) -> None:
        self._hub, self._names = hub, names

    def here(self, incident: Incident) -> list[Line]:
        """Crews at the incident in the order in which they came, those whose task is over last."""
        tasks = sorted(incident.crews, key=lambda task: task.state not in PROGRESS)
        return [self._task(task) for task in tasks]

    def others(self, incident: Incident, most: int = 0) -> list[Line]:
        """The other crews, the nearest first, all of them for `most` 0; those with a skill that the kind
        asks for carry a tick."""
        mine = {task.crew for task in incident.crews if task.state in PROGRESS}
        wide = most + len(mine) if most else 0
        found = nearest(self._hub, CREW_KINDS, place_of(self._hub, incident), wide)
        busy = self._busy()
        kind = self._hub.incidents.kinds.get(incident.kind)
        wanted = frozenset(() if kind is None else kind.skills)
        return [self._other(near, wanted, busy) for near in found if near.device.id not in mine]

    def _task(self, task: CrewTask) -> Line:
        times = [
            f"{name} {formats.hour(at)}"
            for name, at in (
                (words.task_name(TaskState.DISPATCHED), task.dispatched_at),
                (words.task_name(TaskState.EN_ROUTE), task.en_route_at),
                (words.task_name(TaskState.ON_SITE), task.on_site_at),
            )
            if at
        ]
        given = QCoreApplication.translate("IncidentCrews", "assigned {0}").format(
            formats.hour(task.assigned_at)
        )
        support = " · ".join(part for part in (words.task_text(task.text), given, *times) if part)
        return Line(
            id=task.crew,
            title=self._names.device_name(task.crew),
            support=support,
            right=words.task_name(task.state),
            glyph=self._glyph(task.crew),
            faint=task.state not in PROGRESS,
        )

    def _other(self, near: Near, wanted: frozenset[str], busy: dict[str, str]) -> Line:
        device = near.device
        at = busy.get(device.id, "")
        elsewhere = QCoreApplication.translate("IncidentCrews", "at {0}").format(at) if at else ""
        state = crew_state(self._state(device.id))
        skills = ", ".join(skill(word) for word in device.capabilities)
        age = self._age(near)
        return Line(
            id=device.id,
            title=shown(device.name or device.id),
            support=" · ".join(part for part in (elsewhere, state, age, skills) if part),
            right=distance_words(near.distance_m),
            glyph=self._glyph(device.id),
            ticked=bool(wanted & set(device.capabilities)),
            faint=bool(at),
            stale=near.liveness != Liveness.FRESH,
        )

    def _age(self, near: Near) -> str:
        if not near.heard:
            return QCoreApplication.translate("IncidentCrews", "never heard")
        return formats.age((self._hub.now() - near.heard) / 1000)

    def _state(self, device: str) -> str:
        readings = self._hub.columns.readings(device)
        return next((str(one.value) for one in readings if one.quantity == STATE_QUANTITY), "")

    def _glyph(self, device: str) -> str:
        kind = self._hub.catalogue.kinds.get(self._names.device_kind(device))
        return "crew" if kind is None else kind.glyph

    def _busy(self) -> dict[str, str]:
        """Crews under way, each with its incident."""
        incidents: Iterable[Incident] = self._hub.incidents.open.values()
        return {task.crew: one.id for one in incidents for task in one.crews if task.state in PROGRESS}
