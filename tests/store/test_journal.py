"""The journal as the engine uses it: hand over, commit, start again."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.catalogue import ValueType
from app.domain.changes import AlarmChanged, DeviceIntroduced, DeviceRetired
from app.domain.devices import Device
from app.store import restoring, schema, statements
from app.store.connection import history_path, reader_engine
from app.store.journal import Journal
from app.store.reader import Reader
from tests.support.stores import journal_in, lay_history
from tests.support.waiting import PATIENCE_S

TANK = Device("T-1", "tank", "Tanque 1", 19.1, -104.3, capabilities=("level",), simulated=True)
ALARM = Alarm(
    "T-1:low", "T-1", "low", Priority.HIGH, 3, active=True, unacknowledged=True, value="ñ", limit=2.5
)

UNNAMED = ("hot_", "run_", "incident_text")
"""Tables that are made as they are needed, and those in which FTS5 keeps its index."""
LATER_TABLES = (
    "footage_segment",
    "scene_event",
    "camera_day",
    "footage_export",
    "command",
    "device_control",
    "command_group",
    "device_tag",
    "saved_group",
    "lighting_plan",
    "lamp_day",
    "incident",
    "incident_event",
    "incident_text",
    "procedure",
    "shift",
    "work_plan",
)
"""Made by revisions after the first."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def opened(folder: Path) -> Journal:
    lay_history(folder)
    journal = journal_in(folder)
    journal.open()
    return journal


def test_what_was_appended_comes_back(folder: Path) -> None:
    journal = opened(folder)
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    recorded = threading.Event()
    journal.append(
        [(point, 1000, 1.5), (point, 2000, 2.5)],
        [DeviceIntroduced(TANK), AlarmChanged(ALARM, Transition.RAISED, 2000)],
        lambda ok: recorded.set() if ok else None,
    )
    assert recorded.wait(PATIENCE_S)
    journal.close()

    again = journal_in(folder)
    restored = again.open()
    again.close()
    assert restored.devices == [TANK]
    assert restored.alarms == [ALARM]
    assert restored.points == [(point, "T-1", "level", ValueType.NUMBER)]
    assert restored.last == [(point, 2000, 2.5)]


def test_an_act_is_on_the_disk_when_commit_returns(folder: Path) -> None:
    journal = opened(folder)
    journal.commit([AlarmChanged(ALARM, Transition.ACKNOWLEDGED, 5, by="Ana")])
    reader = Reader(folder)
    assert reader.alarms() == [ALARM]
    reader.close()
    journal.close()


def test_the_reader_sees_readings_at_once(folder: Path) -> None:
    journal = opened(folder)
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    recorded = threading.Event()
    journal.append(
        [(point, 3000, 3.0), (point, 1000, 1.0), (point, 3000, 3.0)], [], lambda ok: recorded.set()
    )
    assert recorded.wait(PATIENCE_S)
    reader = Reader(folder)
    series = reader.series("T-1", "level", 0, 10_000, 100)
    reader.close()
    journal.close()
    assert list(series.times) == [1000, 3000]
    assert list(series.mean) == [1.0, 3.0]


def test_a_retired_device_does_not_come_back(folder: Path) -> None:
    journal = opened(folder)
    journal.append([], [DeviceIntroduced(TANK), AlarmChanged(ALARM, Transition.RAISED, 1)])
    journal.append([], [DeviceRetired("T-1")])
    journal.close()
    again = journal_in(folder)
    restored = again.open()
    again.close()
    assert restored.devices == []
    assert restored.alarms == []


def test_the_columns_stand_in_the_order_of_the_fields() -> None:
    renamed = {"limit": "limit_value"}
    fields = [renamed.get(field.name, field.name) for field in dataclasses.fields(Alarm)]
    assert [column.name for column in schema.alarm.columns] == fields
    devices = [field.name for field in dataclasses.fields(Device)]
    assert [column.name for column in schema.device.columns] == [*devices, "retired_at"]


NUMBERS = {
    field.name: st.integers(0, 2**40) if "None" not in str(field.type) else st.none() | st.integers(0, 2**40)
    for field in dataclasses.fields(Alarm)
    if str(field.type).startswith("int")
}
VALUES = st.none() | st.booleans() | st.text() | st.floats(allow_nan=False, width=32)


@given(st.builds(Alarm, value=VALUES, **NUMBERS))
@settings(max_examples=50, deadline=None)
def test_every_alarm_comes_back_as_it_was(alarm: Alarm) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        schema.metadata.create_all(connection, tables=[schema.alarm, schema.alarm_log])
        statements.write_changes(connection, [AlarmChanged(alarm, Transition.RAISED, 1)], 1)
        assert restoring.load_alarms(connection) == [alarm]
    engine.dispose()


def test_a_database_that_still_keeps_acts_loses_them_and_nothing_else(folder: Path) -> None:
    journal = opened(folder)
    journal.append([], [DeviceIntroduced(TANK)])
    journal.close()
    with sqlite3.connect(history_path(folder)) as old:
        old.execute("CREATE TABLE act_log (id INTEGER PRIMARY KEY, at BIGINT NOT NULL)")
        old.execute("CREATE INDEX ix_act_log_at ON act_log (at)")
        for later in LATER_TABLES:
            old.execute(f"DROP TABLE {later}")
        old.execute("UPDATE alembic_version SET version_num='0001'")
    old.close()
    again = journal_in(folder)
    assert again.open().devices == [TANK]
    again.close()
    with sqlite3.connect(history_path(folder)) as new:
        tables = {row[0] for row in new.execute("SELECT name FROM sqlite_master")}
    new.close()
    assert not {name for name in tables if "act_log" in name}


def test_the_migrations_end_at_the_tables_of_the_schema(folder: Path) -> None:
    opened(folder).close()
    engine = reader_engine(history_path(folder))
    with engine.connect() as connection:
        migrated = MigrationContext.configure(connection)
        ours = [
            change
            for change in compare_metadata(migrated, schema.metadata)
            if not (change[0] in ("remove_table", "remove_index") and change[1].name.startswith(UNNAMED))
        ]
        assert ours == []
        assert migrated.get_current_revision() == schema.HEAD
    engine.dispose()
