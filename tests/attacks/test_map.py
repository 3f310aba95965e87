"""The map writes what devices call themselves as plain, bounded text."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel

from app.domain.basemap import Feature, Ground, Shape
from app.domain.devices import Device
from app.domain.plain_text import LONGEST, plain, shown
from maps.basemap.reader import read_basemap
from maps.basemap.writer import write_basemap
from maps.live import LiveMap
from maps.zones import zones_of
from tests.attacks.hostile import HOSTILE, LONG, hostile
from tests.support.effort import effort
from tests.widgets.soft_hub import SoftHub
from widgets.selection import Selection

SQUARE = [[[-99.2, 19.4], [-99.1, 19.4], [-99.1, 19.5], [-99.2, 19.5], [-99.2, 19.4]]]


@pytest.fixture
def show_map(qtbot, look):
    made = []

    def show(hub):
        live = LiveMap(hub, look, Selection())
        qtbot.addWidget(live.panel)
        live.panel.resize(900, 600)
        live.panel.show()
        qtbot.waitExposed(live.panel)
        live.refresh()
        made.append(live)
        return live

    yield show
    for live in made:
        live.close()


def attacked(texts):
    hub = SoftHub(devices=30, alarms=2)
    for place, text in enumerate(texts):
        hub.introduce(Device(f"HOSTIL-{place}", "crew", text, -12.09, -77.08, text))
    return hub


def test_names_on_the_map_are_plain_text(show_map, picture, qtbot):
    texts = [*HOSTILE, f'<img src="{picture.path}">']
    hub = attacked(texts)
    live = show_map(hub)
    for place, text in enumerate(texts):
        device = f"HOSTIL-{place}"
        row = hub.devices.row(device)
        live.panel.card.show_at(QPointF(200, 200), f"{device} · {live.panel.view.names.name_at(row)}",
                                live.panel.view.names.tooltip_at(row))  # fmt: skip
        live.panel.grab()
        assert shown(text) in live.panel.card.texts[0]
        assert shown(text) in live.panel.card.texts[1]
    for label in live.panel.findChildren(QLabel):
        label.ensurePolished()
        assert label.textFormat() is Qt.TextFormat.PlainText
    qtbot.waitUntil(lambda: len(live.panel.search._finder.find("hostil-3", 12)) > 0)
    live.panel.search.setText("hostil")
    live.panel.search.search()
    live.panel.grab()
    assert live.panel.search.list.count() == 12
    assert not picture.opened


@pytest.mark.parametrize("sign", ["W", "\u0301", "\u05d0", "\n"])
def test_ten_megabytes_of_a_name_do_not_hold_up_the_map(show_map, sign, qtbot):
    hub = attacked([sign * LONG])
    live = show_map(hub)
    names, row = live.panel.view.names, hub.devices.row("HOSTIL-0")

    def look() -> None:
        live.panel.card.show_at(QPointF(200, 200), names.name_at(row), names.tooltip_at(row))
        qtbot.waitUntil(lambda: len(live.panel.search._finder.find("hostil-0", 12)) == 1)
        live.panel.grab()

    assert effort(look, tries=1) < 2_000
    (found,) = live.panel.search._finder.find("hostil-0", 12)
    assert len(found.text) < 3 * LONGEST


@pytest.mark.parametrize("name", ["\u202eArea", "a\nb", "x" * 5000, "e" + "\u0301" * 500])
def test_the_name_of_a_zone_from_a_file_is_one_bounded_line(name):
    feature = {"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": SQUARE}}
    (zone,) = zones_of({"type": "FeatureCollection", "features": [feature]}).zones
    assert len(zone.name) <= 80
    assert zone.name.isprintable()


@hostile
def test_a_base_map_from_a_stranger_writes_plain_names(text, tmp_path):
    name = text.encode("utf-8", "replace").decode()
    feature = Feature(Ground.STREET, Shape.LINE, (((-99.2, 19.4), (-99.1, 19.5)),), name, 1)
    write_basemap(tmp_path / "city.atbase", [feature], name=name, attribution=name)
    read = read_basemap(tmp_path / "city.atbase")
    (layer,) = read.layers.values()
    assert layer.names == (plain(name, 200),)
    assert read.attribution == plain(name, 200)
