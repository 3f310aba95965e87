"""Who has which devices selected: decided by a table of steps, kept by time, forgotten with the engine.

A decision changes nothing; what it came to is committed once it is on record. A signature binds to one
selection in one version, so to exactly one order: an order never changes, another one is another selection.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.instant import Instant
from app.domain.orders import Order, Target
from app.domain.selections import Selection, SelectionChanged, SelectionState
from app.domain.timers import Timers


class Step(enum.StrEnum):
    """What moves a selection from one state to the next."""

    REVIEW = "review"
    """The operator goes on; nobody has to sign."""
    WAIT = "wait"
    """The operator goes on and asks for the second signature."""
    SIGN = "sign"
    OPERATE = "operate"
    RELEASE = "release"
    LAPSE = "lapse"


_S = SelectionState
OPEN = frozenset({_S.SELECTED, _S.WAITING, _S.SIGNED})
STEPS: Mapping[tuple[SelectionState, Step], SelectionState] = {
    (_S.SELECTED, Step.REVIEW): _S.SELECTED,
    (_S.SELECTED, Step.WAIT): _S.WAITING,
    (_S.WAITING, Step.SIGN): _S.SIGNED,
    (_S.SELECTED, Step.OPERATE): _S.OPERATED,
    (_S.SIGNED, Step.OPERATE): _S.OPERATED,
    **{(state, Step.RELEASE): _S.RELEASED for state in OPEN},
    **{(state, Step.LAPSE): _S.LAPSED for state in OPEN},
}
_WHY_NOT: Mapping[Step, Refusal] = {
    Step.REVIEW: Refusal.ALREADY,
    Step.WAIT: Refusal.ALREADY,
    Step.SIGN: Refusal.NOT_WAITING,
    Step.OPERATE: Refusal.NEEDS_SIGNATURE,
}
"""What is said of a step that the table does not have; a review, once it waits, prolongs nothing."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long a selection lasts from the last act, and how long a signature is waited for."""

    selection_s: float
    approval_s: float


@dataclass(frozen=True, slots=True)
class Wish:
    """Devices that somebody wants to reserve for an order; `id` is the selection's own."""

    id: str
    target: Target
    order: Order
    devices: tuple[str, ...]
    operator: str
    console: str
    reason: str
    incident: str = ""
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """`overrides` are conditions that the signer accepts as not met, `reason` why."""

    approver: str
    overrides: tuple[str, ...] = ()
    reason: str = ""


