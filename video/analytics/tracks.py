"""What is followed: one object with its box, motion, trail and what speaks for its class."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.domain.video.stages import TrackClass
from video.analytics.sizes import CLASSES

TRAIL = 16
CONFIRMED_HITS = 3
CONFIRMED_MS = 350
LEAST_WAY_PX = 7.0
"""An outline that flickers shifts its middle by some pixels."""
LEAST_VOTES = 0.5
STILL_REACH = 0.3
"""Of its shorter side, around where it came to a halt: within that it stands."""
TRAVELLED = 0.6
"""Of its shorter side, from where it was first seen."""
STAY_M = 8.0
"""Around where a stay began: who goes farther over the ground goes on, who does not stays about."""
UNSURE = 0.25
"""Of a person's height: by so much a foot may be off, which far away is many metres."""

Spot = tuple[float, float]


@dataclass(slots=True, eq=False)
class Followed:
    """Pixels of the analysed frame. Changed by the tracker alone; stages only read it."""

    id: int
    born: int
    """Epoch ms."""
    seen: int
    """When it was last measured; epoch ms."""
    left: float
    top: float
    right: float
    bottom: float
    speed: Spot = (0.0, 0.0)
    """Pixels a second."""
    hits: int = 1
    confirmed: bool = False
    travelled: bool = False
    """It has been somewhere else: no leaf, no lamp."""
    ghost: bool = False
    """Nothing is there: the background had something that went away."""
    judged: bool = False
    """Whether it was looked at for being a ghost since it stands still."""
    shared: bool = False
    """Its blob is others' too: position and size are guessed."""
    person_px: float = 1.0
    """How high a person would be there."""
    metre_px: Spot = (1.0, 1.0)
    """A metre of the ground there, across and away."""
    still_since: int = 0
    """Since when it has not left its place; epoch ms."""
    halt: Spot = (0.0, 0.0)
    staying_since: int = 0
    """Since when it has not left the neighbourhood; epoch ms."""
    stay: Spot = (0.0, 0.0)
    origin: Spot = (0.0, 0.0)
    votes: NDArray[np.float64] = field(default_factory=lambda: np.zeros(len(CLASSES)))
    score: float = 0.0
    trail: list[Spot] = field(default_factory=list)
    stage: str = ""

    @property
    def foot(self) -> Spot:
        return (self.left + self.right) / 2.0, self.bottom

    @property
    def centre(self) -> Spot:
        return (self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0

    @property
    def side(self) -> float:
        """The shorter one."""
        return max(4.0, min(self.right - self.left, self.bottom - self.top))

    @property
    def kind(self) -> TrackClass:
        votes: list[float] = self.votes.tolist()
        most = max(votes)
        return CLASSES[votes.index(most)] if most >= LEAST_VOTES else TrackClass.UNKNOWN

    @property
    def counts(self) -> bool:
        """A thing that moves or has moved."""
        return self.confirmed and self.travelled and not self.ghost

    @property
    def there(self) -> bool:
        """A thing, though nobody may have seen how it came."""
        return self.confirmed and (self.travelled or self.judged) and not self.ghost

    def still_ms(self, at_ms: int) -> int:
        return at_ms - self.still_since

    def moved_to(self, at_ms: int) -> None:
        """Keeps trail, halt and the rest in step with the box."""
        spot = self.foot
        self.trail.append(spot)
        del self.trail[:-TRAIL]
        if math.dist(spot, self.halt) > max(2.0, STILL_REACH * self.side):
            self.halt, self.still_since = spot, at_ms
            self.ghost = self.judged = False
        if self._metres_from(self.stay) > STAY_M:
            self.stay, self.staying_since = spot, at_ms
        # In a blob of many it may only have been taken along.
        if not self.shared and math.dist(self.centre, self.origin) > max(LEAST_WAY_PX, TRAVELLED * self.side):
            self.travelled = True
        if self.hits >= CONFIRMED_HITS and at_ms - self.born >= CONFIRMED_MS:
            self.confirmed = True

    def _metres_from(self, spot: Spot) -> float:
        """Over the ground; at least, as sure as one can be."""
        (across, down), unsure = self.foot, UNSURE * self.person_px
        return math.hypot(
            (across - spot[0]) / self.metre_px[0], max(0.0, abs(down - spot[1]) - unsure) / self.metre_px[1]
        )
