"""Bench `report`: the quarterly report over 100,000 incidents, and the loop that waits for it.

They are written straight through the store's statements: by way of the journal it would take minutes.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.processes import own_command
from app.bridge.reports import MadeReport, ReportRequest, Reports
from app.domain.alarms import Priority
from app.domain.incidents.incident import CrewTask, Incident, IncidentChanged
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.domain.work_plan import Activity, WorkPlan, WorkPlanChanged
from app.store.opening import open_for_writing
from app.store.statements import write_changes

INCIDENTS = 100_000
QUARTER = "2026-1"
BEGIN_MS = 1_767_225_600_000
"""The first of January 2026."""
QUARTER_MS = 90 * 86_400_000
BATCH = 2_000
FORMATS = ("pdf", "xlsx", "csv")
TICK_S = 0.002
KINDS = ("water", "lighting", "waste", "supply", "pole", "water_quality")
ZONES = tuple(f"Zona {number}" for number in range(24))
CREWS = tuple(f"CRW-{number:03d}" for number in range(40))

Figures = dict[str, Any]


def run(*, quick: bool) -> Figures:
    return measure(2_000, FORMATS[1:]) if quick else measure(INCIDENTS, FORMATS)


def measure(incidents: int, formats: tuple[str, ...]) -> Figures:
    """All figures, times in seconds; lags of the console's loop in milliseconds."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    with parts.folder() as place:
        say(f"writing {incidents} incidents")
        _build(place / "store", incidents)
        loop = qasync.QEventLoop(application)
        reports = Reports(own_command("report"), ["--data", str(place)])
        try:
            made = {each: loop.run_until_complete(_make(reports, place, each)) for each in formats}
        finally:
            reports.close()
            loop.close()
    return {"wanted_s": 20, "incidents": incidents, **made}


async def _make(reports: Reports, place: Path, format_: str) -> Figures:
    say(f"making the report as {format_}")
    told: list[float] = []
    made: list[MadeReport] = []

    async def record(report: MadeReport) -> None:
        made.append(report)

    lags: list[float] = []
    watching = asyncio.ensure_future(_watch(lags))
    began = time.perf_counter()
    request = ReportRequest(("quarter", QUARTER), place / f"report.{format_}", "es")
    await reports.run(request, told.append, record)
    took = time.perf_counter() - began
    watching.cancel()
    return {
        "seconds": round(took, 2),
        "bytes": made[0].size,
        "progress_told": len(told),
        "loop_lag_ms": {
            "p99": round(1000 * parts.percentile(lags, 0.99), 1),
            "max": round(1000 * max(lags, default=0.0), 1),
        },
    }


async def _watch(lags: list[float]) -> None:
    """How much later than asked a timer of the loop comes."""
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(TICK_S)
        lags.append(max(0.0, time.perf_counter() - asked - TICK_S))


def _build(store: Path, incidents: int) -> None:
    engine = open_for_writing(store)
    chosen = random.Random(5)
    step = QUARTER_MS // incidents
    with engine.connect() as connection:
        for first in range(0, incidents, BATCH):
            numbers = range(first + 1, min(first + BATCH, incidents) + 1)
            changes = [
                IncidentChanged(_incident(number, BEGIN_MS + step * (number - 1), chosen), ())
                for number in numbers
            ]
            with connection.begin():
                write_changes(connection, changes, BEGIN_MS)
        with connection.begin():
            write_changes(connection, [WorkPlanChanged(_plan())], BEGIN_MS)
    engine.dispose()


def _incident(number: int, at: int, chosen: random.Random) -> Incident:
    taken = [at + 1000 * round(chosen.expovariate(1 / mean)) for mean in (40, 90, 700, 3000, 4000)]
    acknowledged, assigned, arrived, resolved, closed = sorted(taken)
    crew = chosen.choice(CREWS)
    task = CrewTask(
        crew, TaskState.WITHDRAWN, "", "ana", assigned, assigned + 20_000, arrived, arrived, resolved
    )
    return Incident(
        id=f"INC-{number:04d}",
        number=number,
        kind=chosen.choice(KINDS),
        title="Presión muy baja",
        state=IncidentState.CLOSED,
        priority=chosen.choice(list(Priority)),
        opened_at=at,
        version=1,
        decided=1,
        source="alarm",
        zone=chosen.choice(ZONES),
        crews=(task,),
        acknowledged_at=acknowledged,
        assigned_at=assigned,
        arrived_at=arrived,
        resolved_at=resolved,
        closed_at=closed,
        acknowledge_by=at + 60_000,
        arrive_by=at + 900_000,
        resolve_by=at + 7_200_000,
        resolution=chosen.choice(list(Resolution)[:3]),
    )


def _plan() -> WorkPlan:
    counted = [f"{what}:{kind}" for what in ("closed", "on_time") for kind in ("", *KINDS)]
    return WorkPlan(
        2026,
        1,
        tuple(
            Activity(
                f"a{place}", f"Actividad {place}", "Informe", "Atendidos", "u", (90.0,) * 12, counts=counts
            )
            for place, counts in enumerate(counted)
        ),
    )
