"""Orders are given for an incident when the operator says so, or came from its procedure."""

from tests.widgets.control.card.hands import select
from tests.widgets.control.card.soft_control import PUMP, VALVE


def test_nothing_is_given_for_an_incident_that_is_only_chosen(card, hub, choose, qtbot):
    card.offer_incident("INC-0417")
    assert card.content.purpose.isVisible()
    assert card.content.purpose.text() == "For INC-0417"
    select(card, hub, choose, qtbot)
    assert hub.told[0].incident == ""


def test_what_comes_from_an_incident_is_given_for_it_and_says_so(card, hub, choose, qtbot):
    card.offer_incident("INC-0417")
    card.show_for_incident(VALVE)
    assert card.content.purpose.isChecked()
    select(card, hub, choose, qtbot)
    assert hub.told[0].incident == "INC-0417"
    qtbot.waitUntil(lambda: not card.content.purpose.isEnabled())


def test_who_presses_it_gives_and_takes_back(card, hub, choose, qtbot):
    card.offer_incident("INC-0417")
    card.content.purpose.click()
    card.content.purpose.click()
    card.content.purpose.click()
    select(card, hub, choose, qtbot)
    assert hub.told[0].incident == "INC-0417"


def test_another_device_or_incident_is_not_for_it(card, hub):
    card.offer_incident("INC-0417")
    card.show_for_incident(VALVE)
    card.show_device(PUMP)
    assert card.content.purpose.incident == ""
    card.show_for_incident(PUMP)
    card.offer_incident("INC-0418")
    assert card.content.purpose.incident == ""
    card.offer_incident("")
    assert not card.content.purpose.isVisible()
    card.content.purpose.take()
    assert card.content.purpose.incident == ""
