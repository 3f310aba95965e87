"""The engine as an administrator meets it: what it shows, what it survives, what it refuses."""

import signal
import subprocess

import pytest

from app.wire.endpoint import read
from tests.endtoend.installation import Installation, now_ms
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.expects_leftovers("engines are processes of their own; the fixture ends them"),
]

CONFIG = {"name": "Presión 231", "lat": -12.09, "lon": -77.08, "zone": "San Telmo", "capabilities": []}


def test_what_mosquitto_pub_publishes_is_what_inspect_tells(installation: Installation) -> None:
    installation.start_engine()
    installation.publish("pressure/PRE-0231/config", CONFIG, retain=True)
    installation.publish("pressure/PRE-0231/telemetry", {"ts": now_ms(), "pressure": 3.8})
    installation.publish("panic_button/PAN-088/event", {"ts": now_ms(), "type": "panic", "active": True})
    installation.publish("tank/T1/telemetry", "this is not JSON")
    wait_until(lambda: installation.inspect("alarms"), what="the panic button's alarm")

    device = installation.inspect("devices", "--device", "PRE-0231")[0]
    assert (device["kind"], device["name"], device["zone"], device["lat"]) == (
        "pressure",
        "Presión 231",
        "San Telmo",
        -12.09,
    )
    assert device["state"] == "fresh"
    reading = device["readings"]["pressure"]
    assert (reading["value"], reading["unit"], reading["quality"]) == (3.8, "bar", "live")

    alarm = installation.inspect("alarms")[0]
    assert (alarm["device"], alarm["active"], alarm["acknowledged"]) == ("PAN-088", True, False)
    wait_until(lambda: installation.inspect("rejects"), what="the reject to be stored")
    assert installation.inspect("rejects")[0]["reason"] == "not_json"
    wait_until(lambda: installation.inspect("transitions"), what="the transition to be stored")
    assert installation.inspect("transitions")[0]["transition"] == "raised"


def test_a_second_engine_on_the_same_folder_refuses_in_one_sentence(installation: Installation) -> None:
    installation.start_engine()
    second = installation.run(
        "engine", "--data", str(installation.data), "--config", str(installation.settings)
    )
    assert second.returncode == 1
    assert "already running" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1


def test_a_killed_engine_starts_again_with_all_that_was_acknowledged(installation: Installation) -> None:
    engine = installation.start_engine()
    installation.publish("pressure/PRE-0231/config", CONFIG, retain=True)
    installation.publish("panic_button/PAN-088/event", {"ts": now_ms(), "type": "panic", "active": True})
    for number in range(20):
        installation.publish(
            "pressure/PRE-0231/telemetry", {"ts": now_ms() + number, "pressure": 3.0 + number / 10}
        )
    wait_until(lambda: installation.inspect("transitions"), what="the alarm to be stored")
    engine.send_signal(signal.SIGKILL)
    engine.wait()
    installation.publish("pressure/PRE-0231/telemetry", {"ts": now_ms() + 5000, "pressure": 9.9})

    installation.start_engine()

    def caught_up() -> bool:
        devices = installation.inspect("devices", "--device", "PRE-0231")
        return bool(devices) and devices[0]["readings"].get("pressure", {}).get("value") == 9.9

    wait_until(caught_up, what="what was published meanwhile")
    alarms = [alarm for alarm in installation.inspect("alarms") if alarm["device"] == "PAN-088"]
    assert [alarm["activations"] for alarm in alarms] == [1], "back, and not raised a second time"


def test_engine_stop_ends_it_in_good_order(installation: Installation) -> None:
    engine = installation.start_engine()
    assert installation.run("engine", "--stop", "--data", str(installation.data)).returncode == 0
    assert engine.wait(PATIENCE_S) == 0
    assert read(installation.data) is None
    again = installation.run("engine", "--stop", "--data", str(installation.data))
    assert again.returncode == 1
    assert "No engine is running" in again.stderr


def test_seconds_end_the_engine(installation: Installation) -> None:
    done = installation.run(
        "engine", "--data", str(installation.data), "--config", str(installation.settings), "--seconds", "1"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_five_mistakes_in_the_settings_are_told_together(installation: Installation) -> None:
    installation.settings.write_text(
        '[site]\nid = "a/b"\n[broker]\nurl = "http://x"\nkeepalive = 5\n'
        "[limits]\ndevices = 0\n[hsitory]\nraw_days = 1\n"
    )
    done = installation.run(
        "engine", "--data", str(installation.data), "--config", str(installation.settings)
    )
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 5
    assert all("settings.toml:" in line for line in lines)
    assert any("history" in line for line in lines), "with a suggestion"


def test_a_damaged_database_is_left_as_it_is(installation: Installation) -> None:
    store = installation.data / "store"
    store.mkdir()
    database = store / "history.db"
    database.write_bytes(b"this was a database once" * 1000)
    before = database.read_bytes()
    done = installation.run(
        "engine", "--data", str(installation.data), "--config", str(installation.settings)
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert database.read_bytes() == before


def test_a_frozen_broker_is_noticed_and_back_again(installation: Installation) -> None:
    with installation.settings.open("a") as settings:
        settings.write("keepalive_s = 5\n")
    installation.start_engine()
    installation.publish("pressure/PRE-0231/config", CONFIG, retain=True)
    installation.publish("pressure/PRE-0231/telemetry", {"ts": now_ms(), "pressure": 3.8})
    wait_until(lambda: installation.inspect("devices"), what="the device")
    installation.broker.freeze()
    wait_until(
        lambda: installation.inspect("devices")[0]["state"] != "fresh", what="no value to look fresh any more"
    )
    installation.broker.thaw()

    def fresh() -> bool:
        try:
            installation.publish("pressure/PRE-0231/telemetry", {"ts": now_ms(), "pressure": 3.9})
        except subprocess.SubprocessError:
            return False
        return bool(installation.inspect("devices")[0]["state"] == "fresh")

    wait_until(fresh, what="the link to be back")
