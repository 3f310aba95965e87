"""What of a camera is to be recorded when: by its mode and schedule, by events, by clips."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.video.cameras import Camera, RecordingMode
from app.domain.video.recordings import FootageClass
from video.analytics.schedules import holds
from video.recording.naming import ORDER

MOST_SPANS = 256
"""Asked for at once; with more of them the newest and the earlier ones are taken as one."""


@dataclass(frozen=True, slots=True)
class Span:
    """Epoch ms; `until` lies outside."""

    since: int
    until: int
    footage: FootageClass


class Demand:
    """One camera's. Nothing at all of one that never records, whoever asks."""

    def __init__(self, camera: Camera, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._spans: list[Span] = []
        self._camera = camera

    @property
    def never(self) -> bool:
        return self._camera.recording is RecordingMode.NEVER or not self._camera.enabled

    @property
    def earliest(self) -> int | None:
        """Since when footage is asked for by events and clips."""
        return min((span.since for span in self._spans), default=None)

    def change(self, camera: Camera) -> None:
        self._camera = camera

    def add(self, span: Span) -> None:
        if self.never or span in self._spans or span.since >= span.until:
            return
        put_span(self._spans, span)

    def at(self, wall_ms: int) -> FootageClass | None:
        """The highest class that is asked for now; None: nothing is recorded. Spans that are over are
        forgotten, as time goes on."""
        if self.never:
            return None
        continuous = FootageClass.CONTINUOUS if self._continuous(wall_ms) else None
        if not self._spans:
            return continuous
        self._spans = [span for span in self._spans if span.until > wall_ms]
        asked = [span.footage for span in self._spans if span.since <= wall_ms]
        return max(asked, key=ORDER.__getitem__, default=continuous)

    def _continuous(self, wall_ms: int) -> bool:
        camera = self._camera
        return camera.recording is RecordingMode.CONTINUOUS and (
            not camera.recording_schedule or holds(camera.recording_schedule, wall_ms, self._zone)
        )


def put_span(spans: list[Span], span: Span) -> None:
    """Into a list that never grows beyond `MOST_SPANS`."""
    if len(spans) >= MOST_SPANS:
        span = _together(spans.pop(), span)
    spans.append(span)


def _together(one: Span, other: Span) -> Span:
    return Span(
        min(one.since, other.since),
        max(one.until, other.until),
        max(one.footage, other.footage, key=ORDER.__getitem__),
    )
