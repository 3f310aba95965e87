"""How well devices listen and answer: slow radios, lost and doubled messages, restarts."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.flaws import Wrong, having, spoken_of
from app.domain.devices import Device

_SLOW_RADIO = 0.06
_LOST = 0.008
_TWICE = 0.01
_RESTARTS = 0.002
_FAULTS = 0.002
_PEOPLE = ("crew", "vehicle", "drone")


class Manners:
    """Of each device by its place, drawn from the seed; city's thread only.

    By chance nothing befalls the devices of the table of flaws, nor any where all are `reliable`.
    """

    def __init__(self, seed: int, devices: Sequence[Device], *, reliable: bool = False) -> None:
        rng = np.random.default_rng([seed, 93])
        lamp = np.array([device.kind == "luminaire" for device in devices])
        people = np.array([device.kind in _PEOPLE for device in devices])
        self._fickle = ~spoken_of(devices) & ~people & (not reliable)
        slow = lamp & self._fickle & (rng.random(len(devices)) < _SLOW_RADIO)
        quick = rng.uniform(0.15, np.where(lamp, 0.6, 0.4))
        self._answer_s = np.where(slow | people, rng.uniform(3.0, 5.0, len(devices)), quick)
        self._unheard = having(devices, Wrong.NO_ANSWER)
        self._restarting = having(devices, Wrong.RESTARTS)
        self._rng, self._dice = rng, random.Random(seed)

    def answer_s(self, place: int) -> float:
        """Seconds from the broker to the device's first answer, this time."""
        return float(self._answer_s[place]) * self._dice.uniform(0.8, 1.25)

    def loses(self, places: Sequence[int]) -> NDArray[np.bool_]:
        """Which of the commands at these places never arrive."""
        lost = self._fickle[places] & (self._rng.random(len(places)) < _LOST)
        return np.asarray(lost | self._unheard[places])

    def answers_twice(self, place: int) -> bool:
        return self._happens(place, _TWICE)

    def refuses(self, place: int) -> bool:
        return self._happens(place, _FAULTS)

    def restarts(self, place: int, lasts_s: float) -> bool:
        """Whether it starts anew in the middle of what it was told now."""
        return (bool(self._restarting[place]) and lasts_s > 0.0) or self._happens(place, _RESTARTS)

    def pause(self, low: float, high: float) -> float:
        """Seconds that something takes."""
        return self._dice.uniform(low, high)

    def _happens(self, place: int, share: float) -> bool:
        return bool(self._fickle[place]) and self._dice.random() < share
