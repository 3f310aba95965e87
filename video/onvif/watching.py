"""Events that cameras tell of by themselves: motion and tampering, fetched from a pull point."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.video.cameras import CameraStream
from video.onvif.addresses import Address
from video.onvif.device import ANSWER_LIMIT_S, OnvifDevice
from video.onvif.faults import Fault, OnvifFault
from video.onvif.library import library

Kind = Literal["motion", "tamper"]
TOPICS: tuple[tuple[str, Kind], ...] = (
    ("motion", "motion"),
    ("tamper", "tamper"),
    ("globalscenechange", "tamper"),
    ("imagetoodark", "tamper"),
    ("imagetooblurry", "tamper"),
)
"""Parts of topics, in small letters, and what they are; what is not here is nobody's concern."""
WAITS_FOR = dt.timedelta(seconds=20)
"""A device keeps a question open for so long while nothing happens."""
SUBSCRIBED_FOR = dt.timedelta(seconds=120)
MOST_AT_ONCE = 64
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 300.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OnvifEvent:
    """Said by a camera itself; its clock is not ours, so there is no time in it."""

    camera: str
    kind: Kind
    active: bool


OnEvent = Callable[[OnvifEvent], None]


async def watch(
    stream: CameraStream,
    address: Address,
    on_event: OnEvent,
    *,
    limit_s: float = ANSWER_LIMIT_S,
    first_pause_s: float = FIRST_PAUSE_S,
) -> None:
    """Until it is cancelled. The log has it once when a camera tells nothing, and once when it does again."""
    pause, lost = first_pause_s, False
    while True:
        device = OnvifDevice(address, stream.user, stream.password, limit_s=limit_s)
        try:
            async for event in _events(stream.camera, device, limit_s):
                if lost:
                    _log.info("%s tells of its events again", stream.camera)
                pause, lost = first_pause_s, False
                if event is not None:
                    on_event(event)
        except OnvifFault as problem:
            if not lost:
                _log.info("%s tells of no events (%s)", stream.camera, problem.fault)
            lost = True
            if problem.fault is Fault.UNSUPPORTED:
                pause = LONGEST_PAUSE_S
        finally:
            await device.close()
        await asyncio.sleep(pause * random.uniform(0.7, 1.3))
        pause = min(2 * pause, LONGEST_PAUSE_S)


async def _events(camera: str, device: OnvifDevice, limit_s: float) -> Any:
    """The events, and None for each answer: a sign of life."""
    await device.open()
    told = library().told
    gone = asyncio.Event()
    async with asyncio.timeout(4 * limit_s):
        manager = await told(device.camera.create_pullpoint_manager(SUBSCRIBED_FOR, gone.set))
    try:
        question = {"Timeout": WAITS_FOR, "MessageLimit": MOST_AT_ONCE}
        while not gone.is_set():
            answer = await told(_within(manager.get_service().PullMessages(question), limit_s))
            for event in read_events(camera, answer):
                yield event
            yield None
    finally:
        await asyncio.wait_for(asyncio.shield(_leave(manager)), limit_s)


async def _within(call: Any, limit_s: float) -> Any:
    async with asyncio.timeout(WAITS_FOR.total_seconds() + limit_s):
        return await call


async def _leave(manager: Any) -> None:
    try:
        await manager.shutdown()
    except Exception:  # noqa: BLE001 - the subscription runs out by itself
        _log.debug("a subscription was left to run out")


def read_events(camera: str, answer: Any) -> Iterator[OnvifEvent]:
    """Those of `TOPICS` in an answer, as far as it can be understood."""
    for message in (getattr(answer, "NotificationMessage", None) or ())[:MOST_AT_ONCE]:
        topic = str(getattr(getattr(message, "Topic", None), "_value_1", "") or "").lower()
        kind = next((kind for part, kind in TOPICS if part in topic), None)
        active = _active(getattr(getattr(message, "Message", None), "_value_1", None))
        if kind is not None and active is not None:
            yield OnvifEvent(camera, kind, active)


def _active(message: Any) -> bool | None:
    """The first yes or no among its data."""
    items = getattr(getattr(message, "Data", None), "SimpleItem", None) or ()
    for item in items:
        word = str(getattr(item, "Value", "")).strip().lower()
        if word in ("true", "1"):
            return True
        if word in ("false", "0"):
            return False
    return None
