"""When something seen becomes an event, and when it is over: once for the same thing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind, TrackClass

Box = tuple[float, float, float, float]
SAME_PLACE = 0.3
"""Of the smaller box that both have in common: another track, but the same thing."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a stage sees now. `subject` tells things apart; a thing without a `box` is only its subject."""

    subject: Hashable
    value: float = 0.0
    kind: TrackClass = TrackClass.UNKNOWN
    detail: str = ""
    box: Box | None = None
    since: int = 0
    """Epoch ms; 0 for since it is given."""


@dataclass(slots=True)
class _Lasting:
    since: int
    last: int
    sight: Sight
    most: float
    event: SceneEvent | None = None


@dataclass(slots=True)
class News:
    began: list[SceneEvent] = field(default_factory=list)
    ended: list[SceneEvent] = field(default_factory=list)

    def add(self, other: News) -> None:
        self.began += other.began
        self.ended += other.ended


class Watch:
    """One stage's events. A sight becomes one after `after_ms` without a gap longer than `gap_ms`, and is
    over when it was not seen for `gap_ms`. It began and ended when it was seen first and last."""

    def __init__(self, camera: str, stage: str, kind: StageKind, *, after_ms: float, gap_ms: float) -> None:
        self._name = f"{camera}/{stage}"
        self._camera, self._stage, self._kind = camera, stage, kind
        self._after, self._gap = after_ms, gap_ms
        self._lasting: dict[Hashable, _Lasting] = {}
        self._newest = 0

    @property
    def active(self) -> frozenset[Hashable]:
        """Subjects of the events that go on."""
        return frozenset(subject for subject, each in self._lasting.items() if each.event is not None)

    def see(self, at_ms: int, sights: Sequence[Sight]) -> News:
        """All that is to be seen now; what is left out is not."""
        news = News()
        # Before anything else: after a pause longer than the gap it is another event.
        self._close(at_ms, news)
        present = {sight.subject for sight in sights}
        for sight in sights:
            self._note(at_ms, sight, present, news)
        return news

    def knows(self, subject: Hashable, box: Box, present: set[int]) -> bool:
        """Whether it has been seen, or what was at its place is not among the present subjects."""
        return subject in self._lasting or any(
            other not in present and _same_place(box, lasting.sight.box)
            for other, lasting in self._lasting.items()
        )

    def end_all(self, at_ms: int) -> News:
        """As when the stage is taken away."""
        return News(ended=[self._over(each, at_ms) for each in self._lasting.values() if each.event])

    def _note(self, at_ms: int, sight: Sight, present: set[Hashable], news: News) -> None:
        lasting = self._lasting.get(sight.subject) or self._taken_over(sight, present)
        if lasting is None:
            lasting = _Lasting(sight.since or at_ms, at_ms, sight, sight.value)
        self._lasting[sight.subject] = lasting
        lasting.last, lasting.sight = at_ms, sight
        lasting.most = max(lasting.most, sight.value)
        if lasting.event is None and at_ms - lasting.since >= self._after:
            lasting.event = self._begun(lasting.since, sight)
            news.began.append(lasting.event)

    def _taken_over(self, sight: Sight, present: set[Hashable]) -> _Lasting | None:
        """What was at the same place under another number that is gone now."""
        for subject, lasting in self._lasting.items():
            if subject not in present and _same_place(sight.box, lasting.sight.box):
                del self._lasting[subject]
                return lasting
        return None

    def _begun(self, since: int, sight: Sight) -> SceneEvent:
        # Two things may begin at the same moment; their names may not be the same.
        self._newest = max(since, self._newest + 1)
        return SceneEvent(
            id=f"{self._name}/{self._newest}",
            camera=self._camera,
            stage=self._stage,
            kind=self._kind,
            began=since,
            detail=sight.detail,
            value=sight.value,
            track=sight.kind,
        )

    def _close(self, at_ms: int, news: News) -> None:
        for subject, lasting in list(self._lasting.items()):
            if at_ms - lasting.last > self._gap:
                del self._lasting[subject]
                if lasting.event is not None:
                    news.ended.append(self._over(lasting, lasting.last))

    def _over(self, lasting: _Lasting, at_ms: int) -> SceneEvent:
        assert lasting.event is not None
        ended = max(at_ms, lasting.event.began)
        return replace(lasting.event, ended=ended, value=lasting.most)


def _same_place(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across > 0 and down > 0 and across * down >= SAME_PLACE * least
