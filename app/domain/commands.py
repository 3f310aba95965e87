"""A command's life, from the draft to what a reading shows: the states, as a table, and what is known of it.

Three values are always kept apart: what was asked, what is in force (the device says that it holds it), and
what is measured. Only a live reading, measured and received after sending, confirms.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from app.domain.orders import Order
from app.domain.record import record

Value = float | bool | str


class CommandState(enum.StrEnum):
    DRAFTED = "drafted"
    """Decided and stored; waits its turn."""
    APPROVED = "approved"
    """Drafted, with a second signature."""
    SENT = "sent"
    """Stored as sent, then published; never published again under another id."""
    ACCEPTED = "accepted"
    EXECUTING = "executing"
    """Also after the device said *done*, until a reading shows it."""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    """The device refused."""
    EXPIRED = "expired"
    """Its time was over before the device took it."""
    TIMED_OUT = "timed_out"
    """`Command.end` says what did not come."""
    CANCELLED = "cancelled"
    """Taken back before it was sent."""


class Stimulus(enum.StrEnum):
    """What moves a command from one state to the next."""

    APPROVE = "approve"
    SEND = "send"
    ACCEPTED = "accepted"
    EXECUTING = "executing"
    DONE = "done"
    REJECTED = "rejected"
    MEASURED = "measured"
    EXPIRE = "expire"
    GIVE_UP = "give_up"
    CANCEL = "cancel"


class EndReason(enum.StrEnum):
    """Why a command did not end as asked."""

    NONE = ""
    NO_ANSWER = "no_answer"
    """The device said nothing to it in time."""
    LINK_LOST = "link_lost"
    """The link broke between sending and the answer: it may or may not have been done."""
    NOT_FINISHED = "not_finished"
    """The device took it and did not come to the end: stuck half-way."""
    NOT_MEASURED = "not_measured"
    """The device said done; no reading came that could show it."""
    MISMATCH = "mismatch"
    """The device said done; the readings say otherwise."""
    SUPERSEDED = "superseded"
    """Before it was sent, a newer one of the same device and action, or one that undoes it, took its place;
    or nobody had asked for it, and somebody's own was ahead."""
    OVERTAKEN = "overtaken"
    """The device took a newer one that undoes it, before this one came to its end."""
    STOPPED = "stopped"
    """Its group was stopped before it was sent."""
    WITHDRAWN = "withdrawn"
    """An operator took it back before it was sent."""
    NOT_SENT = "not_sent"
    """It waited too long for its turn, or the link was down."""
    INTERLOCKED = "interlocked"
    """A condition failed between decision and sending."""
    CALLED_OFF = "called_off"
    """The task was taken from the crew: nobody waits for what it says any more."""


class Source(enum.StrEnum):
    """Who wanted it."""

    OPERATOR = "operator"
    PROGRAMME = "programme"
    AUTOMATIC = "automatic"
    """A rule of this program, such as holding a valve that is stuck; `Command.cause` names the command."""


@record
class Measured:
    """A reading as it stood for a command: `ts` the device's time, epoch ms."""

    quantity: str
    value: Value
    ts: int


@record
class Said:
    """One line of a command's life: the state it came to, or what the device said late. `at` wall ms."""

    state: str
    at: int
    text: str = ""
    late: bool = False
    """Came after the end, or out of order: noted, nothing moved."""


@record
class Command:
    """Times are wall time in epoch ms, 0 where it has not happened. `version` counts its changes.

    `asked_before` and `force_before` are the values in per cent that held for the device when it was drafted;
    `before` what was measured then, `measured` what was measured last since it was sent.
    """

    id: str
    """UUIDv7 (RFC 9562); the device never does the same id twice."""
    device: str
    kind: str
    order: Order
    operator: str
    reason: str
    issued: int
    expires: int
    state: CommandState = CommandState.DRAFTED
    end: EndReason = EndReason.NONE
    version: int = 1
    source: Source = Source.OPERATOR
    approver: str = ""
    overrides: tuple[str, ...] = ()
    """Interlocks that were passed by somebody who may."""
    group: str = ""
    incident: str = ""
    cause: str = ""
    """The command, selection or programme that it follows from."""
    sent_at: int = 0
    accepted_at: int = 0
    executing_at: int = 0
    done_at: int = 0
    """When the device said that it had done it."""
    ended_at: int = 0
    tries: int = 0
    """How often it was published, always under the same id."""
    asked_before: float | None = None
    force_before: float | None = None
    before: tuple[Measured, ...] = ()
    measured: tuple[Measured, ...] = ()
    life: tuple[Said, ...] = ()
    """At most the last 16."""

    @property
    def ended(self) -> bool:
        return self.state in ENDED


