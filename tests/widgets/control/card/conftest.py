"""A city with a control desk, and the card over it."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.control.card.soft_control import VALVE, SoftControlHub
from widgets.control.card.card import DeviceControlCard
from widgets.control.hold_button import HoldButton


@pytest.fixture(name="hub")
def _hub(gui_loop) -> SoftControlHub:
    return SoftControlHub()


@pytest.fixture(name="make_card")
def _make_card(hub, look, qtbot, gui_loop) -> Iterator[Callable[..., DeviceControlCard]]:
    """At the end all that was asked is answered, so that nothing is cut off before it began."""
    made = []

    def make(device: str = VALVE, size: tuple[int, int] = (960, 960)) -> DeviceControlCard:
        card = DeviceControlCard(hub, look, hub.actions)
        qtbot.addWidget(card)
        made.append(card)
        card.resize(*size)
        card.show_device(device)
        with qtbot.waitExposed(card):
            card.show()
        card.activateWindow()
        qtbot.waitUntil(card.isActiveWindow)
        return card

    yield make
    for card in made:
        card.hide()
    qtbot.waitUntil(lambda: not asyncio.all_tasks(gui_loop))


@pytest.fixture(name="card")
def _card(make_card) -> DeviceControlCard:
    return make_card()


@pytest.fixture(name="choose")
def _choose(card, hub, qtbot) -> Callable[..., None]:
    """Write an order and wait until its conditions are there."""

    def choose(choice: str, reason: str = "rotura") -> None:
        card.content.editor.buttons[choice].click()
        card.content.editor.reason.setText(reason)
        qtbot.waitUntil(lambda: bool(card.content.conditions.rows))

    return choose


@pytest.fixture(name="hold")
def _hold(qtbot) -> Callable[[HoldButton], None]:
    """Hold the button with the mouse until it acts."""

    def hold(button: HoldButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        with qtbot.waitSignal(button.held):
            QTest.mousePress(button, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)

    return hold


@pytest.fixture(name="press_key")
def _press_key(qapp) -> Callable[[Qt.Key], None]:
    """A key as it arrives: first as a question to whoever wants it before the console's shortcuts."""

    def press(key: Qt.Key) -> None:
        target = QApplication.focusWidget()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    return press
