"""Hands on the card: selecting, reviewing and signing on it, and the stages that it shows."""

from app.domain import control_acts as acts
from tests.widgets.soft_access import PASSWORD
from widgets.control.card.steps import Stage


def stages(card) -> list[Stage]:
    return [step.stage for step in card.content.steps.steps]


def select(card, hub, choose, qtbot):
    choose("close")
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: bool(hub.control.selections))


def review(card, hub, choose, qtbot):
    select(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: card.content.signing.press.text() == "Effects reviewed, go on")
    qtbot.waitUntil(card.content.signing.press.isEnabled)
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: any(isinstance(one, acts.Review) for one in hub.told))
    qtbot.waitUntil(lambda: not card.requests.busy)


def sign_here(card, name="m.rojas", password=PASSWORD):
    form = card.content.signing.sign_here
    form.name.setText(name)
    form.password.line.setText(password)
    form.press.click()
