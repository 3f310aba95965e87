"""Why a file could not be written, in words."""

from __future__ import annotations

import errno

from PySide6.QtCore import QCoreApplication

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def fault_words(problem: OSError) -> str:
    """Why a file could not be written, and what to do."""
    if problem.errno in _FULL:
        return QCoreApplication.translate("ExportFile", "The disk is full. Choose another place.")
    if problem.errno in _FORBIDDEN:
        return QCoreApplication.translate("ExportFile", "This folder cannot be written. Choose another one.")
    if problem.errno in {errno.ENOENT, errno.ENOTDIR}:
        return QCoreApplication.translate("ExportFile", "This folder is not there. Choose another one.")
    if problem.errno == errno.EISDIR:
        return QCoreApplication.translate("ExportFile", "This is a folder. Choose a name for the file.")
    return QCoreApplication.translate("ExportFile", "The file could not be written. Choose another place.")
