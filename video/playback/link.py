"""Messages of a playback process as frames, in the form of those of decode workers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from video.playback.messages import FROM_PLAYBACK, TO_PLAYBACK

LENGTH_BYTES = 4
LARGEST_FRAME = 1 << 20

_encoder = msgspec.msgpack.Encoder()
_frames = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])
_decoders: Final[dict[str, msgspec.msgpack.Decoder[Any]]] = {
    kind.__name__: msgspec.msgpack.Decoder(kind) for kind in (*TO_PLAYBACK, *FROM_PLAYBACK)
}


class PlaybackLinkBroken(Exception):
    """What came is no message of ours: the other side is to be ended."""


def encode(message: object) -> bytes:
    """A whole frame."""
    body = _encoder.encode((type(message).__name__, message))
    return len(body).to_bytes(LENGTH_BYTES, "little") + body


def messages_of(stream: BinaryIO) -> Iterator[Any]:
    """Blocks; ends where the stream does. Raises PlaybackLinkBroken."""
    while head := _read(stream, LENGTH_BYTES):
        length = int.from_bytes(head, "little")
        if length > LARGEST_FRAME:
            raise PlaybackLinkBroken(f"a frame of {length} bytes")
        frame = _read(stream, length)
        if frame is None:
            return
        yield _message(frame)


def _read(stream: BinaryIO, size: int) -> bytes | None:
    """So many bytes, of a stream that may give fewer at a time; None at its end."""
    held = bytearray()
    while len(held) < size:
        more = stream.read(size - len(held))
        if not more:
            return None
        held += more
    return bytes(held)


def _message(frame: bytes) -> Any:
    try:
        name, body = _frames.decode(frame)
        return _decoders[name].decode(body)
    except (msgspec.MsgspecError, KeyError, RecursionError, UnicodeDecodeError) as problem:
        raise PlaybackLinkBroken(type(problem).__name__) from problem
