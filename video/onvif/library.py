"""The ONVIF library, kept small: loaded on the thread that uses it, silent, with bounded answers.

It takes over a second to load, so no process pays for it that steers no camera.
"""

from __future__ import annotations

import functools
import importlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from video.onvif.faults import Fault, OnvifFault

LONGEST_ANSWER = 2_000_000
"""Bytes; the description of a device with many profiles has some 100,000."""
LOGGERS = ("onvif", "zeep")
"""They write whole messages with tokens in them when they are let."""
_AT_ONCE = 65_536
_UNAUTHORISED = ("notauthorized", "not authorized", "unauthorized", "failedauthentication", "authority")

T = TypeVar("T")


class TooLong(Exception):
    """The answer is longer than any device's."""


class Library:
    """What is used of the library. `make` builds a client whose answers are bounded and whose addresses are
    all at the host and port that were asked for, whatever the device says."""

    def __init__(self) -> None:
        root = logging.getLogger()
        handlers, level = list(root.handlers), root.level
        client = importlib.import_module("onvif.client")
        # It sets up the whole program's log when it is imported.
        root.handlers[:] = handlers
        root.setLevel(level)
        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        zeep = importlib.import_module("zeep.exceptions")
        self.soap_fault: type[Exception] = zeep.Fault
        self.transport_error: type[Exception] = zeep.TransportError
        self.client_error: type[Exception] = client.aiohttp.ClientError
        self.onvif_error: type[Exception] = client.ONVIFError
        self._camera: Any = client.ONVIFCamera

    def make(self, host: str, port: int, user: str, password: str) -> Any:
        camera = self._camera(host, port, user, password, no_cache=True, adjust_time=True, nat_override=True)
        create = camera.create_onvif_service

        async def bounded(*words: Any, **named: Any) -> Any:
            service = await create(*words, **named)
            if not isinstance(service.transport.session, _Bounded):
                service.transport.session = _Bounded(service.transport.session)
            return service

        camera.create_onvif_service = bounded
        return camera

    async def told(self, call: Awaitable[T]) -> T:
        """The outcome of a call; raises OnvifFault for whatever went wrong."""
        try:
            return await call
        except OnvifFault:
            raise
        except TimeoutError as problem:
            raise OnvifFault(Fault.NO_ANSWER) from problem
        except self.soap_fault as problem:
            raise OnvifFault(_of_soap(problem)) from None
        except self.transport_error as problem:
            refused = getattr(problem, "status_code", 0) in (401, 403)
            raise OnvifFault(Fault.NOT_AUTHORISED if refused else Fault.NOT_ONVIF) from None
        except (OSError, self.client_error) as problem:
            raise OnvifFault(Fault.UNREACHABLE) from problem
        except self.onvif_error as problem:
            lacks = "support" in str(problem)
            raise OnvifFault(Fault.UNSUPPORTED if lacks else Fault.NOT_ONVIF) from None
        except Exception:  # noqa: BLE001 - a device may send anything, and the library trips over it anyhow
            raise OnvifFault(Fault.NOT_ONVIF) from None


@functools.cache
def library() -> Library:
    return Library()


def _of_soap(problem: Exception) -> Fault:
    codes = " ".join(str(code) for code in getattr(problem, "subcodes", None) or ())
    words = f"{codes} {getattr(problem, 'code', '')} {getattr(problem, 'message', '')}".lower()
    if any(word in words for word in _UNAUTHORISED):
        return Fault.NOT_AUTHORISED
    lacks = "actionnotsupported" in words or "not implemented" in words or "optionalactionnot" in words
    return Fault.UNSUPPORTED if lacks else Fault.REFUSED


class _Bounded:
    """An HTTP session that follows nobody elsewhere and reads no more than a device can have to say."""

    def __init__(self, session: Any) -> None:
        self._session = session

    @property
    def closed(self) -> bool:
        return bool(self._session.closed)

    async def post(self, *words: Any, **named: Any) -> _Answer:
        return await _read(self._session.post, *words, **named)

    async def get(self, *words: Any, **named: Any) -> _Answer:
        return await _read(self._session.get, *words, **named)


class _Answer:
    """A response that was read already."""

    def __init__(self, response: Any, body: bytes) -> None:
        self._response, self._body = response, body

    def __getattr__(self, name: str) -> Any:
        return getattr(self._response, name)

    async def read(self) -> bytes:
        return self._body


async def _read(ask: Callable[..., Awaitable[Any]], *words: Any, **named: Any) -> _Answer:
    response = await ask(*words, **named, allow_redirects=False)
    body = bytearray()
    try:
        async for piece in response.content.iter_chunked(_AT_ONCE):
            body += piece
            if len(body) > LONGEST_ANSWER:
                raise TooLong
    except BaseException:
        response.close()
        raise
    return _Answer(response, bytes(body))
