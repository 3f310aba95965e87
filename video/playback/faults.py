"""Why a camera shows nothing, or less, in a playback; the words of `PlaybackState.faults`."""

from __future__ import annotations

import enum


class PlaybackFault(enum.StrEnum):
    NO_FOOTAGE = "no_footage"
    """Nothing is recorded of that time."""
    DAMAGED = "damaged"
    """A file cannot be read; what comes after it is shown."""
    NO_ROOM = "no_room"
    """There is no memory for its picture; the last one stands still."""
