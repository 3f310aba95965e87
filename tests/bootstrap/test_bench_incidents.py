"""The bench of incidents works; its figures are judged where it is run in full."""

from __future__ import annotations

from app.bootstrap.bench import BENCHES
from app.bootstrap.bench_incidents import measure


def test_the_bench_gives_its_figures() -> None:
    figures = measure(300, 20, looks=1)
    assert BENCHES["incidents"] == measure.__module__
    assert (figures["build"]["closed"], figures["build"]["open"]) == (300, 20)
    assert figures["restore"]["open"] == 20
    assert all(
        look["median_ms"] > 0
        for part in ("list", "search", "open_one", "count")
        for look in figures[part].values()
    )
