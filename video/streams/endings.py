"""Why a stream is lost, as one word each: `CameraState.reason`; screens have a sentence for every one."""

from __future__ import annotations

import enum
from typing import Final

from app.domain.video.cameras import CameraStream
from video.media.faults import MediaFault


class Ending(enum.StrEnum):
    ENDED = "ended"
    """The camera closed the connection, or its stream has an end."""
    REFUSED = "refused"
    TIMEOUT = "timeout"
    """It does not answer, or answers no more."""
    UNREACHABLE = "unreachable"
    """No such host, or no way to it."""
    DROPPED = "dropped"
    """The connection broke off."""
    NO_PASSWORD = "no_password"  # noqa: S105 - a word for its absence
    """It wants one, and none is kept for it."""
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    TOO_MANY = "too_many"
    """It refuses further connections."""
    REQUEST_REFUSED = "request_refused"
    """Any other answer of 400 and above."""
    SERVER_ERROR = "server_error"
    GARBAGE = "garbage"
    """What comes is no video."""
    NO_VIDEO = "no_video"
    """It gives something, but no pictures."""
    CODEC_UNKNOWN = "codec_unknown"
    NO_FILE = "no_file"
    NOT_ALLOWED = "not_allowed"
    """The file or device may not be read."""
    SCHEME_UNKNOWN = "scheme_unknown"
    NOT_WRITTEN = "not_written"
    """Its picture cannot be handed on: no memory or disk for the slot. It is told of a camera that answers,
    too: that one is recorded and counted all the same."""
    CERTIFICATE_OTHER = "certificate_other"
    """Somebody else may be answering in its place."""
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    """It is of no authority, and one is asked for."""
    TLS_FAILED = "tls_failed"
    STUCK = "stuck"
    """The library did not come back from it, again and again: it is left alone for some minutes."""
    FAILED = "failed"
    """Anything else; the log has the details."""


KINDS: Final[dict[str, Ending]] = {
    "End": Ending.ENDED,
    "EOFError": Ending.ENDED,
    "ConnectionRefusedError": Ending.REFUSED,
    "ExitError": Ending.TIMEOUT,
    "TimeoutError": Ending.TIMEOUT,
    "BlockingIOError": Ending.TIMEOUT,
    "OSError": Ending.UNREACHABLE,
    "gaierror": Ending.UNREACHABLE,
    "ConnectionResetError": Ending.DROPPED,
    "ConnectionAbortedError": Ending.DROPPED,
    "BrokenPipeError": Ending.DROPPED,
    "RemoteDisconnected": Ending.DROPPED,
    "IncompleteRead": Ending.DROPPED,
    "HTTPUnauthorizedError": Ending.UNAUTHORISED,
    "HTTPForbiddenError": Ending.FORBIDDEN,
    "HTTPNotFoundError": Ending.NOT_FOUND,
    "HTTPTooManyRequestsError": Ending.TOO_MANY,
    "HTTPBadRequestError": Ending.REQUEST_REFUSED,
    "HTTPOtherClientError": Ending.REQUEST_REFUSED,
    "HTTPServerError": Ending.SERVER_ERROR,
    "InvalidDataError": Ending.GARBAGE,
    "DemuxerNotFoundError": Ending.GARBAGE,
    "BadStatusLine": Ending.GARBAGE,
    "Garbage": Ending.GARBAGE,
    "CertificateOther": Ending.CERTIFICATE_OTHER,
    "CertificateUnknown": Ending.CERTIFICATE_UNKNOWN,
    "TlsFailed": Ending.TLS_FAILED,
    "NoVideo": Ending.NO_VIDEO,
    "CodecUnknown": Ending.CODEC_UNKNOWN,
    "DecoderNotFoundError": Ending.CODEC_UNKNOWN,
    "FileNotFoundError": Ending.NO_FILE,
    "IsADirectoryError": Ending.NO_FILE,
    "NotADirectoryError": Ending.NO_FILE,
    "PermissionError": Ending.NOT_ALLOWED,
    "ProtocolNotFoundError": Ending.SCHEME_UNKNOWN,
}


def ending_of(fault: MediaFault, stream: CameraStream) -> Ending:
    """Total: what is in no row is `FAILED`."""
    ending = KINDS.get(fault.kind, Ending.FAILED)
    if ending is Ending.UNAUTHORISED and not stream.user:
        return Ending.NO_PASSWORD
    return ending
