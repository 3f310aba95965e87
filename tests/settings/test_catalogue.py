"""The catalogue is one thing in three files: what one names, another must have."""

import shutil
from pathlib import Path

import pytest

from app.settings.catalogue import load_catalogue
from app.settings.problems import SettingsInvalid
from app.settings.resources import resource

KINDS = [
    "luminaire",
    "cabinet",
    "valve",
    "pressure",
    "flow_meter",
    "water_meter",
    "tank",
    "pump",
    "waste_container",
    "air_quality",
    "noise",
    "weather",
    "river",
    "rain_gauge",
    "camera",
    "video_server",
    "traffic_counter",
    "panic_button",
    "siren",
    "crew",
    "vehicle",
    "drone",
]


def test_the_shipped_one_has_every_kind_of_the_contract() -> None:
    catalogue = load_catalogue()
    assert sorted(catalogue.kinds) == sorted(KINDS)
    for kind in catalogue.kinds.values():
        assert kind.primary in kind.quantities
        assert kind.label.es
        assert kind.label.en
        assert set(kind.normal) <= set(kind.quantities)
    assert catalogue.kinds["crew"].mobile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("catalogue"), tmp_path / "catalogue"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_problems_of_all_files_come_together(folder: Path) -> None:
    spoil(folder, "kinds.toml", 'layer = "lighting"', 'layer = "lightning"')
    spoil(folder, "kinds.toml", 'primary = "voltage"', 'primary = "volage"')
    spoil(folder, "kinds.toml", "voltage = [200.0, 240.0]", "voltage = [240.0, 200.0]")
    spoil(folder, "quantities.toml", "decimals = 0", "decimal = 0")
    spoil(folder, "layers.toml", 'es = "Luminarias"', "es = 3")
    with pytest.raises(SettingsInvalid) as caught:
        load_catalogue(folder)
    text = str(caught.value)
    assert "quantities.toml" in text
    assert "Did you mean 'decimals'?" in text
    assert "Did you mean 'voltage'?" in text
    assert "the first number is not the lower" in text
    assert "layers.toml:2: 'lighting.es' must be a text in quotes." in text
    assert all(problem.line for problem in caught.value.problems)


def test_an_open_end_of_a_band(folder: Path) -> None:
    spoil(folder, "kinds.toml", "voltage = [200.0, 240.0]", "voltage = [200.0, inf]")
    band = load_catalogue(folder).kinds["luminaire"].normal["voltage"]
    assert (band.low, band.high) == (200.0, None)
