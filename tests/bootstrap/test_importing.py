"""`import`: a file is brought in whole or not at all, and devices only through the broker."""

import json

import paho.mqtt.client as mqtt
import pytest

from app.domain.basemap import Feature, Ground, Shape
from maps.basemap.reader import read_basemap
from maps.basemap.writer import write_basemap

SETTINGS = '[site]\nid = "prueba"\n[broker]\nurl = "{url}"\nprotocol = "{protocol}"\n'
GOOD = """\ufeffid;kind;name;lat;lon;zone;parent
PRE-1;pressure;Presión 1;-12,09;-77,08;San Telmo;
T-1;tank;;;;;PRE-1
"""
SQUARE = ((-77.0, -12.0), (-77.0, -12.1), (-77.1, -12.1), (-77.0, -12.0))


def retained(port: int, count: int, wait_until) -> dict[str, dict]:
    """What a client hears that comes later."""
    heard: dict[str, dict] = {}
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.on_connect = lambda *_: client.subscribe("#")
    client.on_message = lambda _c, _d, message: heard.update({message.topic: json.loads(message.payload)})
    client.connect("127.0.0.1", port)
    client.loop_start()
    try:
        wait_until(lambda: len(heard) >= count)
    finally:
        client.disconnect()
        client.loop_stop()
    return heard


@pytest.mark.parametrize("protocol", ["auto", "3.1.1"])
def test_devices_are_introduced_through_the_broker(
    data, command_line, mosquitto, wait_until, tmp_path, protocol
):
    data.settings.write_text(SETTINGS.format(url=mosquitto.url, protocol=protocol))
    file = tmp_path / "list.csv"
    file.write_text(GOOD, "utf-8")
    assert command_line.run("import", "devices", file) == 0, command_line.err
    assert command_line.out.count("\n") == 1
    assert "2 devices were introduced" in command_line.out
    assert retained(mosquitto.port, 2, wait_until) == {
        "city/prueba/pressure/PRE-1/config": {
            "name": "Presión 1",
            "lat": -12.09,
            "lon": -77.08,
            "zone": "San Telmo",
        },
        "city/prueba/tank/T-1/config": {"parent": "PRE-1"},
    }
    assert not (data.store / "history.db").exists(), "nothing went past the broker"


def test_a_long_list_is_confirmed_in_full(data, command_line, make_mosquitto, tmp_path, wait_until):
    broker = make_mosquitto(max_inflight_messages=20, max_queued_messages=10_000)
    data.settings.write_text(SETTINGS.format(url=broker.url, protocol="auto"))
    file = tmp_path / "list.csv"
    file.write_text("id,kind\n" + "".join(f"L-{n},luminaire\n" for n in range(3000)))
    assert command_line.run("import", "devices", file) == 0, command_line.err
    assert len(retained(broker.port, 3000, wait_until)) == 3000


BAD = """id,kind,name,lat,lon,zone,parent
PRE-1,pressure,ok,-12,-77,,
PRE-2,presure,x,-12,-77,,
PRE-3,pressure,x,abc,-77,,
PRE/4,pressure,x,-12,-77,,
PRE-1,pressure,x,-12,-77,,
PRE-5,pressure,x,-12,,,
PRE-6,pressure,x,-12,-277,,

PRE-7,pressure,x,-12,-77,,PRE-7
PRE-8,pressure,x,1,2,3,4,5
PRE-9,pressure,x,nan,2,,
,pressure,x,1,2,,
"""


def test_every_problem_of_a_list_is_told_by_its_line_and_nothing_is_sent(
    data, command_line, tmp_path, free_port
):
    data.settings.write_text(SETTINGS.format(url=f"mqtt://127.0.0.1:{free_port}", protocol="auto"))
    file = tmp_path / "bad.csv"
    file.write_text(BAD)
    assert command_line.run("import", "devices", file) == 1
    lines = command_line.err.splitlines()
    assert [int(line.split(":")[1]) for line in lines] == [3, 4, 5, 6, 7, 8, 10, 11, 12, 13]
    assert "Did you mean 'pressure'?" in lines[0]
    assert "line 2" in lines[3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The column 'id' is missing"),
        (b"id,name\nx,y\n", "The column 'kind' is missing"),
        (b"id,kind,nmae\nx,tank,z\n", "Did you mean 'name'?"),
        (b"id,kind,id\nx,tank,z\n", "twice"),
        (b"id,kind\n", "lists no device"),
        (b"id,kind,name\nx,tank,\xd3\n", "not UTF-8"),
        (b'id,kind,name\nx,tank,"open\n', "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused(data, command_line, tmp_path, content, said):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    assert command_line.run("import", "devices", file) == 1
    assert said in command_line.err


def test_a_thousand_problems_are_not_all_listed(data, command_line, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("id,kind\n" + "".join(f"L-{n},lamp\n" for n in range(1000)))
    assert command_line.run("import", "devices", file) == 1
    assert len(command_line.err.splitlines()) == 101
    assert "900 more problems" in command_line.err


def test_without_a_broker_one_sentence(data, command_line, tmp_path, free_port):
    data.settings.write_text(SETTINGS.format(url=f"mqtt://127.0.0.1:{free_port}", protocol="auto"))
    file = tmp_path / "list.csv"
    file.write_text(GOOD, "utf-8")
    assert command_line.run("import", "devices", file) == 1
    assert command_line.err.count("\n") == 1
    assert "nothing was published" in command_line.err


def test_a_base_map_takes_its_place_only_when_it_can_be_read(data, command_line, tmp_path):
    file = tmp_path / "town.atbase"
    write_basemap(file, [Feature(Ground.LAND, Shape.POLYGON, (SQUARE,))], name="Town")
    assert command_line.run("import", "basemap", file) == 0, command_line.err
    assert "Town" in command_line.out
    placed = data.maps / "basemap.atbase"
    assert read_basemap(placed).name == "Town"
    file.write_bytes(file.read_bytes()[:-5])
    assert command_line.run("import", "basemap", file) == 1
    assert "damaged" in command_line.err
    write_basemap(file, [])
    assert command_line.run("import", "basemap", file) == 1
    assert read_basemap(placed).name == "Town", "the old one stays"
    assert [path.name for path in data.maps.iterdir()] == ["basemap.atbase"]


def test_zones_are_brought_in_and_what_is_refused_is_said(data, command_line, tmp_path):
    file = tmp_path / "zones.geojson"
    good = {
        "type": "Feature",
        "properties": {"name": "Centro"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [0, 0]}}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [good, point]}))
    assert command_line.run("import", "zones", file) == 0
    assert "1 zone is in place" in command_line.out
    assert "Zone 2 was left out" in command_line.err
    before = (data.maps / "zones.geojson").read_bytes()
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [point]}))
    assert command_line.run("import", "zones", file) == 1
    file.write_text("not JSON")
    assert command_line.run("import", "zones", file) == 1
    assert (data.maps / "zones.geojson").read_bytes() == before


def test_a_file_that_is_not_there(command_line, tmp_path):
    assert command_line.run("import", "basemap", tmp_path / "none.atbase") == 1
    assert "There is no file" in command_line.err
