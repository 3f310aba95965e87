"""A trend page over a city of three hundred devices."""

from pytestqt.qtbot import QtBot

from tests.widgets.soft_hub import SoftHub
from widgets.look import Look
from widgets.trend.page import TrendPage


def trend_hub() -> SoftHub:
    return SoftHub(devices=300, alarms=0)


def shown_page(hub: SoftHub, look: Look, qtbot: QtBot) -> TrendPage:
    page = TrendPage(hub, look)
    qtbot.addWidget(page)
    page.resize(1200, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def of_kind(hub: SoftHub, kind: str) -> list[str]:
    return [i for i in hub.devices.ids if hub.devices.get(i).kind == kind]


def drawn(page: TrendPage) -> bool:
    return all(page.plot.series_of(curve) is not None for curve in page.curves)
