"""What cameras say over MQTT: how they are, what they see, and the traffic counters that their lines are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import Stage, StageKind
from video.supervisor.days import UP
from video.supervisor.going_on import LeftOpen
from video.supervisor.introducing import CAMERA, COUNTER, Introducing, Outlet
from video.worker.messages import CameraFigures, LineFigures

COUNTS = (
    "persons_forward",
    "persons_backward",
    "vehicles_forward",
    "vehicles_backward",
    "two_wheelers_forward",
    "two_wheelers_backward",
)
SAID = (
    "sharpness",
    "brightness",
    "person_count",
    "vehicle_count",
    "crowd_density",
    "clock_offset",
    "frame_rate_share",
)
"""Figures that are telemetry of the camera."""
TAMPERED = {
    CameraFault.COVERED: "camera_covered",
    CameraFault.MOVED: "camera_moved",
    CameraFault.BLURRED: "camera_blurred",
    CameraFault.DARK: "camera_dark",
    CameraFault.FROZEN: "camera_frozen",
    CameraFault.CLOCK_DRIFT: "clock_drift",
}
OWN = {"motion": "motion", "tamper": "camera_tampered"}
PLACE = ("lat", "lon", "zone")
MOST_GOING_ON = 10_000
_encode = msgspec.json.Encoder().encode


class Publishing:
    """One thread. `base` is `root/site`; `introduced` is the file of what was introduced, None for none."""

    def __init__(self, outlet: Outlet, base: str, introduced: Path | None = None) -> None:
        self._outlet, self._base = outlet, base
        self._introducing = Introducing(outlet, base, introduced)
        self._cameras: dict[str, Camera] = {}
        self._known = False
        """Whether anybody has said which cameras there are: until then no line is gone."""
        self._places: dict[str, dict[str, Any]] = {}
        self._online: dict[str, bool] = {}
        self._states: dict[str, CameraState] = {}
        self._said_itself: dict[tuple[str, str], bool] = {}
        """What cameras tell by themselves: they say it again and again."""
        self._going_on: dict[str, Camera] = {}
        """By events that were told and have not ended: the camera may be gone when they do."""

    def cameras(self, cameras: Iterable[Camera]) -> None:
        """Those there are now; counters of lines that are gone are retired."""
        self._cameras = {camera.id: camera for camera in cameras}
        self._states = {id_: state for id_, state in self._states.items() if id_ in self._cameras}
        self._online = {id_: online for id_, online in self._online.items() if id_ in self._cameras}
        self._known = True
        self._introduce()

    def linked(self) -> None:
        """Another connection to the broker."""
        self._introducing.linked()

    def echoed(self) -> None:
        """Now and then the broker says what it has just been told: cameras become devices, and those that are
        gone are none any more."""
        self._introducing.echoed()
        for camera in self._introducing.settle({camera.id for camera in self._going_on.values()}):
            self._online.pop(camera, None)  # it begins anew: whether it answers is to be said again

    def place(self, camera: str, config: bytes) -> None:
        """How a camera introduced itself: its counters stand in the same place. ValueError for no JSON."""
        try:
            told = msgspec.json.decode(config) if config else {}
        except msgspec.MsgspecError as problem:
            raise ValueError(str(problem)) from problem
        if isinstance(told, dict):
            self._introducing.heard(camera, config)
            self._places[camera] = told
            self._introduce()

    def state(self, state: CameraState, now_ms: int) -> None:
        """Online or offline, when that is another now."""
        camera = state.camera
        if camera not in self._cameras:
            return
        self._states[camera] = state
        if state.picture is Picture.CONNECTING:
            return
        online = state.picture in UP
        if self._online.get(camera) is not online:
            self._online[camera] = online
            self._say(CAMERA, camera, "status", _status(now_ms, online=online), retain=True)
            for stage in _lines(self._cameras[camera]):
                counter = counter_id(camera, stage)
                self._say(COUNTER, counter, "status", _status(now_ms, online=online), retain=True)

    def event(self, event: SceneEvent) -> None:
        """That something began or ended. Crossings are counted, not told."""
        camera = self._cameras.get(event.camera) or self._going_on.get(event.id)
        if camera is None or event.kind is StageKind.LINE:
            return
        if event.id not in self._going_on:
            self._say_event(camera, event, event.began, active=True)
        if event.ended:
            self._going_on.pop(event.id, None)
            self._say_event(camera, event, event.ended, active=False)
            return
        self._going_on[event.id] = camera
        if len(self._going_on) > MOST_GOING_ON:
            del self._going_on[next(iter(self._going_on))]

    def left_open(self, left: LeftOpen) -> None:
        """What somebody before us has told and not ended: it is over."""
        for event in left.events:
            self._going_on[event.id] = self._cameras.get(event.camera) or Camera(event.camera)
            self.event(event)
        for camera, kind in left.said:
            self._say_itself(camera, kind, left.alive, active=False)

    def said_itself(self, camera: str, kind: str, *, active: bool, now_ms: int) -> bool:
        """A camera tells of its own finding (`OnvifEvent.kind`), in `OWN`; once for each change. Returns
        whether it is one."""
        if camera not in self._cameras or self._said_itself.get((camera, kind), False) is active:
            return False
        self._said_itself[camera, kind] = active
        self._say_itself(camera, kind, now_ms, active=active)
        return True

    def _say_itself(self, camera: str, kind: str, ts: int, *, active: bool) -> None:
        data = {"stage": "", "name": "ONVIF", "value": 0.0}
        body = {"ts": ts, "type": OWN.get(kind, kind), "active": active, "data": data}
        self._say(CAMERA, camera, "event", body, qos=1)

    def _say_event(self, camera: Camera, event: SceneEvent, ts: int, *, active: bool) -> None:
        stage = next((one for one in camera.stages if one.id == event.stage), None)
        data = {"stage": event.stage, "name": stage.name if stage else "", "value": event.value}
        body = {"ts": ts, "type": event_type(event), "active": active, "data": data}
        self._say(CAMERA, event.camera, "event", body, qos=1)

    def figures(
        self,
        told: CameraFigures,
        now_ms: int,
        *,
        offset: float | None = None,
        share: float | None = None,
    ) -> None:
        """Telemetry of the camera and of its lines, every ten seconds. `offset` is how many seconds its clock
        is behind, `share` how many percent of the usual frames it sends; None where nobody knows."""
        camera = self._cameras.get(told.camera)
        if camera is None:
            return
        state = self._states.get(told.camera)
        body: dict[str, Any] = {"ts": now_ms, **_of_state(state)}
        figures = {**told.figures, "clock_offset": offset, "frame_rate_share": share}
        body |= {
            name: round(value, 3) for name, value in figures.items() if name in SAID and value is not None
        }
        for name in ("person_count", "vehicle_count"):
            if name in body:
                body[name] = int(body[name])
        if len(body) > 1:
            self._say(CAMERA, told.camera, "telemetry", body)
        stages = {stage.id for stage in _lines(camera)}
        for line in told.lines:
            if line.stage in stages:
                counter = f"{told.camera}-{line.stage}"
                self._say(COUNTER, counter, "telemetry", {"ts": now_ms, **_of_line(line)})

    def _introduce(self) -> None:
        if not self._known:
            return
        self._introducing.cameras({camera.id: _encode(_own(camera)) for camera in self._cameras.values()})
        counters = {
            counter_id(camera.id, stage): (camera, stage)
            for camera in self._cameras.values()
            for stage in _lines(camera)
        }
        for counter in self._introducing.counters(
            {id_: self._introduction(camera, stage) for id_, (camera, stage) in counters.items()}
        ):
            self._online.pop(counters[counter][0].id, None)

    def _introduction(self, camera: Camera, stage: Stage) -> bytes:
        """In the place of its camera, as that is known; until it is, where the settings say."""
        place = self._places.get(camera.id) or _own(camera)
        near = str(place.get("name") or camera.id)
        body = {"name": f"{near} · {stage.name or stage.id}", "parent": camera.id, "capabilities": []}
        body |= {name: place[name] for name in (*PLACE, "simulated") if name in place}
        return _encode(body)

    def _say(
        self, kind: str, id_: str, channel: str, body: object, *, qos: int = 0, retain: bool = False
    ) -> None:
        self._publish(kind, id_, channel, _encode(body), qos=1 if retain else qos, retain=retain)

    def _publish(self, kind: str, id_: str, channel: str, payload: bytes, *, qos: int, retain: bool) -> None:
        self._outlet.publish(f"{self._base}/{kind}/{id_}/{channel}", payload, qos=qos, retain=retain)


def _own(camera: Camera) -> dict[str, Any]:
    """A camera's introduction by the settings: what it is called, and where it stands as far as they say."""
    body: dict[str, Any] = {"name": camera.name or camera.id, "capabilities": []}
    said = {"lat": camera.lat, "lon": camera.lon, "zone": camera.zone}
    return body | {name: value for name, value in said.items() if value not in (None, "")}


