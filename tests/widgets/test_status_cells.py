"""What the strip says of broker, database and engine, in good and bad hours."""

from dataclasses import replace

import pytest

from app.bridge.views import EngineLink
from tests.widgets.soft_hub import SoftHub
from widgets import status_cells
from widgets.status_cells import Mood

NOW = 1_773_430_927_000


@pytest.fixture
def figures(qapp):
    made = SoftHub(devices=0, alarms=0).plausible_figures()
    return replace(
        made, feed=replace(made.feed, since=NOW - 60_000), store=replace(made.store, since=NOW - 60_000)
    )


def test_in_good_hours_cells_are_plain_and_say_since_when(figures):
    cell = status_cells.broker(figures.feed, NOW)
    assert (cell.text, cell.mood) == ("Connected · 14 ms", Mood.OK)
    assert "Since" in cell.explain
    assert status_cells.store(figures.store, NOW).mood is Mood.OK
    assert status_cells.devices(figures).text == "12\u202f406 / 12\u202f511"


def test_an_unencrypted_link_off_the_machine_never_looks_plain(figures):
    cell = status_cells.broker(replace(figures.feed, local=False), NOW)
    assert cell.mood is Mood.FAILING
    assert cell.text == "Not encrypted"
    assert "mqtts://" in cell.explain
    assert status_cells.broker(replace(figures.feed, local=False, encrypted=True), NOW).mood is Mood.OK


def test_a_lost_broker_is_told_with_cause_effect_and_way_out(figures):
    feed = replace(
        figures.feed, phase="down", since=NOW - 95_000, reason="not_authorised", next_try=NOW + 8_000
    )
    cell = status_cells.broker(feed, NOW)
    assert cell.mood is Mood.FAILING
    assert cell.text == "No link · 1 min 35 s"
    assert "does not accept user or password" in cell.explain
    assert "The last values are shown." in cell.explain
    assert "Tries again in 8 s." in cell.explain


@pytest.mark.parametrize(
    ("change", "mood", "words"),
    [
        ({"phase": "failing", "reason": "full"}, Mood.FAILING, "Not recording · 1 min"),
        ({"phase": "slow", "lag_s": 7.0}, Mood.STALE, "7.0 s behind"),
        ({"phase": "ok", "lag_s": 6.0}, Mood.STALE, "6.0 s behind"),
        ({"phase": "closed"}, Mood.STALE, "Closed"),
    ],
)
def test_the_database_says_how_far_behind_it_is(figures, change, mood, words):
    cell = status_cells.store(replace(figures.store, **change), NOW)
    assert (cell.mood, cell.text) == (mood, words)


def test_lag_that_an_operator_would_feel_is_shown_as_failing(figures):
    assert status_cells.lag(replace(figures.feed, lag_ms=40.0)).text == "0.04 s"
    assert status_cells.lag(replace(figures.feed, lag_ms=2_400.0)).mood is Mood.FAILING


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (EngineLink("up", NOW), ""),
        (EngineLink("starting", NOW - 2_000), "Starting the engine, 2 s."),
        (
            EngineLink("lost", NOW - 8_000, "", 2),
            "Engine lost 8 s ago. What you see is old. Restarting it, try 2.",
        ),
        (
            EngineLink("lost", NOW - 8_000, "", 2, NOW + 4_000),
            "Engine lost 8 s ago. What you see is old. Tries again in 4 s.",
        ),
        (EngineLink("hung", NOW - 3_000, "", 0, NOW + 1_000), "Engine silent for 3 s. What you see is old."),
        (EngineLink("given_up", NOW - 60_000), "Engine lost 1 min ago, restarts used up."),
        (EngineLink("stopped", NOW - 60_000), "Engine stopped 1 min ago."),
    ],
)
def test_an_engine_that_is_away_is_told_with_since_when_and_what_is_done(link, words):
    said = status_cells.engine_sentence(link, NOW)
    assert said.startswith(words)
    assert bool(said) == (link.phase != "up")
