"""New versions of procedures: looked at as a whole, and put in force for what opens from then on."""

from __future__ import annotations

from dataclasses import replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.incidents.acts import PutProcedure
from app.domain.incidents.procedure_checks import problems
from app.domain.incidents.procedures import Procedure, ProcedureChanged
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.incidents.counter import IncidentCounter
from app.engine.server import ConsoleLink
from app.wire.frames import Ask

MOST_PROCEDURES = 500


class Procedures:
    """Engine's thread."""

    def __init__(self, counter: IncidentCounter) -> None:
        self._counter, self._parts = counter, counter.parts

    def handlers(self) -> dict[type, Handler]:
        return {PutProcedure: self._put}

    def _put(self, link: ConsoleLink, ask: Ask) -> None:
        wanted = replace(ask.body.procedure, by=ask.operator, at=self._parts.now().wall)
        details = {"version": wanted.version, "steps": len(wanted.steps), "retired": wanted.retired}
        doing = Doing(Asked(link, ask), Deed.PUT_PROCEDURE, subject=wanted.id[:64], details=details)
        verdict = self._against(wanted)
        if verdict is not None:
            self._counter.done(doing.asked, self._counter.refuse(doing, verdict))
            return
        verdict = self._counter.carry_out(doing, [ProcedureChanged(wanted)])
        if verdict.refusal is None:
            self._parts.book.put_procedure(wanted)
        self._counter.done(doing.asked, verdict)

    def _against(self, wanted: Procedure) -> Verdict | None:
        kept = self._parts.book.procedures
        newest = kept.get(wanted.id)
        if wanted.version != (1 if newest is None else newest.version + 1):
            return Verdict(Outcome.SUPERSEDED, superseded_by="" if newest is None else newest.by)
        if newest is None and len(kept) >= MOST_PROCEDURES:
            return refused(Refusal.TOO_MANY)
        return refused(Refusal.PROCEDURE_INVALID) if problems(wanted) else None
