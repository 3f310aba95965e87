"""What the database adds to an order of evidence: alarms of cameras and of the incident, and its story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap.evidence_facts import with_facts
from app.domain.alarms import Alarm, AlarmChanged, Priority, Transition
from app.domain.changes import Change
from app.domain.incidents.events import (
    Absorbed,
    Acknowledged,
    AlarmsJoined,
    AlarmsMovedOut,
    EventBody,
    IncidentEvent,
    LinkedAlarm,
    Noted,
    Opened,
    Source,
)
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import IncidentChanged
from app.domain.video.evidence import EvidenceCamera, EvidenceOrder
from app.store.reader import Reader
from app.wire.evidence import order_line, order_of
from tests.support.stores import journal_in

AT = 1_773_446_400_000
MINUTE = 60_000
CAMERA, BUTTON, OTHER = "CAM-118", "PAN-088", "CAM-061"
INTRUSION, PRESSED, SEEN = f"{CAMERA}:camera.intrusion", f"{BUTTON}:panic_button.pressed", f"{OTHER}:crowd"
LONG_AGO = "PAN-090:panic_button.pressed"
"""Joined, and no longer in the log."""


def moved(id_: str, transition: Transition, at: int, by: str = "") -> AlarmChanged:
    device, _, rule = id_.partition(":")
    alarm = Alarm(id_, device, rule, Priority.HIGH, 1, active=True, unacknowledged=True, raised_at=at)
    return AlarmChanged(alarm, transition, at, by)


def link(id_: str, raised: int) -> LinkedAlarm:
    device, _, rule = id_.partition(":")
    return LinkedAlarm(id_, device, rule, Priority.HIGH, raised)


def told(number: int, *bodies: EventBody, by: str = "ana") -> IncidentChanged:
    id_ = f"INC-{number:04d}"
    events = [
        IncidentEvent(id_, seq, AT + 1000 * seq + number, by, "sala-1", body)
        for seq, body in enumerate(bodies, 1)
    ]
    return IncidentChanged(fold(events).incident, tuple(events))


def opened(title: str) -> Opened:
    return Opened("security", title, Priority.HIGH, Source.ALARM)


HAPPENED: tuple[Change, ...] = (
    moved(PRESSED, Transition.RAISED, AT - 2 * MINUTE),
    moved(INTRUSION, Transition.RAISED, AT - MINUTE),
    moved(INTRUSION, Transition.RETURNED, AT),
    moved(INTRUSION, Transition.RAISED, AT + MINUTE),
    moved(SEEN, Transition.RAISED, AT + MINUTE),
    moved(PRESSED, Transition.ACKNOWLEDGED, AT + MINUTE, "ana"),
    moved(INTRUSION, Transition.ACKNOWLEDGED, AT + 2 * MINUTE, "luis"),
    moved(INTRUSION, Transition.RETURNED, AT + 90 * MINUTE),
    moved(INTRUSION, Transition.RAISED, AT + 91 * MINUTE),
    moved(PRESSED, Transition.RETURNED, AT + 95 * MINUTE),
    told(
        1,
        opened("Botón de pánico"),
        AlarmsJoined((link(PRESSED, AT - 2 * MINUTE), link(SEEN, AT + MINUTE))),
        AlarmsMovedOut((SEEN,)),
        Acknowledged(),
        Absorbed("INC-0002", (link(LONG_AGO, AT - 40 * MINUTE),)),
    ),
    told(2, opened("Gritos"), Noted("Llamó una vecina"), by="rosa"),
)


@pytest.fixture(scope="module", name="reader")
def _reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder: Path = tmp_path_factory.mktemp("store")
    journal = journal_in(folder)
    journal.open()
    journal.commit(list(HAPPENED))
    journal.close()
    reader = Reader(folder)
    yield reader
    reader.close()


def completed(reader: Reader, incident: str) -> EvidenceOrder:
    """An hour of CAM-118, as the process has it that makes the package."""
    order = EvidenceOrder(
        "EXP-0008", (EvidenceCamera(CAMERA),), AT, AT + 60 * MINUTE, "oficio", "ana", "", "", "", "", "", "",
        incident,
    )  # fmt: skip
    return with_facts(order_of(order_line(order)), reader)


def test_alarms_are_those_of_the_cameras_in_the_span_and_all_of_the_incident(reader: Reader) -> None:
    alarms = {(one.id, one.raised): one for one in completed(reader, "INC-0001").alarms}
    assert set(alarms) == {
        (INTRUSION, AT + MINUTE),
        (PRESSED, AT - 2 * MINUTE),
        (LONG_AGO, AT - 40 * MINUTE),
    }
    seen, pressed = alarms[INTRUSION, AT + MINUTE], alarms[PRESSED, AT - 2 * MINUTE]
    assert (seen.returned, seen.acknowledged_by, seen.incident) == (AT + 90 * MINUTE, "luis", "")
    assert (pressed.returned, pressed.acknowledged_by, pressed.incident) == (
        AT + 95 * MINUTE,
        "ana",
        "INC-0001",
    )
    assert alarms[LONG_AGO, AT - 40 * MINUTE].device == "PAN-090"


def test_its_story_is_told_with_that_of_the_incidents_merged_into_it(reader: Reader) -> None:
    story = completed(reader, "INC-0001").story
    assert [(one.incident, one.kind, one.by) for one in story] == [
        ("INC-0001", "Opened", "ana"),
        ("INC-0002", "Opened", "rosa"),
        ("INC-0001", "AlarmsJoined", "ana"),
        ("INC-0002", "Noted", "rosa"),
        ("INC-0001", "AlarmsMovedOut", "ana"),
        ("INC-0001", "Acknowledged", "ana"),
        ("INC-0001", "Absorbed", "ana"),
    ]
    assert story[0].said["priority"] == "high"
    assert [each["priority"] for each in story[2].said["alarms"]] == ["high", "high"]
    noted = story[3]
    assert (noted.at, noted.console, noted.said) == (AT + 2002, "sala-1", {"text": "Llamó una vecina"})


@pytest.mark.parametrize("incident", ["", "INC-0999"])
def test_without_a_known_incident_there_are_the_alarms_of_the_cameras(reader: Reader, incident: str) -> None:
    order = completed(reader, incident)
    assert [one.id for one in order.alarms] == [INTRUSION]
    assert order.story == ()
