"""How much of a camera is decoded and shown: a table, its first row that fits decides."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.domain.video.cameras import Picture
from app.domain.video.stages import Stage, StageKind

LARGE_PX = 640
"""A tile from this width on is looked at."""
MOTION_HOLD_S = 5.0
"""How long a picture stays live after the last motion."""


class Decode(enum.Enum):
    NOTHING = "nothing"
    """Packets are received and recorded only."""
    KEY_FRAMES = "key_frames"
    ALL = "all"


class Audience(enum.Enum):
    NOBODY = "nobody"
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Situation:
    audience: Audience
    analysed: bool
    """Somebody tells whether anything moves."""
    moving: bool
    """Now or within the last `MOTION_HOLD_S`."""
    shed: bool
    """The processor is full and others are more important."""
    sparse: bool = False
    """What its analysis looks for is seen in key frames as well."""


@dataclass(frozen=True, slots=True)
class Manner:
    decode: Decode
    show_every_s: float | None
    """0: each frame that is decoded; None: nobody is there to see it."""
    picture: Picture


@dataclass(frozen=True, slots=True)
class Row:
    """None fits all."""

    manner: Manner
    audience: Audience | None = None
    analysed: bool | None = None
    moving: bool | None = None
    shed: bool | None = None
    sparse: bool | None = None

    def fits(self, now: Situation) -> bool:
        return all(
            wanted is None or wanted is found
            for wanted, found in (
                (self.audience, now.audience),
                (self.analysed, now.analysed),
                (self.moving, now.moving),
                (self.shed, now.shed),
                (self.sparse, now.sparse),
            )
        )


LIVE = Manner(Decode.ALL, 0.0, Picture.LIVE)
SLOWER = Manner(Decode.ALL, 0.2, Picture.LIVE)
STILL = Manner(Decode.ALL, 60.0, Picture.STILL)
"""All is decoded for analysis, which must see when something moves."""
KEY_FRAMES = Manner(Decode.KEY_FRAMES, 0.0, Picture.KEY_FRAMES)
UNSEEN = Manner(Decode.ALL, None, Picture.LIVE)
UNSEEN_SLOWER = Manner(Decode.KEY_FRAMES, None, Picture.KEY_FRAMES)
RECEIVED = Manner(Decode.NOTHING, None, Picture.KEY_FRAMES)

TABLE: Final[tuple[Row, ...]] = (
    Row(RECEIVED, audience=Audience.NOBODY, analysed=False),
    Row(UNSEEN_SLOWER, audience=Audience.NOBODY, shed=True),
    Row(UNSEEN_SLOWER, audience=Audience.NOBODY, sparse=True),
    Row(UNSEEN, audience=Audience.NOBODY),
    Row(SLOWER, audience=Audience.LARGE, shed=True),
    Row(LIVE, audience=Audience.LARGE),
    Row(KEY_FRAMES, audience=Audience.SMALL, shed=True),
    Row(STILL, audience=Audience.SMALL, analysed=True, moving=False),
    Row(LIVE, audience=Audience.SMALL),
)


@cache
def manner_of(now: Situation) -> Manner:
    return next(row.manner for row in TABLE if row.fits(now))


def sparse(stages: Iterable[Stage]) -> bool:
    """Whether nothing is looked for but the camera's own state: that goes on for seconds."""
    return all(stage.kind is StageKind.TAMPER for stage in stages if stage.enabled)


def audience_of(width: int) -> Audience:
    """`width` in pixels, of the largest tile; 0 for none."""
    if width <= 0:
        return Audience.NOBODY
    return Audience.LARGE if width >= LARGE_PX else Audience.SMALL
