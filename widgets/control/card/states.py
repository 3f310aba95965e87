"""What is wrong with the card as a whole, each as one sentence; empty when nothing is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from widgets import formats
from widgets.control.card.choices import CHOICES
from widgets.control.card.situation import Situation
from widgets.reasons import loss
from widgets.status_cells import engine_sentence


def engine(hub: Hub) -> str:
    return "" if hub.link.phase == "up" else engine_sentence(hub.link, hub.now())


def broker(hub: Hub) -> str:
    figures = hub.figures
    if figures is None or figures.feed.phase == "up":
        return ""
    since = formats.span((hub.now() - figures.feed.since) / 1000)
    text = QCoreApplication.translate(
        "ControlCard", "No link to the broker for {0}. The last values are shown, no order goes out."
    )
    return f"{text.format(since)} {loss(figures.feed.reason)}".strip()


def no_card(hub: Hub, now: Situation | None) -> str:
    """Why there is no card to show."""
    if hub.control.rules is None:
        loading = QCoreApplication.translate("ControlCard", "Loading orders and selections.")
        return engine(hub) or loading
    if now is None:
        return QCoreApplication.translate("ControlCard", "Choose a valve, a pump, a siren or a cabinet.")
    if not now.specs:
        return QCoreApplication.translate("ControlCard", "{0} takes no orders.").format(now.device.id)
    if now.device.kind not in CHOICES:
        return QCoreApplication.translate("ControlCard", "{0} is commanded in Lighting.").format(
            now.device.id
        )
    return ""
