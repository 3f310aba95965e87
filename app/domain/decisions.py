"""What becomes of an operator's act: pure decisions over the alarms as they stand.

An acknowledgement counts for the activation that stood on the screen: one that saw a version older than the
newest raise or re-alarm is superseded; later returns, comments and shelvings do not stand in its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.acts import (
    LARGEST_ACT,
    LONGEST_REMARK,
    Acknowledge,
    Act,
    Comment,
    Outcome,
    Refusal,
    Reset,
    ReturnToService,
    Seen,
    Shelve,
    TakeOutOfService,
    Unshelve,
    Verdict,
)
from app.domain.alarms import Alarm, Transition
from app.domain.changes import AlarmChanged, Change
from app.domain.instant import Instant
from app.domain.ledger import changed
from app.domain.memories import NORMAL, Stimulus, move
from app.domain.plain_text import plain
from app.domain.shelving import MINUTE_MS, ShelvingLimits, count_at, refusal


@dataclass(frozen=True, slots=True)
class _Superseded:
    by: str


_Result = AlarmChanged | Refusal | _Superseded


def decide(
    act: Act,
    operator: str,
    now: Instant,
    *,
    alarms: Mapping[str, Alarm],
    latching: Mapping[str, bool],
    limits: ShelvingLimits,
) -> tuple[Verdict, list[Change]]:
    """The verdict and the changes that would carry it out; changes nothing itself. `latching` tells of the
    alarms named whether their rule latches."""
    seen = _named(act)
    if len(seen) > LARGEST_ACT:
        return Verdict(Outcome.REFUSED, refusal=Refusal.TOO_MANY), []
    results: list[_Result] = []
    for one in seen:
        alarm = alarms.get(one.alarm)
        if alarm is None:
            results.append(Refusal.UNKNOWN_ALARM)
        elif isinstance(act, Acknowledge):
            results.append(_acknowledge(alarm, one, operator, now))
        elif isinstance(act, Reset):
            results.append(_reset(alarm, one, operator, now, latches=latching.get(alarm.id, False)))
        else:
            results.append(_single(act, alarm, operator, now, limits))
    return _verdict(results), [result for result in results if isinstance(result, AlarmChanged)]


def _named(act: Act) -> tuple[Seen, ...]:
    """The alarms of an act, each once: the newest version seen counts."""
    if not isinstance(act, Acknowledge | Reset):
        return (act.alarm,)
    newest: dict[str, Seen] = {}
    for seen in act.alarms:
        known = newest.get(seen.alarm)
        if known is None or known.version < seen.version:
            newest[seen.alarm] = seen
    return tuple(newest.values())


def _verdict(results: Iterable[_Result]) -> Verdict:
    applied, superseded, refused = 0, None, None
    for result in results:
        if isinstance(result, AlarmChanged):
            applied += 1
        elif isinstance(result, _Superseded):
            superseded = superseded or result
        else:
            refused = refused or result
    by = superseded.by if superseded else ""
    if applied:
        return Verdict(Outcome.APPLIED, applied=applied, refusal=refused, superseded_by=by)
    if superseded:
        return Verdict(Outcome.SUPERSEDED, superseded_by=by)
    return Verdict(Outcome.REFUSED, refusal=refused or Refusal.UNKNOWN_ALARM)


def _acknowledge(alarm: Alarm, seen: Seen, operator: str, now: Instant) -> _Result:
    moved = move(alarm, Stimulus.ACKNOWLEDGE)
    if moved is None:
        if seen.version < alarm.version and alarm.acknowledged_by:
            return _Superseded(alarm.acknowledged_by)
        return Refusal.NOT_UNACKNOWLEDGED
    if seen.version < alarm.raised_version:
        return _Superseded("")
    (_, unacknowledged, latched), transition = moved
    return changed(
        alarm,
        transition,
        now,
        by=operator,
        unacknowledged=unacknowledged,
        latched=latched,
        unannounced=False,
        suppressed_by="" if moved[0] == NORMAL else alarm.suppressed_by,
        acknowledged_at=now.wall,
        acknowledged_by=operator,
    )


def _reset(alarm: Alarm, seen: Seen, operator: str, now: Instant, *, latches: bool) -> _Result:
    moved = move(alarm, Stimulus.RESET)
    if moved is None:
        return Refusal.CAUSE_PRESENT if alarm.active and latches else Refusal.NOT_LATCHED
    if seen.version < alarm.raised_version:
        return _Superseded("")
    (_, unacknowledged, latched), transition = moved
    cause = "" if moved[0] == NORMAL else alarm.suppressed_by
    return changed(
        alarm,
        transition,
        now,
        by=operator,
        unacknowledged=unacknowledged,
        latched=latched,
        suppressed_by=cause,
    )


def _single(
    act: Shelve | Unshelve | TakeOutOfService | ReturnToService | Comment,
    alarm: Alarm,
    operator: str,
    now: Instant,
    limits: ShelvingLimits,
) -> _Result:
    if isinstance(act, Shelve):
        return _shelve(act, alarm, operator, now, limits)
    if isinstance(act, TakeOutOfService):
        return _take_out(act, alarm, operator, now)
    if isinstance(act, Unshelve):
        if alarm.shelved_until is None:
            return Refusal.NOT_SHELVED
        return changed(alarm, Transition.UNSHELVED, now, by=operator, shelved_until=None)
    if isinstance(act, ReturnToService):
        if not alarm.out_of_service:
            return Refusal.NOT_OUT_OF_SERVICE
        return changed(alarm, Transition.IN_SERVICE, now, by=operator, out_of_service=False)
    if not act.text.strip():
        return Refusal.REASON_MISSING
    return changed(
        alarm, Transition.COMMENTED, now, by=operator, comment=plain(act.text.strip(), LONGEST_REMARK)
    )


def _shelve(act: Shelve, alarm: Alarm, operator: str, now: Instant, limits: ShelvingLimits) -> _Result:
    if not act.reason.strip():
        return Refusal.REASON_MISSING
    refused = refusal(alarm, act.minutes, limits, now.wall)
    if refused is not None:
        return refused
    count = count_at(alarm, now.wall)
    return changed(
        alarm,
        Transition.SHELVED,
        now,
        by=operator,
        reason=plain(act.reason.strip(), LONGEST_REMARK),
        shelved_until=now.wall + act.minutes * MINUTE_MS,
        shelve_count=count + 1,
        first_shelved_at=alarm.first_shelved_at if count else now.wall,
    )


def _take_out(act: TakeOutOfService, alarm: Alarm, operator: str, now: Instant) -> _Result:
    if alarm.out_of_service:
        return Refusal.ALREADY
    if not act.reason.strip():
        return Refusal.REASON_MISSING
    reason = plain(act.reason.strip(), LONGEST_REMARK)
    return changed(alarm, Transition.OUT_OF_SERVICE, now, by=operator, reason=reason, out_of_service=True)
