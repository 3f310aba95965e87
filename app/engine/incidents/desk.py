"""Where everything arrives that operators ask of incidents, their files and procedures, shifts and plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.acts import Refusal, Verdict
from app.domain.incidents.acts import BeginAttachment
from app.domain.instant import Instant
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.domain.shifts import Shift
from app.domain.work_plan import WorkPlan
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Recording
from app.engine.incidents.attachments import Attachments
from app.engine.incidents.calling_off import CallingOff
from app.engine.incidents.counter import IncidentCounter
from app.engine.incidents.handling import Handling
from app.engine.incidents.parts import IncidentDeskParts
from app.engine.incidents.procedures import Procedures
from app.engine.incidents.reach import Reach
from app.engine.incidents.recalling import Recalling
from app.engine.incidents.shifts import Shifts
from app.engine.incidents.work_plans import WorkPlans
from app.engine.server import ConsoleLink
from app.wire.frames import Ask
from app.wire.incidents import Uploading


@dataclass(frozen=True, slots=True)
class Kept:
    """What the desk itself keeps, besides the book."""

    shifts: tuple[Shift, ...] = ()
    plans: tuple[WorkPlan, ...] = ()


class IncidentDesk:
    """Engine's thread. What the gate let pass comes here; rights over the incidents are looked at here."""

    def __init__(self, parts: IncidentDeskParts) -> None:
        self._parts = parts
        self._counter = counter = IncidentCounter(parts, Recording(parts.trail, parts.now))
        self._recalling = Recalling(counter)
        self._reach = Reach(parts.book, parts.city, parts.accounts.roles)
        self._attachments = Attachments(counter, parts.files, self._may_not_note, parts.most_bytes)
        self._shifts, self._plans = Shifts(counter, self._reach), WorkPlans(counter)
        self._calling_off = CallingOff(parts)
        attaching = self._attachments.handlers()
        self._handlers: dict[type, Handler] = {
            **Handling(counter, self._recalling, self._reach, self._calling_off).handlers(),
            **attaching,
            BeginAttachment: self._recalled(attaching[BeginAttachment]),
            **Procedures(counter).handlers(),
            **self._shifts.handlers(),
            **self._plans.handlers(),
        }

    @property
    def kept(self) -> Kept:
        return Kept(self._shifts.all, self._plans.all)

    def restore(self, shifts: Iterable[Shift], plans: Iterable[WorkPlan]) -> None:
        """What the store remembers, at the start."""
        self._shifts.restore(shifts)
        self._plans.restore(plans)

    def handlers(self) -> dict[type, Handler]:
        """Everything of `app.wire.incidents.ASKABLE`, for behind the gate."""
        return self._handlers

    def left(self, link: ConsoleLink) -> None:
        """A console is gone: what it was in the middle of is over."""
        self._attachments.left(link)
        self._shifts.left(link)

    def restored(self) -> None:
        """All that commands came to while the engine was away is in the book."""
        self._calling_off.restore()

    def each_second(self, now: Instant) -> None:
        self._calling_off.each_second(now)
        self._attachments.each_second()

    def may_see(self, asked: Asked, incident: str, then: Callable[[Verdict | None], None]) -> None:
        """`then` is given the refusal where the operator may not see this incident, open or closed, or where
        there is none; it may come after an errand."""

        def go_on(problem: Verdict | None) -> None:
            then(problem or self._lacks(asked, incident, Right.SEE))

        self._recalling.known(asked, (incident,), go_on)

    def _may_not_note(self, asked: Asked, incident: str) -> Verdict | None:
        return self._lacks(asked, incident, Right.NOTE)

    def _lacks(self, asked: Asked, incident: str, right: Right) -> Verdict | None:
        known = self._parts.book.get(incident)
        if known is None:
            return refused(Refusal.UNKNOWN_INCIDENT)
        return self._reach.lacks(known, right, self._counter.grants_at(asked))

    def _recalled(self, handler: Handler) -> Handler:
        """A file may be added to a closed incident too."""

        def handle(link: ConsoleLink, ask: Ask) -> None:
            asked = Asked(link, ask)

            def go_on(problem: Verdict | None) -> None:
                if problem is None:
                    handler(link, ask)
                else:
                    self._counter.answer(asked, Uploading(problem))

            self._recalling.known(asked, (ask.body.incident,), go_on)

        return handle
