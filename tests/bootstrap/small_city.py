"""Two devices with readings, an alarm with its transitions, an event, a reject, an act on record."""

from __future__ import annotations

import threading
from pathlib import Path

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.audit import Draft
from app.domain.catalogue import ValueType
from app.domain.changes import AlarmChanged, DeviceIntroduced, EventNoted
from app.domain.devices import Device, Event
from app.store.records import RejectRecord
from tests.support.stores import journal_in, lay_history, lay_vault, vault_in
from tests.support.waiting import PATIENCE_S

PRESSURE = Device("PRE-1", "pressure", "Presión 1", -12.09, -77.08, zone="San Telmo")
TANK = Device("T-1", "tank", "Tanque 1")
ALARM = Alarm(
    "PRE-1:low",
    "PRE-1",
    "low",
    Priority.HIGH,
    2,
    active=True,
    unacknowledged=True,
    quantity="pressure",
    value=1.2,
    limit=2.0,
    raised_at=1_773_400_002_000,
)
START_MS = 1_773_400_000_000


def fill(store: Path) -> None:
    """Write the city into a new database and close it."""
    lay_history(store)
    lay_vault(store)
    journal = journal_in(store)
    journal.open()
    point = journal.register_point("PRE-1", "pressure", ValueType.NUMBER)
    recorded = threading.Event()
    event = Event("PRE-1", "door", True, START_MS, 0.0, text="Abierta")
    journal.append(
        [(point, START_MS, 3.5), (point, START_MS + 2000, 1.2)],
        [
            DeviceIntroduced(PRESSURE),
            DeviceIntroduced(TANK),
            EventNoted(event, START_MS + 1000),
            AlarmChanged(ALARM, Transition.RAISED, START_MS + 2000),
        ],
        lambda _: recorded.set(),
    )
    journal.note_rejects(
        [RejectRecord(START_MS + 500, "city/x", b"\xff{", "not_json", "the payload is not JSON")]
    )
    assert recorded.wait(PATIENCE_S)
    journal.close()
    vault = vault_in(store)
    vault.open()
    vault.record(Draft(START_MS + 3000, "ana", "acknowledge", "refused", refusal="superseded"))
    vault.close()
