"""Puts lighting plans in force, each as a whole."""

from __future__ import annotations

from dataclasses import replace

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.lighting.checking import may_hold
from app.domain.lighting.plan import LightingPlan, PlanChanged
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.control.counter import Counter
from app.engine.server import ConsoleLink
from app.wire.frames import Ask


class Plans:
    """Engine's thread. `plan` is the one in force."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self._parts = counter, counter.parts
        self.plan = LightingPlan()

    def handlers(self) -> dict[type, Handler]:
        return {acts.PutPlan: self._put}

    def _put(self, link: ConsoleLink, ask: Ask) -> None:
        asked, wanted, now = Asked(link, ask), ask.body.plan, self._parts.now()
        plan = replace(wanted, version=self.plan.version + 1, changed_by=ask.operator, changed_at=now.wall)
        doing = Doing(asked, Deed.PUT_PLAN, details=_told(plan))
        verdict = self._against(wanted)
        if verdict is not None:
            self._counter.done(asked, self._counter.refuse(doing, verdict))
            return
        change = PlanChanged(plan)
        verdict = self._counter.store(doing, [change])
        if verdict.refusal is None:
            self.plan = plan
            self._parts.plans.put(plan, now)
            self._parts.tell([change])
        self._counter.done(asked, verdict)

    def _against(self, wanted: LightingPlan) -> Verdict | None:
        if wanted.version != self.plan.version:
            return Verdict(Outcome.SUPERSEDED, superseded_by=self.plan.changed_by)
        return None if may_hold(self._parts.plan_faults(wanted)) else refused(Refusal.PLAN_INVALID)


def _told(plan: LightingPlan) -> dict[str, object]:
    return {
        "version": plan.version,
        "programmes": [programme.id for programme in plan.programmes],
        "calendars": [calendar.id for calendar in plan.calendars],
        "assignments": len(plan.assignments),
    }
