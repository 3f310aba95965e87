"""The words of an incident's record that no list of the console has."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.reporting.steps import Step


def act_name(event: str) -> str:
    """What somebody did, by the type of the event; one of a later version by its name."""
    names = {
        "Opened": QCoreApplication.translate("ReportActs", "opened it"),
        "Acknowledged": QCoreApplication.translate("ReportActs", "acknowledged it"),
        "OwnerSet": QCoreApplication.translate("ReportActs", "gave or took it"),
        "Watched": QCoreApplication.translate("ReportActs", "watched it"),
        "Noted": QCoreApplication.translate("ReportActs", "wrote notes"),
        "PrioritySet": QCoreApplication.translate("ReportActs", "set the priority"),
        "Described": QCoreApplication.translate("ReportActs", "described it"),
        "DeviceLinked": QCoreApplication.translate("ReportActs", "linked devices"),
        "AlarmsJoined": QCoreApplication.translate("ReportActs", "brought alarms in"),
        "AlarmsMovedOut": QCoreApplication.translate("ReportActs", "moved alarms out"),
        "CauseMarked": QCoreApplication.translate("ReportActs", "marked the first cause"),
        "CommandTold": QCoreApplication.translate("ReportActs", "gave orders"),
        "CrewMoved": QCoreApplication.translate("ReportActs", "moved crews"),
        "ProcedureSet": QCoreApplication.translate("ReportActs", "chose the procedure"),
        "StepTicked": QCoreApplication.translate("ReportActs", "did steps"),
        "StepUnticked": QCoreApplication.translate("ReportActs", "opened steps again"),
        "Attached": QCoreApplication.translate("ReportActs", "attached files"),
        "Resolved": QCoreApplication.translate("ReportActs", "resolved it"),
        "Closed": QCoreApplication.translate("ReportActs", "closed it"),
        "Reopened": QCoreApplication.translate("ReportActs", "opened it again"),
        "Absorbed": QCoreApplication.translate("ReportActs", "merged others into it"),
        "SplitFrom": QCoreApplication.translate("ReportActs", "split it off"),
    }
    return names.get(event, event)


def step_name(step: Step) -> str:
    """A stretch of time from the opening."""
    names = {
        Step.ACKNOWLEDGE: QCoreApplication.translate("ReportSteps", "Acknowledged"),
        Step.ASSIGN: QCoreApplication.translate("ReportSteps", "Crew assigned"),
        Step.ARRIVE: QCoreApplication.translate("ReportSteps", "Crew on site"),
        Step.RESOLVE: QCoreApplication.translate("ReportSteps", "Resolved"),
        Step.CLOSE: QCoreApplication.translate("ReportSteps", "Closed"),
    }
    return names[step]
