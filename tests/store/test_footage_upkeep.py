"""What goes of footage with its time, and databases of before."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

from app.domain.video.footage import (
    CameraDaysPut,
    ScenesPut,
    SegmentsPut,
)
from app.domain.video.recordings import FootageClass
from app.store import footage_reading, schema
from app.store.connection import history_path
from app.store.footage_reading import ScenesWanted
from app.store.records import Retention
from tests.store.storage import NOON, Storage
from tests.store.test_footage import DAY, EXPORT, T0, Footage, _write, day, scene, segment
from tests.support.stores import journal_in


def test_old_events_and_days_go_and_footage_stays(tmp_path: Path) -> None:
    storage = Storage(tmp_path, Retention(scene_days=365, camera_days=400))
    old, young = scene(NOON - 366 * DAY), scene(NOON - 364 * DAY)
    with storage.connection.begin():
        days = CameraDaysPut((day("2023-08-30"), day("2023-09-01"), day("2023-09-01", "CAM-2")))
        long_ago = segment(NOON - 3000 * DAY)
        _write(storage.connection, ScenesPut((old, young)), days, SegmentsPut((long_ago,)))
    storage.append([(1, NOON, 1.0)])
    storage.seal()
    storage.settle()
    storage.settle()
    with storage.connection.begin():
        found = footage_reading.list_scenes(storage.connection, ScenesWanted())
        kept = footage_reading.list_camera_days(storage.connection, "0000", "9999")
        segments = footage_reading.oldest_footage(storage.connection)
    storage.close()
    assert found == [young]
    assert [(each.day, each.camera) for each in kept] == [("2023-09-01", "CAM-1"), ("2023-09-01", "CAM-2")]
    assert segments == {"CAM-1": {FootageClass.CONTINUOUS: long_ago.began}}


def test_a_database_of_before_the_cameras_gets_their_tables(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.open()
    journal.close()
    with sqlite3.connect(history_path(tmp_path)) as old:
        for table in schema.footage:
            old.execute(f"DROP TABLE {table.name}")
        old.execute("UPDATE alembic_version SET version_num='0004'")
    old.close()
    upgraded = Footage(tmp_path)
    upgraded.index.put_export(EXPORT)
    upgraded.index.put_events([scene(T0)])
    upgraded.settle()
    assert upgraded.scenes() == [scene(T0).id]
    upgraded.reader.close()
    upgraded.journal.close()


def test_days_of_before_ready_was_measured_count_as_ready_while_they_were_up(tmp_path: Path) -> None:
    before = Footage(tmp_path)
    before.index.put_days([day("2026-03-13")])
    before.settle()
    before.reader.close()
    before.journal.close()
    with sqlite3.connect(history_path(tmp_path)) as old:
        old.execute("ALTER TABLE camera_day DROP COLUMN armed_s")
        old.execute("ALTER TABLE camera_day DROP COLUMN gone_s")
        old.execute("UPDATE alembic_version SET version_num='0005'")
    old.close()
    upgraded = Footage(tmp_path)
    (found,) = upgraded.reader.ask(lambda link: footage_reading.list_camera_days(link, "0", "9"))
    assert found == dataclasses.replace(day("2026-03-13"), armed_s=86_000.0)
    upgraded.reader.close()
    upgraded.journal.close()
