"""The bench `alarms`: what judging costs the engine, and how the console's list bears 10,000 of them."""

from __future__ import annotations

from typing import Any

from app.bootstrap import bench_alarms_engine, bench_alarms_view
from app.bootstrap.bench import say


def run(*, quick: bool) -> dict[str, Any]:
    say("engine: readings and transitions")
    engine = bench_alarms_engine.measure(quick=quick)
    say("console: the alarm list")
    console = bench_alarms_view.measure(2.0 if quick else 8.0)
    return {"engine": engine, "console": console}
