"""The words of incidents: their states and ends, the tasks of crews, the target times, the kinds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.commands import EndReason
from app.domain.incidents.calling_off import CALLED_OFF, NOT_CALLED_OFF
from app.domain.incidents.events import Source
from app.domain.incidents.kinds import IncidentKind
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.domain.plain_text import shown


def state_name(state: IncidentState) -> str:
    names = {
        IncidentState.NEW: QCoreApplication.translate("IncidentWords", "New"),
        IncidentState.ACKNOWLEDGED: QCoreApplication.translate("IncidentWords", "Acknowledged"),
        IncidentState.ASSIGNED: QCoreApplication.translate("IncidentWords", "Crew assigned"),
        IncidentState.DISPATCHED: QCoreApplication.translate("IncidentWords", "Crew dispatched"),
        IncidentState.EN_ROUTE: QCoreApplication.translate("IncidentWords", "Crew on its way"),
        IncidentState.ON_SITE: QCoreApplication.translate("IncidentWords", "Crew on site"),
        IncidentState.RESOLVED: QCoreApplication.translate("IncidentWords", "Resolved"),
        IncidentState.CLOSED: QCoreApplication.translate("IncidentWords", "Closed"),
    }
    return names[state]


def task_name(state: TaskState) -> str:
    """How far one crew is, to stand beside its name."""
    names = {
        TaskState.ASSIGNED: QCoreApplication.translate("IncidentWords", "Assigned, no answer yet"),
        TaskState.DISPATCHED: QCoreApplication.translate("IncidentWords", "Dispatched"),
        TaskState.EN_ROUTE: QCoreApplication.translate("IncidentWords", "On its way"),
        TaskState.ON_SITE: QCoreApplication.translate("IncidentWords", "On site"),
        TaskState.REFUSED: QCoreApplication.translate("IncidentWords", "Not taken"),
        TaskState.WITHDRAWN: QCoreApplication.translate("IncidentWords", "Withdrawn"),
    }
    return names[state]


def task_text(text: str) -> str:
    """What is noted of a crew's task: machine words as sentences, what people wrote as it is."""
    sentences = {
        NOT_CALLED_OFF: QCoreApplication.translate(
            "IncidentWords", "The handset could not be told that the task is over: tell the crew by radio"
        ),
        CALLED_OFF: QCoreApplication.translate(
            "IncidentWords", "The handset has been told that the task is over"
        ),
        str(EndReason.NO_ANSWER): QCoreApplication.translate("IncidentWords", "No answer from the handset"),
        str(EndReason.NOT_SENT): QCoreApplication.translate("IncidentWords", "The task could not be sent"),
        str(EndReason.LINK_LOST): QCoreApplication.translate(
            "IncidentWords", "The link was lost before the crew answered"
        ),
        str(EndReason.NOT_FINISHED): QCoreApplication.translate(
            "IncidentWords", "Taken long ago, and nothing said since: ask by radio"
        ),
    }
    return sentences.get(text) or shown(text)


def resolution_name(resolution: Resolution) -> str:
    names = {
        Resolution.SOLVED: QCoreApplication.translate("IncidentWords", "Solved"),
        Resolution.CANCELLED: QCoreApplication.translate("IncidentWords", "Cancelled"),
        Resolution.FALSE_ALARM: QCoreApplication.translate("IncidentWords", "False alarm"),
        Resolution.DUPLICATE: QCoreApplication.translate("IncidentWords", "Duplicate"),
        Resolution.MERGED: QCoreApplication.translate("IncidentWords", "Merged"),
    }
    return names[resolution]


def source_name(source: str) -> str:
    """Where an incident came from; a source of a later version as it is written."""
    names: dict[str, str] = {
        Source.ALARM: QCoreApplication.translate("IncidentWords", "From an alarm"),
        Source.OPERATOR: QCoreApplication.translate("IncidentWords", "Opened by hand"),
        Source.REPORT: QCoreApplication.translate("IncidentWords", "A citizen's report"),
        Source.SPLIT: QCoreApplication.translate("IncidentWords", "Split from another"),
    }
    return names.get(source, source)


def target_name(target: str) -> str:
    """What has to be done in time: `acknowledge`, `arrive` or `resolve`."""
    names = {
        "acknowledge": QCoreApplication.translate("IncidentWords", "Acknowledge"),
        "arrive": QCoreApplication.translate("IncidentWords", "Arrive"),
        "resolve": QCoreApplication.translate("IncidentWords", "Resolve"),
    }
    return names.get(target, target)


def kind_label(kinds: Mapping[str, IncidentKind], kind: str, language: str) -> str:
    """By `hub.incidents.kinds` and `hub.language`; its id where the catalogue no longer has it."""
    known = kinds.get(kind)
    return shown(kind if known is None else known.label.in_language(language))
