"""A fleet of the demo that is told things, with the replies and reports that come of it."""

import json
from itertools import count

import numpy as np

from app.demo.actuation import Actuation
from app.demo.city.city import City
from app.demo.fleet.flaws import Wrong, flaw_values
from app.demo.fleet.fleet import Fleet
from app.demo.manners import Manners
from app.domain.devices import Device

NIGHT = 1_773_374_400.0
"""23:00 in Puerto Sereno: lamps burn at 60 %."""


class Street:
    """A fleet that is told things, with the replies and reports that come of it."""

    def __init__(self, city: City, start: float, manners: Manners | None = None) -> None:
        self.now = start
        self.fleet = Fleet(city)
        self.devices = {device.id: (place, device) for place, device in enumerate(city.devices)}
        self.replies: list[tuple[str, dict[str, object]]] = []
        self.reports: list[tuple[float, str]] = []
        clocks = np.nan_to_num(flaw_values(city.devices, Wrong.CLOCK) * 1000.0).astype(np.int64)
        manners = manners or Manners(city.seed, city.devices, reliable=True)
        self.actuation = Actuation(self.fleet, manners, clocks, publish=self._publish)
        self.city = city
        self._ids = count(1)

    def tell(
        self, device: str, action: str, *, id_: str = "", expires_in: float = 30.0, **args: object
    ) -> str:
        id_ = id_ or f"id-{next(self._ids)}"
        body = {"id": id_, "action": action, "args": args, "expires": int((self.now + expires_in) * 1000)}
        self.deliver(device, json.dumps(body).encode())
        return id_

    def deliver(self, device: str, payload: bytes) -> None:
        self.actuation.deliver(f"city/test/{self.devices[device][1].kind}/{device}/command", payload)

    def go(self, seconds: float, step: float = 0.1) -> None:
        until = self.now + seconds
        while self.now < until:
            before, self.now = self.now, min(until, self.now + step)
            for place in self.actuation.attend(before, self.now, lambda places: np.zeros(len(places), bool)):
                self.reports.append((self.now, self.city.devices[int(place)].id))

    def read(self, device: str, quantity: str) -> float:
        (batch,) = self.fleet.read(np.array([self.devices[device][0]]), self.now)
        return batch.columns[quantity][0]

    def states(self, id_: str) -> list[str]:
        return [str(body["state"]) for _, body in self.replies if body["id"] == id_]

    def text(self, id_: str) -> object:
        return next(body.get("text") for _, body in reversed(self.replies) if body["id"] == id_)

    def reported(self, device: str, since: float) -> list[float]:
        return [at - since for at, name in self.reports if name == device and at > since]

    def _publish(self, place: int, payload: bytes) -> None:
        self.replies.append((self.city.devices[place].id, json.loads(payload)))


def lamp(city: City, *, keeps: bool) -> Device:
    """A sound lamp outside the circuit of the flawed ones."""
    return next(
        device
        for device in reversed(city.devices)
        if device.kind == "luminaire" and ("until" in device.capabilities) is keeps
    )
