"""What others put into the column beside the wall, and what they are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.wire.frame_slots import SlotFrame


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

    def fit(self, *, tight: bool) -> None:
        """There is little height, or enough of it. GUI thread."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a part may ask of the workspace. GUI thread."""

    say: Callable[[str], None]
    """A sentence for the foot of the window."""
    shot: Callable[[str], tuple[str, SlotFrame] | None]
    """The stream a camera is shown from, and its frame that is on the screen now."""
    show_cameras: Callable[[Sequence[str]], None]
    """These alone, with the wall in front."""
    front: Callable[[str], None]
    """Bring a page of the workspace to the front, by its id."""


MakeSidePart = Callable[[Desk], SidePart]
