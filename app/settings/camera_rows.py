"""The tables of a cameras file as they are written, and how they become the domain's cameras and streams."""

from __future__ import annotations

import re
import sys
from dataclasses import MISSING, fields
from dataclasses import Field as DataField
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from app.domain.video.cameras import Camera, CameraStream, CertificateCheck, Importance, RecordingMode
from app.domain.video.schedules import minutes_of
from app.domain.video.stages import Stage, StageKind, TrackClass
from app.domain.video.usb import FORMS, usb_device
from app.settings.secrets.names import camera_password
from app.settings.validation import Section

SCHEMES = ("rtsp", "rtsps", "http", "https", "file", "usb")
LONGEST_ID, LONGEST_STAGE_ID, LONGEST_URL = 64, 32, 1_000
LONGEST_NAME, LONGEST_SHOWN = 80, 40
NEAR_NULL = 1e-4
"""Degrees: nearer than this to 0, 0 nobody stands, and the city takes no such place."""
_ID = re.compile(r"[^\s/\\+#~:.][^\s/\\+#~]*")
_PASSWORD_PARAMETER = re.compile(
    r"[?&;](?:password|passwd|pass|pwd|psw|p|loginpas|loginpass|contrasena|clave"
    r"|token|access_token|auth|key|api_?key|secret)=[^&]",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"[^/\\:<>|?*\"\s.][^/\\:<>|?*\"]*")


def _device_id(text: str) -> str:
    if not _ID.fullmatch(text) or not text.isprintable() or len(text) > LONGEST_ID:
        raise ValueError(f"must be 1 to {LONGEST_ID} signs without spaces and without any of / \\ + # ~")
    return text


def _stage_id(text: str) -> str:
    if len(text) > LONGEST_STAGE_ID:
        raise ValueError(f"must have at most {LONGEST_STAGE_ID} signs")
    return _device_id(text)


def _shown_name(text: str) -> str:
    if len(text) > LONGEST_NAME or text != text.strip():
        raise ValueError(f"must have at most {LONGEST_NAME} signs, and no spaces around them")
    return text


def _url(text: str) -> str:
    """Where pictures come from; raises ValueError with the end of a sentence that never quotes the URL."""
    if not text:
        return text
    if text.lower().startswith("usb:") and len(text) <= LONGEST_URL:
        return _usb(text)
    if len(text) > LONGEST_URL or re.search(r"\s", text) or not text.isprintable():
        raise ValueError(f"must be an address of at most {LONGEST_URL} signs without spaces")
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError:
        raise ValueError("is no address; write it as rtsp://HOST:PORT/PATH") from None
    if "@" in parts.netloc or _PASSWORD_PARAMETER.search(text):
        secret = camera_password("ID")
        raise ValueError(
            "must hold neither user nor password: the user belongs in 'user', "
            f"the password in the secrets (atalaya secret set {secret})"
        )
    if parts.scheme not in SCHEMES:
        raise ValueError(f"must begin with one of {', '.join(f'{one}:' for one in SCHEMES)}")
    if parts.scheme not in ("file", "usb") and not parts.hostname:
        raise ValueError("names no host; write it as rtsp://HOST:PORT/PATH")
    return text


def _usb(text: str) -> str:
    if not usb_device(text, sys.platform):
        form = FORMS.get(sys.platform)
        raise ValueError(
            f"names no camera of this machine; write it as {form}" if form else "is not known here"
        )
    return text


def _main_url(text: str) -> str:
    if not text:
        raise ValueError("must not be empty")
    return _url(text)


def _host_port(text: str) -> str:
    if text and (re.search(r"[\s@/]", text) or urlsplit(f"//{text}").hostname is None):
        raise ValueError("must be HOST or HOST:PORT")
    return text


def _fingerprint(text: str) -> str:
    plain = re.sub(r"[: ]", "", text).lower()
    if text and not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise ValueError("must be the SHA-256 of the certificate: 64 hexadecimal digits")
    return plain


def _schedule(text: str) -> str:
    for part in text.split(",") if text else ():
        if ";" in part or not minutes_of(part):
            shown = part.strip()[:LONGEST_SHOWN]
            raise ValueError(
                "must be times of day as 22:00-06:00, several with commas between; "
                f"'{shown}' cannot be understood"
            )
    return text


def _model_name(text: str) -> str:
    if text and (not _FILE_NAME.fullmatch(text) or len(text) > 200):
        raise ValueError("must be the name of a file in the models folder")
    return text


DeviceId = Annotated[str, AfterValidator(_device_id)]
ShownName = Annotated[str, AfterValidator(_shown_name)]
Times = Annotated[str, AfterValidator(_schedule)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Corner = Annotated[list[Share], Field(min_length=2, max_length=2)]
Amount = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]


class StageRow(Section):
    """One step of a camera's pipeline, as `app.domain.video.stages.Stage`."""

    id: Annotated[str, AfterValidator(_stage_id)]
    kind: StageKind = Field(strict=False)
    name: str = Field(default="", max_length=80)
    points: list[Corner] = Field(default_factory=list, max_length=64)
    schedule: Times = ""
    classes: list[Annotated[TrackClass, Field(strict=False)]] = Field(default_factory=list, max_length=4)
    options: dict[Word, Amount] = Field(default_factory=dict, max_length=32)
    model: Annotated[str, AfterValidator(_model_name)] = ""
    enabled: bool = True

    @model_validator(mode="after")
    def _shaped(self) -> StageRow:
        count = len(self.points)
        if self.kind is StageKind.LINE and count != 2:
            raise ValueError("needs two points, the ends of its line")
        if self.kind is StageKind.WRONG_WAY and (count < 2 or count in (3, 4)):
            raise ValueError("needs two points for the allowed direction, after those of its zone")
        if self.kind not in (StageKind.LINE, StageKind.WRONG_WAY) and count in (1, 2):
            raise ValueError("needs three points or more for its zone, or none for the whole picture")
        if self.kind is StageKind.DETECTOR and not self.model:
            raise ValueError("needs the name of a model")
        return self

    def made(self) -> Stage:
        return Stage(
            id=self.id,
            kind=self.kind,
            name=self.name,
            points=tuple((float(across), float(down)) for across, down in self.points),
            schedule=self.schedule,
            classes=tuple(self.classes),
            options=tuple((name, float(value)) for name, value in self.options.items()),
            model=self.model,
            enabled=self.enabled,
        )


