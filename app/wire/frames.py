"""The wire's encoding: a frame is a MessagePack list of [name, body], for the types listed here alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from app.domain import acts, changes
from app.wire import access, administration, control, incidents, messages, video, video_service

FRAME_LIMIT = 64 * 1024 * 1024
"""Bytes from the engine; a snapshot page of 5,000 devices is about 1 MB."""
REQUEST_LIMIT = 1024 * 1024
"""Bytes from a console: acknowledging 10,000 alarms at once takes 0.5 MB."""

ASKABLE: tuple[type, ...] = (
    acts.Acknowledge,
    acts.Reset,
    acts.Shelve,
    acts.Unshelve,
    acts.TakeOutOfService,
    acts.ReturnToService,
    acts.Comment,
    messages.LimitsOf,
    messages.StopEngine,
    *access.ASKABLE,
    *control.ASKABLE,
    *incidents.ASKABLE,
    *video.ASKABLE,
    *video_service.FROM_VIDEO,
    *administration.ASKABLE,
)
ANSWERS: tuple[type, ...] = (
    messages.Done,
    messages.Limits,
    *access.ANSWERS,
    *administration.ANSWERS,
    *control.ANSWERS,
    *incidents.ANSWERS,
    *video.ANSWERS,
)


class FrameInvalid(Exception):
    """A frame does not follow the schema; the link that sent it is closed."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of an operator; `id` is unique within the link."""

    id: int
    operator: str
    body: Any


@dataclass(frozen=True, slots=True)
class Answer:
    id: int
    body: Any


@dataclass(frozen=True, slots=True)
class _AskEnvelope:
    id: int
    operator: str
    name: str
    body: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _AnswerEnvelope:
    id: int
    name: str
    body: msgspec.Raw


PLAIN: tuple[type, ...] = (
    messages.Hello,
    messages.Welcome,
    messages.TableFile,
    messages.PlacedDevice,
    messages.DevicePage,
    messages.AlarmPage,
    messages.Texts,
    messages.CityComplete,
    messages.Figures,
    messages.Farewell,
    changes.DeviceRetired,
    changes.AlarmChanged,
    changes.EventNoted,
    *access.PLAIN,
    *administration.PLAIN,
    *control.PLAIN,
    *incidents.PLAIN,
    *video.PLAIN,
    *video_service.PLAIN,
)

_encoder = msgspec.msgpack.Encoder()
_frame = msgspec.msgpack.Decoder(list[tuple[str, msgspec.Raw]])
_decoders: dict[str, msgspec.msgpack.Decoder[Any]] = {
    kind.__name__: msgspec.msgpack.Decoder(kind) for kind in (*PLAIN, *ASKABLE, *ANSWERS)
}
_asks = msgspec.msgpack.Decoder(_AskEnvelope)
_answers = msgspec.msgpack.Decoder(_AnswerEnvelope)
_askable = frozenset(kind.__name__ for kind in ASKABLE)
_answerable = frozenset(kind.__name__ for kind in ANSWERS)


def encode(items: Iterable[object]) -> bytes:
    """One frame of `items`; a type that is not listed is a bug and raises KeyError."""
    return _encoder.encode([_named(item) for item in items])


def decode(frame: bytes) -> list[Any]:
    """The items of a frame in order; raises FrameInvalid for anything outside the schema."""
    try:
        return [_item(name, body) for name, body in _frame.decode(frame)]
    except (msgspec.MsgspecError, KeyError, RecursionError, UnicodeDecodeError) as problem:
        raise FrameInvalid(str(problem)) from problem


def _named(item: object) -> tuple[str, object]:
    if isinstance(item, Ask):
        body = msgspec.Raw(_encoder.encode(item.body))
        return "Ask", _AskEnvelope(item.id, item.operator, _known(item.body), body)
    if isinstance(item, Answer):
        return "Answer", _AnswerEnvelope(item.id, _known(item.body), msgspec.Raw(_encoder.encode(item.body)))
    return _known(item), item


def _known(item: object) -> str:
    name = type(item).__name__
    if name not in _decoders:
        raise KeyError(f"{name} is not a message of the wire")
    return name


def _item(name: str, body: msgspec.Raw) -> object:
    if name == "Ask":
        ask = _asks.decode(body)
        if ask.name not in _askable:
            raise KeyError(ask.name)
        return Ask(ask.id, ask.operator, _decoders[ask.name].decode(ask.body))
    if name == "Answer":
        answer = _answers.decode(body)
        if answer.name not in _answerable:
            raise KeyError(answer.name)
        return Answer(answer.id, _decoders[answer.name].decode(answer.body))
    if name in _askable or name in _answerable:
        raise KeyError(name)
    return _decoders[name].decode(body)