ENDED = frozenset(
    {
        CommandState.CONFIRMED,
        CommandState.REJECTED,
        CommandState.EXPIRED,
        CommandState.TIMED_OUT,
        CommandState.CANCELLED,
    }
)
WAITING = frozenset({CommandState.DRAFTED, CommandState.APPROVED})
"""Not sent yet."""
OUT = frozenset({CommandState.SENT, CommandState.ACCEPTED, CommandState.EXECUTING})
"""Sent, and not at its end."""

_S, _T = CommandState, Stimulus
MOVES: Mapping[tuple[CommandState, Stimulus], CommandState] = {
    (_S.DRAFTED, _T.APPROVE): _S.APPROVED,
    (_S.DRAFTED, _T.SEND): _S.SENT,
    (_S.APPROVED, _T.SEND): _S.SENT,
    **{(state, _T.CANCEL): _S.CANCELLED for state in WAITING},
    **{(state, _T.EXPIRE): _S.EXPIRED for state in (*WAITING, _S.SENT)},
    (_S.SENT, _T.ACCEPTED): _S.ACCEPTED,
    (_S.SENT, _T.EXECUTING): _S.EXECUTING,
    (_S.ACCEPTED, _T.EXECUTING): _S.EXECUTING,
    **{(state, _T.DONE): _S.EXECUTING for state in OUT},
    **{(state, _T.REJECTED): _S.REJECTED for state in OUT},
    **{(state, _T.MEASURED): _S.CONFIRMED for state in (_S.ACCEPTED, _S.EXECUTING)},
    **{(state, _T.GIVE_UP): _S.TIMED_OUT for state in OUT},
}
"""What is not here does not move: an answer that comes late or out of order is noted, no more.

A device that does what it was told without ever answering stays *sent*, and times out: a lamp may have been
switched by somebody else. Its reading is still shown as measured.
"""


@record
class CommandChanged:
    """A command is new or has moved; `at` wall ms."""

    command: Command
    at: int


@record
class DeviceControl:
    """What holds for one device, in per cent where the action has a value. `asked` by the newest command or
    the programme, `in_force` as the device confirmed or said; an override has `manual`, who and until when
    (epoch ms, None: until it is given up)."""

    device: str
    asked: float | None = None
    in_force: float | None = None
    manual: bool = False
    until: int | None = None
    by: str = ""
    at: int = 0
    programme: str = ""
    """The programme that the device itself keeps, by its id; empty where it depends on this PC."""
    programme_until: int = 0
    """Until when (epoch ms) the device knows its levels."""
    failed: bool = False
    """The newest command did not end as asked."""


@record
class ControlChanged:
    """What holds for a device is another thing now."""

    control: DeviceControl


@record
class Tag:
    """A device under maintenance: nothing may be commanded until the tag is taken off. `kind` and `zone` are
    those of the device, which may be gone when that happens."""

    device: str
    by: str
    reason: str
    at: int
    kind: str = ""
    zone: str = ""


@record
class TagChanged:
    """A tag was put on (`tag`), or taken off when it is None."""

    device: str
    tag: Tag | None


@record
class Wanted:
    """An order for one device, decided by somebody who may: what becomes a command. `before` is what was
    measured when it was decided."""

    device: str
    kind: str
    order: Order
    operator: str
    reason: str = ""
    source: Source = Source.OPERATOR
    approver: str = ""
    overrides: tuple[str, ...] = ()
    group: str = ""
    incident: str = ""
    cause: str = ""
    before: tuple[Measured, ...] = ()
