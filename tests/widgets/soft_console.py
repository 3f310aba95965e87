"""A console over the soft hub, as a program: says on its output, one JSON object a line, what it shows.

Started by tests that drive it with the keys and the mouse of a real display.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.widgets.soft_hub import SoftHub
from widgets.console import Console
from widgets.languages import Languages
from widgets.look import Look
from widgets.parts import ConsoleParts
from widgets.selection import Selection

SAY_MS = 100


class Reporter:
    """Says the state of the window whenever it is another."""

    def __init__(self, console: Console, hub: SoftHub, selection: Selection) -> None:
        self._console, self._hub, self._selection = console, hub, selection
        self._said = ""

    def say(self) -> None:
        window = self._console.window
        card = window.banner.cards[0]
        where = card.button.mapToGlobal(card.button.rect().center())
        state = {
            "workspace": next(
                name for name, page in window.pages.items() if page is window.stack.currentWidget()
            ),
            "alarm": self._selection.alarm,
            "device": self._selection.device,
            "waiting": window.watch.standing.total,
            "palette": window.palette_box.isVisible(),
            "floating": window.pages["operation"].floating(),
            "asked": len(self._hub.asked),
            "button": [where.x(), where.y()],
            "active": window.isActiveWindow(),
            "visible": window.isVisible(),
        }
        text = json.dumps(state)
        if text != self._said:
            self._said = text
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()


def main(folder: Path) -> None:
    application = QApplication([])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    hub = SoftHub(devices=200, alarms=8)
    selection, city_map = Selection(), QWidget()
    city_map.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    parts = ConsoleParts(hub, Look(still=True), selection, city_map, folder, sound=False)
    console = Console(parts, Languages(application))
    console.window.setGeometry(0, 0, 1600, 900)
    console.window.show()
    reporter = Reporter(console, hub, selection)
    timer = QTimer(console.window, interval=SAY_MS)
    timer.timeout.connect(reporter.say)
    timer.start()
    ended = asyncio.Event()
    application.aboutToQuit.connect(ended.set)
    with loop:
        loop.run_until_complete(ended.wait())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
