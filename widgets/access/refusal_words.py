"""The sentence for each refusal of the engine: why it was not done, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.plain_text import shown
from app.domain.rights import Role
from widgets.access.role_words import any_role


def refusal(verdict: Verdict, roles: Iterable[Role] = (), present: Sequence[str] = ()) -> str:
    """Why the engine did not do what was asked; empty when it did all of it. `roles` name the roles of
    `verdict.who`, `present` are the names of those at a console with one of them."""
    if verdict.outcome is Outcome.SUPERSEDED:
        if verdict.superseded_by:
            return QCoreApplication.translate("Refusals", "{0} was first").format(
                shown(verdict.superseded_by)
            )
        return QCoreApplication.translate("Refusals", "It changed before the press. Look again.")
    if verdict.outcome is Outcome.APPLIED or verdict.refusal is None:
        return ""
    if verdict.refusal is Refusal.NOT_PERMITTED:
        return needs(verdict.who, roles, present)
    if verdict.refusal is Refusal.RESERVED:
        who = ", ".join(shown(one) for one in verdict.who)
        return QCoreApplication.translate("ControlWords", "{0} has it selected.").format(who or "—")
    if verdict.refusal is Refusal.CREW_ELSEWHERE:
        where = ", ".join(shown(one) for one in verdict.who)
        return QCoreApplication.translate("Refusals", "The crew is at {0}.").format(where or "—")
    words = _alarms() | _accounts() | _control() | _incidents() | _video()
    if verdict.refusal is Refusal.CAMERA_INVALID and verdict.who:
        return " ".join((words[verdict.refusal], *(shown(one) for one in verdict.who)))
    return words.get(verdict.refusal) or str(verdict.refusal)


def needs(who: Sequence[str], roles: Iterable[Role] = (), present: Sequence[str] = ()) -> str:
    """`Needs supervision or engineering: R. Quispe is at a console`."""
    if not who:
        return QCoreApplication.translate("Refusals", "No role may do this. Ask an administrator.")
    wanted = QCoreApplication.translate("Refusals", "Needs {0}").format(any_role(who, roles))
    return f"{wanted}: {_present(present)}"


def needs_briefly(who: Sequence[str], roles: Iterable[Role] = ()) -> str:
    """`Needs supervision or engineering`, for where there is little room."""
    if not who:
        return QCoreApplication.translate("Refusals", "No role may do this")
    return QCoreApplication.translate("Refusals", "Needs {0}").format(any_role(who, roles))


def _present(names: Sequence[str]) -> str:
    if not names:
        return QCoreApplication.translate("Refusals", "nobody of them is at a console")
    if len(names) == 1:
        return QCoreApplication.translate("Refusals", "{0} is at a console").format(shown(names[0]))
    some = ", ".join(shown(name) for name in names[:3])
    return QCoreApplication.translate("Refusals", "{0} are at consoles").format(some)


def _alarms() -> dict[Refusal, str]:
    return {
        Refusal.UNKNOWN_ALARM: QCoreApplication.translate("Refusals", "The alarm is no longer there."),
        Refusal.NOT_UNACKNOWLEDGED: QCoreApplication.translate("Refusals", "It was acknowledged already."),
        Refusal.CAUSE_PRESENT: QCoreApplication.translate("Refusals", "The cause is still present."),
        Refusal.NOT_LATCHED: QCoreApplication.translate("Refusals", "It is not held; nothing to reset."),
        Refusal.TOO_LONG: QCoreApplication.translate("Refusals", "Too long a time. Choose a shorter one."),
        Refusal.TOO_SHORT: QCoreApplication.translate("Refusals", "Too short a time. Choose a longer one."),
        Refusal.TOO_OFTEN: QCoreApplication.translate("Refusals", "Shelved too many times. Solve the cause."),
        Refusal.REASON_MISSING: QCoreApplication.translate("Refusals", "Write the reason."),
        Refusal.NOT_SHELVED: QCoreApplication.translate("Refusals", "It is not shelved."),
        Refusal.NOT_OUT_OF_SERVICE: QCoreApplication.translate("Refusals", "It is in service already."),
        Refusal.ALREADY: QCoreApplication.translate("Refusals", "It was done already."),
        Refusal.NOT_RECORDED: QCoreApplication.translate(
            "Refusals", "It could not be put on record. Nothing was done."
        ),
        Refusal.TOO_MANY: QCoreApplication.translate("Refusals", "Too many at once. Choose fewer."),
        Refusal.FAILED: QCoreApplication.translate(
            "Refusals", "It could not be done. The engine's log says why."
        ),
    }


def _accounts() -> dict[Refusal, str]:
    return {
        Refusal.NOT_SIGNED_IN: QCoreApplication.translate("Refusals", "Nobody is signed in at this console."),
        Refusal.LOCKED: QCoreApplication.translate("Refusals", "This console is locked. Unlock it first."),
        Refusal.FORGED: QCoreApplication.translate("Refusals", "Another operator is signed in here now."),
        Refusal.MUST_CHANGE: QCoreApplication.translate("Refusals", "Choose a password of your own first."),
        Refusal.SECOND_FACTOR: QCoreApplication.translate("Refusals", "Set up your second factor first."),
        Refusal.NAME_INVALID: QCoreApplication.translate(
            "Refusals", "Use 2 to 32 of a to z, 0 to 9, dot, hyphen; begin with a letter or digit."
        ),
        Refusal.NAME_TAKEN: QCoreApplication.translate("Refusals", "This name is taken. Choose another one."),
        Refusal.UNKNOWN_OPERATOR: QCoreApplication.translate("Refusals", "There is no such operator."),
        Refusal.UNKNOWN_ROLE: QCoreApplication.translate("Refusals", "There is no such role."),
        Refusal.ROLE_IN_USE: QCoreApplication.translate(
            "Refusals", "Operators have this role. Give them another one first."
        ),
        Refusal.LAST_ADMINISTRATOR: QCoreApplication.translate(
            "Refusals", "Nobody could administer any more. Name another administrator first."
        ),
        Refusal.SETTINGS_INVALID: QCoreApplication.translate(
            "Refusals", "A value is not accepted. Nothing was changed."
        ),
        Refusal.UNKNOWN_SECRET: QCoreApplication.translate("Refusals", "There is no such secret."),
        Refusal.SECRETS_LOCKED: QCoreApplication.translate(
            "Refusals", "Secrets are locked. Enter the passphrase first."
        ),
    }


def _control() -> dict[Refusal, str]:
    return {
        Refusal.UNKNOWN_DEVICE: QCoreApplication.translate("ControlWords", "There is no such device."),
        Refusal.UNKNOWN_ACTION: QCoreApplication.translate("ControlWords", "The device takes no such order."),
        Refusal.UNKNOWN_GROUP: QCoreApplication.translate("ControlWords", "There is no such group."),
        Refusal.UNKNOWN_COMMAND: QCoreApplication.translate("ControlWords", "There is no such order."),
        Refusal.NO_DEVICES: QCoreApplication.translate("ControlWords", "No device is meant. Choose others."),
        Refusal.VALUE_INVALID: QCoreApplication.translate(
            "ControlWords", "The device cannot take this value."
        ),
        Refusal.TIME_INVALID: QCoreApplication.translate("ControlWords", "This time is out of its bounds."),
        Refusal.AREA_INVALID: QCoreApplication.translate("ControlWords", "The area encloses nothing."),
        Refusal.NEEDS_SELECTION: QCoreApplication.translate("ControlWords", "Select it first."),
        Refusal.NEEDS_SIGNATURE: QCoreApplication.translate(
            "ControlWords", "A second person must sign first."
        ),
        Refusal.SELECTION_OVER: QCoreApplication.translate(
            "ControlWords", "The selection is over. Nothing was done."
        ),
        Refusal.NOT_WAITING: QCoreApplication.translate("ControlWords", "No signature is awaited any more."),
        Refusal.SAME_PERSON: QCoreApplication.translate("ControlWords", "The second person must be another."),
        Refusal.INTERLOCKED: QCoreApplication.translate(
            "ControlWords", "A condition is not met. Nothing was done."
        ),
        Refusal.NO_OVERRIDE: QCoreApplication.translate("ControlWords", "This condition may not be passed."),
        Refusal.WRONG_PASSWORD: QCoreApplication.translate("ControlWords", "Name or password is not right."),
        Refusal.TOO_MANY_TRIES: QCoreApplication.translate(
            "ControlWords", "Too many wrong passwords. Wait before the next try."
        ),
        Refusal.ALREADY_SENT: QCoreApplication.translate("ControlWords", "It is sent already."),
        Refusal.PLAN_INVALID: QCoreApplication.translate(
            "ControlWords", "The plan has faults. Nothing was changed."
        ),
    }


def _incidents() -> dict[Refusal, str]:
    return {
        Refusal.UNKNOWN_INCIDENT: QCoreApplication.translate("Refusals", "There is no such incident."),
        Refusal.UNKNOWN_KIND: QCoreApplication.translate("Refusals", "There is no such kind of incident."),
        Refusal.UNKNOWN_CREW: QCoreApplication.translate("Refusals", "There is no such crew."),
        Refusal.UNKNOWN_STEP: QCoreApplication.translate(
            "Refusals", "This step is not in the procedure, or not on this branch."
        ),
        Refusal.UNKNOWN_PROCEDURE: QCoreApplication.translate("Refusals", "There is no such procedure."),
        Refusal.UNKNOWN_SHIFT: QCoreApplication.translate("Refusals", "There is no such shift."),
        Refusal.TEXT_MISSING: QCoreApplication.translate("Refusals", "Write something first."),
        Refusal.WRONG_STATE: QCoreApplication.translate(
            "Refusals", "Not possible in its state now. Look again."
        ),
        Refusal.STEPS_MISSING: QCoreApplication.translate(
            "Refusals", "Required steps are open. Tick them, or write why not."
        ),
        Refusal.FIELD_MISSING: QCoreApplication.translate(
            "Refusals", "Fill in the required fields of the step."
        ),
        Refusal.FILE_EMPTY: QCoreApplication.translate("Refusals", "The file is empty."),
        Refusal.FILE_TOO_LARGE: QCoreApplication.translate("Refusals", "The file is too large."),
        Refusal.FILE_DAMAGED: QCoreApplication.translate(
            "Refusals", "The file changed while it was read. Attach it again."
        ),
        Refusal.DISK_FULL: QCoreApplication.translate(
            "Refusals", "The disk is full. Free some space and try again."
        ),
        Refusal.PROCEDURE_INVALID: QCoreApplication.translate(
            "Refusals", "The procedure has faults. Mend them first."
        ),
    }


def _video() -> dict[Refusal, str]:
    return {
        Refusal.UNKNOWN_CAMERA: QCoreApplication.translate("Refusals", "There is no such camera."),
        Refusal.CAMERA_INVALID: QCoreApplication.translate("Refusals", "The camera cannot be so."),
        Refusal.UNKNOWN_SCENE: QCoreApplication.translate(
            "Refusals", "The event is too old to be judged here."
        ),
        Refusal.UNKNOWN_PLAYBACK: QCoreApplication.translate("Refusals", "This playback is over."),
        Refusal.NOT_MOVABLE: QCoreApplication.translate("Refusals", "This camera cannot be steered so."),
        Refusal.LOCKED_ENOUGH: QCoreApplication.translate(
            "Refusals",
            "You have protected as much footage as one may in a day. Ask somebody who may export.",
        ),
        Refusal.VIDEO_AWAY: QCoreApplication.translate(
            "Refusals", "The video supervisor does not answer. Try again in a moment."
        ),
    }
