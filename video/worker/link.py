"""Messages as frames on a stream of bytes: four bytes of length and a MessagePack list of [name, body]."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from video.worker.messages import FROM_WORKER, TO_WORKER

LENGTH_BYTES = 4
LARGEST_FRAME = 16 * 1024 * 1024

_encoder = msgspec.msgpack.Encoder()
_frames = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])
_decoders: Final[dict[str, msgspec.msgpack.Decoder[Any]]] = {
    kind.__name__: msgspec.msgpack.Decoder(kind) for kind in (*TO_WORKER, *FROM_WORKER)
}


class LinkBroken(Exception):
    """What came is no message of ours: the other side is to be ended."""


def encode(message: object) -> bytes:
    """A whole frame; a type that is not listed is a bug and raises KeyError."""
    name = type(message).__name__
    if name not in _decoders:
        raise KeyError(f"{name} is not a message of a worker")
    body = _encoder.encode((name, message))
    return len(body).to_bytes(LENGTH_BYTES, "little") + body


class Unpacking:
    """Bytes in as they come, whole messages out."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> list[Any]:
        """Raises LinkBroken; nothing can be read after that."""
        self._held += data
        messages = []
        while (frame := self._next()) is not None:
            messages.append(_message(frame))
        return messages

    def _next(self) -> bytes | None:
        if len(self._held) < LENGTH_BYTES:
            return None
        length = int.from_bytes(self._held[:LENGTH_BYTES], "little")
        if length > LARGEST_FRAME:
            raise LinkBroken(f"a frame of {length} bytes")
        if len(self._held) < LENGTH_BYTES + length:
            return None
        frame = bytes(self._held[LENGTH_BYTES : LENGTH_BYTES + length])
        del self._held[: LENGTH_BYTES + length]
        return frame


def messages_of(stream: BinaryIO) -> Iterator[Any]:
    """Blocks; ends where the stream does. Raises LinkBroken. `stream` is unbuffered."""
    unpacking = Unpacking()
    while data := stream.read(1 << 16):
        yield from unpacking.feed(data)


def _message(frame: bytes) -> Any:
    try:
        name, body = _frames.decode(frame)
        return _decoders[name].decode(body)
    except (msgspec.MsgspecError, KeyError, RecursionError, UnicodeDecodeError) as problem:
        # The library's words may repeat a password.
        raise LinkBroken(type(problem).__name__) from None
