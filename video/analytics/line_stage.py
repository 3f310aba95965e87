"""The counting line as a stage."""

from __future__ import annotations

import datetime as dt

from app.domain.video.scenes import LineCount, SceneEvent
from app.domain.video.stages import Stage, TrackClass
from video.analytics.crossing import Crossed, LineWatch
from video.analytics.events import News
from video.analytics.geometry import scaled
from video.analytics.looks import HEIGHT, WIDTH, Look, Told
from video.analytics.options import value_of
from video.analytics.schedules import holds
from video.analytics.seen import LineTally
from video.analytics.tally import LineBook


class LineStage:
    """Counts what is a person, a two-wheeler or a vehicle, and of the stage's classes if it names any. What
    is too small or too odd to be one of them is not counted."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo, before: LineTally | None = None) -> None:
        ends = scaled(stage.points[:2], WIDTH, HEIGHT)
        centres = value_of(stage, "centres") > 0.5
        self._line = LineWatch(*ends, centres=centres) if len(ends) == 2 else None
        self._book = LineBook(stage.id, zone, before)
        self._camera, self._stage, self._zone = camera, stage, zone
        self._events = value_of(stage, "events") > 0.5
        self._newest = 0

    def see(self, look: Look) -> Told:
        self._book.tick(look.at_ms)
        crossed = [each for each in self._line.see(look.tracks) if self._wanted(each)] if self._line else []
        if not holds(self._stage.schedule, look.at_ms, self._zone):
            crossed = []
        news = News()
        for each in crossed:
            self._book.add(each.track.kind, look.at_ms, forward=each.forward)
            if self._events:
                event = self._event(each, look.at_ms)
                news.began.append(event)
                news.ended.append(event)
        return Told(news, float(len(crossed)), bool(crossed), frozenset(each.track.id for each in crossed))

    def counts(self) -> LineCount:
        forward, backward = self._book.both()
        return LineCount(self._stage.id, forward, backward)

    def tally(self) -> LineTally:
        return self._book.tally()

    def _wanted(self, crossed: Crossed) -> bool:
        kind, classes = crossed.track.kind, self._stage.classes
        return kind in classes if classes else kind is not TrackClass.UNKNOWN

    def _event(self, crossed: Crossed, at_ms: int) -> SceneEvent:
        self._newest = max(at_ms, self._newest + 1)
        return SceneEvent(
            id=f"{self._camera}/{self._stage.id}/{self._newest}",
            camera=self._camera,
            stage=self._stage.id,
            kind=self._stage.kind,
            began=at_ms,
            ended=at_ms,
            detail="forward" if crossed.forward else "backward",
            value=1.0,
            track=crossed.track.kind,
        )
