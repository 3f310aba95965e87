import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.bridge.views import EngineLink
from maps.live import LiveMap
from maps.overlays.scale_bar import round_length
from tests.widgets.soft_hub import SoftHub
from widgets.selection import Selection


@pytest.fixture
def hub(qapp) -> SoftHub:
    return SoftHub(devices=400, alarms=8)


@pytest.fixture
def live(qtbot, look, hub):
    made = LiveMap(hub, look, Selection())
    qtbot.addWidget(made.panel)
    made.panel.resize(1100, 700)
    made.panel.show()
    qtbot.waitExposed(made.panel)
    made.refresh()
    yield made
    made.close()


def device_with_a_place(hub: SoftHub) -> str:
    return next(device.id for device in hub.devices if device.lat is not None)


def test_the_city_of_the_hub_is_on_the_map(live, hub):
    scene = live.panel.view.scene
    assert scene.count == len(hub.devices.ids)
    assert scene.unplaced == sum(device.lat is None for device in hub.devices)
    assert live.panel.grab().width() == 1100


def test_the_map_is_fed_only_while_it_is_seen(live, qtbot):
    assert live._timer.isActive()
    live.panel.hide()
    assert not live._timer.isActive()
    live.panel.show()
    assert live._timer.isActive()


def test_slash_searches_and_enter_goes_there(live, hub, qtbot):
    panel = live.panel
    device = device_with_a_place(hub)
    panel.activateWindow()
    QTest.keyClick(panel.view, Qt.Key.Key_Slash)
    qtbot.waitUntil(lambda: live.panel.search._finder._index.size > 0)
    qtbot.waitUntil(lambda: bool(panel.search._finder.find(device, 1)))
    QTest.keyClicks(panel.search, device.lower())
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.view.selected == (device,)
    assert live._selection.device == device
    row = hub.devices.row(device)
    x, y = panel.view.view.point_to_screen(float(panel.view.scene.x[row]), float(panel.view.scene.y[row]))
    assert (x, y) == pytest.approx((panel.view.width() / 2, panel.view.height() / 2), abs=1)
    panel.go_back()
    assert panel.view.view.zoom < 17


def test_what_is_not_there_is_said(live, qtbot):
    search = live.panel.search
    search.setText("no such device 12345")
    search.search()
    assert search.list.count() == 1
    assert search.list.item(0).text() == "Nothing found"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert live.panel.view.selected == ()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not search.list.isVisible()
    assert search.text() == ""


def test_l_shows_and_hides_the_layers(live):
    panel = live.panel
    shown = panel.layers.isVisible()
    QTest.keyClick(panel.view, Qt.Key.Key_L)
    assert panel.layers.isVisible() != shown


def test_a_layer_that_is_switched_off_is_not_drawn(live, hub):
    panel = live.panel
    kinds = list(hub.catalogue.kinds.values())
    layer = kinds[0].layer
    box, _, _ = panel.layers._layers[layer]
    box.click()
    scene = panel.view.scene
    hidden = [code for code, kind in enumerate(kinds) if kind.layer == layer]
    rows = np.flatnonzero(np.isin(scene.kind, hidden))
    assert rows.size
    assert not scene.shown(rows).any()
    box.click()
    assert scene.shown(rows).all()


def test_layers_are_counted(live, hub):
    live.panel._show_counts()
    total = sum(
        int(label.text().replace("\u2009", "").replace("\u202f", "") or 0)
        for _, label, _ in live.panel.layers._layers.values()
    )
    assert total == live.panel.view.scene.count - live.panel.view.scene.unplaced


def test_the_state_switches_hide_states(live):
    view = live.panel.view
    live.panel.layers._switches["normal"].click()
    assert not len(view.frame.normal)
    live.panel.layers._switches["grouped"].click()
    assert not len(view.frame.clusters.counts)


def test_the_selection_of_the_console_and_the_map_are_one(live, hub):
    device = device_with_a_place(hub)
    live._selection.choose_device(device)
    assert live.panel.view.selected == (device,)
    live.panel.view.select(())
    assert live._selection.device == ""


def test_the_card_stays_inside_the_map(live, hub):
    panel = live.panel
    row = hub.devices.row(device_with_a_place(hub))
    for at in (QPointF(3, 3), QPointF(1095, 3), QPointF(1095, 695), QPointF(3, 695), QPointF(500, 300)):
        panel._hovered(row, at)
        assert panel.view.rect().contains(panel.card.geometry())
        assert panel.card.texts[0].startswith(hub.devices.ids[row])
    panel._hovered(-1, QPointF())
    assert panel.card.isHidden()


def test_the_engine_gone_hatches_the_city(live, hub):
    hub.set_link(EngineLink("lost", hub.now()))
    assert live.panel.view.scene.stale.all()


def test_the_buttons_zoom(live):
    view = live.panel.view
    zoom = view.view.zoom
    plus, minus, home = live.panel.buttons._buttons.values()
    QTest.mouseClick(plus, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 8))
    assert view.view.zoom == zoom + 0.5
    minus.click()
    assert view.view.zoom == zoom
    view.pan(300, 0)
    home.click()
    assert view.view.zoom == zoom


def test_a_small_map_leaves_the_legend_out(live, qtbot):
    live.panel.resize(400, 300)
    qtbot.waitUntil(lambda: live.panel.view.width() == 400)
    assert live.panel.legend.isHidden()
    live.panel.resize(1100, 700)
    qtbot.waitUntil(lambda: not live.panel.legend.isHidden())


def test_another_language_is_written_at_once(live, hub):
    live.panel.set_language("es")
    labels = {box.text() for box, _, _ in live.panel.layers._layers.values()}
    assert labels == {layer.label.es for layer in hub.catalogue.layers.values()}


@pytest.mark.parametrize(
    ("longest", "length"), [(730, 500), (1999, 1000), (2000, 2000), (0.04, 0.02), (0, 1), (float("nan"), 1)]
)
def test_the_scale_bar_has_a_round_length(longest, length):
    assert round_length(longest) == pytest.approx(length)


def test_zones_and_labels_name_the_worst_alarm(live, hub):
    alarm = max(hub.alarms.standing.values(), key=lambda one: one.priority)
    row = hub.devices.row(alarm.device)
    assert live.panel.view.names.label_at(row).startswith(alarm.device)
    assert " · " in live.panel.view.names.tooltip_at(row)
