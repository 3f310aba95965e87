"""The bench of reports works; its figures are judged where it is run in full."""

from app.bootstrap.bench import BENCHES
from app.bootstrap.bench_report import measure


def test_the_bench_gives_its_figures(qapp):
    figures = measure(200, ("csv",))
    assert BENCHES["report"] == measure.__module__
    made = figures["csv"]
    assert made["seconds"] > 0
    assert made["bytes"] > 1000
    assert made["progress_told"] > 2
    assert made["loop_lag_ms"]["max"] >= made["loop_lag_ms"]["p99"]
