"""The bench itself works; its figures are judged where it is run in full."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.bench_history import measure


def test_the_bench_gives_its_figures(tmp_path: Path) -> None:
    figures = measure(rows=30_000, written=20_000, folder=tmp_path, aggregated=2, upkeep_s=0.3, looks=1)
    assert set(figures) == {"write", "upkeep", "build", "day", "month", "year"}
    assert figures["day"]["points_returned"] == 2880
    assert figures["year"]["resolution_s"] == 21_600
    assert figures["write"]["rows"] == 20_000
