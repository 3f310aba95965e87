"""What is kept of footage: clips of operators, what alarms are about, and what people think of events."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.acts import LONGEST_REMARK, Refusal, Verdict
from app.domain.alarms import AlarmChanged, Transition
from app.domain.audit import Deed
from app.domain.changes import Change
from app.domain.plain_text import plain
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.domain.video.around import StandingCamera, cameras_around
from app.domain.video.recordings import FootageClass
from app.domain.video.scenes import SceneReview
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.server import ConsoleLink
from app.engine.video.board import Board
from app.engine.video.lock_quota import LockQuota
from app.engine.video.parts import DONE, VideoCounter
from app.engine.video.relay import AWAY, Relay
from app.wire.frames import Ask
from app.wire.video import KeepClip, ReleaseClip, ReviewScene
from app.wire.video_service import KeepFootage, ReleaseFootage

LONGEST_CLIP_MS = 24 * 3_600_000
FARTHEST_AHEAD_MS = 24 * 3_600_000
SHORTEST_DEGREE_M = 111_000.0
"""Of latitude, on any model of the earth that is in use here."""
RAISED = frozenset({Transition.RAISED, Transition.REALARMED})


class Keeping:
    """Engine's thread."""

    def __init__(self, counter: VideoCounter, board: Board, relay: Relay) -> None:
        self._counter, self._board, self._relay = counter, board, relay
        self._quota = LockQuota()

    def handlers(self) -> dict[type, Handler]:
        return {KeepClip: self._keep, ReleaseClip: self._release, ReviewScene: self._review}

    def follow(self, changes: Iterable[Change]) -> None:
        """Alarms that were raised: the cameras that may see why record it."""
        if not self._relay.up or not self._board.cameras:
            return
        raised = [one for one in changes if isinstance(one, AlarmChanged) and one.transition in RAISED]
        if not raised:
            return
        rules, now = self._counter.parts.rules(), self._counter.parts.now().wall
        since, until = now - int(rules.before_event_s * 1000), now + int(rules.after_event_s * 1000)
        standing, devices = tuple(self._standing()), dict.fromkeys(one.alarm.device for one in raised)
        cameras = dict.fromkeys(camera for device in devices for camera in self._seeing(device, standing))
        if cameras:
            kept = (KeepFootage(camera, since, until, FootageClass.EVENT) for camera in cameras)
            self._relay.tell(*kept)

    def _seeing(self, id_: str, standing: Sequence[StandingCamera]) -> Iterator[str]:
        """The camera that the device is or belongs to; otherwise the nearest ones."""
        device = self._counter.parts.device(id_)
        parent = "" if device is None else device.parent
        own = next((one for one in (id_, parent) if one in self._board.cameras), None)
        if own is not None:
            yield own
        elif device is not None and device.lat is not None and device.lon is not None:
            yield from self._around(device.lat, device.lon, standing)

    def _around(self, lat: float, lon: float, standing: Sequence[StandingCamera]) -> Iterator[str]:
        rules = self._counter.parts.rules()
        radius_m, most = rules.alarm_radius_m, rules.alarm_cameras
        if radius_m:
            near = within_box(lat, lon, standing, radius_m)
            yield from (one.camera.id for one in cameras_around(lat, lon, near, radius_m=radius_m, most=most))

    def _standing(self) -> Iterator[StandingCamera]:
        for camera in self._board.cameras.values():
            device = self._counter.parts.device(camera.id)
            if device is not None and device.lat is not None and device.lon is not None:
                yield StandingCamera(camera, device.lat, device.lon)

    def _keep(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        doing = Doing(
            asked,
            Deed.KEEP_CLIP,
            subject=plain(body.camera, 64),
            reason=plain(body.reason.strip(), LONGEST_REMARK),
            details={
                "since": body.since,
                "until": body.until,
                "lock": body.lock,
                "incident": plain(body.incident, 64),
            },
        )
        footage = FootageClass.LOCKED if body.lock else FootageClass.EVENT
        told = KeepFootage(body.camera, body.since, body.until, footage)
        if self._passed_on(doing, self._against(asked), told) and body.lock:
            self._quota.take(ask.operator, body.until - body.since, self._counter.parts.now().wall)

    def _against(self, asked: Asked) -> Verdict | None:
        body: KeepClip = asked.ask.body
        if body.camera not in self._board.cameras:
            return refused(Refusal.UNKNOWN_CAMERA)
        lacking = self._counter.lacks(asked, Right.NOTE, body.camera)
        if lacking is not None:
            return lacking
        ahead = self._counter.parts.now().wall + FARTHEST_AHEAD_MS
        if not 0 < body.since < body.until <= min(body.since + LONGEST_CLIP_MS, ahead):
            return refused(Refusal.TIME_INVALID)
        return self._beyond_quota(asked, body) if body.lock else None

    def _beyond_quota(self, asked: Asked, body: KeepClip) -> Verdict | None:
        """Whoever may export locks what it takes; others so much a day that no disk is filled with it."""
        grants, now = self._counter.grants_at(asked.link), self._counter.parts.now().wall
        if self._counter.may(grants, Right.VIDEO_EXPORT, body.camera):
            return None
        fits = self._quota.allows(asked.ask.operator, body.until - body.since, now)
        return None if fits else refused(Refusal.LOCKED_ENOUGH)

    def _release(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        doing = Doing(
            asked,
            Deed.RELEASE_CLIP,
            subject=plain(body.camera, 64),
            reason=plain(body.reason.strip(), LONGEST_REMARK),
            details={"since": body.since, "until": body.until},
        )
        self._passed_on(
            doing, self._against_release(asked), ReleaseFootage(body.camera, body.since, body.until)
        )

    def _passed_on(self, doing: Doing, verdict: Verdict | None, told: object) -> bool:
        """Whether the supervisor was told, which is on record then; the console has its answer either way."""
        if verdict is not None:
            self._counter.done(doing.asked, self._counter.refuse(doing, verdict))
        elif not self._relay.up:
            self._counter.answer(doing.asked, AWAY)
        elif not self._counter.allowed(doing):
            self._counter.done(doing.asked, refused(Refusal.NOT_RECORDED))
        else:
            self._relay.tell(told)
            self._counter.done(doing.asked, DONE)
            return True
        return False

    def _against_release(self, asked: Asked) -> Verdict | None:
        """What is still to be recorded under a lock stays locked: the time must be over."""
        body: ReleaseClip = asked.ask.body
        if not self._board.has_footage(body.camera):
            return refused(Refusal.UNKNOWN_CAMERA)
        lacking = self._counter.lacks(asked, Right.VIDEO_EXPORT, body.camera)
        if lacking is not None:
            return lacking
        if not body.reason.strip():
            return refused(Refusal.REASON_MISSING)
        over = 0 < body.since < body.until <= self._counter.parts.now().wall
        return None if over else refused(Refusal.TIME_INVALID)

    def _review(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        event = self._board.event(body.event)
        if event is None:
            self._counter.done(asked, refused(Refusal.UNKNOWN_SCENE))
            return
        details = {"review": str(body.review), "before": str(event.review)}
        doing = Doing(asked, Deed.REVIEW_SCENE, subject=event.id, details=details)
        lacking = self._counter.lacks(asked, Right.NOTE, event.camera)
        if lacking is not None:
            self._counter.done(asked, self._counter.refuse(doing, lacking))
            return
        if not self._counter.allowed(doing):
            self._counter.done(asked, refused(Refusal.NOT_RECORDED))
            return
        by = "" if body.review is SceneReview.OPEN else ask.operator
        reviewed = replace(event, review=body.review, reviewed_by=by)
        self._counter.parts.store.put_events([reviewed])
        self._counter.parts.tell(self._board.put_event(reviewed))
        self._counter.done(asked, DONE)


def within_box(
    lat: float, lon: float, standing: Iterable[StandingCamera], radius_m: float
) -> Iterator[StandingCamera]:
    """Those that can lie within the radius: in a storm of alarms hundreds of cameras are worth no angle."""
    north = radius_m / SHORTEST_DEGREE_M
    narrowest = math.cos(math.radians(min(90.0, abs(lat) + north)))
    east = north / max(narrowest, 0.001)
    for one in standing:
        if abs(one.lat - lat) <= north and abs((one.lon - lon + 180.0) % 360.0 - 180.0) <= east:
            yield one
