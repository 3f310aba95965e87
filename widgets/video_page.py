"""What a window holds of the camera wall, which it does not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


def _no_tiles(_tiles: int) -> None:
    return None


def _no_place(_device: str) -> None:
    return None


def _no_point(_lat: float, _lon: float, _name: str) -> None:
    return None


def _no_cameras(_cameras: Sequence[str], _because: str) -> None:
    return None


def _nothing() -> None:
    return None


def _no_join(
    _say: Callable[[str], None], _choose: Callable[[str], None], _front: Callable[[str], None]
) -> None:
    return None


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """A tab where the wall stands, or in another `area`; `id` names it in kept layouts."""

    id: str
    title: str
    glyph: str
    widget: QWidget
    area: str = "center"


@dataclass(frozen=True, slots=True)
class VideoPage:
    """Made anew for each window. GUI thread."""

    wall: QWidget
    events: QWidget
    camera: QWidget
    pages: tuple[ExtraPage, ...] = ()
    lay_out: Callable[[int], None] = _no_tiles
    """Show 1, 4, 9 or 16 tiles."""
    around: Callable[[str], None] = _no_place
    """Show the cameras around this device, the best one first."""
    around_place: Callable[[float, float, str], None] = _no_point
    """The same for a place in degrees; the name says what is there, empty for a point of the map."""
    bring_up: Callable[[Sequence[str], str], None] = _no_cameras
    """Show these cameras with the seconds before, and say because of what."""
    show_waiting: Callable[[], None] = _nothing
    """The cameras of an alarm that came while somebody was at work on the wall."""
    toggle_round: Callable[[], None] = _nothing
    """Begin the chosen round through the cameras, or end it."""
    choose_round: Callable[[], None] = _nothing
    """Open the list of rounds."""
    show_device: Callable[[str], None] = _no_place
    """The device that is chosen elsewhere: its tile is marked where there is one."""
    join: Callable[[Callable[[str], None], Callable[[str], None], Callable[[str], None]], None] = _no_join
    """Where it says what was done, where a camera that was chosen on it goes, and what brings one of its
    panels to the front."""
    close: Callable[[], None] = _nothing
    """The window goes."""


def bare_video_page() -> VideoPage:
    """Where a console has no wall, as a test of other parts."""
    return VideoPage(QWidget(), QWidget(), QWidget())
