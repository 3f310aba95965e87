"""Why nothing is recorded, for people: what it is, what it does, and what helps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def disk_words(fault: str) -> str:
    """For a word of `video.recording.faults`; one that is not known is said in general."""
    return {
        "disk_full": QCoreApplication.translate(
            "DiskFaults",
            "The disk for recordings is full, and all that is left on it is protected: nothing is recorded. "
            "Free space on it, release protected clips, or give recordings a larger disk.",
        ),
        "read_only": QCoreApplication.translate(
            "DiskFaults",
            "The recordings folder cannot be written to: nothing is recorded. Give the program the right to "
            "write there, or see whether its disk was mounted read-only after a fault.",
        ),
        "disk_slow": QCoreApplication.translate(
            "DiskFaults",
            "The disk for recordings takes less than the cameras send: parts of the footage are missing. "
            "Record fewer cameras or a lower rate, or take a faster disk.",
        ),
        "disk_failed": QCoreApplication.translate(
            "DiskFaults",
            "The disk for recordings fails: nothing is recorded. See whether it is connected and sound, and "
            "replace it; older footage may be lost with it.",
        ),
        "folder_away": QCoreApplication.translate(
            "DiskFaults",
            "The recordings folder is not the one that was used before: its disk is not mounted, or was "
            "replaced. Nothing is recorded. Connect and mount the disk of the recordings. If a new one is to "
            "take its place, say so with “atalaya video --adopt-recordings”.",
        ),
    }.get(fault) or QCoreApplication.translate(
        "DiskFaults", "Nothing is recorded: the disk for recordings has a fault. The log has the details."
    )
