"""Why an ONVIF device did not do what was asked, as one word that the console has a sentence for."""

from __future__ import annotations

import enum


class Fault(enum.StrEnum):
    NO_ANSWER = "no_answer"
    """It took the connection, or not even that, and said nothing in time."""
    UNREACHABLE = "unreachable"
    NOT_AUTHORISED = "not_authorised"
    NOT_ONVIF = "not_onvif"
    """What came is not what the standard says."""
    REFUSED = "refused"
    """The device understood and will not."""
    UNSUPPORTED = "unsupported"
    UNKNOWN_CAMERA = "unknown_camera"
    UNKNOWN_PRESET = "unknown_preset"
    CLOSED = "closed"


class OnvifFault(Exception):
    """Of what a device said nothing is kept but the word: it could be anything, also a password."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
