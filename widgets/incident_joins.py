"""Joins the queue of incidents, the record beside the map and the dispatch desk to what the console does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from widgets.deeds import ConsoleDeeds
from widgets.hint_bar import HintBar
from widgets.panels import Panels


def join_incidents(panels: Panels, deeds: ConsoleDeeds, hints: HintBar) -> None:
    """GUI thread, once."""
    queue, record = panels.queue, panels.incident
    queue.incident_activated.connect(deeds.show_incident)
    queue.incident_opened.connect(deeds.open_incident)
    queue.wanted.connect(deeds.do_to_incident)
    queue.menu_wanted.connect(record.menu.popup)
    queue.opening_wanted.connect(deeds.new_incident)
    queue.barred.connect(hints.say)
    record.said.connect(hints.say)
    record.device_wanted.connect(deeds.show_device_of_incident)
    record.cameras_wanted.connect(partial(_show_cameras, panels, deeds))
    record.control_wanted.connect(deeds.control_of_incident)
    record.light_up_wanted.connect(deeds.light_up_incident)
    record.print_wanted.connect(panels.reports.print_incident)
    record.incident_wanted.connect(deeds.open_incident)
    desk = panels.dispatch
    desk.waiting.wanted.connect(deeds.do_to_incident)
    desk.chosen.dispatch_wanted.connect(deeds.dispatch)


def _show_cameras(panels: Panels, deeds: ConsoleDeeds, cameras: Sequence[str], because: str) -> None:
    deeds.show_panel("video", "wall")
    panels.video.bring_up(cameras, because)
