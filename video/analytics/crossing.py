"""Who crosses a line, which way, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from video.analytics.geometry import Spot, meet, right_of
from video.analytics.tracks import Followed

MARGIN_PX = 1.5
MARGIN_PERSONS = 0.06
"""Who does not come farther from the line than this has not crossed it: one may stand on it and sway."""


@dataclass(frozen=True, slots=True)
class Crossed:
    track: Followed
    forward: bool
    """From the left to the right of the line as seen from its first point."""


class LineWatch:
    """One line between two points (pixels). A track is counted at its first sight off the other side; coming
    back, it is counted the other way."""

    def __init__(self, first: Spot, last: Spot, *, centres: bool = False) -> None:
        self._ends = first, last
        self._centres = centres
        self._clear: dict[int, Spot] = {}
        """Where each track was last clearly on one side."""

    def see(self, tracks: Iterable[Followed]) -> list[Crossed]:
        """All tracks that are followed now, whatever they are."""
        counting = [track for track in tracks if track.counts]
        crossed = [found for track in counting if (found := self._step(track)) is not None]
        alive = {track.id for track in counting}
        self._clear = {number: spot for number, spot in self._clear.items() if number in alive}
        return crossed

    def _step(self, track: Followed) -> Crossed | None:
        raised = (track.bottom - track.top) / 2.0 if self._centres else 0.0
        # A track begins to count some frames after it was first seen: its way until then counts as well.
        spots = track.trail[-1:] if track.id in self._clear else track.trail
        found = None
        for across, down in spots:
            found = self._past(track, (across, down - raised)) or found
        return found

    def _past(self, track: Followed, spot: Spot) -> Crossed | None:
        side = right_of(*self._ends, spot)
        if abs(side) < max(MARGIN_PX, MARGIN_PERSONS * track.person_px):
            return None
        before = self._clear.get(track.id)
        self._clear[track.id] = spot
        if before is None or (right_of(*self._ends, before) > 0.0) == (side > 0.0):
            return None
        return Crossed(track, side > 0.0) if meet(before, spot, *self._ends) else None
