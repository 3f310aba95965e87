"""What others put into the column beside the wall, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Chosen:
    """The marked camera, those on the wall, and the clip that is chosen on the timeline: epoch ms, both 0 for
    none. `at` is the time that is shown, which is now where it is live."""

    camera: str = ""
    cameras: tuple[str, ...] = ()
    since: int = 0
    until: int = 0
    at: int = 0
    live: bool = True
    incident: str = ""


class SidePart(Protocol):
    """One section of the column; `widget` is put in once."""

    @property
    def widget(self) -> QWidget: ...

    def show_chosen(self, chosen: Chosen) -> None:
        """Something else is chosen. GUI thread."""


MakeSidePart = Callable[[QWidget, Callable[[str], None]], SidePart]
"""Given its parent and where it says what was done."""
