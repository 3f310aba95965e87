"""Which cameras see an incident: those of the wall by where they look, nearest and best facing first."""

from __future__ import annotations

from collections.abc import Iterator

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.video.around import CameraAround, StandingCamera, cameras_around
from widgets.incidents.record.nearby import Near, Point, nearest, place_of

USUAL = 3
RADIUS_M = 400.0


def wanted_cameras(hub: Hub, incident: Incident) -> tuple[int, float]:
    """How many cameras the kind of the incident asks for, within how many metres."""
    kind = hub.incidents.kinds.get(incident.kind)
    return (USUAL, RADIUS_M) if kind is None else (kind.cameras, kind.camera_radius_m)


def cameras_seeing(hub: Hub, incident: Incident) -> tuple[CameraAround, ...]:
    """Those that stand on the wall's list; none where the incident has no place or its kind wants none."""
    place = place_of(hub, incident)
    most, radius_m = wanted_cameras(hub, incident)
    return () if place is None else cameras_near(hub, place, radius_m, most)


def cameras_near(hub: Hub, place: Point, radius_m: float, most: int) -> tuple[CameraAround, ...]:
    return cameras_around(*place, _all(hub), radius_m=radius_m, most=most)


def cameras_by_use(hub: Hub, incident: Incident) -> list[tuple[Near, bool]]:
    """Cameras to look at the incident with, the best first, each with whether it sees the place: those of the
    wall before others that are only devices."""
    most, radius_m = wanted_cameras(hub, incident)
    place = place_of(hub, incident)
    if not most or place is None:
        return []
    seeing = {one.camera.id: one.sees for one in cameras_near(hub, place, radius_m, most)}
    near = [one for one in nearest(hub, ("camera",), place) if one.distance_m <= radius_m]
    order = list(seeing)
    near.sort(key=lambda one: order.index(one.device.id) if one.device.id in seeing else len(order))
    return [(one, seeing.get(one.device.id, False)) for one in near[:most]]


def standing(hub: Hub, name: str) -> StandingCamera | None:
    """The camera where its device stands; None for another device, or one without a place."""
    camera = hub.video.cameras.get(name)
    device = hub.devices.get(name) if camera is not None else None
    if camera is None or device is None or device.lat is None or device.lon is None:
        return None
    return StandingCamera(camera, device.lat, device.lon)


def _all(hub: Hub) -> Iterator[StandingCamera]:
    for name in hub.video.cameras:
        if (found := standing(hub, name)) is not None:
            yield found
