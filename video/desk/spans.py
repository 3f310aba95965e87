"""What the timeline draws of each camera: when it is recorded, where not, and what was seen. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.video.recordings import FootageClass, Segment
from app.domain.video.scenes import SceneEvent

JOINED_MS = 2_500
"""Segments that follow each other within this are one span."""
HOUR_MS = 3_600_000
SHORTEST_MS, LONGEST_MS = 60_000, 31 * 24 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Span:
    """Epoch ms."""

    began: int
    ended: int
    footage: FootageClass = FootageClass.CONTINUOUS


@dataclass(frozen=True, slots=True)
class Row:
    """One camera. `gaps` lie between spans, where footage was and comes again."""

    camera: str
    spans: tuple[Span, ...] = ()
    gaps: tuple[Span, ...] = ()
    events: tuple[SceneEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is seen."""

    since: int
    until: int

    @property
    def length(self) -> int:
        return self.until - self.since

    def share(self, at: int) -> float:
        """0 at its beginning, 1 at its end."""
        return (at - self.since) / self.length

    def at(self, share: float) -> int:
        return self.since + round(share * self.length)

    def zoomed(self, factor: float, around: float, now: int) -> Window:
        """Longer or shorter around a share of it; never into the future."""
        length = round(min(LONGEST_MS, max(SHORTEST_MS, self.length * factor)))
        since = round(self.at(around) - around * length)
        return Window(since, since + length).before(now)

    def moved(self, by_ms: int, now: int) -> Window:
        return Window(self.since + by_ms, self.until + by_ms).before(now)

    def before(self, now: int) -> Window:
        """Its end a little after now at the latest."""
        over = max(0, self.until - (now + self.length // 40))
        return Window(self.since - over, self.until - over)


def joined(segments: Iterable[Segment]) -> tuple[Span, ...]:
    """Of one camera, oldest first: one span for what follows without a gap in the same class."""
    found: list[Span] = []
    for segment in sorted(segments, key=lambda one: one.began):
        last = found[-1] if found else None
        if last and last.footage is segment.footage and segment.began - last.ended <= JOINED_MS:
            found[-1] = Span(last.began, max(last.ended, segment.ended), last.footage)
        else:
            found.append(Span(segment.began, segment.ended, segment.footage))
    return tuple(found)


def gaps_between(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Where footage was and comes again."""
    found: list[Span] = []
    ended = 0
    for span in sorted(spans, key=lambda one: one.began):
        if ended and span.began - ended > JOINED_MS:
            found.append(Span(ended, span.began, span.footage))
        ended = max(ended, span.ended)
    return tuple(found)


def ticks(window: Window, most: int, offset_ms: int = 0) -> tuple[int, ...]:
    """Round times within, at most so many; `offset_ms` is the zone's, so that they are round there."""
    minute = 60_000
    steps = (
        minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, HOUR_MS, 2 * HOUR_MS,
        6 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS, 48 * HOUR_MS, 168 * HOUR_MS,
    )  # fmt: skip
    step = next((one for one in steps if window.length / one <= most), steps[-1])
    first = -(-(window.since + offset_ms) // step) * step - offset_ms
    return tuple(range(first, window.until, step))
