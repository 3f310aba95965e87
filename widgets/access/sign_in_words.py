"""The sentences of signing in: why somebody was not let in, why a session is over, what a password lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.wire.access import SignInAnswer, SignInRefusal
from widgets.access.strength import Fault, Judged


def refused(answer: SignInAnswer, *, asked: str = "") -> str:
    """Why, and what to do. `asked` is the page that was filled in: what can be wrong with it differs."""
    if answer.refusal is None:
        return ""
    if answer.refusal is SignInRefusal.WRONG:
        return _wrong(asked)
    if answer.refusal is SignInRefusal.WEAK_PASSWORD:
        return problem(answer.problem)
    if answer.refusal is SignInRefusal.EXPIRED and asked != "redeem":
        return QCoreApplication.translate(
            "SignInWords", "It took too long, or the session was over. Sign in again."
        )
    return _refusals().get(answer.refusal, str(answer.refusal))


def _wrong(asked: str) -> str:
    special = {
        "unlock": QCoreApplication.translate("SignInWords", "The password is not right. Try again."),
        "password": QCoreApplication.translate(
            "SignInWords", "The present password is not right. Try again."
        ),
        "secrets": QCoreApplication.translate("SignInWords", "This is not the passphrase. Try again."),
        "code": QCoreApplication.translate(
            "SignInWords", "The code is not right or was used. Wait for the next one."
        ),
        "redeem": QCoreApplication.translate(
            "SignInWords", "Name or code is not right. Ask an administrator for a new code."
        ),
    }
    special["must_change"] = special["password"]
    special["factor_begin"] = special["factor_drop"] = special["unlock"]
    special["factor_confirm"] = special["code"]
    return special.get(asked) or QCoreApplication.translate(
        "SignInWords", "Name or password is not right. Try again."
    )


def _refusals() -> dict[SignInRefusal, str]:
    return {
        SignInRefusal.CODE_NEEDED: QCoreApplication.translate("SignInWords", "Write the code."),
        SignInRefusal.WAIT: QCoreApplication.translate("SignInWords", "Too many tries."),
        SignInRefusal.ELSEWHERE: QCoreApplication.translate(
            "SignInWords", "You are signed in at another console. Sign out there first."
        ),
        SignInRefusal.BUSY: QCoreApplication.translate(
            "SignInWords", "The engine could not look at it now. Try again in a moment."
        ),
        SignInRefusal.NAME_INVALID: QCoreApplication.translate(
            "SignInWords", "Use 2 to 32 of a to z, 0 to 9, dot, hyphen; begin with a letter or digit."
        ),
        SignInRefusal.NOT_FIRST: QCoreApplication.translate(
            "SignInWords", "There is an administrator already. Sign in."
        ),
        SignInRefusal.EXPIRED: QCoreApplication.translate(
            "SignInWords", "The code is over or was used. Ask an administrator for a new one."
        ),
        SignInRefusal.NOT_RECORDED: QCoreApplication.translate(
            "SignInWords", "It cannot be put on record, so nobody is let in. Look at the disk of the engine."
        ),
    }


def waiting(seconds: int) -> str:
    return QCoreApplication.translate("SignInWords", "Too many tries. Wait {0}.").format(clock_left(seconds))


def clock_left(seconds: int) -> str:
    """`45 s`, `1:30 min`."""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02} min"


def no_answer() -> str:
    return QCoreApplication.translate(
        "SignInWords", "The engine does not answer. Try again when it is there."
    )


def ended(reason: str) -> str:
    """Why the session is over, when it was not this console that ended it."""
    sentences = {
        "": "",
        "elsewhere": QCoreApplication.translate("SignInWords", "You signed in at another console."),
        "disabled": QCoreApplication.translate(
            "SignInWords", "An administrator switched the account off. Ask an administrator."
        ),
        "expired": QCoreApplication.translate("SignInWords", "The session was over. Sign in again."),
        "ended": QCoreApplication.translate("SignInWords", "An administrator ended the session."),
    }
    return sentences.get(reason, reason)


def problem(word: str) -> str:
    """What the engine says of a password."""
    sentences = {
        "too_short": QCoreApplication.translate("SignInWords", "The password is too short."),
        "too_long": QCoreApplication.translate("SignInWords", "The password is too long."),
        "like_name": QCoreApplication.translate(
            "SignInWords", "The password is made of a name. Choose another."
        ),
        "same_as_old": QCoreApplication.translate(
            "SignInWords", "This is the present password. Choose another."
        ),
        "passphrase": QCoreApplication.translate(
            "SignInWords", "The secrets could not be sealed with this passphrase. Choose another."
        ),
        "known": QCoreApplication.translate(
            "SignInWords", "The password is easy to guess. Use several words that do not belong together."
        ),
    }
    return sentences.get(word) or QCoreApplication.translate(
        "SignInWords", "The password is not accepted. Choose another."
    )


def judged(said: Judged) -> str:
    """What is said beside the field while it is typed."""
    if said.fault is Fault.SHORT:
        return QCoreApplication.translate("SignInWords", "{0} characters more").format(said.missing)
    faults = {
        Fault.LONG: QCoreApplication.translate("SignInWords", "Too long"),
        Fault.LIKE_NAME: QCoreApplication.translate("SignInWords", "Made of your name"),
        Fault.ONE_SIGN: QCoreApplication.translate("SignInWords", "Too few different characters"),
    }
    levels = (
        QCoreApplication.translate("SignInWords", "Weak"),
        QCoreApplication.translate("SignInWords", "Fair"),
        QCoreApplication.translate("SignInWords", "Good"),
        QCoreApplication.translate("SignInWords", "Strong"),
    )
    return faults.get(said.fault) or levels[max(1, said.level) - 1]