def counter_id(camera: str, stage: Stage) -> str:
    return f"{camera}-{stage.id}"


def event_type(event: SceneEvent) -> str:
    """The word of its stage; of a TAMPER stage that of its fault."""
    if event.kind is StageKind.TAMPER:
        return TAMPERED.get(CameraFault(event.detail), str(event.kind)) if event.detail else str(event.kind)
    return str(event.kind)


def _lines(camera: Camera) -> list[Stage]:
    return [stage for stage in camera.stages if stage.kind is StageKind.LINE and stage.enabled]


def _status(now_ms: int, *, online: bool) -> dict[str, Any]:
    return {"ts": now_ms, "state": "online" if online else "offline"}


def _of_state(state: CameraState | None) -> dict[str, Any]:
    """Nothing until the first try has come to an end: until then nobody knows whether there is a signal."""
    if state is None or state.picture is Picture.CONNECTING:
        return {}
    up = state.picture in UP
    return {
        "signal_present": up,
        "frame_rate": round(state.fps, 1) if up else 0.0,
        "bitrate": round(state.kbit_s / 1000, 3) if up else 0.0,
        "blind": str(state.faults[0]) if state.faults else "none",
    }


def _of_line(line: LineFigures) -> dict[str, Any]:
    body: dict[str, Any] = {"vehicle_flow": round(line.vehicle_flow, 1)}
    if line.quarter:
        body |= {name: getattr(line, name) for name in COUNTS}
    return body
