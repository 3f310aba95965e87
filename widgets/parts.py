"""What the composition root hands to the console's window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.actions import Actions
from widgets.log_lines import LogLines
from widgets.look import Look
from widgets.selection import Selection
from widgets.video_page import VideoPage, bare_video_page

Ring = tuple[tuple[float, float], ...]
"""Corners of an area: longitude and latitude in degrees, not closed."""


def _nothing() -> None:
    return None


def _no_name(_name: str) -> None:
    return None


def _no_ring(_take: Callable[[Ring], None]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class MapHooks:
    """What the window asks of the map, which it does not know. GUI thread."""

    zoom_to: Callable[[str], None] = _no_name
    """Bring this device into view."""
    go_to_incident: Callable[[str], None] = _no_name
    """Bring the place of this open incident into view."""
    zoom_back: Callable[[], None] = _nothing
    toggle_layers: Callable[[], None] = _nothing
    draw_area: Callable[[Callable[[Ring], None]], None] = _no_ring
    """Let the operator draw an area; what is given gets its ring, unless they leave."""
    search: Callable[[], None] | None = None
    """Put the cursor into the map's search field; without it the palette opens."""


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    """`folder` is where the arrangements of operators are kept. Who is signed in says the hub's session."""

    hub: Hub
    look: Look
    selection: Selection
    map_view: QWidget
    folder: Path
    map_hooks: MapHooks = MapHooks()
    video: Callable[[], VideoPage] = bare_video_page
    """Makes the workspace of the cameras, for each window its own."""
    console: str = ""
    """Where this console stands, as it tells the engine: machine and process."""
    suggested_operator: str = ""
    """Stands in the name field at the start."""
    auto_sign_in: tuple[str, str] | None = field(default=None, repr=False)
    """Id and password with which the window signs in by itself, once: for the demo and the benches."""
    log_lines: LogLines = field(default_factory=LogLines)
    actions: Actions = field(default_factory=dict)
    """What each kind of device can be told."""
    sound: bool = True
    keep_theme: bool = False
    """The look's theme was asked for at the start and goes before the operator's own."""
    ask_at_close: bool = False
    """Closing the last console asks whether the engine goes on. The demo ends what it started."""
    on_language: Callable[[str], None] = _no_name
    """The operator asked for another language. `Console` puts itself here."""
    on_rebuilt: Callable[[], None] = _nothing
    """The window was built again in another language: the root may retitle the map."""
