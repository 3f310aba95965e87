"""What is said of evidence, in the language of the console."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.bridge.access import Access
from app.bridge.evidence import EvidenceFailed, EvidenceNotAllowed
from app.bridge.views import EngineAway
from app.domain.video.evidence import EvidenceFault
from widgets.access.refusals import refusal_here
from widgets.file_faults import fault_words


def problem_words(problem: Exception, access: Access) -> str:
    """Why there is no package, and what to do."""
    nothing = QCoreApplication.translate("Evidence", "Nothing was saved.")
    if isinstance(problem, EvidenceNotAllowed):
        why = refusal_here(problem.verdict, access)
    elif isinstance(problem, EvidenceFailed):
        why = _faults()[problem.fault]
    elif isinstance(problem, EngineAway):
        why = QCoreApplication.translate("Evidence", "The engine did not answer. Try again when it is back.")
    elif isinstance(problem, OSError):
        why = fault_words(problem)
    else:
        why = _faults()[EvidenceFault.FAILED]
    return f"{nothing} {why}".rstrip()


def short_hash(sha256: str) -> str:
    """`7f3a 91c0 … 5be2 04d8`"""
    if len(sha256) != 64:
        return sha256
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-8:-4]} {sha256[-4:]}"


def _faults() -> dict[EvidenceFault, str]:
    return {
        EvidenceFault.NO_FOOTAGE: QCoreApplication.translate(
            "Evidence", "There is no footage of these cameras in this time. Choose another time."
        ),
        EvidenceFault.DAMAGED: QCoreApplication.translate(
            "Evidence",
            "The footage of this time is damaged and cannot be read. Choose another time, or use a copy.",
        ),
        EvidenceFault.SPAN_INVALID: QCoreApplication.translate("Evidence", "The time ends before it begins."),
        EvidenceFault.DISK_FULL: QCoreApplication.translate(
            "Evidence", "The disk is full, or the file is larger than it can hold. Choose another place."
        ),
        EvidenceFault.NOT_WRITTEN: QCoreApplication.translate(
            "Evidence",
            "The place cannot be written: it may be locked, write-protected or unplugged. Open it or choose "
            "another one, and see that the recordings can be read.",
        ),
        EvidenceFault.UNSIGNED: QCoreApplication.translate("Evidence", "The engine did not sign it."),
        EvidenceFault.COPY_DIFFERS: QCoreApplication.translate(
            "Evidence",
            "What was read back is not what was written: the disk or stick is damaged. Use another.",
        ),
        EvidenceFault.FAILED: QCoreApplication.translate("Evidence", "The package could not be made."),
    }
