"""What `inspect` tells of a database without an engine, and how it reads times and prints tables."""

import pytest

from app.bootstrap.commands import Unable
from app.bootstrap.inspect import as_table
from app.bootstrap.moments import rfc3339, since_ms
from tests.bootstrap.small_city import START_MS

RFC = {"start": "2026-03-13T11:06:40.000Z", "raised": "2026-03-13T11:06:42.000Z"}


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("", 0),
        ("15m", 100_000),
        ("1000s", 0),
        ("2026-03-13T11:06:40Z", START_MS),
        ("2026-03-13T11:06:40", START_MS),
        ("2026-03-13T12:06:40+01:00", START_MS),
    ],
)
def test_a_time_is_a_span_or_rfc_3339(text, ms):
    assert since_ms(text, now_s=1000.0) == ms


@pytest.mark.parametrize("text", ["yesterday", "5 weeks", "-3h", "2026-13-41"])
def test_any_other_time_is_refused_in_one_sentence(text):
    with pytest.raises(Unable, match=r"neither a time such as"):
        since_ms(text)


def test_milliseconds_are_kept_in_rfc_3339():
    assert rfc3339(START_MS + 7) == "2026-03-13T11:06:40.007Z"
    assert rfc3339(None) is None


def test_a_table_is_aligned_and_cut():
    rows = [{"id": "A", "text": "x" * 60, "n": None}, {"id": "LONG", "text": {"a": 1}, "n": 2.5}]
    lines = as_table(rows).splitlines()
    assert lines[0].split() == ["id", "text", "n"]
    assert lines[1].split() == ["A", "x" * 48]
    assert lines[2].split() == ["LONG", '{"a":', "1}", "2.5"]
    assert {line.index("x" * 48) if "xx" in line else 6 for line in lines} == {6}
    assert as_table([]) == "Nothing."


def test_devices_with_their_last_readings(city, command_line):
    assert command_line.run("inspect", "devices", "--json") == 0
    pressure, tank = command_line.told
    assert pressure["readings"]["pressure"] == {
        "value": 1.2,
        "unit": "bar",
        "ts": RFC["raised"],
        "quality": "restored",
    }
    assert (pressure["state"], pressure["zone"]) == ("unknown", "San Telmo"), (
        "nothing is fresh without an engine"
    )
    assert (tank["id"], tank["lat"], tank["readings"]) == ("T-1", None, {})


def test_standing_alarms_by_the_words_of_the_design(city, command_line):
    assert command_line.run("inspect", "alarms", "--json") == 0
    (alarm,) = command_line.told
    assert alarm["id"] == "PRE-1:low"
    assert (alarm["priority"], alarm["active"], alarm["acknowledged"]) == ("high", True, False)
    assert (alarm["raised"], alarm["returned"], alarm["suppressed"]) == (RFC["raised"], None, None)


@pytest.mark.parametrize(
    ("what", "word"),
    [
        ("transitions", '"transition": "raised"'),
        ("events", '"type": "door"'),
        ("rejects", '"reason": "not_json"'),
        ("audit", '"refusal": "superseded"'),
        ("database", '"devices": 2'),
    ],
)
def test_every_list_is_a_json_array(city, command_line, what, word):
    assert command_line.run("inspect", what, "--json") == 0
    assert isinstance(command_line.told, list)
    assert word in command_line.out


def test_the_history_of_a_device_oldest_first(city, command_line):
    asked = ("inspect", "history", "--json", "--device", "PRE-1", "--since", RFC["start"])
    assert command_line.run(*asked) == 0
    assert [(row["ts"], row["value"], row["unit"]) for row in command_line.told] == [
        (RFC["start"], 3.5, "bar"),
        (RFC["raised"], 1.2, "bar"),
    ]
    assert command_line.run("inspect", "history", "--json") == 1
    assert "--device" in command_line.err


@pytest.mark.parametrize("what", ["devices", "alarms", "transitions"])
def test_only_of_one_device_and_only_so_many(city, command_line, what):
    command_line.run("inspect", what, "--json", "--device", "T-1")
    assert [row for row in command_line.told if row.get("device", row.get("id")) != "T-1"] == []
    command_line.run("inspect", what, "--json", "--limit", "1")
    assert len(command_line.told) == 1


def test_what_happened_before_is_left_out(city, command_line):
    for what in ("alarms", "transitions", "events", "rejects", "audit"):
        assert command_line.run("inspect", what, "--json", "--since", "2026-03-14T00:00:00Z") == 0
        assert command_line.told == [], what


def test_a_table_for_people(city, command_line):
    assert command_line.run("inspect", "devices") == 0
    assert command_line.out.splitlines()[0].split()[:3] == ["id", "kind", "name"]


def test_an_unknown_list_is_wrong_use(command_line):
    assert command_line.run("inspect", "cakes") == 2
    assert "There is no list 'cakes'" in command_line.err


def test_without_a_database_one_sentence(command_line):
    assert command_line.run("inspect", "devices", "--json") == 1
    assert command_line.err.count("\n") == 1
    assert "cannot be read" in command_line.err
