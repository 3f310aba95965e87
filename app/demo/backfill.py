"""The past of the city: thinned readings of every device over a span of time, marked as historical."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

import numpy as np

from app.demo.city.city import City
from app.demo.fleet.fleet import Batch, Fleet
from app.demo.fleet.payloads import Telemetry, Topics
from app.domain.catalogue import Catalogue

_MOVING = ("crew", "vehicle", "drone")

Timed = tuple[float, str, bytes]
"""Epoch seconds, topic, payload."""


def backfill(
    city: City,
    start: float,
    end: float,
    step: float,
    *,
    catalogue: Catalogue,
    site: str,
    besides: Iterable[Timed] = (),
    covers: Callable[[str, float], bool] = lambda _topic, _t: False,
) -> Iterator[Timed]:
    """One reading of each standing device in each `step` seconds, in time order.

    `start` and `end` are epoch seconds. Every device has its own moment within the step. `besides` are
    messages in time order that come between, and `covers` the moments at which these speak for a device.
    """
    past = _Past(city, catalogue, site)
    slots = np.arange(start, end, step).tolist()
    regular = (each for slot in slots for each in past.slot(slot, min(step, end - slot), step))
    ordinary = (each for each in regular if not covers(each[1], each[0]))
    return heapq.merge(ordinary, besides, key=itemgetter(0))


class _Past:
    def __init__(self, city: City, catalogue: Catalogue, site: str) -> None:
        topics = Topics(site)
        self._telemetry = Telemetry(catalogue)
        self._groups = [group for group in Fleet(city).groups if group.kind not in _MOVING]
        self._topics = [topics.of(device, "telemetry") for group in self._groups for device in group.devices]
        moments = np.random.default_rng([city.seed, 92]).random(len(self._topics))
        ends = np.cumsum([len(group.devices) for group in self._groups])
        self._moments = np.split(moments, ends[:-1])
        self._all_moments = moments
        self._order = np.argsort(moments, kind="stable")

    def slot(self, start: float, length: float, step: float) -> Iterator[Timed]:
        bodies: list[bytes] = []
        for group, moments in zip(self._groups, self._moments, strict=True):
            index = np.arange(len(group.devices))
            t = start + moments * step
            batch = Batch(group, index, t, group.model.values(index, t))
            bodies += self._telemetry.encode(batch, (t * 1000.0).astype(np.int64), historical=True)
        inside = self._order[self._all_moments[self._order] * step < length]
        for place, moment in zip(inside.tolist(), self._all_moments[inside].tolist(), strict=True):
            yield start + moment * step, self._topics[place], bodies[place]
