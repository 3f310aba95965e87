"""The passphrase of a server without a desktop: from the environment, or from a file (systemd credential)."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import MutableMapping
from pathlib import Path

PASSPHRASE_VARIABLE = "ATALAYA_PASSPHRASE"  # noqa: S105 (the name of the variable)
FILE_VARIABLE = "ATALAYA_PASSPHRASE_FILE"
LARGEST_BYTES = 4096

log = logging.getLogger(__name__)


def passphrase_of(environ: MutableMapping[str, str]) -> str | None:
    """The passphrase given to this process, if any; it is taken out, so that no child is given it too."""
    given = environ.pop(PASSPHRASE_VARIABLE, "")
    named = environ.get(FILE_VARIABLE, "")
    return given or (_from_file(Path(named)) if named else None) or None


def _from_file(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            if os.name != "nt" and os.fstat(file.fileno()).st_mode & (stat.S_IROTH | stat.S_IWOTH):
                log.warning("The passphrase file %s is open to other accounts.", path)
            return file.read(LARGEST_BYTES).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        log.warning("The passphrase file %s cannot be read: %s.", path, type(problem).__name__)
        return None
