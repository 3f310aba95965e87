"""`doctor`: each finding from a machine that really is so, and what is printed of it."""

import string

import pytest

from app.bootstrap.doctor import read_settings
from app.bootstrap.doctor_broker import check_broker
from app.bootstrap.doctor_checks import check_clock, check_database, check_disk, check_engine, check_time_zone
from app.bootstrap.doctor_qt import check_display, check_fonts
from app.bootstrap.doctor_words import SAYINGS, TITLES, State
from app.feed.link import BrokerLink
from app.settings.sections import BrokerSettings
from app.wire.endpoint import Endpoint, publish

SETTINGS = '[site]\nid = "prueba"\n[broker]\nurl = "{url}"\n'


def said(findings) -> dict[str, tuple[str, str]]:
    return {one.name: (str(one.state), one.says) for one in findings}


def test_everything_at_once_as_json(city, command_line, mosquitto):
    city.settings.write_text(SETTINGS.format(url=mosquitto.url))
    assert command_line.run("doctor", "--json", "--language", "en") == 0, command_line.out
    told = command_line.told
    assert told["ok"] is True
    checks = {check["name"]: check for check in told["checks"]}
    assert list(checks) == list(TITLES), "every check once, in the order of the table"
    assert all(set(check) == {"name", "state", "sentence", "what_to_do"} for check in told["checks"])
    assert all(check["what_to_do"] for check in told["checks"] if check["state"] != "ok")
    assert "MQTT 5" in checks["broker"]["sentence"]
    assert checks["broker_window"]["state"] == "ok"
    assert "2 devices" in checks["database"]["sentence"]
    assert checks["engine"]["sentence"].startswith("It is not running")


def test_wrong_settings_are_one_finding_and_the_rest_is_told_all_the_same(data, command_line):
    data.settings.write_text('[site]\nid = "a/b"\n[brokr]\n')
    assert command_line.run("doctor") == 1
    lines = [line for line in command_line.out.splitlines() if "→" not in line]
    assert len(lines) == len(TITLES) - 3, "without the broker's three particulars and the time zone"
    settings = next(line for line in lines if "Ajustes" in line)
    assert settings.startswith("falla")
    assert "settings.toml:2" in settings
    assert "settings.toml:3" in settings
    assert (
        len({line.index(title.es) for title in TITLES.values() for line in lines if title.es in line[:30]})
        == 1
    )


def test_a_settings_file_that_is_not_there(data, tmp_path):
    found, settings = read_settings(tmp_path / "none.toml", data)
    assert (found.state, found.says, settings) == (State.FAIL, "settings_missing", None)
    assert read_settings(None, data)[0].says == "settings_none"


@pytest.mark.parametrize(
    ("window", "finding"),
    [(20, ("warn", "window_tiny")), (5000, ("ok", "window_short")), (20_000, ("ok", "window_ok"))],
)
def test_the_window_of_the_broker(make_mosquitto, window, finding):
    broker = make_mosquitto(max_inflight_messages=window)
    found = said(check_broker(BrokerSettings(url=broker.url), named=True))
    assert found["broker"] == ("ok", "broker_ok")
    assert found["broker_window"] == finding
    assert found["broker_queue"][1] == ("queue_unknown" if window < 1000 else "queue_likely")


def test_with_the_older_protocol_the_window_is_not_told(mosquitto):
    found = said(check_broker(BrokerSettings(url=mosquitto.url, protocol="3.1.1"), named=True))
    assert found["broker_window"] == ("warn", "window_untold")


def test_a_broker_that_refuses_the_account(make_mosquitto):
    broker = make_mosquitto(allow_anonymous="false")
    assert said(check_broker(BrokerSettings(url=broker.url), named=True)) == {
        "broker": ("fail", "broker_not_authorised")
    }


def test_the_account_of_the_engine_is_not_thrown_out(mosquitto):
    settings = BrokerSettings(url=mosquitto.url, client_id="the-engine")
    states = []
    link = BrokerLink(settings, filters=(), on_batch=lambda _: None, on_state=states.append)
    link.start()
    try:
        assert said(check_broker(settings, named=True))["broker"] == ("ok", "broker_ok")
    finally:
        link.stop()
    assert "taken_over" not in {state.reason for state in states}


def test_no_broker_is_a_fault_only_where_one_was_named(free_port):
    settings = BrokerSettings(url=f"mqtt://127.0.0.1:{free_port}")
    assert said(check_broker(settings, named=True)) == {"broker": ("fail", "broker_unreachable")}
    assert said(check_broker(settings, named=False)) == {"broker": ("warn", "broker_unnamed")}


def test_a_damaged_database_is_told_and_left_alone(data):
    path = data.store / "history.db"
    path.write_bytes(b"once a database" * 500)
    found = check_database(data)
    assert (found.state, found.says) == (State.FAIL, "database_unreadable")
    assert path.read_bytes() == b"once a database" * 500


def test_an_engine_that_was_killed_is_told(data):
    (data.root / "run").mkdir()
    publish(data.root, Endpoint(4711, 1, 1, str(data.root / "run" / "no-socket"), b"x" * 32, "", 0))
    found = check_engine(data)
    assert (found.state, found.says, found.values["pid"]) == (State.WARN, "engine_silent", 4711)


def test_disk_clock_and_zone_of_this_machine(data):
    space, speed = check_disk(data.root, budget_gb=1e9)
    assert (space.state, space.says) == (State.WARN, "disk_low")
    assert speed.state is not State.FAIL
    assert list(data.root.iterdir()) == [], "nothing is left behind"
    assert check_clock().state is not State.FAIL
    assert check_time_zone("America/Lima").state is State.OK
    assert check_time_zone("Mars/Olympus").says == "time_zone_unknown"


def test_qt_is_asked_in_a_process_of_its_own(monkeypatch):
    assert check_fonts().state is State.OK
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    found = check_display()
    assert (found.state, found.says) == (State.FAIL, "qt_failed")
    assert "no-such-platform" in str(found.values["problem"])
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert check_display().says == "qt_no_display"


@pytest.mark.parametrize("key", SAYINGS)
def test_both_languages_name_the_same_values(key):
    saying = SAYINGS[key]
    for label in (saying.sentence, saying.what_to_do):
        named = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (label.es, label.en)
        ]
        assert named[0] == named[1]
    assert saying.sentence.es
    assert saying.sentence.es != saying.sentence.en or key == "broker_unreachable"
