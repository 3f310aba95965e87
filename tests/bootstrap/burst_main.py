"""A burst main told to its end, with all that can hang on an incident, and those that were merged into it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.domain.alarms import Priority
from app.domain.changes import DeviceIntroduced
from app.domain.commands import Command, CommandChanged, CommandState, Measured
from app.domain.devices import Device
from app.domain.incidents import events
from app.domain.incidents.events import EventBody, IncidentEvent, LinkedAlarm
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import IncidentChanged
from app.domain.incidents.states import Resolution, TaskState
from app.domain.orders import Action, Order
from tests.support.stores import journal_in

START = 1_773_400_000_000
CREW, VALVE, PRESSURE = "CRW-003", "VAL-0007", "PRE-0231"
DEVICES = (
    Device(CREW, "crew", "Agua 3", -12.0905, -77.0795),
    Device(VALVE, "valve", "Válvula Olmos", -12.0910, -77.0800, zone="San Telmo"),
    Device(PRESSURE, "pressure", "Presión Olmos", -12.0900, -77.0810, zone="San Telmo"),
)
NOTE = "El agua llega a la vereda <b>y</b> sube"
CLOSING = "Tubo de 200 mm cambiado; presión 3.1 bar"
MERGED, BEFORE = "INC-0002", "INC-0003"
"""The second was merged into the first, and the first into the incident of the record."""

Told = tuple[str, EventBody]


def picture(folder: Path) -> bytes:
    image = QImage(240, 160, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    file = folder / "made.png"
    assert image.save(str(file))
    data = file.read_bytes()
    file.unlink()
    return data


def keep(attachments: Path, data: bytes, name: str, media: str, *, damage: bool = False) -> events.Attached:
    """A file in the place where the engine keeps it; a damaged one has lost its end."""
    digest = hashlib.sha256(data).hexdigest()
    place = attachments / digest[:2] / digest
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(data[: len(data) // 2] if damage else data)
    return events.Attached(name, len(data), digest, media, "desde la esquina")


def story(attached: list[events.Attached]) -> list[Told]:
    linked = LinkedAlarm(f"{PRESSURE}:pressure.pressure_lolo", PRESSURE, "pressure.pressure_lolo",
                         Priority.CRITICAL, START)  # fmt: skip
    return [
        ("", events.Opened(
            "water", "Presión muy baja", Priority.CRITICAL, events.Source.ALARM, PRESSURE,
            "Jr. Olmos 412", "San Telmo", -12.0902, -77.0808, "water_main_break", 1,
            acknowledge_s=60, arrive_s=900, resolve_s=7200)),
        ("", events.AlarmsJoined((linked,), "network")),
        ("", events.CauseMarked(linked.alarm)),
        ("ana", events.Acknowledged()),
        ("ana", events.OwnerSet("ana")),
        ("ana", events.Noted(NOTE)),
        ("ana", events.CommandTold("0193-a", VALVE, "close", "confirmed", "", "ana", "fuga")),
        ("ana", events.CrewMoved(CREW, TaskState.ASSIGNED, "0193-b")),
        (CREW, events.CrewMoved(CREW, TaskState.DISPATCHED, "0193-b")),
        (CREW, events.CrewMoved(CREW, TaskState.ON_SITE, "0193-b", "Estamos en el lugar")),
        ("luis", events.StepTicked("confirm", 1, note="sin personas cerca")),
        *(("luis", each) for each in attached),
        ("", events.AlarmsReturned((linked.alarm,))),
        ("luis", events.Absorbed(MERGED)),
        ("ana", events.Resolved("Tubo cambiado")),
        ("ana", events.Closed(Resolution.SOLVED, CLOSING)),
    ]  # fmt: skip


def numbered(incident: str, told: list[Told], at: int, step_ms: int) -> list[IncidentEvent]:
    return [
        IncidentEvent(incident, seq, at + step_ms * seq, by, "sala-1/4021" if by else "", body)
        for seq, (by, body) in enumerate(told, 1)
    ]


def fill(store: Path, attachments: Path) -> None:
    data = picture(attachments)
    told = story(
        [
            keep(attachments, data, "../../zanja.png", "image/png"),
            keep(attachments, data + b"more", "rota.png", "image/png", damage=True),
            keep(attachments, b"PK\x03\x04 plan", "plano.zip", "application/zip"),
        ]
    )
    other: list[Told] = [
        ("rosa", events.Opened("water", "Charco en Olmos", Priority.LOW, events.Source.OPERATOR)),
        ("rosa", events.Noted("Llamó un vecino")),
        ("rosa", events.Absorbed(BEFORE)),
        ("luis", events.Closed(Resolution.MERGED, "La misma fuga", "INC-0001")),
    ]
    first: list[Told] = [
        ("eva", events.Opened("water", "Vereda mojada", Priority.LOW, events.Source.OPERATOR)),
        ("eva", keep(attachments, b"%PDF-1.7 reclamo", "reclamo.pdf", "application/pdf")),
        ("rosa", events.Closed(Resolution.MERGED, "El mismo charco", MERGED)),
    ]
    stories = [
        numbered("INC-0001", told, START, 61_000),
        numbered(MERGED, other, START + 200_500, 120_000),
        numbered(BEFORE, first, START + 100_250, 90_000),
    ]
    valve = Command(
        "0193-a", VALVE, "valve", Order(Action.SET_POSITION, 0.0), "ana", "fuga", START + 400_000,
        START + 500_000, CommandState.CONFIRMED, incident="INC-0001", asked_before=100.0, force_before=100.0,
        before=(Measured("open_percentage", 100.0, START),),
        measured=(Measured("open_percentage", 0.0, START + 410_000),),
    )  # fmt: skip
    journal = journal_in(store)
    journal.open()
    journal.commit(
        [
            *map(DeviceIntroduced, DEVICES),
            CommandChanged(valve, START + 410_000),
            *(IncidentChanged(fold(each).incident, tuple(each)) for each in stories),
        ]
    )
    journal.close()
