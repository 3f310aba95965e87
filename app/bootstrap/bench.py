"""`bench NAME`: measures one promise of the program on this machine and prints figures; judges nothing."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from typing import Any, Protocol, cast

import psutil


class BenchModule(Protocol):
    def run(self, *, quick: bool) -> dict[str, Any]: ...


BENCHES: dict[str, str] = {
    "analytics": "app.bootstrap.bench_analytics",
    "audit": "app.bootstrap.bench_audit",
    "incidents": "app.bootstrap.bench_incidents",
    "ingest": "app.bootstrap.bench_ingest",
    "commands": "app.bootstrap.bench_commands",
    "counting": "app.bootstrap.bench_counting",
    "correlate": "app.bootstrap.bench_correlate",
    "durability": "app.bootstrap.bench_durability",
    "map": "app.bootstrap.bench_map",
    "alarms": "app.bootstrap.bench_alarms",
    "history": "app.bootstrap.bench_history",
    "login": "app.bootstrap.bench_login",
    "recording": "app.bootstrap.bench_recording",
    "report": "app.bootstrap.bench_report",
    "schedule": "app.bootstrap.bench_schedule",
    "startup": "app.bootstrap.bench_startup",
    "wall": "app.bootstrap.bench_wall",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=sorted(BENCHES), help=", ".join(sorted(BENCHES)))
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="smaller and shorter: to see that it runs")


def main(options: argparse.Namespace) -> int:
    module = cast(BenchModule, importlib.import_module(BENCHES[options.name]))
    figures = {"bench": options.name, "machine": machine(), **module.run(quick=options.quick)}
    print(json.dumps(figures, indent=1) if options.json else "\n".join(_lines(figures, "")))
    return 0


def machine() -> dict[str, Any]:
    """What the figures were measured on, and how busy it was with other things."""
    return {
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": round(psutil.getloadavg()[0], 2),
    }


def say(text: str) -> None:
    """Progress, beside the figures."""
    print(text, file=sys.stderr, flush=True)


def _lines(figures: dict[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{name}: {value}")
    return lines
