"""The audit trail's entries and the chain that makes a change of any of them show.

Every entry's hash covers the hash of the one before it (SHA-256, FIPS 180-4, over the canonical form), so
that an entry that is changed, removed or put in breaks the chain at its place.
"""

from __future__ import annotations

import enum
import hashlib
import json
from dataclasses import dataclass, fields

GENESIS = bytes(32)
"""Stands in the place of a hash before the first entry."""
_DOMAIN = b"atalaya audit 1\n"
LONGEST_TEXT = 4000
"""Characters of a subject, a reason or details; what is longer is cut by the writer, and says so."""


class Deed(enum.StrEnum):
    """What is on record besides the acts of `app.domain.acts`, which go by their own names in snake case."""

    FIRST_ADMINISTRATOR = "first_administrator"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    SESSION_ENDED = "session_ended"
    LOCK = "lock"
    UNLOCK = "unlock"
    CHANGE_PASSWORD = "change_password"  # noqa: S105
    REDEEM_CODE = "redeem_code"
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    RECOVERY_CODE_USED = "recovery_code_used"
    ADD_OPERATOR = "add_operator"
    CHANGE_OPERATOR = "change_operator"
    RESET_OPERATOR = "reset_operator"
    CHANGE_ROLE = "change_role"
    DROP_ROLE = "drop_role"
    CHANGE_SETTINGS = "change_settings"
    IMPORT_SETTINGS = "import_settings"
    RESTORE_SETTINGS = "restore_settings"
    CHANGE_SECRET = "change_secret"  # noqa: S105
    UNLOCK_SECRETS = "unlock_secrets"
    READ_AUDIT = "read_audit"
    VERIFY_AUDIT = "verify_audit"
    SIGN_HEAD = "sign_head"
    EXPORT = "export"
    IMPORT = "import"
    VIEW_RECORDING = "view_recording"
    TEST_BROKER = "test_broker"
    START_ENGINE = "start_engine"
    STOP_ENGINE = "stop_engine"
    HISTORY_GAP = "history_gap"
    SELECT = "select"
    REVIEW = "review"
    RELEASE = "release"
    SIGN = "sign"
    SIGN_HERE = "sign_here"
    OPERATE = "operate"
    SELECTION_ENDED = "selection_ended"
    """A selection that its operator did not release: why is in the details."""
    COMMAND = "command"
    LIGHT_UP = "light_up"
    CANCEL_COMMAND = "cancel_command"
    COMMAND_ENDED = "command_ended"
    """What became of a command, with the values asked, in force and measured before and after."""
    STOP_GROUP = "stop_group"
    RETRY_GROUP = "retry_group"
    GROUP_ENDED = "group_ended"
    TAG_DEVICE = "tag_device"
    UNTAG_DEVICE = "untag_device"
    PUT_PLAN = "put_plan"
    PUT_GROUP = "put_group"
    DROP_GROUP = "drop_group"
    READ_CONDITIONS = "read_conditions"
    """Only when it was refused."""
    OPEN_INCIDENT = "open_incident"
    ACKNOWLEDGE_INCIDENT = "acknowledge_incident"
    GIVE_INCIDENT = "give_incident"
    WATCH_INCIDENT = "watch_incident"
    NOTE_INCIDENT = "note_incident"
    SET_PRIORITY = "set_priority"
    DESCRIBE_INCIDENT = "describe_incident"
    LINK_DEVICE = "link_device"
    MOVE_ALARMS = "move_alarms"
    MARK_CAUSE = "mark_cause"
    MERGE_INCIDENT = "merge_incident"
    ASSIGN_CREW = "assign_crew"
    MOVE_CREW = "move_crew"
    TICK_STEP = "tick_step"
    UNTICK_STEP = "untick_step"
    FOLLOW_PROCEDURE = "follow_procedure"
    RESOLVE_INCIDENT = "resolve_incident"
    CLOSE_INCIDENT = "close_incident"
    REOPEN_INCIDENT = "reopen_incident"
    ATTACH_FILE = "attach_file"
    PUT_PROCEDURE = "put_procedure"
    BEGIN_SHIFT = "begin_shift"
    NOTE_SHIFT = "note_shift"
    OFFER_SHIFT = "offer_shift"
    TAKE_OVER_SHIFT = "take_over_shift"
    END_SHIFT = "end_shift"
    PUT_WORK_PLAN = "put_work_plan"
    WATCH_CAMERAS = "watch_cameras"
    VIEW_STILLS = "view_stills"
    """Pictures of a camera's events were looked at."""
    MOVE_CAMERA = "move_camera"
    CENTRE_CAMERA = "centre_camera"
    GO_TO_PRESET = "go_to_preset"
    KEEP_CLIP = "keep_clip"
    RELEASE_CLIP = "release_clip"
    REVIEW_SCENE = "review_scene"
    PUT_CAMERA = "put_camera"
    DROP_CAMERA = "drop_camera"
    FIND_CAMERAS = "find_cameras"
    TRY_CAMERA = "try_camera"
    FORGED_REQUEST = "forged_request"
    """A request in another operator's name, or one that a console of ours would not send."""


class Came(enum.StrEnum):
    """What became of it. Acts use the words of `app.domain.acts.Outcome`, which are the same."""

    APPLIED = "applied"
    REFUSED = "refused"
    SUPERSEDED = "superseded"
    FAILED = "failed"
    """It was allowed and recorded, and then could not be done; follows the entry that said applied."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to go on record; the trail gives it its number and hash.

    `at` wall time in epoch ms; `operator` an id, empty where nobody was signed in, `os:<account>` for the
    command line; `console` where from; `subject` the ids it was about, separated by spaces; `refusal` a
    machine word; `reason` what the person wrote; `details` JSON, such as values before and after, never a
    secret.
    """

    at: int
    operator: str
    act: str
    outcome: str
    console: str = ""
    subject: str = ""
    refusal: str = ""
    reason: str = ""
    details: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the trail; `seq` counts from 1 without gaps."""

    seq: int
    hash: bytes
    draft: Draft


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the trail at a moment: number and hash of its last entry."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Empty fields do not filter; `text` is looked for in subject, reason and details, without case.
    `since` and `until` are wall times in epoch ms, `until` not included, 0 for open."""

    text: str = ""
    operator: str = ""
    act: str = ""
    outcome: str = ""
    since: int = 0
    until: int = 0


_FIELDS = tuple(field.name for field in fields(Draft))


def canonical(seq: int, draft: Draft) -> bytes:
    """The one way an entry is written to be hashed: a JSON list in the order of the fields, in UTF-8.

    A surrogate that no UTF-8 can hold is written as a question mark, as the database has it.
    """
    values = [seq, *(getattr(draft, name) for name in _FIELDS)]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def link(before: bytes, seq: int, draft: Draft) -> bytes:
    """The hash of an entry that follows the one whose hash is `before`."""
    return hashlib.sha256(_DOMAIN + before + canonical(seq, draft)).digest()
