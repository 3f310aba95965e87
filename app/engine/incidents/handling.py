"""What operators do with incidents: rights over the incident, the decision, the record, then it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.changes import Change
from app.domain.commands import Command, Wanted
from app.domain.incidents.acts import GiveIncident, IncidentAct
from app.domain.incidents.deciding import Decided, decide
from app.domain.operators import sign_in_id
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import HalfDone, Handler
from app.engine.access.recording import Doing
from app.engine.incidents.calling_off import CallingOff
from app.engine.incidents.counter import DONE, IncidentCounter
from app.engine.incidents.reach import Reach, named_by
from app.engine.incidents.recalling import Recalling
from app.engine.incidents.records import doing_of
from app.engine.incidents.tasks import Tasks, with_commands
from app.engine.server import ConsoleLink
from app.wire.frames import Ask
from app.wire.incidents import Incidental


class Handling:
    """Engine's thread."""

    def __init__(
        self, counter: IncidentCounter, recalling: Recalling, reach: Reach, calling_off: CallingOff
    ) -> None:
        self._counter, self._parts, self._book = counter, counter.parts, counter.parts.book
        self._recalling, self._reach = recalling, reach
        self._tasks, self._calling_off = Tasks(counter.parts), calling_off

    def handlers(self) -> dict[type, Handler]:
        return dict.fromkeys(get_args(IncidentAct), self._asked)

    def _asked(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        self._recalling.known(asked, named_by(ask.body), lambda problem: self._act(asked, problem))

    def _act(self, asked: Asked, problem: Verdict | None) -> None:
        """`problem` is why it cannot even be decided."""
        doing, decided = doing_of(asked), problem or self._decide(asked)
        if isinstance(decided, Verdict):
            self._counter.refuse(doing, decided, superseded_by=decided.superseded_by)
            self._answer(asked, decided, doing.subject)
            return
        verdict = self._do(replace(doing, subject=decided.incident), decided)
        if verdict.outcome is Outcome.APPLIED:
            self._calling_off.begin(decided.incident, decided.stand_down, self._parts.now())
        self._answer(asked, verdict, decided.incident)

    def _decide(self, asked: Asked) -> Verdict | Decided:
        act, operator = asked.ask.body, asked.ask.operator
        verdict = self._reach.against(act, self._counter.grants_at(asked))
        if isinstance(act, GiveIncident):
            act = replace(act, to=sign_in_id(act.to))
            verdict = verdict or self._may_not_own(act)
        return verdict or decide(act, operator, self._book, self._parts.city, self._parts.now())

    def _may_not_own(self, act: GiveIncident) -> Verdict | None:
        """Who is to have it must be somebody who could handle it."""
        incident = self._book.get(act.incident)
        if incident is None or not act.to:
            return None
        grants = self._counter.grants_of(act.to)
        if grants is None:
            return refused(Refusal.UNKNOWN_OPERATOR)
        return self._reach.lacks(incident, Right.ACKNOWLEDGE, grants)

    def _do(self, doing: Doing, decided: Decided) -> Verdict:
        asked, now = doing.asked, self._parts.now()
        wanted = self._tasks.wanted(decided, asked.ask.operator, now)
        if isinstance(wanted, Verdict):
            return self._counter.refuse(doing, wanted)
        if wanted:
            return self._with_orders(doing, decided, wanted)
        return self._counter.carry_out(
            doing, self._book.stamp(decided.drafts, asked.ask.operator, asked.link.console, now)
        )

    def _with_orders(self, doing: Doing, decided: Decided, wanted: Sequence[Wanted]) -> Verdict:
        """What is ordered and what the incident notes of it are stored in one transaction: no crew is sent
        without it, and none twice."""
        asked, changes = doing.asked, list[Change]()
        draft = self._counter.records.draft(doing)
        if not self._counter.records.allowed(draft):
            return refused(Refusal.NOT_RECORDED)
        now = self._parts.now()

        def along(commands: Sequence[Command]) -> Sequence[Change]:
            drafts = with_commands(decided.drafts, commands)
            changes.extend(self._book.stamp(drafts, asked.ask.operator, asked.link.console, now))
            return changes

        try:
            issued = self._parts.dispatcher.issue(wanted, now, along)
        except Exception as flaw:
            self._counter.could_not(draft)
            raise HalfDone("a crew may have been sent and nobody knows") from flaw
        if issued is None:
            return self._counter.could_not(draft)
        self._counter.settle(changes)
        return DONE

    def _answer(self, asked: Asked, verdict: Verdict, incident: str) -> None:
        known = self._book.get(incident)
        version = 0 if known is None else known.version
        self._counter.answer(asked, Incidental(verdict, incident, version))
