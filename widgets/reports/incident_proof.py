"""What stands behind an incident's record: the procedure as it was followed, pictures, files and people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import Record, Tick
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import shown
from app.domain.reporting.story import participants
from widgets.incidents.record.file_size import file_size
from widgets.incidents.record.names import RecordNames
from widgets.reports import markup
from widgets.reports.edition import Edition
from widgets.reports.incident_words import act_name
from widgets.reports.paper_city import PaperCity
from widgets.reports.pictures import MOST_PICTURES, Attachment

PICTURE_WIDTH = 480


def procedure(
    record: Record, followed: Procedure | None, city: PaperCity, names: RecordNames, edition: Edition
) -> str:
    """Every step of the version that was followed, done or not, and what was ticked that it does not have."""
    incident = record.incident
    if not incident.procedure:
        return ""
    steps = [step.id for step in followed.steps] if followed is not None else []
    steps += [step for step in record.ticks if step not in steps]
    rows = [_step(step, record.ticks.get(step), city, names, edition) for step in steps]
    heads = (
        QCoreApplication.translate("IncidentReport", "Step"),
        QCoreApplication.translate("IncidentReport", "Done"),
        QCoreApplication.translate("IncidentReport", "Who"),
        QCoreApplication.translate("IncidentReport", "What was entered"),
    )
    title = QCoreApplication.translate("IncidentReport", "Procedure: {0}, version {1}").format(
        names.procedure_name(incident.procedure), incident.procedure_version
    )
    return markup.heading(title) + markup.table(heads, rows)


def _step(
    step: str, tick: Tick | None, city: PaperCity, names: RecordNames, edition: Edition
) -> tuple[str, ...]:
    if tick is None:
        return names.step(step), QCoreApplication.translate("IncidentReport", "not done"), "", ""
    ticked = tick.ticked
    entered = [names.branch(step, ticked.choice)] if ticked.choice else []
    entered += [names.field(step, one.field, one.value) for one in ticked.given]
    entered += [shown(ticked.note)] if ticked.note else []
    return names.step(step), edition.moment(tick.at), city.with_id(names, tick.by), " · ".join(entered)


def pictures(attachments: Sequence[Attachment]) -> str:
    """Those that can be shown, each with its name and note."""
    found = _shown(attachments)
    if not found:
        return ""
    parts = [markup.heading(QCoreApplication.translate("IncidentReport", "Pictures"))]
    for place, each in found:
        image = each.image
        width = PICTURE_WIDTH if image is None else min(PICTURE_WIDTH, image.width())
        parts.append(markup.picture(_name(place), width))
        note = " · ".join(part for part in (shown(each.attached.name), shown(each.attached.note)) if part)
        parts.append(markup.paragraph(note, "note"))
    return "".join(parts)


def images(attachments: Sequence[Attachment]) -> dict[str, QImage]:
    return {_name(place): each.image for place, each in _shown(attachments) if each.image is not None}


def _shown(attachments: Sequence[Attachment]) -> list[tuple[int, Attachment]]:
    return [(place, each) for place, each in enumerate(attachments) if each.image is not None][:MOST_PICTURES]


def _name(place: int) -> str:
    return f"picture-{place}"


def files(attachments: Sequence[Attachment]) -> str:
    """Every file with its size and hash, on a line of its own so that it can be compared."""
    if not attachments:
        return ""
    parts = [markup.heading(QCoreApplication.translate("IncidentReport", "Files"))]
    for each in attachments:
        file = each.attached
        told = [shown(file.name), file_size(file.size), file.media, shown(file.note), each.problem]
        parts.append(markup.paragraph(" · ".join(part for part in told if part)))
        parts.append(markup.paragraph(f"SHA-256 {file.sha256}", "code"))
    return "".join(parts)


def people(events: Iterable[IncidentEvent], city: PaperCity, names: RecordNames, edition: Edition) -> str:
    rows = [
        (
            city.with_id(names, each.by),
            ", ".join(f"{act_name(kind)} ({count})" for kind, count in each.acts),
            edition.moment(each.first),
            edition.moment(each.last),
        )
        for each in participants(events)
    ]
    if not rows:
        return ""
    heads = (
        QCoreApplication.translate("IncidentReport", "Who"),
        QCoreApplication.translate("IncidentReport", "Did what, how often"),
        QCoreApplication.translate("IncidentReport", "First"),
        QCoreApplication.translate("IncidentReport", "Last"),
    )
    return markup.heading(QCoreApplication.translate("IncidentReport", "People")) + markup.table(heads, rows)
