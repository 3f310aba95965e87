"""What the acts and outcomes of the audit trail are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Came, Deed
from app.domain.commands import EndReason
from widgets.access import refusal_words
from widgets.control import words as control_words

ALARM_ACTS = (
    "acknowledge",
    "reset",
    "shelve",
    "unshelve",
    "take_out_of_service",
    "return_to_service",
    "comment",
)
"""The acts of `app.domain.acts`, by the names they have on record."""
_REFUSALS = frozenset(str(each) for each in Refusal)
_ENDS = frozenset(str(each) for each in EndReason)
KNOWN_ACTS: tuple[str, ...] = (*ALARM_ACTS, *(str(deed) for deed in Deed))


def act_words(act: str) -> str:
    """What was done, verb first; the word itself where there are none."""
    known = _alarm_words() | _access_words() | _control_words() | _incident_words()
    known |= _video_words() | _record_words()
    return known.get(act, act.replace("_", " "))


def outcome_words(outcome: str) -> str:
    words = {
        str(Came.APPLIED): QCoreApplication.translate("AuditWords", "Done"),
        str(Came.REFUSED): QCoreApplication.translate("AuditWords", "Refused"),
        str(Came.SUPERSEDED): QCoreApplication.translate("AuditWords", "Came too late"),
        str(Came.FAILED): QCoreApplication.translate("AuditWords", "Failed after all"),
    }
    return words.get(outcome, outcome.replace("_", " "))


def refusal_word(word: str) -> str:
    """Why something was refused, for the machine word on record; the word itself where there are none."""
    known = _refusal_words().get(word)
    if known is None and word in _REFUSALS:
        known = refusal_words.refusal(Verdict(Outcome.REFUSED, refusal=Refusal(word)))
    if known is None and word in _ENDS:
        known = control_words.end(EndReason(word))
    return known or word.replace("_", " ")


def operator_words(operator: str) -> str:
    """The id; words for nobody and for the command line."""
    if not operator:
        return QCoreApplication.translate("AuditWords", "Nobody")
    account = operator.removeprefix("os:")
    if account != operator:
        return QCoreApplication.translate("AuditWords", "{0}, command line").format(account)
    return operator


def _alarm_words() -> dict[str, str]:
    return {
        "acknowledge": QCoreApplication.translate("AuditWords", "Acknowledge alarms"),
        "reset": QCoreApplication.translate("AuditWords", "Reset alarms"),
        "shelve": QCoreApplication.translate("AuditWords", "Shelve an alarm"),
        "unshelve": QCoreApplication.translate("AuditWords", "Take off the shelf"),
        "take_out_of_service": QCoreApplication.translate("AuditWords", "Take out of service"),
        "return_to_service": QCoreApplication.translate("AuditWords", "Return to service"),
        "comment": QCoreApplication.translate("AuditWords", "Write a note"),
    }


def _access_words() -> dict[str, str]:
    return {
        Deed.FIRST_ADMINISTRATOR: QCoreApplication.translate("AuditWords", "Make the first administrator"),
        Deed.SIGN_IN: QCoreApplication.translate("AuditWords", "Sign in"),
        Deed.SIGN_OUT: QCoreApplication.translate("AuditWords", "Sign out"),
        Deed.SESSION_ENDED: QCoreApplication.translate("AuditWords", "End a session"),
        Deed.LOCK: QCoreApplication.translate("AuditWords", "Lock the console"),
        Deed.UNLOCK: QCoreApplication.translate("AuditWords", "Unlock the console"),
        Deed.CHANGE_PASSWORD: QCoreApplication.translate("AuditWords", "Change the password"),
        Deed.REDEEM_CODE: QCoreApplication.translate("AuditWords", "Use a one-time code"),
        Deed.SECOND_FACTOR_ON: QCoreApplication.translate("AuditWords", "Turn on the second factor"),
        Deed.SECOND_FACTOR_OFF: QCoreApplication.translate("AuditWords", "Turn off the second factor"),
        Deed.RECOVERY_CODE_USED: QCoreApplication.translate("AuditWords", "Use a recovery code"),
        Deed.ADD_OPERATOR: QCoreApplication.translate("AuditWords", "Add an operator"),
        Deed.CHANGE_OPERATOR: QCoreApplication.translate("AuditWords", "Change an operator"),
        Deed.RESET_OPERATOR: QCoreApplication.translate("AuditWords", "Reset an operator"),
        Deed.CHANGE_ROLE: QCoreApplication.translate("AuditWords", "Change a role"),
        Deed.DROP_ROLE: QCoreApplication.translate("AuditWords", "Drop a role"),
        Deed.FORGED_REQUEST: QCoreApplication.translate("AuditWords", "Forge a request"),
    }


def _record_words() -> dict[str, str]:
    return {
        Deed.CHANGE_SETTINGS: QCoreApplication.translate("AuditWords", "Change settings"),
        Deed.IMPORT_SETTINGS: QCoreApplication.translate("AuditWords", "Import settings"),
        Deed.RESTORE_SETTINGS: QCoreApplication.translate("AuditWords", "Restore settings"),
        Deed.CHANGE_SECRET: QCoreApplication.translate("AuditWords", "Change a secret"),
        Deed.UNLOCK_SECRETS: QCoreApplication.translate("AuditWords", "Unlock the secrets"),
        Deed.READ_AUDIT: QCoreApplication.translate("AuditWords", "Read the audit trail"),
        Deed.VERIFY_AUDIT: QCoreApplication.translate("AuditWords", "Verify the audit trail"),
        Deed.SIGN_HEAD: QCoreApplication.translate("AuditWords", "Sign the audit trail"),
        Deed.EXPORT: QCoreApplication.translate("AuditWords", "Export"),
        Deed.IMPORT: QCoreApplication.translate("AuditWords", "Import"),
        Deed.VIEW_RECORDING: QCoreApplication.translate("AuditWords", "See recorded video"),
        Deed.TEST_BROKER: QCoreApplication.translate("AuditWords", "Test the broker"),
        Deed.START_ENGINE: QCoreApplication.translate("AuditWords", "Start the engine"),
        Deed.STOP_ENGINE: QCoreApplication.translate("AuditWords", "Stop the engine"),
        Deed.HISTORY_GAP: QCoreApplication.translate("AuditWords", "Gap in the history"),
    }


def _control_words() -> dict[str, str]:
    return {
        Deed.SELECT: QCoreApplication.translate("AuditWords", "Select a device"),
        Deed.REVIEW: QCoreApplication.translate("AuditWords", "Review the effects"),
        Deed.RELEASE: QCoreApplication.translate("AuditWords", "Release a selection"),
        Deed.SIGN: QCoreApplication.translate("AuditWords", "Sign as the second person"),
        Deed.SIGN_HERE: QCoreApplication.translate("AuditWords", "Sign at another's console"),
        Deed.OPERATE: QCoreApplication.translate("AuditWords", "Operate"),
        Deed.SELECTION_ENDED: QCoreApplication.translate("AuditWords", "Selection ended"),
        Deed.COMMAND: QCoreApplication.translate("AuditWords", "Command a device"),
        Deed.LIGHT_UP: QCoreApplication.translate("AuditWords", "Light up a place"),
        Deed.CANCEL_COMMAND: QCoreApplication.translate("AuditWords", "Take an order back"),
        Deed.COMMAND_ENDED: QCoreApplication.translate("AuditWords", "Order ended"),
        Deed.STOP_GROUP: QCoreApplication.translate("AuditWords", "Stop a group"),
        Deed.RETRY_GROUP: QCoreApplication.translate("AuditWords", "Retry those that failed"),
        Deed.GROUP_ENDED: QCoreApplication.translate("AuditWords", "Group ended"),
        Deed.TAG_DEVICE: QCoreApplication.translate("AuditWords", "Tag for maintenance"),
        Deed.UNTAG_DEVICE: QCoreApplication.translate("AuditWords", "Take the tag off"),
        Deed.PUT_PLAN: QCoreApplication.translate("AuditWords", "Put a lighting plan in force"),
        Deed.PUT_GROUP: QCoreApplication.translate("AuditWords", "Save a group"),
        Deed.DROP_GROUP: QCoreApplication.translate("AuditWords", "Drop a group"),
        Deed.READ_CONDITIONS: QCoreApplication.translate("AuditWords", "Look at conditions"),
    }


def _video_words() -> dict[str, str]:
    return {
        Deed.WATCH_CAMERAS: QCoreApplication.translate("AuditWords", "Watch cameras"),
        Deed.VIEW_STILLS: QCoreApplication.translate("AuditWords", "Look at pictures of events"),
        Deed.MOVE_CAMERA: QCoreApplication.translate("AuditWords", "Steer a camera"),
        Deed.CENTRE_CAMERA: QCoreApplication.translate("AuditWords", "Centre a camera"),
        Deed.GO_TO_PRESET: QCoreApplication.translate("AuditWords", "Turn a camera to a preset"),
        Deed.KEEP_CLIP: QCoreApplication.translate("AuditWords", "Keep a clip"),
        Deed.RELEASE_CLIP: QCoreApplication.translate("AuditWords", "Release a locked clip"),
        Deed.REVIEW_SCENE: QCoreApplication.translate("AuditWords", "Judge an event of a camera"),
        Deed.PUT_CAMERA: QCoreApplication.translate("AuditWords", "Change a camera"),
        Deed.DROP_CAMERA: QCoreApplication.translate("AuditWords", "Remove a camera"),
        Deed.FIND_CAMERAS: QCoreApplication.translate("AuditWords", "Look for cameras in the network"),
        Deed.TRY_CAMERA: QCoreApplication.translate("AuditWords", "Try a camera"),
    }


def _refusal_words() -> dict[str, str]:
    """Words that only the trail has, and those that say too much in a table."""
    return {
        "not_permitted": QCoreApplication.translate("AuditWords", "Not permitted"),
        "forged": QCoreApplication.translate("AuditWords", "In another operator's name"),
        "changed": QCoreApplication.translate("AuditWords", "An entry was changed"),
        "misplaced": QCoreApplication.translate("AuditWords", "An entry was put in or removed"),
        "missing": QCoreApplication.translate("AuditWords", "Entries are missing"),
        "shortened": QCoreApplication.translate("AuditWords", "The end was cut off"),
        "rewritten": QCoreApplication.translate("AuditWords", "The trail was written anew"),
        "wrong_password": QCoreApplication.translate("AuditWords", "Wrong password"),
        "unknown_name": QCoreApplication.translate("AuditWords", "Unknown name"),
        "disabled": QCoreApplication.translate("AuditWords", "The operator is disabled"),
        "wrong_code": QCoreApplication.translate("AuditWords", "Wrong code"),
        "code_replayed": QCoreApplication.translate("AuditWords", "The code was used before"),
        "locked_out": QCoreApplication.translate("AuditWords", "Locked out after too many tries"),
        "too_soon": QCoreApplication.translate("AuditWords", "Too soon after the last try"),
        "too_many_tries": QCoreApplication.translate("AuditWords", "Too many tries"),
        "wait": QCoreApplication.translate("AuditWords", "Too many tries"),
        "code_needed": QCoreApplication.translate("AuditWords", "The code was missing"),
        "elsewhere": QCoreApplication.translate("AuditWords", "Signed in at another console"),
        "expired": QCoreApplication.translate("AuditWords", "It had expired"),
        "weak_password": QCoreApplication.translate("AuditWords", "The password was too weak"),
    }


def _incident_words() -> dict[str, str]:
    return {
        Deed.OPEN_INCIDENT: QCoreApplication.translate("AuditWords", "Open an incident"),
        Deed.ACKNOWLEDGE_INCIDENT: QCoreApplication.translate("AuditWords", "Acknowledge an incident"),
        Deed.GIVE_INCIDENT: QCoreApplication.translate("AuditWords", "Give an incident to its owner"),
        Deed.WATCH_INCIDENT: QCoreApplication.translate("AuditWords", "Watch an incident"),
        Deed.NOTE_INCIDENT: QCoreApplication.translate("AuditWords", "Write a note on an incident"),
        Deed.SET_PRIORITY: QCoreApplication.translate("AuditWords", "Change the priority"),
        Deed.DESCRIBE_INCIDENT: QCoreApplication.translate("AuditWords", "Describe an incident"),
        Deed.LINK_DEVICE: QCoreApplication.translate("AuditWords", "Link a device"),
        Deed.MOVE_ALARMS: QCoreApplication.translate("AuditWords", "Move alarms out of an incident"),
        Deed.MARK_CAUSE: QCoreApplication.translate("AuditWords", "Mark the first cause"),
        Deed.MERGE_INCIDENT: QCoreApplication.translate("AuditWords", "Merge incidents"),
        Deed.ASSIGN_CREW: QCoreApplication.translate("AuditWords", "Assign a crew"),
        Deed.MOVE_CREW: QCoreApplication.translate("AuditWords", "Write down where a crew is"),
        Deed.TICK_STEP: QCoreApplication.translate("AuditWords", "Tick a step"),
        Deed.UNTICK_STEP: QCoreApplication.translate("AuditWords", "Untick a step"),
        Deed.FOLLOW_PROCEDURE: QCoreApplication.translate("AuditWords", "Follow a procedure"),
        Deed.RESOLVE_INCIDENT: QCoreApplication.translate("AuditWords", "Resolve an incident"),
        Deed.CLOSE_INCIDENT: QCoreApplication.translate("AuditWords", "Close an incident"),
        Deed.REOPEN_INCIDENT: QCoreApplication.translate("AuditWords", "Reopen an incident"),
        Deed.ATTACH_FILE: QCoreApplication.translate("AuditWords", "Attach a file"),
        Deed.PUT_PROCEDURE: QCoreApplication.translate("AuditWords", "Change a procedure"),
        Deed.BEGIN_SHIFT: QCoreApplication.translate("AuditWords", "Begin a shift"),
        Deed.NOTE_SHIFT: QCoreApplication.translate("AuditWords", "Write a note in the shift"),
        Deed.OFFER_SHIFT: QCoreApplication.translate("AuditWords", "Hand a shift over"),
        Deed.TAKE_OVER_SHIFT: QCoreApplication.translate("AuditWords", "Take a shift over"),
        Deed.END_SHIFT: QCoreApplication.translate("AuditWords", "End a shift"),
        Deed.PUT_WORK_PLAN: QCoreApplication.translate("AuditWords", "Change the work plan"),
    }
