"""Foreign devices need no gateway: what they publish comes out as the contract's own messages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.feed.codec import Codec
from app.feed.messages import Introduction, Message, Presence, Reject, RejectReason, Telemetry
from app.settings.sections import LimitSettings
from app.settings.settings import load
from tests.feed import samples
from tests.feed.listening import NOW, arrival

Made = Callable[..., Codec]


@pytest.fixture
def codec_of(catalogue: Catalogue, tmp_path: Path) -> Made:
    """A codec with the `[[mapping]]` tables given as text."""

    def make(tables: str, **limits: int) -> Codec:
        file = tmp_path / "settings.toml"
        file.write_text(f'[site]\nid = "ps"\n{tables}')
        settings = load(file, catalogue=catalogue, environ={})
        return Codec("city", "ps", catalogue, settings.mappings, LimitSettings(**limits))

    return make


def hear(codec: Codec, topic: str, payload: str | bytes) -> tuple[Message, ...]:
    return codec.decode(arrival(topic, payload), NOW)


def telemetry(messages: tuple[Message, ...]) -> dict[str, object]:
    (found,) = [each for each in messages if isinstance(each, Telemetry)]
    assert found.foreign
    return dict(found.values)


def rejects(messages: tuple[Message, ...]) -> list[RejectReason]:
    return [each.reason for each in messages if isinstance(each, Reject)]


def test_chirpstack_uplink(codec_of: Made) -> None:
    codec = codec_of('[[mapping]]\nuse = "chirpstack_v4"\n')
    topic = "application/17c82e96-be03-4f38-aef3-f83d48582d97/device/24e124713b502217/event/up"
    introduction, said = hear(codec, topic, samples.CHIRPSTACK_UP)
    assert introduction == Introduction(
        Device(
            "24e124713b502217",
            "waste_container",
            "Contenedor Malecón 12",
            20.6534,
            -105.2253,
            model="EM310-UDL",
        )
    )
    assert said == Telemetry(
        "24e124713b502217",
        "waste_container",
        NOW - 225,
        {"battery_level": 98.0, "filling_level": 62.5, "temperature": 24.1},
        foreign=True,
    )
    assert len(hear(codec, topic, samples.CHIRPSTACK_UP)) == 1, "it is introduced once"


def test_chirpstack_own_fields_and_settings_of_a_device(codec_of: Made) -> None:
    codec = codec_of("""
