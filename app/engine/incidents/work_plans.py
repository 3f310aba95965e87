"""The yearly work plans that the administrator keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.selection_book import refused
from app.domain.work_plan import PutWorkPlan, WorkPlan, WorkPlanChanged, may_hold
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.incidents.counter import IncidentCounter
from app.engine.server import ConsoleLink
from app.wire.frames import Ask


class WorkPlans:
    """Engine's thread."""

    def __init__(self, counter: IncidentCounter) -> None:
        self._counter = counter
        self._plans: dict[int, WorkPlan] = {}

    @property
    def all(self) -> tuple[WorkPlan, ...]:
        return tuple(self._plans.values())

    def restore(self, plans: Iterable[WorkPlan]) -> None:
        self._plans = {plan.year: plan for plan in plans}

    def handlers(self) -> dict[type, Handler]:
        return {PutWorkPlan: self._put}

    def _put(self, link: ConsoleLink, ask: Ask) -> None:
        wanted = ask.body.plan
        kept = replace(wanted, version=wanted.version + 1)
        details = {"version": kept.version, "activities": len(kept.activities)}
        doing = Doing(Asked(link, ask), Deed.PUT_WORK_PLAN, subject=str(kept.year), details=details)
        verdict = self._against(wanted)
        if verdict is not None:
            self._counter.done(doing.asked, self._counter.refuse(doing, verdict))
            return
        verdict = self._counter.carry_out(doing, [WorkPlanChanged(kept)])
        if verdict.refusal is None:
            self._plans[kept.year] = kept
        self._counter.done(doing.asked, verdict)

    def _against(self, wanted: WorkPlan) -> Verdict | None:
        held = self._plans.get(wanted.year)
        if wanted.version != (0 if held is None else held.version):
            return Verdict(Outcome.SUPERSEDED)
        return None if may_hold(wanted) else refused(Refusal.PLAN_INVALID)