class CameraRow(Section):
    """A camera with its stream, as `app.domain.video.cameras.Camera` and `CameraStream`."""

    id: DeviceId
    name: ShownName = ""
    lat: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    lon: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    zone: ShownName = ""
    url: Annotated[str, AfterValidator(_main_url)]
    sub_url: Annotated[str, AfterValidator(_url)] = ""
    transport: Literal["tcp", "udp"] = "tcp"
    picture_every_s: float = Field(default=0.0, ge=0, le=86_400)
    onvif: Annotated[str, AfterValidator(_host_port)] = ""
    user: str = Field(default="", max_length=120)
    tls: CertificateCheck = Field(default=CertificateCheck.KNOWN, strict=False)
    fingerprint: Annotated[str, AfterValidator(_fingerprint)] = ""
    enabled: bool = True
    importance: Importance = Field(default=Importance.NORMAL, strict=False)
    facing: float | None = Field(default=None, ge=0, lt=360)
    view_angle: float = Field(default=70.0, ge=1, le=360)
    reach_m: float = Field(default=60.0, ge=1, le=10_000)
    ptz: bool = False
    presets: list[Annotated[str, Field(min_length=1, max_length=64)]] = Field(
        default_factory=list, max_length=128
    )
    home_preset: str = Field(default="", max_length=64)
    privacy: list[Annotated[list[Corner], Field(min_length=3, max_length=32)]] = Field(
        default_factory=list, max_length=32
    )
    analysis_fps: float = Field(default=5.0, ge=0.2, le=30)
    recording: RecordingMode = Field(default=RecordingMode.EVENTS, strict=False)
    recording_schedule: Times = ""
    keep_days: int | None = Field(default=None, ge=1, le=3_650)
    stage: list[StageRow] = Field(default_factory=list, max_length=32)

    @model_validator(mode="after")
    def _stages_apart(self) -> CameraRow:
        ids = [one.id for one in self.stage]
        if len(set(ids)) < len(ids):
            raise ValueError("has two stages with the same id")
        return self

    @model_validator(mode="after")
    def _placed(self) -> CameraRow:
        if self.lat is None and self.lon is None:
            return self
        if self.lat is None or self.lon is None:
            raise ValueError("needs both 'lat' and 'lon', or neither")
        if abs(self.lat) < NEAR_NULL and abs(self.lon) < NEAR_NULL:
            raise ValueError("cannot stand at 0, 0: leave out 'lat' and 'lon' where nobody knows them")
        return self

    @model_validator(mode="after")
    def _pinned(self) -> CameraRow:
        if (self.tls is CertificateCheck.PINNED) != bool(self.fingerprint):
            raise ValueError("needs both 'tls = \"pinned\"' and the 'fingerprint', or neither")
        return self

    @model_validator(mode="after")
    def _home_known(self) -> CameraRow:
        if self.home_preset and self.home_preset not in self.presets:
            raise ValueError("names a 'home_preset' that is none of its presets")
        return self

    def camera(self) -> Camera:
        return Camera(
            id=self.id,
            name=self.name,
            lat=self.lat,
            lon=self.lon,
            zone=self.zone,
            enabled=self.enabled,
            importance=self.importance,
            facing=self.facing,
            view_angle=self.view_angle,
            reach_m=self.reach_m,
            ptz=self.ptz,
            presets=tuple(self.presets),
            home_preset=self.home_preset,
            privacy=tuple(tuple((float(x), float(y)) for x, y in ring) for ring in self.privacy),
            stages=tuple(one.made() for one in self.stage),
            analysis_fps=self.analysis_fps,
            recording=self.recording,
            recording_schedule=self.recording_schedule,
            keep_days=self.keep_days,
        )

    def stream(self, password: str = "") -> CameraStream:
        return CameraStream(
            camera=self.id,
            url=self.url,
            sub_url=self.sub_url,
            transport=self.transport,
            picture_every_s=self.picture_every_s,
            onvif=self.onvif,
            user=self.user,
            password=password,
            tls=self.tls,
            fingerprint=self.fingerprint,
        )


def written(camera: Camera, stream: CameraStream) -> dict[str, Any]:
    """The table of a camera: what is as usual is left out, and so is the password."""
    table: dict[str, Any] = {"id": camera.id}
    table |= _unusual(stream, skip={"camera", "password"})
    table |= _unusual(camera, skip={"id", "stages"})
    if camera.stages:
        table["stage"] = [_stage(one) for one in camera.stages]
    return table


def _stage(stage: Stage) -> dict[str, Any]:
    table = _unusual(stage, skip={"options"})
    return {**table, "options": dict(stage.options)} if stage.options else table


def _unusual(made: Any, *, skip: set[str]) -> dict[str, Any]:
    return {
        one.name: _plain(value)
        for one in fields(made)
        if one.name not in skip and (value := getattr(made, one.name)) != _usual(one)
    }


def _usual(one: DataField[Any]) -> object:
    return None if one.default is MISSING else one.default


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value
