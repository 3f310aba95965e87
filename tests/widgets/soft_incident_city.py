"""A few open incidents of the soft city, each at another step of its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.bridge.books import AlarmBook, DeviceBook
from app.domain.alarms import Priority
from app.domain.devices import Device
from app.domain.incidents import events
from app.domain.incidents.states import TaskState
from tests.widgets.soft_incidents import SoftIncidents


@dataclass(frozen=True)
class Story:
    """`device` is the kind of the first cause, whose alarms are the incident's; `place` as people say it."""

    kind: str
    title: str
    device: str
    place: str
    minutes_ago: float
    owner: str = ""
    task: TaskState | None = None


STORIES = (
    Story("water.burst", "Rotura de red matriz DN 400", "pressure", "Av. Los Pescadores 1180", 12.0,
          "r.quispe", TaskState.EN_ROUTE),
    Story("security.panic", "Botón de pánico", "panic_button", "Mercado Viejo, puerta 2", 0.4),
    Story("lighting.outage", "Tablero sin tensión", "cabinet", "Malecón, 41 luminarias", 4.0,
          "j.paredes", TaskState.ASSIGNED),
    Story("waste.full", "Contenedores al 95 %", "waste_container", "Ruta 6, 22 puntos", 80.0, "l.campos"),
    Story("citizen.request", "Poste inclinado, cable a tierra", "luminaire", "Jr. Arrecife 410", 11.0),
)  # fmt: skip


def open_some(desk: SoftIncidents, devices: DeviceBook, alarms: AlarmBook, count: int) -> None:
    """The first `count` of the stories."""
    crews = (device for device in devices if device.kind == "crew")
    for story in STORIES[:count]:
        device = next((one for one in devices if one.kind == story.device), None)
        if device is not None:
            _tell(desk, story, device, alarms, crews)


def _tell(
    desk: SoftIncidents, story: Story, device: Device, alarms: AlarmBook, crews: Iterator[Device]
) -> None:
    links = tuple(
        events.LinkedAlarm(one.id, one.device, one.rule, one.priority, one.raised_at or 0)
        for one in alarms.of_device(device.id)
    )
    incident = desk.open_one(
        story.kind, story.title, minutes_ago=story.minutes_ago, alarms=links, device=device.id,
        place=story.place, zone=device.zone, lat=device.lat, lon=device.lon,
        priority=Priority.HIGH if story.kind == "citizen.request" else None,
    )  # fmt: skip
    if story.owner:
        desk.happen(
            incident, events.Acknowledged(), events.OwnerSet(story.owner),
            by=story.owner, minutes_ago=story.minutes_ago - 0.3,
        )  # fmt: skip
    crew = "" if story.task is None else next((one.id for one in crews), "")  # small cities have no crews
    if story.task is not None and crew:
        desk.happen(incident, events.CrewMoved(crew, TaskState.ASSIGNED, "c-0001"),
                    by=story.owner, minutes_ago=story.minutes_ago / 2)  # fmt: skip
        if story.task is not TaskState.ASSIGNED:
            desk.happen(incident, events.CrewMoved(crew, story.task, "c-0001", "Sale de zona cubierta"),
                        by=crew, minutes_ago=story.minutes_ago / 3)  # fmt: skip
