"""The mapping tables of a settings file, and the families that ship."""

from pathlib import Path

import pytest

from app.domain.catalogue import Catalogue
from app.settings.catalogue import load_catalogue
from app.settings.field_paths import parse_path
from app.settings.mappings import families, load_family
from app.settings.problems import SettingsInvalid
from app.settings.settings import load
from app.settings.units import load_conversions


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def told(tmp_path: Path, catalogue: Catalogue, table: str) -> list[str]:
    file = tmp_path / "s.toml"
    file.write_text(f'[site]\nid = "ps"\n[[mapping]]\n{table}')
    with pytest.raises(SettingsInvalid) as caught:
        load(file, catalogue=catalogue, environ={})
    return [f"{problem.line}: {problem.message} {problem.suggestion}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ('use = "tasmotta"\nkind = "luminaire"', 4, "Did you mean 'tasmota'?"),
        ('use = "../tasmota"\nkind = "luminaire"', 4, "does not exist"),
        ('use = "tasmota"', 3, "says no kind"),
        ('use = "tasmota"\nkind = "luminare"', 5, "Did you mean 'luminaire'?"),
        ('use = "tasmota"\nkind = "luminaire"\nonlly = ["x"]', 6, "Did you mean 'only'?"),
        ('use = "tasmota"\nkind = "luminaire"\n[mapping.devices.x]\nkind = "tnk"', 7, "Did you mean 'tank'?"),
        ('kind = "tank"', 3, "'mapping.0.pattern' is missing"),
        ('kind = "tank"\npattern = "a/+/b"', 3, "one {name} each"),
        ('kind = "tank"\npattern = "a/{id}x"', 3, "one {name} each"),
        ('kind = "tank"\npattern = "a/{id}"\ndevice = "{sector}"', 3, "names {sector}"),
        ('kind = "tank"\npattern = "a/{id}"\nchannel = "status"', 3, "needs 'online'"),
        ('kind = "tank"\npattern = "a/{id}"\nvalues.level.path = "a..b"', 6, "is not a path"),
        ('kind = "tank"\npattern = "a/{id}"\nvalues.lvel.path = "a"', 6, "Did you mean 'level'?"),
        (
            'kind = "tank"\npattern = "a/{id}"\nvalues.level = {path = "a", unit = "Cm"}',
            6,
            "Did you mean 'cm'?",
        ),
    ],
)
def test_problems(tmp_path: Path, catalogue: Catalogue, table: str, line: int, said: str) -> None:
    found = told(tmp_path, catalogue, table)
    assert any(each.startswith(f"{line}: ") and said in each for each in found), found
    assert len(found) == len(set(found)) <= 2


def test_every_family_is_sound(catalogue: Catalogue, tmp_path: Path) -> None:
    assert families() == ["chirpstack_v4", "shelly_gen2", "tasmota", "zigbee2mqtt"]
    for name in families():
        file = tmp_path / f"{name}.toml"
        file.write_text(f'[site]\nid = "ps"\n[[mapping]]\nuse = "{name}"\nkind = "luminaire"\n')
        settings = load(file, catalogue=catalogue, environ={})
        assert len(settings.mappings) == len(load_family(name)) > 0


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("a", ("a",)),
        ("object.sensors[0].temp", ("object", "sensors", 0, "temp")),
        ('params["switch:0"].apower', ("params", "switch:0", "apower")),
        ("switch:0", ("switch:0",)),
        ("$", ()),
        ("$.a", ("a",)),
        ("[2][0]", (2, 0)),
    ],
)
def test_paths(text: str, steps: tuple[object, ...]) -> None:
    assert parse_path(text) == steps


@pytest.mark.parametrize(
    "text", ["", ".", "a.", "a..b", "a[", "a[x]", "a[-1]", ".a", 'a["b', "a[0", ".".join("a" * 21)]
)
def test_paths_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"path|steps"):
        parse_path(text)


@pytest.mark.parametrize(
    ("value", "source", "target", "wanted"),
    [
        (320, "kPa", "bar", 3.2),
        (50, "psi", "bar", 3.447378645),
        (212, "°F", "°C", 100),
        (32, "°F", "°C", 0),
        (100, "°C", "°F", 212),
        (273.15, "K", "°C", 0),
        (10, "l/s", "m³/h", 36),
        (36, "m³/h", "l/s", 10),
        (3005, "mV", "V", 3.005),
        (62.5, "%", "", 0.625),
        (0.625, "ratio", "%", 62.5),
        (254, "brightness254", "%", 100),
        (7, "V", "V", 7),
    ],
)
def test_units(value: float, source: str, target: str, wanted: float) -> None:
    conversion = load_conversions().find(source, target)
    assert conversion is not None
    assert value * conversion.scale + conversion.offset == pytest.approx(wanted, abs=1e-9)


def test_what_has_no_way_to_another_unit() -> None:
    assert load_conversions().find("°C", "bar") is None