[[mapping]]
use = "chirpstack_v4"
kind = "tank"
[mapping.values]
level = { path = "object.distance", unit = "mm", scale = -1.0, offset = 4.0 }
[mapping.devices.0011223344556677]
kind = "river"
name = "Puente Ameca"
lat = 20.7
lon = -105.2
zone = "Norte"
""")
    said = hear(codec, "application/1/device/0011223344556677/event/up", '{"object": {"distance": 1500}}')
    assert said[0] == Introduction(Device("0011223344556677", "river", "Puente Ameca", 20.7, -105.2, "Norte"))
    assert telemetry(said) == {"level": 2.5}


def test_chirpstack_battery_counts_only_where_there_is_one(codec_of: Made) -> None:
    codec = codec_of('[[mapping]]\nuse = "chirpstack_v4"\n')
    topic = "application/1/device/24e124713b502217/event/status"
    assert hear(codec, topic, samples.CHIRPSTACK_STATUS % ("true", "0")) == ()
    assert telemetry(hear(codec, topic, samples.CHIRPSTACK_STATUS % ("false", "75.3"))) == {
        "battery_level": 75.3
    }


def test_tasmota(codec_of: Made) -> None:
    codec = codec_of('[[mapping]]\nuse = "tasmota"\nkind = "luminaire"\nprefix = "t-"\n')
    first = hear(codec, "tele/plaza-3/LWT", "Online")
    assert first == (
        Introduction(Device("t-plaza-3", "luminaire", "t-plaza-3")),
        Presence("t-plaza-3", "luminaire", NOW, True, foreign=True),
    )
    assert telemetry(hear(codec, "tele/plaza-3/SENSOR", samples.TASMOTA_SENSOR)) == {
        "active_power": 61.0,
        "voltage": 127.0,
        "intensity": 0.528,
        "power_factor": 0.91,
    }
    assert telemetry(hear(codec, "tele/plaza-3/STATE", samples.TASMOTA_STATE)) == {
        "power_state": True,
        "illuminance_level": 70.0,
    }
    assert telemetry(hear(codec, "stat/plaza-3/RESULT", '{"POWER":"OFF"}')) == {"power_state": False}
    assert hear(codec, "stat/plaza-3/RESULT", '{"Command":"Unknown"}') == ()
    assert hear(codec, "tele/plaza-3/LWT", "Offline") == (
        Presence("t-plaza-3", "luminaire", NOW, False, foreign=True),
    )
    assert rejects(hear(codec, "tele/plaza-3/LWT", "Perhaps")) == [RejectReason.VALUE_TYPE]


def test_shelly(codec_of: Made) -> None:
    codec = codec_of('[[mapping]]\nuse = "shelly_gen2"\nkind = "cabinet"\nonly = ["shelly*"]\n')
    topic = "shellyplus1pm-a8032ab12f0c/events/rpc"
    introduction, said = hear(codec, topic, samples.SHELLY_STATUS)
    assert isinstance(introduction, Introduction)
    assert isinstance(said, Telemetry)
    assert said.ts == 1_789_999_999_500
    assert said.values == {
        "power_state": True,
        "active_power": 61.4,
        "voltage": 127.2,
        "intensity": 0.512,
        "energy_consumed": pytest.approx(3.185212),
    }
    assert hear(codec, topic, samples.SHELLY_EVENT) == ()
    assert hear(codec, topic, samples.SHELLY_SYS) == ()
    assert hear(codec, "shellyplus1pm-a8032ab12f0c/online", "false") == (
        Presence("shellyplus1pm-a8032ab12f0c", "cabinet", NOW, False, foreign=True),
    )
    assert rejects(hear(codec, "somebody/online", "true")) == [RejectReason.TOPIC_UNKNOWN]


def test_zigbee2mqtt(codec_of: Made) -> None:
    codec = codec_of("""