class SelectionBook:
    """Engine's thread. `times` are those of the settings as they are now."""

    def __init__(self, times: Callable[[], Times]) -> None:
        self._times = times
        self._open: dict[str, Selection] = {}
        self._holder: dict[str, str] = {}
        self._timers: Timers[str] = Timers()
        self._news: list[SelectionChanged] = []
        self._replaced: list[Selection] = []

    # -- asked ---------------------------------------------------------------------------------------

    @property
    def all(self) -> tuple[Selection, ...]:
        return tuple(self._open.values())

    def get(self, selection: str) -> Selection | None:
        return self._open.get(selection)

    def holder(self, device: str) -> Selection | None:
        """The selection that reserves the device."""
        held = self._holder.get(device)
        return None if held is None else self._open[held]

    @property
    def reserved(self) -> AbstractSet[str]:
        """The devices that anybody has selected; a live view."""
        return self._holder.keys()

    def reserved_by_others(self, operator: str) -> set[str]:
        """The devices that others than this operator have selected."""
        others = (one.devices for one in self._open.values() if one.operator != operator)
        return set[str]().union(*others)

    def take_news(self) -> list[SelectionChanged]:
        news, self._news = self._news, []
        return news

    def take_replaced(self) -> list[Selection]:
        """Those that their operator gave up by selecting anew, since they were last taken."""
        replaced, self._replaced = self._replaced, []
        return replaced

    # -- decided -------------------------------------------------------------------------------------

    def select(self, wish: Wish, now: Instant) -> Selection | Verdict:
        """Whoever comes first has a device. What the operator holds of these already is given up for it."""
        wanted = frozenset(wish.devices)
        others = {
            one.operator
            for one in self._open.values()
            if one.operator != wish.operator and not wanted.isdisjoint(one.devices)
        }
        if others:
            return refused(Refusal.RESERVED, *sorted(others))
        return Selection(
            id=wish.id,
            target=wish.target,
            order=wish.order,
            operator=wish.operator,
            console=wish.console,
            state=SelectionState.SELECTED,
            since=now.wall,
            until=now.wall,
            devices=wish.devices,
            reason=wish.reason,
            incident=wish.incident,
            needs_approval=wish.needs_approval,
        )

    def review(
        self, selection: str, version: int, operator: str, now: Instant, *, approval: bool
    ) -> Selection | Verdict:
        """Go on; `approval` when a second signature is needed for what stands now. Where it was needed when
        it was selected, it still is."""
        known = self._open.get(selection)
        needs = approval or (known is not None and known.needs_approval)
        held = self._mine(selection, version, operator, Step.WAIT if needs else Step.REVIEW)
        if isinstance(held, Verdict):
            return held
        return replace(held, needs_approval=needs, reviewed_at=now.wall)

    def sign(self, selection: str, version: int, signature: Signature, now: Instant) -> Selection | Verdict:
        held = self._stepped(selection, version, Step.SIGN)
        if isinstance(held, Verdict):
            return held
        if held.operator == signature.approver:
            return refused(Refusal.SAME_PERSON)
        return replace(
            held,
            approver=signature.approver,
            signed_at=now.wall,
            overrides=signature.overrides,
            approver_reason=signature.reason,
        )

    def operate(self, selection: str, version: int, operator: str) -> Selection | Verdict:
        held = self._mine(selection, version, operator, Step.OPERATE)
        if isinstance(held, Selection) and held.needs_approval and not held.approver:
            return refused(Refusal.NEEDS_SIGNATURE)
        return held

    def release(self, selection: str, operator: str) -> Selection | Verdict:
        """Whatever version was seen: giving up is always right."""
        held = self._open.get(selection)
        version = 0 if held is None else held.version
        return self._mine(selection, version, operator, Step.RELEASE)

    # -- done ----------------------------------------------------------------------------------------

    def commit(self, selection: Selection, now: Instant) -> Selection:
        """Take over what was decided; as it stands then, with the end of its time."""
        if selection.state not in OPEN:
            self._end(selection)
            return selection
        if selection.id not in self._open:
            self._give_up(selection.devices)
        lasts = self._lasts(selection.state)
        kept = replace(selection, until=now.wall + round(lasts * 1000))
        self._open[kept.id] = kept
        self._holder.update(dict.fromkeys(kept.devices, kept.id))
        self._timers.set(kept.id, now.monotonic + lasts)
        self._news.append(SelectionChanged(kept))
        return kept

    def drop(self, selection: Selection) -> Selection:
        """Release it whoever asks: its operator is gone."""
        released = _moved(selection, SelectionState.RELEASED)
        self._end(released)
        return released

    def lapse(self, now: Instant) -> list[Selection]:
        """End those whose time is over; to be called before anything is decided at `now`."""
        lapsed = [self._open[due] for due in self._timers.expired(now.monotonic)]
        ended = [_moved(one, STEPS[one.state, Step.LAPSE]) for one in lapsed]
        for one in ended:
            self._end(one)
        return ended

    # -- parts ---------------------------------------------------------------------------------------

    def _mine(self, selection: str, version: int, operator: str, step: Step) -> Selection | Verdict:
        held = self._open.get(selection)
        if held is not None and held.operator != operator:
            return refused(Refusal.RESERVED, held.operator)
        return self._stepped(selection, version, step)

    def _stepped(self, selection: str, version: int, step: Step) -> Selection | Verdict:
        """The selection one step on, in the version that stood on the screen."""
        held = self._open.get(selection)
        if held is None:
            return refused(Refusal.SELECTION_OVER)
        if held.version != version:
            return Verdict(Outcome.SUPERSEDED, superseded_by=held.approver or held.operator)
        state = STEPS.get((held.state, step))
        return refused(_WHY_NOT[step]) if state is None else _moved(held, state)

    def _give_up(self, devices: Iterable[str]) -> None:
        own = {self._holder[device] for device in devices if device in self._holder}
        for one in sorted(own):
            self._replaced.append(self.drop(self._open[one]))

    def _end(self, selection: Selection) -> None:
        if self._open.pop(selection.id, None) is None:
            return
        self._timers.cancel(selection.id)
        for device in selection.devices:
            self._holder.pop(device, None)
        self._news.append(SelectionChanged(selection))

    def _lasts(self, state: SelectionState) -> float:
        times = self._times()
        return times.approval_s if state is SelectionState.WAITING else times.selection_s


def refused(refusal: Refusal, *who: str) -> Verdict:
    return Verdict(Outcome.REFUSED, refusal=refusal, who=who)


def _moved(selection: Selection, state: SelectionState) -> Selection:
    return replace(selection, state=state, version=selection.version + 1)
