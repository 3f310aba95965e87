"""The incidents of the hub on the map: signs as they change, the chosen one with its own, the search."""

import pytest

from app.domain.incidents import events
from app.domain.incidents.states import Resolution, TaskState
from maps.live import LiveMap
from tests.widgets.soft_hub import SoftHub
from widgets.selection import Selection


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    return SoftHub(devices=400, alarms=8, incidents=4)


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


def layer(live):
    return live.panel.view.picture.layer


def test_open_incidents_come_change_and_go(live, hub):
    incidents = layer(live).incidents
    assert incidents.count == 4
    assert incidents.sign_at(incidents.slot_of("INC-0402")).new
    hub.desk.happen("INC-0402", events.Acknowledged(), by="r.quispe")
    assert not incidents.sign_at(incidents.slot_of("INC-0402")).new
    fifth = hub.desk.open_one("citizen.request", "Poste", lat=-12.05, lon=-77.05)
    assert not incidents.sign_at(incidents.slot_of(fifth)).raised
    assert incidents.sign_at(incidents.slot_of("INC-0401")).raised
    hub.desk.open_one("citizen.request", "Nowhere")
    assert incidents.count == 5
    hub.desk.happen("INC-0402", events.Closed(Resolution.SOLVED, "done"))
    assert incidents.slot_of("INC-0402") is None


def test_a_change_that_is_not_drawn_paints_nothing_again(live, hub):
    live.panel.grab()
    batches = live.panel.view.picture._batches
    assert batches is not None
    hub.desk.happen("INC-0402", events.Noted("Somebody is there"), by="r.quispe")
    assert live.panel.view.picture._batches is batches


def test_the_chosen_one_has_its_cordon_devices_and_crews(live, hub, qtbot):
    live._selection.choose_incident("INC-0401")
    incident, focus = hub.incidents.get("INC-0401"), layer(live).focus
    assert (focus.lat, focus.lon) == (incident.lat, incident.lon)
    assert focus.radius_m == hub.incidents.kinds[incident.kind].camera_radius_m
    assert incident.device in focus.devices
    crew = incident.crews[0].crew
    assert focus.crews == ((crew, f"{hub.devices.get(crew).name} · on its way"),)
    linked = next(one.id for one in hub.devices if one.id not in focus.devices)
    hub.desk.happen("INC-0401", events.DeviceLinked(linked), by="r.quispe")
    qtbot.waitUntil(lambda: linked in layer(live).focus.devices)
    hub.desk.happen("INC-0401", events.CrewMoved(crew, TaskState.WITHDRAWN), by="r.quispe")
    assert layer(live).focus.crews == ()
    live._selection.choose_incident("")
    assert layer(live).focus is None


def test_the_search_finds_incidents_by_id_and_title_and_goes_there(live, hub):
    search = live.panel.search
    for text in ("inc-0401", "ROTURA matriz"):
        search.setText(text)
        search.search()
        assert search.list.item(0).text().startswith("INC-0401 · Rotura de red matriz DN 400")
    search._go_to(search.list.item(0))
    assert live._selection.incident == "INC-0401"
    view, incident = live.panel.view.view, hub.incidents.get("INC-0401")
    assert view.zoom >= 16
    assert view.metres_per_pixel < 3
    sign = layer(live).incidents
    x, y = view.to_screen(sign.x[sign.slot_of(incident.id)], sign.y[sign.slot_of(incident.id)])
    assert (x, y) == pytest.approx((view.width / 2, view.height / 2), abs=1)
    live.panel.go_back()
    assert live.panel.view.view.zoom < 16
