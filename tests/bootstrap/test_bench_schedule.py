"""The bench of calendars runs, and its figures are those of all its lamps."""

from __future__ import annotations

import json

from app.bootstrap.commands import main


def test_every_lamp_is_resolved_for_every_night_and_told_once(capsys) -> None:
    assert main(["bench", "schedule", "--quick", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    lamps, nights = figures["lamps"], figures["nights"]
    for case in ("plan_of_the_demo", "a_calendar_for_each_circuit"):
        assert figures[case]["lamp_nights"] == lamps * nights
        assert figures[case]["level_changes"] >= 2 * lamps * nights, "on and off, every night"
    plain = figures["engine"]["orders"] - lamps
    assert 0.1 * lamps < plain < 0.2 * lamps, "a programme or a level for each, then the step for some"
