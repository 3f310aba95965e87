"""Why nothing is recorded; `VideoLoad.disk_fault` is one of these words, or empty."""

from __future__ import annotations

import enum
import errno


class RecordingFault(enum.StrEnum):
    DISK_FULL = "disk_full"
    """The disk is full, and nothing that is left may be thrown away."""
    READ_ONLY = "read_only"
    """The folder or its disk does not let anything be written."""
    DISK_SLOW = "disk_slow"
    """The disk takes less than the cameras send."""
    DISK_FAILED = "disk_failed"
    FOLDER_AWAY = "folder_away"
    """The folder is not the one in which recordings were: its disk is not mounted, or was replaced."""


_BY_NUMBER = {
    errno.ENOSPC: RecordingFault.DISK_FULL,
    errno.EDQUOT: RecordingFault.DISK_FULL,
    errno.EACCES: RecordingFault.READ_ONLY,
    errno.EPERM: RecordingFault.READ_ONLY,
    errno.EROFS: RecordingFault.READ_ONLY,
}


def fault_of(problem: OSError) -> RecordingFault:
    return _BY_NUMBER.get(problem.errno or 0, RecordingFault.DISK_FAILED)
