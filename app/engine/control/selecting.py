"""Select before operate: reserves devices for an order, shows how the conditions stand, gives up again."""

from __future__ import annotations

from app.domain import control_acts as acts
from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.instant import Instant
from app.domain.interlocks import Condition, blocking
from app.domain.rights import Grant, Right
from app.domain.selection_book import Wish, refused
from app.domain.selections import Selection
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.control.counter import DONE, Counter, incident, remark
from app.engine.control.holding import Holding
from app.engine.control.records import about, told, words_of
from app.engine.control.weighing import Aim
from app.engine.server import ConsoleLink
from app.wire import control as wire
from app.wire.frames import Ask
from app.wire.messages import Done


class Selecting:
    """Engine's thread."""

    def __init__(self, counter: Counter, holding: Holding) -> None:
        self._counter, self._parts, self._book = counter, counter.parts, counter.book
        self._holding = holding

    def handlers(self) -> dict[type, Handler]:
        return {
            acts.Select: self._select,
            acts.Review: self._review,
            acts.Release: self._release,
            acts.ReadConditions: self._read_conditions,
        }

    # -- asked ---------------------------------------------------------------------------------------

    def _select(self, link: ConsoleLink, ask: Ask) -> None:
        asked, now, body = Asked(link, ask), self._parts.now(), ask.body
        doing = Doing(
            asked,
            Deed.SELECT,
            subject=words_of(body.target),
            reason=remark(body.reason),
            details={"order": told(body.order), "incident": incident(body.incident)},
        )
        decided = self._decide(doing, body, now)
        if isinstance(decided, Verdict):
            self._counter.answer(asked, wire.Selected(self._counter.refuse(doing, decided)))
            return
        self._finish(doing, decided, now)

    def _decide(self, doing: Doing, body: acts.Select, now: Instant) -> Selection | Verdict:
        """What others have of a group is left out of it; a single device is had by one."""
        asked = doing.asked
        aim = self._counter.weighing.aim(body.target, body.order, self._counter.grants_at(asked), now)
        if isinstance(aim, Verdict):
            return aim
        if not doing.reason:
            return refused(Refusal.REASON_MISSING)
        devices = tuple(device.id for device in aim.devices)
        if not aim.single:
            others = self._book.reserved_by_others(asked.ask.operator)
            free = tuple(one for one in devices if one not in others)
            devices = free or devices
        wish = Wish(
            id=self._parts.new_id(now),
            target=body.target,
            order=body.order,
            devices=devices,
            operator=asked.ask.operator,
            console=asked.link.console,
            reason=doing.reason,
            incident=incident(body.incident),
            needs_approval=self._counter.weighing.is_critical(aim),
        )
        return self._book.select(wish, now)

    def _review(self, link: ConsoleLink, ask: Ask) -> None:
        asked, now, body = Asked(link, ask), self._parts.now(), ask.body
        doing = self._about(asked, Deed.REVIEW, body.selection)
        grants, weighing = self._counter.grants_at(asked), self._counter.weighing
        aim = weighing.again(self._book.get(body.selection), grants, now)
        if isinstance(aim, Verdict):
            self._counter.answer(asked, wire.Selected(self._counter.refuse(doing, aim)))
            return
        standing = weighing.conditions(aim, ask.operator, now)
        approval = self._needs_second(
            aim, standing, may_override=weighing.lacks(aim.devices, Right.OVERRIDE, grants) is None
        )
        decided = self._book.review(body.selection, body.version, ask.operator, now, approval=approval)
        if isinstance(decided, Verdict):
            self._counter.answer(asked, wire.Selected(self._counter.refuse(doing, decided)))
            return
        self._finish(doing, decided, now)

    def _needs_second(self, aim: Aim, standing: tuple[Condition, ...], *, may_override: bool) -> bool:
        """By the settings, or because a condition can be passed only by somebody else than the operator."""
        to_pass = any(one.may_override for one in blocking(standing))
        return self._counter.weighing.is_critical(aim) or (to_pass and not may_override)

    def _release(self, link: ConsoleLink, ask: Ask) -> None:
        asked, now = Asked(link, ask), self._parts.now()
        doing = self._about(asked, Deed.RELEASE, ask.body.selection)
        decided = self._book.release(ask.body.selection, ask.operator)
        if isinstance(decided, Verdict):
            self._counter.done(asked, self._counter.refuse(doing, decided))
            return
        # Nothing hinders giving up, no full disk either: its entry follows when it can.
        self._counter.records.note(self._counter.records.draft(doing))
        self._book.commit(decided, now)
        self._counter.done(asked, DONE)

    def _read_conditions(self, link: ConsoleLink, ask: Ask) -> None:
        """Also for whoever is to sign, and then as they stand for the one who selected."""
        asked, now, body = Asked(link, ask), self._parts.now(), ask.body
        weighing, grants = self._counter.weighing, self._counter.grants_at(asked)
        aim = weighing.aim(body.target, body.order, grants, now, Right.APPROVE)
        if isinstance(aim, Verdict):
            self._counter.answer(asked, Done(aim))
            return
        operator = self._reader(aim, grants) or ask.operator
        skips = () if aim.single else weighing.sift(aim, operator, now)[1]
        self._counter.answer(
            asked,
            wire.Conditions(
                weighing.conditions(aim, operator, now),
                devices=len(aim.devices) + sum(skip.count for skip in aim.skips),
                skips=skips,
                needs_selection=weighing.needs_selection(aim),
                needs_approval=weighing.is_critical(aim),
            ),
        )

    def _reader(self, aim: Aim, grants: tuple[Grant, ...]) -> str:
        """Whose selection of this very order is looked at by somebody who may sign it; empty for none."""
        held = self._book.holder(aim.devices[0].id)
        meant = held is not None and (held.target, held.order) == (aim.target, aim.order)
        if held is None or not meant or self._counter.weighing.lacks(aim.devices, Right.APPROVE, grants):
            return ""
        return held.operator

    # -- parts ---------------------------------------------------------------------------------------

    def _about(self, asked: Asked, deed: Deed, selection: str) -> Doing:
        return about(asked, deed, self._book.get(selection))

    def _finish(self, doing: Doing, decided: Selection, now: Instant) -> None:
        """Put it on record, and only then hold it."""
        asked, records = doing.asked, self._counter.records
        if not records.allowed(records.draft(doing, selection=decided.id)):
            self._counter.answer(asked, wire.Selected(refused(Refusal.NOT_RECORDED)))
            return
        kept = self._book.commit(decided, now)
        self._holding.bind(kept, asked.link)
        self._holding.replaced(now)
        standing = self._counter.standing(kept, now)
        self._counter.answer(asked, wire.Selected(DONE, kept, standing))
