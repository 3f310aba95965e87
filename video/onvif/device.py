"""One ONVIF device: its profiles with their streams, and steering. For one asyncio loop."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from video.onvif.addresses import Address, stream_url
from video.onvif.faults import Fault, OnvifFault
from video.onvif.library import library

ANSWER_LIMIT_S = 5.0
MOST_PROFILES = 16
MOST_PRESETS = 255
MOVES_FOR = dt.timedelta(seconds=1)
"""A device stops by itself when nobody says anything for so long, whatever became of us."""
FIELD_OF_VIEW = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/TranslationSpaceFov"
SEEN_DEGREES = (60.0, 35.0)
"""What a picture shows across and down, for devices that cannot be told by the picture."""
WHOLE_DEGREES = (180.0, 90.0)
"""What 1 stands for in the generic space of pan and tilt."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Profile:
    token: str
    name: str
    url: str
    """Without user and password; empty where the device gives none."""
    width: int = 0
    height: int = 0
    codec: str = ""
    fps: float = 0.0
    ptz: str = ""
    """Token of its PTZ configuration."""
    presets: tuple[str, ...] = ()
    """Names of the places that it can be turned to, at the one by which the device is steered."""


@dataclass(frozen=True, slots=True)
class Preset:
    token: str
    name: str


class OnvifDevice:
    """Everything raises OnvifFault, within `limit_s` a question. `close` it."""

    def __init__(
        self, address: Address, user: str, password: str, *, limit_s: float = ANSWER_LIMIT_S
    ) -> None:
        self._address, self._limit_s = address, limit_s
        self._camera = library().make(address.host, address.port, user, password)
        self._moving: Profile | None = None
        self._by_view: bool | None = None

    async def open(self) -> None:
        """Ask for its clock and services."""
        # Reading the descriptions of services takes seconds the first time; no device is to blame for that.
        await library().told(self._camera.create_devicemgmt_service())
        await self._asked(self._camera.update_xaddrs)

    async def close(self) -> None:
        await self._camera.close()

    async def profiles(self) -> tuple[Profile, ...]:
        """The largest first."""
        media = await self.service("media")
        found = [replace(each, url=await self._url(media, each)) for each in await self._profiles(media)]
        steered = next((place for place, each in enumerate(found) if each.ptz), None)
        if steered is not None:
            found[steered] = replace(found[steered], presets=await self._preset_names())
        return tuple(sorted(found, key=lambda profile: -profile.width * profile.height))

    async def _profiles(self, media: Any) -> list[Profile]:
        """As the device lists them, without their URLs."""
        return [_profile(said) for said in (await self._asked(media.GetProfiles) or ())[:MOST_PROFILES]]

    async def _url(self, media: Any, profile: Profile) -> str:
        setup = {"Stream": "RTP-Unicast", "Transport": {"Protocol": "RTSP"}}
        wanted = {"StreamSetup": setup, "ProfileToken": profile.token}
        try:
            answer = await self._asked(lambda: media.GetStreamUri(wanted))
        except OnvifFault as problem:
            if problem.fault is not Fault.REFUSED:
                raise
            return ""
        return stream_url(str(_at(answer, "Uri") or ""), self._address)

    # -- steering ------------------------------------------------------------------------------------

    async def move(self, pan: float, tilt: float, zoom: float) -> None:
        """Speeds from -1 to 1; all 0 stops."""
        ptz, profile = await self._steered()
        if not (pan or tilt or zoom):
            stop = {"ProfileToken": profile.token, "PanTilt": True, "Zoom": True}
            await self._asked(lambda: ptz.Stop(stop))
            return
        velocity = {"PanTilt": {"x": _unit(pan), "y": _unit(tilt)}, "Zoom": {"x": _unit(zoom)}}
        move = {"ProfileToken": profile.token, "Velocity": velocity, "Timeout": MOVES_FOR}
        await self._asked(lambda: ptz.ContinuousMove(move))

    async def centre(self, across: float, down: float) -> None:
        """Bring this point of the picture (0 to 1) to the middle: exactly there where the device counts in
        fields of view, otherwise about there."""
        ptz, profile = await self._steered()
        right, up = _unit(2 * across - 1), _unit(1 - 2 * down)
        if await self._knows_view(ptz, profile):
            place: dict[str, object] = {"x": right, "y": up, "space": FIELD_OF_VIEW}
        else:
            seen = (part / whole / 2 for part, whole in zip(SEEN_DEGREES, WHOLE_DEGREES, strict=True))
            place = dict(
                zip("xy", (at * part for at, part in zip((right, up), seen, strict=True)), strict=True)
            )
        move = {"ProfileToken": profile.token, "Translation": {"PanTilt": place}}
        await self._asked(lambda: ptz.RelativeMove(move))

    async def presets(self) -> tuple[Preset, ...]:
        ptz, profile = await self._steered()
        said = await self._asked(lambda: ptz.GetPresets({"ProfileToken": profile.token}))
        found = ((str(_at(one, "token") or ""), str(_at(one, "Name") or "")) for one in said or ())
        return tuple(Preset(token, name[:60] or token) for token, name in found if token)[:MOST_PRESETS]

    async def _preset_names(self) -> tuple[str, ...]:
        """None where it does not tell: its streams are of use all the same."""
        try:
            return tuple(preset.name for preset in await self.presets())
        except OnvifFault:
            return ()

    async def go_to(self, preset: str) -> None:
        """By its name, or by its token."""
        known = await self.presets()
        found = next((one for one in known if one.name == preset), None)
        found = found or next((one for one in known if one.token == preset), None)
        if found is None:
            raise OnvifFault(Fault.UNKNOWN_PRESET)
        ptz, profile = await self._steered()
        wanted = {"ProfileToken": profile.token, "PresetToken": found.token}
        await self._asked(lambda: ptz.GotoPreset(wanted))

    async def _steered(self) -> tuple[Any, Profile]:
        if self._moving is None:
            media = await self.service("media")
            steered = [profile for profile in await self._profiles(media) if profile.ptz]
            if not steered:
                raise OnvifFault(Fault.UNSUPPORTED)
            self._moving = steered[0]
        return await self.service("ptz"), self._moving

    async def _knows_view(self, ptz: Any, profile: Profile) -> bool:
        if self._by_view is None:
            try:
                wanted = {"ConfigurationToken": profile.ptz}
                options = await self._asked(lambda: ptz.GetConfigurationOptions(wanted))
                spaces = _at(options, "Spaces", "RelativePanTiltTranslationSpace") or ()
                self._by_view = any(_at(space, "URI") == FIELD_OF_VIEW for space in spaces)
            except OnvifFault as problem:
                if problem.fault not in (Fault.REFUSED, Fault.UNSUPPORTED):
                    raise
                self._by_view = False
        return self._by_view

    # -- asking --------------------------------------------------------------------------------------

    @property
    def camera(self) -> Any:
        """The library's client."""
        return self._camera

    async def service(self, name: str) -> Any:
        return await library().told(self._camera.create_onvif_service(name))

    async def _asked(self, ask: Callable[[], Awaitable[T]], limit_s: float | None = None) -> T:
        async def within() -> T:
            async with asyncio.timeout(self._limit_s if limit_s is None else limit_s):
                return await ask()

        return await library().told(within())


def _profile(said: Any) -> Profile:
    encoder = _at(said, "VideoEncoderConfiguration")
    token = str(_at(said, "token") or "")
    return Profile(
        token,
        str(_at(said, "Name") or token)[:60],
        "",
        _whole(_at(encoder, "Resolution", "Width")),
        _whole(_at(encoder, "Resolution", "Height")),
        str(_at(encoder, "Encoding") or "")[:16].lower(),
        float(_whole(_at(encoder, "RateControl", "FrameRateLimit"))),
        str(_at(said, "PTZConfiguration", "token") or ""),
    )


def _at(said: Any, *names: str) -> Any:
    """What a device says under these names, one in another; None where it leaves one out."""
    for name in names:
        said = getattr(said, name, None)
    return said


def _whole(said: Any) -> int:
    try:
        return max(0, min(int(said), 100_000))
    except (TypeError, ValueError, OverflowError):
        return 0


def _unit(value: float) -> float:
    return max(-1.0, min(1.0, value))
