"""What can be done now, and why not: the one press that the card offers, decided from all it shows."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.actions import ActionSpec
from app.domain.interlocks import Condition, blocking
from app.domain.orders import Order
from app.domain.rights import Right
from app.domain.selections import SelectionState
from widgets.access.permits import Permits
from widgets.control import words
from widgets.control.card.condition_words import title
from widgets.control.card.names import Names
from widgets.control.card.situation import Situation
from widgets.control.card.steps import countdown


class Press(enum.Enum):
    SELECT = "select"
    REVIEW = "review"
    SIGN = "sign"
    """For another's selection."""
    OPERATE = "operate"
    """Held down."""
    COMMAND = "command"
    """Held down; for what needs no selection."""


LOOK_MS = 1000
"""A second press that comes sooner after the selection is a double click, not a look at its effects."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the operator has written. `conditions` None while they are not known."""

    order: Order | None
    reason: str
    conditions: tuple[Condition, ...] | None
    passed: tuple[str, ...] = ()
    passing_reason: str = ""
    selects: bool = True
    """Whether it needs a selection."""
    away: str = ""
    """Why nothing can be asked at all."""
    incident: str = ""
    """What it is done for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`barred` says why it cannot be pressed now; empty when it can."""

    press: Press
    words: str
    barred: str = ""
    releases: bool = False
    signs_here: bool = False

    @property
    def held(self) -> bool:
        return self.press in (Press.OPERATE, Press.COMMAND)


class Offers:
    """GUI thread."""

    def __init__(self, permits: Permits, names: Names) -> None:
        self._permits, self._names = permits, names

    def now(self, now: Situation, draft: Draft) -> Offer:
        selection = now.selection
        if selection is None:
            return self._to_begin(now, draft)
        if now.mine:
            return self._mine(now, draft)
        if selection.state is SelectionState.WAITING and now.in_view(draft.order) is selection.order:
            return self._to_sign(now, draft)
        return self._to_begin(now, draft)

    def _to_begin(self, now: Situation, draft: Draft) -> Offer:
        order, spec = draft.order, now.spec(draft.order)
        text = QCoreApplication.translate("ControlOffers", "Select {0}").format(now.device.id)
        if order is None or spec is None:
            first = QCoreApplication.translate("ControlOffers", "Choose what to do.")
            barred = self._general(now, draft, None) or self._reserved(now, None)
            return Offer(Press.SELECT, text, barred or first)
        barred = self._general(now, draft, spec) or self._reserved(now, spec)
        if draft.selects:
            if not barred and not draft.reason:
                barred = QCoreApplication.translate("ControlOffers", "Write the reason.")
            return Offer(Press.SELECT, text, barred)
        deed = words.order(order, now.device.kind)
        hold = QCoreApplication.translate("ControlOffers", "Hold to {0}").format(deed)
        return Offer(Press.COMMAND, hold, barred or _unmet(draft, ()))

    def _mine(self, now: Situation, draft: Draft) -> Offer:
        selection = now.selection
        assert selection is not None
        spec = now.spec(selection.order)
        barred = self._general(now, draft, spec)
        reviewed = selection.reviewed_at > 0
        if selection.state is SelectionState.SELECTED and not reviewed:
            text = QCoreApplication.translate("ControlOffers", "Effects reviewed, go on")
            return Offer(Press.REVIEW, text, barred, releases=True)
        deed = words.order(selection.order, now.device.kind)
        hold = QCoreApplication.translate("ControlOffers", "Hold to {0}").format(deed)
        if selection.state is SelectionState.WAITING:
            why = QCoreApplication.translate("ControlOffers", "Enabled by the second signature.")
            return Offer(Press.OPERATE, hold, barred or why, releases=True, signs_here=not barred)
        passed = (*selection.overrides, *draft.passed)
        barred = barred or self._passing(now, draft) or _unmet(draft, passed)
        return Offer(Press.OPERATE, hold, barred, releases=True)

    def _to_sign(self, now: Situation, draft: Draft) -> Offer:
        selection = now.selection
        assert selection is not None
        text = QCoreApplication.translate("ControlOffers", "Sign for {0}").format(
            self._names.of(selection.operator)
        )
        barred = draft.away or self._permits.why_not(Right.APPROVE, now.device.id)
        return Offer(Press.SIGN, text, barred or self._passing(now, draft))

    def _general(self, now: Situation, draft: Draft, spec: ActionSpec | None) -> str:
        if draft.away:
            return draft.away
        rights = {one.right for one in now.specs.values()} if spec is None else {spec.right}
        reasons = [self._permits.why_not(right, now.device.id) for right in rights]
        return "" if "" in reasons else next(iter(reasons), "")

    def _reserved(self, now: Situation, spec: ActionSpec | None) -> str:
        """A safe order goes past the reservation of another."""
        if now.selection is None or (spec is not None and spec.safe):
            return ""
        return QCoreApplication.translate("ControlOffers", "{0} has it selected, {1} left.").format(
            self._names.of(now.selection.operator), countdown(now.selection.until, now.now)
        )

    def _passing(self, now: Situation, draft: Draft) -> str:
        """Whether what is ticked may be passed."""
        if not draft.passed:
            return ""
        if barred := self._permits.why_not(Right.OVERRIDE, now.device.id):
            return barred
        if not draft.passing_reason:
            return QCoreApplication.translate("ControlOffers", "Write why the condition is passed.")
        return ""


def _unmet(draft: Draft, passed: tuple[str, ...]) -> str:
    """The first condition that stands in the way."""
    if draft.conditions is None:
        return QCoreApplication.translate("ControlOffers", "Reading the conditions.")
    for condition in blocking(draft.conditions, passed):
        return QCoreApplication.translate("ControlOffers", "Not met: {0}").format(title(condition))
    return ""
