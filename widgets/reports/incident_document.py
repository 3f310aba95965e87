"""The record of one incident as a document: what it was, where, what happened, who did what, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from app.domain.alarms import Priority
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.procedures import Procedure
from app.domain.reporting.steps import Step
from widgets import formats
from widgets.alarms.words import priority_name
from widgets.incidents import words
from widgets.reports import incident_parts, incident_proof, markup
from widgets.reports.edition import Edition
from widgets.reports.incident_words import step_name
from widgets.reports.paper import Sheets
from widgets.reports.paper_city import PaperCity
from widgets.reports.pictures import Attachment

MAP, MAP_WIDTH = "map", 660
"""The picture's name, and its width in pixels of 96 to the inch."""


@dataclass(frozen=True, slots=True)
class IncidentPaper:
    """All that goes into the document. `merged` are the events of the incidents merged into it, by incident
    and number; commands and groups the older first; `place` the map round it, None where it has no place."""

    record: Record
    merged: Sequence[IncidentEvent] = ()
    commands: Sequence[Command] = ()
    groups: Sequence[CommandGroup] = ()
    procedure: Procedure | None = None
    attachments: Sequence[Attachment] = ()
    place: QImage | None = field(default=None, compare=False)


def incident_sheets(paper: IncidentPaper, city: PaperCity, edition: Edition) -> Sheets:
    incident = paper.record.incident
    names = city.names(paper.procedure)
    parts = [
        _head(incident, city, edition),
        _times(incident, edition),
        _place(paper),
        incident_parts.alarms(paper.record, names, edition),
        incident_parts.timeline(paper.record, paper.merged, city, names, edition),
        incident_parts.commands(paper.commands, paper.groups, city, edition),
        incident_parts.crews(incident, city, names, edition),
        incident_proof.procedure(paper.record, paper.procedure, city, names, edition),
        incident_proof.pictures(paper.attachments),
        incident_proof.files(paper.attachments),
        incident_proof.people((*paper.record.events, *paper.merged), city, names, edition),
    ]
    pictures = incident_proof.images(paper.attachments)
    if paper.place is not None:
        pictures[MAP] = paper.place
    title = QCoreApplication.translate("IncidentReport", "Incident record {0}").format(incident.id)
    return Sheets(title, "".join(parts), pictures)


def _head(incident: Incident, city: PaperCity, edition: Edition) -> str:
    names = city.names()
    ended = words.state_name(incident.state)
    if incident.resolution is not None:
        ended = f"{ended} · {words.resolution_name(incident.resolution)}"
    if incident.leads_to:
        ended = f"{ended} · {incident.leads_to}"
    rows = [
        (QCoreApplication.translate("IncidentReport", "Kind"), names.kind(incident.kind)),
        (
            QCoreApplication.translate("IncidentReport", "Priority"),
            priority_name(Priority(incident.priority)),
        ),
        (QCoreApplication.translate("IncidentReport", "State"), ended),
        (QCoreApplication.translate("IncidentReport", "Origin"), words.source_name(incident.source)),
        (QCoreApplication.translate("IncidentReport", "Opened"), edition.moment(incident.opened_at)),
        (QCoreApplication.translate("IncidentReport", "Place"), incident.place),
        (QCoreApplication.translate("IncidentReport", "Zone"), incident.zone),
        (QCoreApplication.translate("IncidentReport", "Position"), _position(incident)),
        (QCoreApplication.translate("IncidentReport", "Device"), _device(incident, city)),
        (QCoreApplication.translate("IncidentReport", "Owner"), city.with_id(names, incident.owner)),
        (QCoreApplication.translate("IncidentReport", "Follows"), incident.follows),
        (QCoreApplication.translate("IncidentReport", "Why it ended"), incident.reason),
    ]
    title = markup.heading(f"{incident.id} · {incident.title}", 1)
    return title + markup.pairs([row for row in rows if row[1]])


def _position(incident: Incident) -> str:
    if incident.lat is None or incident.lon is None:
        return ""
    return f"{incident.lat:.6f}, {incident.lon:.6f}"


def _device(incident: Incident, city: PaperCity) -> str:
    return city.with_id(city.names(), incident.device) if incident.device else ""


def _times(incident: Incident, edition: Edition) -> str:
    """Each step with its moment, how long it took from the opening, and what was to be."""
    steps = (
        (Step.ACKNOWLEDGE, incident.acknowledged_at, incident.acknowledge_by),
        (Step.ASSIGN, incident.assigned_at, 0),
        (Step.ARRIVE, incident.arrived_at, incident.arrive_by),
        (Step.RESOLVE, incident.resolved_at, incident.resolve_by),
        (Step.CLOSE, incident.closed_at, 0),
    )
    rows = [
        (
            step_name(step),
            edition.moment(taken),
            formats.duration((taken - incident.opened_at) / 1000) if taken else formats.NONE,
            formats.duration((by - incident.opened_at) / 1000) if by else formats.NONE,
            _judged(taken, by, edition.made_at),
        )
        for step, taken, by in steps
    ]
    heads = (
        QCoreApplication.translate("IncidentReport", "Step"),
        QCoreApplication.translate("IncidentReport", "When"),
        QCoreApplication.translate("IncidentReport", "After"),
        QCoreApplication.translate("IncidentReport", "Target"),
        QCoreApplication.translate("IncidentReport", "Against the target"),
    )
    return markup.heading(QCoreApplication.translate("IncidentReport", "Times")) + markup.table(heads, rows)


def _judged(taken: int, by: int, now: int) -> str:
    if not by or (not taken and now <= by):
        return formats.NONE
    if not taken:
        return QCoreApplication.translate("IncidentReport", "not reached")
    off = formats.duration(abs(by - taken) / 1000)
    if taken <= by:
        return QCoreApplication.translate("IncidentReport", "on time, {0} to spare").format(off)
    return QCoreApplication.translate("IncidentReport", "late by {0}").format(off)


def _place(paper: IncidentPaper) -> str:
    if paper.place is None:
        return ""
    title = markup.heading(QCoreApplication.translate("IncidentReport", "Where"))
    return title + markup.picture(MAP, MAP_WIDTH)
