"""Video on the engine's thread: consoles on one side, the video supervisor on the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from app.domain.acts import Refusal
from app.domain.changes import Change
from app.domain.instant import Instant
from app.domain.selection_book import refused
from app.engine.access.front_desk import Handler
from app.engine.server import ConsoleLink
from app.engine.video.board import EVENTS_KEPT, Board
from app.engine.video.camera_desk import CameraDesk
from app.engine.video.keeping import Keeping
from app.engine.video.parts import DONE, VideoCounter, VideoDeskParts
from app.engine.video.playing import Playing
from app.engine.video.relay import Relay
from app.engine.video.steering import Steering
from app.engine.video.still_viewing import StillViewing
from app.engine.video.watching import Watches
from app.settings.cameras import Cameras
from app.settings.problems import SettingsInvalid
from app.wire.frames import Ask
from app.wire.messages import Done
from app.wire.video import ViewStills, WatchCameras
from app.wire.video_service import (
    CameraDays,
    Replied,
    SegmentRows,
    SegmentsDropped,
    SegmentsMissed,
    VideoNews,
    VideoUp,
)

log = logging.getLogger(__name__)

ROLE = "video"
"""`Hello.role` of the supervisor."""
NOT_RECORDED = Done(refused(Refusal.NOT_RECORDED))


class VideoDesk:
    """Engine's thread only. What goes wrong here is logged, and ends no engine."""

    def __init__(self, parts: VideoDeskParts) -> None:
        self._parts = parts
        self._read = False
        """Whether the cameras file could be read since the start."""
        counter = VideoCounter(parts)
        self._board = board = Board(parts.recordings)
        self._relay = relay = Relay(counter)
        self._watches = Watches(counter, board, relay)
        self._stills = StillViewing(counter, board)
        self._steering, self._playing = Steering(counter, board, relay), Playing(counter, board, relay)
        self._keeping = Keeping(counter, board, relay)
        self._cameras = CameraDesk(counter, board, relay, self._adopt)
        self._from_video: dict[type, Callable[[ConsoleLink, Ask], None]] = {
            VideoUp: self._up,
            VideoNews: self._news,
            SegmentRows: self._segments,
            SegmentsDropped: self._dropped,
            SegmentsMissed: self._missed,
            CameraDays: self._days,
            Replied: lambda _link, ask: self._relay.replied(ask.body),
        }

    @property
    def recorded(self) -> Collection[str]:
        """The ids of those of which there may be footage: also of some that are gone."""
        return self._board.cameras.keys() | self._board.past.keys()

    def restore(self) -> None:
        """What the cameras file and the store have, at the engine's start. Reads the disk."""
        self._board.since = self._parts.now().wall
        store, keeper = self._parts.store, self._parts.keeper
        self._board.restore(store.newest_events(EVENTS_KEPT), store.recorded())
        try:
            found = keeper.read()
            self._board.put_cameras(found, keeper.past)
            self._read = True
        except SettingsInvalid as problem:
            log.warning("The cameras file was not taken:\n%s", problem)

    def handlers(self) -> Mapping[type, Handler]:
        """What consoles ask, for behind the gate; exports are the evidence desk's."""
        return {
            WatchCameras: self._watches.watch,
            ViewStills: self._stills.view,
            **self._steering.handlers(),
            **self._playing.handlers(),
            **self._keeping.handlers(),
            **self._cameras.handlers(),
        }

    def pages(self) -> Iterator[list[Any]]:
        """For a console that has just come."""
        yield [self._snapshot(), *self._steering.holds(), *self._board.playbacks.values()]

    # -- the supervisor ------------------------------------------------------------------------------

    def asked(self, link: ConsoleLink, ask: Ask) -> None:
        """What the link of the supervisor asks: `FROM_VIDEO` and nothing else."""
        handler = self._from_video.get(type(ask.body))
        if handler is None or not (isinstance(ask.body, VideoUp) or self._relay.is_supervisor(link)):
            log.warning("The video supervisor asked for %s and is let go.", type(ask.body).__name__)
            link.close()
            return
        self._relay.lives()
        handler(link, ask)

    def left(self, link: ConsoleLink) -> None:
        """A link is gone: the supervisor's, or that of a console."""
        if self._relay.is_supervisor(link):
            log.warning("The video supervisor is gone.")
            self._relay.end()
            self._playing.forget()
            self._steering.forget()
            self._board.went(self._parts.now().wall)
            self._parts.tell([self._snapshot()])
            return
        self._watches.left(link)
        self._stills.left(link)
        self._steering.left(link)
        self._playing.left(link)
        self._relay.left(link)

    # -- what goes on --------------------------------------------------------------------------------

    def follow(self, changes: Iterable[Change]) -> None:
        """What changed in the city: alarms have their cameras record."""
        try:
            self._keeping.follow(changes)
        except Exception:
            log.exception("Cameras could not follow what changed")

    def each_second(self, now: Instant) -> None:
        try:
            self._each_second(now)
        except Exception:
            log.exception("Video could not do what is due each second")

    def _each_second(self, now: Instant) -> None:
        self._relay.each_second(now)
        self._steering.each_second(now)
        self._playing.each_second()
        self._watches.follow()
        self._cameras.read_if_changed()
        self._parts.attend(bool(self._board.cameras), self._relay.up)

    def _adopt(self, found: Cameras) -> None:
        self._read = True
        before = set(self._board.cameras)
        self._parts.tell(self._board.put_cameras(found, self._parts.keeper.past))
        self._relay.tell(self._board.plan())
        self._watches.follow()
        gone = before - set(self._board.cameras)
        if gone:
            log.info("Cameras are gone: %s", ", ".join(sorted(gone)))

    def _snapshot(self) -> object:
        return self._board.snapshot(self._parts.rules().asked_days)

    def _up(self, link: ConsoleLink, ask: Ask) -> None:
        log.info("The video supervisor is here: process %d.", ask.body.pid)
        self._relay.begin(link)
        self._playing.forget()
        self._board.came(ask.body.folder, self._parts.now().wall)
        self._relay.answer(ask.id, Done(DONE))
        if self._read:  # a supervisor that is recording goes on with the cameras that it has
            self._relay.tell(self._board.plan())
        self._relay.tell(self._watches.wanted)
        self._parts.tell([self._snapshot(), *self._steering.holds()])

    def _news(self, _link: ConsoleLink, ask: Ask) -> None:
        news: VideoNews = ask.body
        self._parts.tell(self._board.take(news))
        if news.events:
            self._parts.store.put_events(news.events)
            self._relay.answer(ask.id, Done(DONE))

    def _segments(self, _link: ConsoleLink, ask: Ask) -> None:
        """Answered once the rows are on the disk, or given up."""
        self._parts.store.put_segments(ask.body.rows, self._settled(ask))

    def _settled(self, ask: Ask) -> Callable[[bool], None]:
        def settled(committed: bool) -> None:
            body = Done(DONE) if committed else NOT_RECORDED
            self._parts.post(lambda: self._relay.answer(ask.id, body))

        return settled

    def _dropped(self, _link: ConsoleLink, ask: Ask) -> None:
        self._parts.store.drop_segments(ask.body.files)
        self._relay.answer(ask.id, Done(DONE))

    def _missed(self, _link: ConsoleLink, ask: Ask) -> None:
        files = ask.body.files
        log.warning("%d recordings are no longer on the disk, %s among them.", len(files), files[0])
        self._parts.store.miss_segments(files, self._settled(ask))

    def _days(self, _link: ConsoleLink, ask: Ask) -> None:
        self._parts.store.put_days(ask.body.days)
        self._relay.answer(ask.id, Done(DONE))
