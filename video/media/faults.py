"""What goes wrong with a stream or a file, told without any address that could hold a password."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import quote

import av

CREDENTIALS = re.compile(r"(?<=://)[^\s/]*@")


class MediaFault(Exception):
    """`kind` is a class name of FFmpeg's errors as PyAV has them, an `OSError`'s, or one of this folder's:
    `End`, `NoVideo`, `CodecUnknown`, `Garbage`. `str()` is scrubbed and may be logged."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def scrubbed(text: str, password: str = "") -> str:
    """Without user and password, however they are written."""
    for secret in {password, quote(password, safe=""), quote(password)} - {""}:
        text = text.replace(secret, "***")
    return CREDENTIALS.sub("", text)


@contextlib.contextmanager
def told_as_faults(password: str = "") -> Iterator[None]:
    """Turns what the library raises into `MediaFault`; nothing of the library's own text is chained to it."""
    fault: MediaFault
    try:
        yield
        return
    except av.FFmpegError as problem:
        fault = MediaFault(type(problem).__name__, scrubbed(problem.strerror or "", password))
    except (OSError, ValueError, IndexError, UnicodeError) as problem:
        fault = MediaFault(type(problem).__name__, scrubbed(str(problem), password))
    raise fault from None
