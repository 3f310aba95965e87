"""Cameras that answer in the network, with their streams where they tell them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from app.domain.video.cameras import CameraStream
from app.wire.video import FoundCamera
from video.onvif.addresses import Address
from video.onvif.device import OnvifDevice, Profile
from video.onvif.faults import OnvifFault
from video.onvif.probe import Discovered, probe

AT_ONCE = 8
"""Devices that are asked at the same moment."""
TOGETHER_S = 15.0
"""For all devices that answered; those that were not reached by then are named without streams."""


async def find_cameras(
    known: Mapping[Address, CameraStream],
    *,
    group: tuple[tuple[str, int], ...],
    listens_s: float,
    limit_s: float,
    together_s: float = TOGETHER_S,
) -> tuple[FoundCamera, ...]:
    """`known` are cameras whose password we have. Raises OSError where nothing can be sent."""
    discovered = await probe(to=group, listens_s=listens_s)
    turns = asyncio.Semaphore(AT_ONCE)
    told: dict[Address, tuple[tuple[str, ...], str, tuple[str, ...]]] = {}
    """Streams, problem and presets."""

    async def ask(one: Discovered) -> None:
        async with turns:
            try:
                profiles = await look_at(one.address, known.get(one.address), limit_s)
                streams = tuple(filter(None, (each.url for each in profiles)))
                told[one.address] = (streams, "", presets_of(profiles))
            except OnvifFault as problem:
                told[one.address] = ((), str(problem.fault), ())

    tasks = [asyncio.ensure_future(ask(one)) for one in discovered]
    try:
        if tasks:
            await asyncio.wait(tasks, timeout=together_s)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return tuple(
        FoundCamera(str(one.address), one.name, one.hardware, *told.get(one.address, ((), "no_answer", ())))
        for one in discovered
    )


def presets_of(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Each name once."""
    return tuple(dict.fromkeys(name for profile in profiles for name in profile.presets))


async def look_at(address: Address, stream: CameraStream | None, limit_s: float) -> tuple[Profile, ...]:
    """The profiles of a device; raises OnvifFault."""
    user, password = ("", "") if stream is None else (stream.user, stream.password)
    device = OnvifDevice(address, user, password, limit_s=limit_s)
    try:
        await device.open()
        return await device.profiles()
    finally:
        await device.close()
