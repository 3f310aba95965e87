"""The ISA-18.2 alarm as a table over its memories: active, unacknowledged, and latched."""

from __future__ import annotations

import enum

from app.domain.alarms import Alarm, Transition

Memories = tuple[bool, bool, bool]
"""Active, unacknowledged, latched."""

NORMAL: Memories = (False, False, False)
UNACKNOWLEDGED: Memories = (True, True, False)
ACKNOWLEDGED: Memories = (True, False, False)
RETURNED: Memories = (False, True, False)
LATCHED_UNACKNOWLEDGED: Memories = (False, True, True)
LATCHED: Memories = (False, False, True)


class Stimulus(enum.Enum):
    """What can move the memories."""

    ONSET = enum.auto()
    RECOVERY = enum.auto()
    RECOVERY_SILENT = enum.auto()
    """A recovery that needs no acknowledgement: the rule says so, or nobody was shown the alarm."""
    RECOVERY_LATCHING = enum.auto()
    RECOVERY_LATCHING_SILENT = enum.auto()
    ACKNOWLEDGE = enum.auto()
    RESET = enum.auto()
    REALARM = enum.auto()


_S = Stimulus
_T = Transition

TABLE: dict[tuple[Memories, Stimulus], tuple[Memories, Transition]] = {
    (NORMAL, _S.ONSET): (UNACKNOWLEDGED, _T.RAISED),
    (RETURNED, _S.ONSET): (UNACKNOWLEDGED, _T.RAISED),
    (LATCHED, _S.ONSET): (UNACKNOWLEDGED, _T.RAISED),
    (LATCHED_UNACKNOWLEDGED, _S.ONSET): (UNACKNOWLEDGED, _T.RAISED),
    (UNACKNOWLEDGED, _S.RECOVERY): (RETURNED, _T.RETURNED),
    (UNACKNOWLEDGED, _S.RECOVERY_SILENT): (NORMAL, _T.RETURNED),
    (UNACKNOWLEDGED, _S.RECOVERY_LATCHING): (LATCHED_UNACKNOWLEDGED, _T.RETURNED),
    (UNACKNOWLEDGED, _S.RECOVERY_LATCHING_SILENT): (LATCHED, _T.RETURNED),
    (UNACKNOWLEDGED, _S.ACKNOWLEDGE): (ACKNOWLEDGED, _T.ACKNOWLEDGED),
    (ACKNOWLEDGED, _S.RECOVERY): (NORMAL, _T.RETURNED),
    (ACKNOWLEDGED, _S.RECOVERY_SILENT): (NORMAL, _T.RETURNED),
    (ACKNOWLEDGED, _S.RECOVERY_LATCHING): (LATCHED, _T.RETURNED),
    (ACKNOWLEDGED, _S.RECOVERY_LATCHING_SILENT): (LATCHED, _T.RETURNED),
    (ACKNOWLEDGED, _S.REALARM): (UNACKNOWLEDGED, _T.REALARMED),
    (RETURNED, _S.ACKNOWLEDGE): (NORMAL, _T.ACKNOWLEDGED),
    (LATCHED_UNACKNOWLEDGED, _S.ACKNOWLEDGE): (LATCHED, _T.ACKNOWLEDGED),
    (LATCHED_UNACKNOWLEDGED, _S.RESET): (RETURNED, _T.RESET),
    (LATCHED, _S.RESET): (NORMAL, _T.RESET),
}
"""A pair that is missing changes nothing. A latch that falls while unacknowledged leaves the
acknowledgement owed."""

_RECOVERIES = {
    (False, False): Stimulus.RECOVERY,
    (False, True): Stimulus.RECOVERY_SILENT,
    (True, False): Stimulus.RECOVERY_LATCHING,
    (True, True): Stimulus.RECOVERY_LATCHING_SILENT,
}


def memories(alarm: Alarm) -> Memories:
    return (alarm.active, alarm.unacknowledged, alarm.latched)


def recovery(*, latching: bool, silent: bool) -> Stimulus:
    """The recovery that fits the rule and whether anybody has to acknowledge it."""
    return _RECOVERIES[latching, silent]


def move(alarm: Alarm, stimulus: Stimulus) -> tuple[Memories, Transition] | None:
    """Where the stimulus takes the alarm, or None when it changes nothing."""
    return TABLE.get((memories(alarm), stimulus))
