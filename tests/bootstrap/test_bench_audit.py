"""The bench of the trail works; its figures are judged where it is run in full."""

from __future__ import annotations

import json

from app.bootstrap.commands import main


def test_the_bench_gives_its_figures(capsys) -> None:
    assert main(["bench", "audit", "--quick", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["noted"]["entries"] == 20_000
    assert figures["verify"]["entries"] == 20_001
    assert figures["verify"]["whole"] is True
    for callers in (1, 8):
        assert figures[f"recorded_by_{callers}"]["entries_per_s"] > 0
