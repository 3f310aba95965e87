"""Joins the panels of all workspaces to what the console does."""

from __future__ import annotations

from widgets.deeds import ConsoleDeeds
from widgets.hint_bar import HintBar
from widgets.incident_joins import join_incidents
from widgets.panels import Panels
from widgets.selection import Selection


def join_panels(panels: Panels, deeds: ConsoleDeeds, hints: HintBar, selection: Selection) -> None:
    """GUI thread, once."""
    join_incidents(panels, deeds, hints)
    panels.reports.join(deeds, hints.say)
    panels.video.join(hints.say, selection.choose_device, lambda panel: deeds.show_panel("video", panel))
    selection.device_changed.connect(panels.video.show_device)
    selection.cameras_asked.connect(deeds.cameras.around_place)
    selection.device_changed.connect(deeds.front_device)
    selection.incident_changed.connect(deeds.front_incident)
