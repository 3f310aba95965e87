"""What can be told of this PC without Qt and without a network: Python, clock, disk, database, engine."""

from __future__ import annotations

import os
import platform
import secrets
import shutil
import sqlite3
import statistics
import sys
import time
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.bootstrap.doctor_words import Finding, State
from app.bootstrap.engine_client import NoEngine, items, visit
from app.store.connection import history_path
from app.store.faults import StoreUnavailable
from app.store.reader import Reader
from app.wire.endpoint import read
from app.wire.messages import Welcome

OLDEST_PYTHON = (3, 11)
SANE_YEARS = range(2025, 2100)
DRIFT_LIMIT_MS = 50.0
DRIFT_SPAN_S = 1.0
GB = 1e9
LEAST_FREE_GB = 0.5
SLOW_WRITE_MS = 50.0
WRITES = 7
ENGINE_LIMIT_S = 5.0


def check_python() -> Finding:
    values = {"version": platform.python_version(), "system": platform.platform(terse=True)}
    if sys.version_info < OLDEST_PYTHON:
        return Finding("python", State.FAIL, "python_old", values)
    return Finding("python", State.OK, "python_ok", values)


def check_clock() -> Finding:
    """Takes a second: wall time against the monotonic clock."""
    wall, steady = time.time(), time.monotonic()
    time.sleep(DRIFT_SPAN_S)
    drift = ((time.time() - wall) - (time.monotonic() - steady)) * 1000
    now = datetime.now(UTC)
    values = {"now": now.isoformat(" ", "seconds").removesuffix("+00:00"), "drift": f"{drift:.1f}"}
    if now.year not in SANE_YEARS:
        return Finding("clock", State.FAIL, "clock_wrong", values)
    if abs(drift) > DRIFT_LIMIT_MS:
        return Finding("clock", State.WARN, "clock_drifts", values)
    return Finding("clock", State.OK, "clock_ok", values)


def check_time_zone(name: str) -> Finding:
    try:
        local = datetime.now(zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return Finding("time_zone", State.WARN, "time_zone_unknown", {"zone": name})
    return Finding("time_zone", State.OK, "time_zone_ok", {"zone": name, "local": f"{local:%H:%M}"})


def check_disk(folder: Path, *, budget_gb: float) -> list[Finding]:
    """`budget_gb`: how much the settings let the history take."""
    free = shutil.disk_usage(folder).free / GB
    values = {"free": f"{free:.1f}", "folder": folder, "budget": f"{budget_gb:g}"}
    if free < LEAST_FREE_GB:
        space = Finding("disk", State.FAIL, "disk_full", values)
    elif free + _size(folder) / GB < budget_gb:
        space = Finding("disk", State.WARN, "disk_low", values)
    else:
        space = Finding("disk", State.OK, "disk_ok", values)
    return [space, _speed(folder)]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _speed(folder: Path) -> Finding:
    try:
        took = _safe_write_ms(folder)
    except OSError as problem:
        values = {"folder": folder, "problem": problem.strerror or problem}
        return Finding("disk_speed", State.FAIL, "disk_unwritable", values)
    slow = took > SLOW_WRITE_MS
    says = "disk_slow" if slow else "disk_fast"
    return Finding("disk_speed", State.WARN if slow else State.OK, says, {"ms": f"{took:.1f}"})


def _safe_write_ms(folder: Path) -> float:
    """The median of a few small writes with fsync, which is what a commit of the database costs."""
    path = folder / f".doctor-{secrets.token_hex(4)}"
    took = []
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        for _ in range(WRITES):
            began = time.perf_counter()
            os.write(descriptor, b"\0" * 4096)
            os.fsync(descriptor)
            took.append((time.perf_counter() - began) * 1000)
    finally:
        os.close(descriptor)
        path.unlink()
    return statistics.median(took)


def check_database(data: DataFolder) -> Finding:
    if not history_path(data.store).exists():
        return Finding("database", State.OK, "database_none")
    reader = Reader(data.store)
    try:
        figures = reader.database_figures()
    except (StoreUnavailable, sqlite3.Error) as problem:
        return Finding("database", State.FAIL, "database_unreadable", {"problem": problem})
    finally:
        reader.close()
    if figures.spoilt:
        return Finding("database", State.WARN, "database_spoilt", {"spoilt": figures.spoilt})
    size = f"{figures.size_bytes / 1e6:.1f}"
    values = {"devices": figures.devices, "points": figures.points, "size": size}
    return Finding("database", State.OK, "database_ok", values)


def check_engine(data: DataFolder) -> Finding:
    announced = read(data.root)
    if announced is None:
        return Finding("engine", State.OK, "engine_none")
    try:
        with visit(data.root, "doctor") as (_, link):
            welcome = next((item for item in items(link, ENGINE_LIMIT_S) if isinstance(item, Welcome)), None)
    except NoEngine as problem:
        return Finding("engine", State.WARN, "engine_silent", {"problem": problem, "pid": announced.pid})
    if welcome is None:
        values = {"problem": f"> {ENGINE_LIMIT_S:g} s.", "pid": announced.pid}
        return Finding("engine", State.FAIL, "engine_silent", values)
    return Finding("engine", State.OK, "engine_running", {"pid": welcome.pid, "site": welcome.site})
