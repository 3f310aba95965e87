"""Gathers what belongs to one incident, and prints its record."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from app.bootstrap.commands import Unable
from app.bootstrap.incident_story import read_story
from app.bootstrap.report_map import Mark, draw_place
from app.bootstrap.report_parts import ReportParts
from app.domain.incidents.events import Attached
from app.domain.incidents.incident import Record
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import plain
from app.store import report_reading
from app.store.attachments import AttachmentStore
from widgets.reports.incident_document import IncidentPaper, incident_sheets
from widgets.reports.paper import print_pdf
from widgets.reports.pictures import Attachment, read_attachment

MOST_COMMANDS = 2000
MOST_MARKS = 40
"""Devices on the map; the first ones of many, so that it can be read."""
READ, DRAWN = 0.2, 0.4
"""Shares of the whole once the database was read, and once the map was drawn."""


def make_incident(parts: ReportParts, incident: str, out: Path) -> None:
    """Raises Unable where there is no such incident."""
    paper = _gathered(parts, incident)
    parts.on_progress(DRAWN)
    sheets = incident_sheets(paper, parts.city, parts.edition)
    print_pdf(out, sheets, parts.edition, lambda share: parts.on_progress(DRAWN + (1 - DRAWN) * share))


def _gathered(parts: ReportParts, incident: str) -> IncidentPaper:
    reader = parts.reader
    story = read_story(reader, incident)
    if story is None:
        none = QCoreApplication.translate("ReportFaults", "There is no incident {0}.")
        raise Unable(none.format(plain(incident, 40)))
    ids = story.incidents
    commands = [each for one in ids for each in reader.commands(incident=one, limit=MOST_COMMANDS)]
    groups = [each for one in ids for each in reader.ask(partial(report_reading.groups_of, incident=one))]
    parts.on_progress(READ)
    files = {event.body.sha256: event.body for event in story.events if isinstance(event.body, Attached)}
    return IncidentPaper(
        record=story.record,
        merged=story.merged,
        commands=sorted((each for each in commands if not each.group), key=lambda one: (one.issued, one.id)),
        groups=groups,
        procedure=_followed(parts, story.record),
        attachments=_attachments(parts, list(files.values())),
        place=_place(parts, story.record),
    )


def _followed(parts: ReportParts, record: Record) -> Procedure | None:
    """The version that the incident followed; what ships is version 1 of the catalogue."""
    procedure, version = record.incident.procedure, record.incident.procedure_version
    shipped = parts.incidents.procedures.get(procedure)
    known = [*parts.reader.procedures(procedure), *([shipped] if shipped is not None else [])]
    return next((each for each in known if each.version == version), None) if procedure else None


def _attachments(parts: ReportParts, files: list[Attached]) -> list[Attachment]:
    store = AttachmentStore(parts.data.attachments)
    return [read_attachment(file, store.path(file.sha256)) for file in files]


def _place(parts: ReportParts, record: Record) -> QImage | None:
    incident = record.incident
    if incident.lat is None or incident.lon is None:
        return None
    of_alarms = (each.link.device for each in record.alarms.values())
    ordered = (told.device for told in record.commands.values())
    # Crews are left out: where they are now says nothing of then.
    wanted = dict.fromkeys((incident.device, *of_alarms, *record.devices, *ordered))
    marks = []
    for device in map(parts.city.devices.get, wanted):
        if device is None or device.lat is None or device.lon is None:
            continue
        kind = parts.catalogue.kinds.get(device.kind)
        marks.append(Mark(device.lat, device.lon, kind.glyph if kind is not None else "", device.id))
    return draw_place(parts.data.maps, (incident.lat, incident.lon), marks[:MOST_MARKS])
