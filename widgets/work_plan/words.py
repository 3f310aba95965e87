"""How the work plan is said: its months, what an activity counts, and what cannot be kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.incidents.kinds import IncidentKind
from app.domain.reporting.plan_figures import Progress
from app.domain.work_plan import LONGEST_TEXT, MONTHS, MOST_ACTIVITIES, WorkPlan, may_hold
from widgets import formats
from widgets.incidents import words


def months(language: str) -> list[str]:
    """Their short names, January first."""
    locale = QLocale(language)
    names = (locale.monthName(month + 1, QLocale.FormatType.ShortFormat) for month in range(MONTHS))
    return [name.rstrip(".") for name in names]


def sorts() -> list[tuple[str, str]]:
    """What can be counted: the text and the word of the plan; empty for by hand."""
    return [
        (QCoreApplication.translate("WorkPlanWords", "Entered by hand"), ""),
        (QCoreApplication.translate("WorkPlanWords", "Incidents opened"), "opened"),
        (QCoreApplication.translate("WorkPlanWords", "Incidents closed"), "closed"),
        (QCoreApplication.translate("WorkPlanWords", "Closed on time, %"), "on_time"),
    ]


def all_kinds() -> str:
    return QCoreApplication.translate("WorkPlanWords", "All kinds")


def counted(counts: str, kinds: Mapping[str, IncidentKind], language: str) -> str:
    """`Incidents closed · Burst water main`."""
    what, _, kind = counts.partition(":")
    name = next((text for text, sort in sorts() if sort == what), what)
    if not what:
        return name
    return f"{name} · {words.kind_label(kinds, kind, language) if kind else all_kinds()}"


def figure(value: float | None) -> str:
    """Without decimals it does not need."""
    if value is None:
        return formats.NONE
    return formats.number(value, 0 if value == round(value) else 1)


def pair(progress: Progress) -> str:
    """`4 / 5`, done and goal; empty where there is neither."""
    if not progress.goal and not progress.done:
        return ""
    return f"{figure(progress.done)} / {figure(progress.goal)}"


def why_not_kept(plan: WorkPlan) -> str:
    """Why the plan cannot be kept as it is; empty when it can."""
    if may_hold(plan):
        return ""
    if len(plan.activities) > MOST_ACTIVITIES:
        return QCoreApplication.translate("WorkPlanWords", "At most {0} activities.").format(MOST_ACTIVITIES)
    if not all(activity.name.strip() for activity in plan.activities):
        return QCoreApplication.translate("WorkPlanWords", "Every activity needs a name.")
    return QCoreApplication.translate(
        "WorkPlanWords", "An activity has a text longer than {0} characters, or a figure below 0."
    ).format(LONGEST_TEXT)
