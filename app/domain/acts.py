"""What an operator can ask of the city; the engine checks and answers every one."""

from __future__ import annotations

import enum
from dataclasses import dataclass

LONGEST_REMARK = 1000
"""Characters of a reason or comment that are kept."""
LARGEST_ACT = 10_000
"""How many alarms one act may name."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An alarm and the version that stood on the screen before the press."""

    alarm: str
    version: int


@dataclass(frozen=True, slots=True)
class Acknowledge:
    alarms: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Reset:
    alarms: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Shelve:
    alarm: Seen
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unshelve:
    alarm: Seen


@dataclass(frozen=True, slots=True)
class TakeOutOfService:
    alarm: Seen
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnToService:
    alarm: Seen


@dataclass(frozen=True, slots=True)
class Comment:
    alarm: Seen
    text: str


Act = Acknowledge | Reset | Shelve | Unshelve | TakeOutOfService | ReturnToService | Comment


class Outcome(enum.StrEnum):
    APPLIED = "applied"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class Refusal(enum.StrEnum):
    """Why an act was not applied; the console has a sentence for each."""

    UNKNOWN_ALARM = "unknown_alarm"
    NOT_UNACKNOWLEDGED = "not_unacknowledged"
    CAUSE_PRESENT = "cause_present"
    NOT_LATCHED = "not_latched"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_OFTEN = "too_often"
    REASON_MISSING = "reason_missing"
    NOT_SHELVED = "not_shelved"
    NOT_OUT_OF_SERVICE = "not_out_of_service"
    ALREADY = "already"
    NOT_RECORDED = "not_recorded"
    """The database could not take it; nothing was done."""
    TOO_MANY = "too_many"
    NOT_SIGNED_IN = "not_signed_in"
    LOCKED = "locked"
    """The session is locked; the password is asked for first."""
    NOT_PERMITTED = "not_permitted"
    """`Verdict.who` names the roles that could."""
    FORGED = "forged"
    """In the name of somebody who is not signed in at this console."""
    MUST_CHANGE = "must_change"
    """The operator must choose a password of their own first."""
    SECOND_FACTOR = "second_factor"
    """The operator's role must have a second factor, and this operator has none yet."""
    NAME_INVALID = "name_invalid"
    NAME_TAKEN = "name_taken"
    UNKNOWN_OPERATOR = "unknown_operator"
    UNKNOWN_ROLE = "unknown_role"
    ROLE_IN_USE = "role_in_use"
    LAST_ADMINISTRATOR = "last_administrator"
    """Nobody would be left who may administer."""
    SETTINGS_INVALID = "settings_invalid"
    UNKNOWN_SECRET = "unknown_secret"  # noqa: S105
    SECRETS_LOCKED = "secrets_locked"
    FAILED = "failed"
    """Allowed, but it could not be done; the engine's log says why."""
    UNKNOWN_DEVICE = "unknown_device"
    UNKNOWN_ACTION = "unknown_action"
    """Devices of this kind know no such action."""
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_COMMAND = "unknown_command"
    NO_DEVICES = "no_devices"
    """Nothing is where the order points to."""
    VALUE_INVALID = "value_invalid"
    """The value, the tone or the programme of an order is not one that the device could take."""
    TIME_INVALID = "time_invalid"
    """A travel time, duration or end of an override that is not within its bounds."""
    AREA_INVALID = "area_invalid"
    """A place or a ring that encloses nothing."""
    NEEDS_SELECTION = "needs_selection"
    """It is done by selecting first."""
    NEEDS_SIGNATURE = "needs_signature"
    """A second person must sign first."""
    RESERVED = "reserved"
    """Somebody else has it selected; `Verdict.who` says who."""
    SELECTION_OVER = "selection_over"
    """The selection was released, operated, or its time was over."""
    NOT_WAITING = "not_waiting"
    """No signature is being waited for, or it was given already."""
    SAME_PERSON = "same_person"
    """Nobody signs as the second person for themselves."""
    INTERLOCKED = "interlocked"
    """A condition does not hold; the answer says which."""
    NO_OVERRIDE = "no_override"
    """A condition that nobody may pass."""
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    """Of the second person, or there is nobody of that name."""
    TOO_MANY_TRIES = "too_many_tries"
    """After wrong passwords it takes a while until the next is looked at."""
    ALREADY_SENT = "already_sent"
    PLAN_INVALID = "plan_invalid"
    UNKNOWN_INCIDENT = "unknown_incident"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CREW = "unknown_crew"
    UNKNOWN_STEP = "unknown_step"
    """The procedure has no such step, or it is not its turn on this branch."""
    UNKNOWN_PROCEDURE = "unknown_procedure"
    UNKNOWN_SHIFT = "unknown_shift"
    TEXT_MISSING = "text_missing"
    """A title, a note or a name that says nothing."""
    WRONG_STATE = "wrong_state"
    """Not to an incident, a crew's task or a shift as it is now."""
    STEPS_MISSING = "steps_missing"
    """Required steps are not ticked, and no reason says why."""
    FIELD_MISSING = "field_missing"
    """A required field or the branch of a step."""
    CREW_ELSEWHERE = "crew_elsewhere"
    """The crew is at another incident; `Verdict.who` names it."""
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_DAMAGED = "file_damaged"
    """What came is not what was announced."""
    DISK_FULL = "disk_full"
    PROCEDURE_INVALID = "procedure_invalid"
    UNKNOWN_CAMERA = "unknown_camera"
    CAMERA_INVALID = "camera_invalid"
    """`Verdict.who` says in sentences what is wrong with it."""
    UNKNOWN_SCENE = "unknown_scene"
    """Of an event of a camera that is not among the newest any more."""
    UNKNOWN_PLAYBACK = "unknown_playback"
    NOT_MOVABLE = "not_movable"
    """A camera that nobody can steer, or without this preset."""
    LOCKED_ENOUGH = "locked_enough"
    """Who may not export has locked as much footage today as one may."""
    VIDEO_AWAY = "video_away"
    """The video supervisor is not there, or does not answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one act. For acts on several alarms, `applied` counts those done and
    `outcome` is APPLIED when at least one was."""

    outcome: Outcome
    applied: int = 0
    refusal: Refusal | None = None
    superseded_by: str = ""
    who: tuple[str, ...] = ()
    """Roles that could do what was not permitted."""
