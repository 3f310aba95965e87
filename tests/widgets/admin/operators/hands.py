"""Hands on the operators page, and what it shows and asked."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.widgets.soft_hub import SoftHub
from widgets.admin.operators_page import OperatorsPage


def pick(page: OperatorsPage, name: str) -> None:
    """Press the row of an operator."""
    table, place = page.operators.table, page.operators.model.place(name)
    cell = table.visualRect(page.operators.model.index(place, 0)).center()
    QApplication.processEvents()
    table.setFocus()
    table.setCurrentIndex(table.indexAt(cell))


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def turn(qtbot, box) -> None:
    """Press the square of a check box."""
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(7, box.height() // 2))


def cells(page: OperatorsPage, name: str) -> list[str]:
    return [cell.text for cell in page.operators.model.cells(page.operators.model.place(name))]


def asked(hub: SoftHub, kind: type) -> list[object]:
    return [body for body in hub.accounts.asked if isinstance(body, kind)]