[[mapping]]
use = "zigbee2mqtt"
kind = "luminaire"
only = ["lamp*"]
[[mapping]]
use = "zigbee2mqtt"
kind = "weather"
""")
    introduction, said = hear(codec, "zigbee2mqtt/patio norte", samples.ZIGBEE)
    assert introduction == Introduction(Device("patio norte", "weather", "patio norte", model="WSDCGQ11LM"))
    assert isinstance(said, Telemetry)
    assert said.ts == NOW - 5000
    assert said.values == {"temperature": 23.4, "relative_humidity": 48.2, "atmospheric_pressure": 1009.4}
    lamp = hear(codec, "zigbee2mqtt/lamp1", samples.ZIGBEE_LAMP)
    assert lamp[0] == Introduction(Device("lamp1", "luminaire", "lamp1"))
    assert telemetry(lamp) == {
        "power_state": True,
        "illuminance_level": pytest.approx(50.0),
        "active_power": 18.5,
    }
    assert hear(codec, "zigbee2mqtt/lamp1/availability", '{"state":"offline"}')[-1] == Presence(
        "lamp1", "luminaire", NOW, False, foreign=True
    )
    assert hear(codec, "zigbee2mqtt/lamp1/availability", "online")[-1] == Presence(
        "lamp1", "luminaire", NOW, True, foreign=True
    )


CUSTOM = """
[[mapping]]
pattern = "agua/{sector}/{id}/lectura"
device = "{sector}-{id}"
kind = "pressure"
ts = "cuando"
ts_unit = "s"
kind_path = "tipo"
kinds = { caudal = "flow_meter" }
name = "nombre"
[mapping.values]
pressure = { path = "lecturas[1].p", unit = "kPa" }
flow = { path = "q", unit = "l/s" }
battery_level = { path = ["bat.pct", "bat"], table = { ok = 100, baja = 10 } }
"""


def test_a_row_of_ones_own(codec_of: Made) -> None:
    codec = codec_of(CUSTOM)
    payload = (
        '{"cuando": 1789999999, "lecturas": [{"p": 1}, {"p": "320"}], "bat": "baja", "nombre": "Pozo 3"}'
    )
    introduction, said = hear(codec, "agua/norte/p-3/lectura", payload)
    assert introduction == Introduction(Device("norte-p-3", "pressure", "Pozo 3"))
    assert said == Telemetry(
        "norte-p-3",
        "pressure",
        1_789_999_999_000,
        {"pressure": pytest.approx(3.2), "battery_level": 10.0},  # type: ignore[dict-item]
        foreign=True,
    )
    flow = hear(codec, "agua/sur/f-1/lectura", '{"tipo": "caudal", "q": 10}')
    assert telemetry(flow) == {"flow": pytest.approx(36.0)}
    assert isinstance(flow[0], Introduction)
    assert flow[0].device.kind == "flow_meter"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("{}", RejectReason.NO_VALUES),
        ('{"q": 3}', RejectReason.NO_VALUES),
        ('{"lecturas": [1, {"p": "mucho"}]}', RejectReason.VALUE_TYPE),
        ('{"lecturas": [1, {"p": [3]}]}', RejectReason.VALUE_TYPE),
        ('{"lecturas": [1, {"p": "NaN"}]}', RejectReason.VALUE_RANGE),
        ('{"lecturas": [1, {"p": "inf"}]}', RejectReason.VALUE_RANGE),
        ('{"lecturas": [1, {"p": 1e300}]}', RejectReason.VALUE_RANGE),
        ('{"cuando": 0, "lecturas": [1, {"p": 3}]}', RejectReason.TIME_TOO_OLD),
        ('{"cuando": {}, "lecturas": [1, {"p": 3}]}', RejectReason.TIME_INVALID),
        ("[" * 5000, RejectReason.TOO_DEEP),
        ("no", RejectReason.NOT_JSON),
    ],
)
def test_what_a_mapping_cannot_read(codec_of: Made, payload: str, reason: RejectReason) -> None:
    said = hear(codec_of(CUSTOM), "agua/norte/p-3/lectura", payload)
    assert rejects(said) == [reason]
    assert not [each for each in said if isinstance(each, Telemetry)]


def test_ids_from_topics_obey_the_rules_of_ids(codec_of: Made) -> None:
    codec = codec_of(CUSTOM)
    assert rejects(hear(codec, "agua/norte/🚨/lectura", '{"q":1}')) == [RejectReason.ID_INVALID]
    assert rejects(hear(codec, "agua/norte/" + "x" * 4096 + "/lectura", '{"q":1}')) == [
        RejectReason.ID_INVALID
    ]


def test_foreign_devices_are_limited_by_the_settings(codec_of: Made) -> None:
    codec = codec_of(CUSTOM, devices=3)
    good = '{"lecturas": [1, {"p": 300}]}'
    for number in range(3):
        assert not rejects(hear(codec, f"agua/norte/p-{number}/lectura", good))
    assert rejects(hear(codec, "agua/norte/p-9/lectura", good)) == [RejectReason.TOO_MANY_DEVICES]
    assert telemetry(hear(codec, "agua/norte/p-1/lectura", good))


def test_several_devices_in_one_payload(codec_of: Made) -> None:
    codec = codec_of(
        "".join(
            f"""
[[mapping]]
pattern = "plc/{{id}}"
device = "{{id}}-{number}"
kind = "pump"
[mapping.values]
pressure = {{ path = "p[{number}]" }}
"""
            for number in range(2)
        )
    )
    said = hear(codec, "plc/estacion", '{"p": [3.5, 4.5]}')
    assert [(each.device, each.values) for each in said if isinstance(each, Telemetry)] == [
        ("estacion-0", {"pressure": 3.5}),
        ("estacion-1", {"pressure": 4.5}),
    ]


def test_all_topics_are_subscribed_once(codec_of: Made) -> None:
    codec = codec_of('[[mapping]]\nuse = "tasmota"\nkind = "luminaire"\n' * 2 + CUSTOM)
    assert codec.filters() == (
        "city/ps/+/+/config",
        "city/ps/+/+/status",
        "city/ps/+/+/telemetry",
        "city/ps/+/+/event",
        "city/ps/+/+/reply",
        "tele/+/SENSOR",
        "tele/+/STATE",
        "stat/+/RESULT",
        "tele/+/LWT",
        "agua/+/+/lectura",
    )
