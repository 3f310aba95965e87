"""Something beside two screens, as a program: says on its output, one JSON object a line, where it stands.

It reads what to do from its input: `toggle`, `press` with the name of a key, `remove` for the screen on which
it stands whole, `end`.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from video.desk.full_screen import FullScreen


def main() -> None:
    application = QApplication([])
    wall, console = QWidget(), QWidget()
    wall.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    home = QVBoxLayout(console)
    home.addWidget(wall, 1)
    full = FullScreen(wall, home, 0, console)
    console.setGeometry(100, 100, 800, 600)
    console.show()
    for line in sys.stdin:
        word, _, key = line.strip().partition(" ")
        if word == "end":
            break
        if word == "toggle":
            full.toggle()
        elif word == "press":
            QTest.keyClick(wall, Qt.Key[key])
        elif word == "remove":
            application.screenRemoved.emit(wall.screen())
        application.processEvents()
        where = wall.window().geometry()
        said = {
            "whole": full.window is not None,
            "screen": wall.screen().name(),
            "at": [where.x(), where.y(), where.width(), where.height()],
            "home": wall.window() is console,
            "seen": wall.isVisible() and home.indexOf(wall) == (0 if wall.window() is console else -1),
        }
        sys.stdout.write(f"{json.dumps(said)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
