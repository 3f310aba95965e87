"""The sentence for each thing that is wrong in a plan, or that its author should know."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.lighting.checking import PlanProblem, Problem
from app.domain.lighting.plan import LightingPlan
from app.domain.plain_text import shown


def sentence(found: PlanProblem, plan: LightingPlan) -> str:
    """What is wrong, after where: `Ciudad, Viernes: the programme is not in the plan`."""
    where = place(found, plan)
    told = _words()[found.problem].format(shown(_name(plan, found)))
    return f"{where}: {told}" if where else told


def place(found: PlanProblem, plan: LightingPlan) -> str:
    """The names of what it is about, from the outside in."""
    for one in plan.programmes:
        if found.where == one.id:
            rules = {rule.id: rule.name for rule in one.sensors}
            step = QCoreApplication.translate("PlanWords", "step {0}")
            inner = step.format(int(found.item) + 1) if found.item.isdigit() else rules.get(found.item, "")
            return ", ".join(shown(part) for part in (one.name, inner) if part)
    for calendar in plan.calendars:
        if found.where == calendar.id:
            inner = {rule.id: rule.name for rule in calendar.rules}.get(found.item, "")
            return ", ".join(shown(part) for part in (calendar.name, inner) if part)
    if found.where.isdigit() and int(found.where) < len(plan.assignments):
        return QCoreApplication.translate("PlanWords", "Assignment {0}").format(int(found.where) + 1)
    return shown(found.where)


def _name(plan: LightingPlan, found: PlanProblem) -> str:
    """The other thing it is about: a rule of the same calendar, a programme, a calendar, a road class."""
    rules = [rule for one in plan.calendars if one.id == found.where for rule in one.rules]
    names = {one.id: one.name for one in plan.calendars}
    names |= {one.id: one.name for one in plan.programmes}
    names |= {one.id: one.name for one in rules}
    return names.get(found.other, found.other)


def _words() -> dict[Problem, str]:
    return {
        Problem.NO_ID: QCoreApplication.translate("PlanWords", "something has no id"),
        Problem.SAME_ID: QCoreApplication.translate("PlanWords", "it is there twice"),
        Problem.NO_STEPS: QCoreApplication.translate("PlanWords", "no steps"),
        Problem.BAD_MINUTE: QCoreApplication.translate("PlanWords", "no such time"),
        Problem.BAD_LEVEL: QCoreApplication.translate("PlanWords", "the level is not between 0 and 100 %"),
        Problem.BAD_RAMP: QCoreApplication.translate("PlanWords", "the ramp is longer than an hour"),
        Problem.BAD_LIMIT: QCoreApplication.translate("PlanWords", "the limit is no number"),
        Problem.BAD_HOLD: QCoreApplication.translate("PlanWords", "it would hold for more than a day"),
        Problem.BAD_FLOWS: QCoreApplication.translate("PlanWords", "the low traffic is not below the high"),
        Problem.NO_QUANTITY: QCoreApplication.translate("PlanWords", "choose what is measured"),
        Problem.UNKNOWN_PROGRAMME: QCoreApplication.translate(
            "PlanWords", "its programme is not in the plan"
        ),
        Problem.UNKNOWN_CALENDAR: QCoreApplication.translate("PlanWords", "its calendar is not in the plan"),
        Problem.BAD_WEEKDAY: QCoreApplication.translate("PlanWords", "no such day of the week"),
        Problem.BAD_DATE: QCoreApplication.translate("PlanWords", "write dates as MM-DD or YYYY-MM-DD"),
        Problem.HALF_SEASON: QCoreApplication.translate("PlanWords", "a season needs both its days"),
        Problem.BACKWARDS: QCoreApplication.translate("PlanWords", "it ends before it begins"),
        Problem.NOT_LUMINAIRES: QCoreApplication.translate("PlanWords", "these are no luminaires"),
        Problem.SAME_STEP: QCoreApplication.translate(
            "PlanWords", "another step at the same time; this holds"
        ),
        Problem.OVERLAP: QCoreApplication.translate("PlanWords", "overlaps with {0}, which goes first"),
        Problem.NEVER_REACHED: QCoreApplication.translate("PlanWords", "{0} above it fits every such night"),
        Problem.NO_FLOOR: QCoreApplication.translate(
            "PlanWords", "road class {0} has no floor: no dimming by traffic there"
        ),
        Problem.NOT_USED: QCoreApplication.translate("PlanWords", "nothing uses it"),
    }
