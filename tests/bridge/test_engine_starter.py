"""How often an engine is started, and what is known of one that ended."""

import sys

import pytest

from app.bridge.engine_starter import STARTS, WITHIN_S, EngineStarter


@pytest.fixture(name="start")
def _start(tmp_path):
    made = []

    def start(code: str) -> EngineStarter:
        made.append(EngineStarter([sys.executable, "-c", code], tmp_path / "logs" / "engine.out"))
        return made[-1]

    return start


def test_five_starts_in_ten_minutes_and_no_more(start, wait_until):
    starter = start("raise SystemExit(3)")
    for second in range(STARTS):
        assert starter.may_start(float(second))
        starter.start(float(second))
        wait_until(lambda: starter.exit_code() == 3)
    assert not starter.may_start(10.0)
    assert not starter.may_start(WITHIN_S)
    assert starter.may_start(WITHIN_S + 1.0), "the first start is forgotten"


def test_one_that_runs_is_not_started_twice(start, wait_until):
    starter = start("print('once', flush=True); input()")
    starter.start(0.0)
    starter.start(0.1)
    wait_until(lambda: starter.exit_code() is not None)
    assert starter.last_words().startswith("EOFError"), "it has no terminal to read from"


def test_its_last_line_is_kept_for_the_operator(start, wait_until):
    starter = start("import sys; print('Starting.'); sys.stderr.write('The disk is full.\\n'); sys.exit(1)")
    assert (starter.exit_code(), starter.last_words()) == (None, "")
    starter.start(0.0)
    wait_until(lambda: starter.exit_code() == 1)
    assert starter.last_words() in ("The disk is full.", "Starting.")
