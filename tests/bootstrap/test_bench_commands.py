"""The parts of the bench of commands: lamps that obey by the contract, and figures that say what was seen."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap.bench_commands import _group, _single
from app.bootstrap.bench_commands_console import Group, Seen
from app.bootstrap.bench_commands_lamps import lamp_id
from app.bootstrap.processes import own_command
from tests.feed.listening import Listener
from tests.feed.obeying import Office, command
from tests.support.broker import Mosquitto
from tests.support.waiting import PATIENCE_S, wait_until

LAMPS = 20


@pytest.fixture
def street(mosquitto: Mosquitto, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    words = ("--port", str(mosquitto.port), "--site", "ps", "--lamps", str(LAMPS))
    process = subprocess.Popen(
        own_command("lamps", *words, "--log", str(tmp_path / "heard.json")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"introduced"
    yield process
    process.kill()
    process.communicate()


def test_the_lamps_obey(mosquitto: Mosquitto, street: subprocess.Popen[bytes], tmp_path: Path) -> None:
    listener = Listener(mosquitto.url)
    listener.link.start()
    listener.wait_up()
    office = Office(mosquitto.url)
    office.outbox.start()
    office.wait_up()

    def said(channel: str) -> list[dict]:
        topic = f"city/ps/luminaire/{lamp_id(7)}/{channel}"
        return [json.loads(one.payload) for one in list(listener.arrivals) if one.topic == topic]

    assert office.send(command("c1", device=lamp_id(7), value=35.0)) == 1
    wait_until(lambda: any(report["illuminance_level"] == 35.0 for report in said("telemetry")))
    assert [(reply["id"], reply["state"]) for reply in said("reply")] == [("c1", "accepted"), ("c1", "done")]
    introduced = {one.topic for one in listener.arrivals if one.topic.endswith("/config")}
    assert len(introduced) == LAMPS
    office.outbox.stop()
    listener.link.stop()
    street.communicate(timeout=PATIENCE_S)
    heard = json.loads((tmp_path / "heard.json").read_text())
    assert list(heard) == ["c1"]
    assert heard["c1"][0] < heard["c1"][1]


def test_the_figures_of_single_commands() -> None:
    seen = Seen(
        clicked={"a": 10.0, "b": 20.0, "lost": 30.0},
        answered={"a": 10.20, "b": 20.21},
        painted=[10.1, 10.25, 20.2, 20.3],
    )
    heard = {"a": (10.02, 10.07), "b": (20.04, 20.09), "of the group": (40.0, 40.1)}
    figures = _single(seen, heard)
    assert (figures["clicks"], figures["heard_by_a_lamp"], figures["answers_seen"]) == (3, 2, 2)
    assert figures["click_to_publish_ms_p95"] == 40.0
    assert figures["answer_to_screen_ms_p95"] == 210.0


def test_the_figures_of_a_group() -> None:
    seen = Seen(clicked={"a": 1.0}, painted=[99.0, *(100.0 + n * 0.016 for n in range(200))])
    heard = {"a": (1.1, 1.2), **{f"g{n}": (100.1 + n / 2000, 101.0) for n in range(2001)}}
    figures = _group(Group(clicked=100.0, ended=102.0, counts={"sent": 2001}), seen, heard)
    assert figures["heard_by_lamps"] == 2001
    assert figures["first_heard_ms"] == 100.0
    assert (figures["sending_s"], figures["per_s"]) == (1.0, 2001)
    assert (figures["frames"], figures["frame_ms_p95"], figures["frame_ms_max"]) == (125, 16.0, 16.0)


def test_a_group_that_was_refused_has_no_figures() -> None:
    figures = _group(Group(clicked=1.0, ended=1.1, refusal="needs_selection"), Seen(), {})
    assert figures["refusal"] == "needs_selection"
    assert figures["per_s"] is None
