"""Whether a recordings folder is the one that was used before: its disk may be away or another one."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.settings.whole_file import write_whole
from video.recording.faults import RecordingFault
from video.recording.shelf import FOLDER_MODE

MARK = ".atalaya-recordings"
_LONGEST_MARK = 64

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What mark was left in which folder."""

    folder: str
    mark: str


_claims = msgspec.json.Decoder(_Claim)


class RecordingsHome:
    """`claim` is a file of the installation's own, on another disk, that knows the mark. One thread.

    The first time a folder is made and marked. From then on nothing may be recorded in it without that mark:
    where a disk is not mounted its folder is an empty one of another disk, and would fill that.
    """

    def __init__(self, folder: Path, claim: Path) -> None:
        self._folder, self._claim = folder, claim

    def fault(self) -> str:
        """FOLDER_AWAY where the mark is not there, else empty. Raises OSError where that cannot be told."""
        if not self.used:
            self._begin()
            return ""
        return RecordingFault.FOLDER_AWAY if self.away else ""

    @property
    def used(self) -> bool:
        """Whether this folder was recorded in before."""
        return bool(self._claimed())

    @property
    def away(self) -> bool:
        """Whether it is another folder than then. Raises OSError where that cannot be told."""
        return self._marked() != self._claimed()

    def adopt(self) -> None:
        """Somebody says that it is the right folder, whatever was in it before. Raises OSError."""
        self._claim.unlink(missing_ok=True)
        self._begin()

    def _begin(self) -> None:
        """A mark that is there already is taken over: recordings outlive what is known of them."""
        self._folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        mark = self._marked()
        if not mark:
            mark = uuid.uuid4().hex
            write_whole(self._folder / MARK, mark.encode())
        try:
            write_whole(self._claim, msgspec.json.encode(_Claim(str(self._folder), mark)))
        except OSError as problem:
            _log.warning("The mark of the recordings folder could not be noted: %s", problem)

    def _claimed(self) -> str:
        """Empty where this folder has not been used yet."""
        try:
            claim = _claims.decode(self._claim.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return ""
        return claim.mark if claim.folder == str(self._folder) else ""

    def _marked(self) -> str:
        try:
            with (self._folder / MARK).open("rb") as file:
                return file.read(_LONGEST_MARK).decode("ascii", "replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""
