"""What the engine is told: news in batches, and rows that are kept until they are answered."""

from __future__ import annotations

import itertools
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from app.domain.acts import Outcome
from app.domain.video.cameras import CameraState
from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent
from app.settings.whole_file import write_whole
from app.wire.frames import Ask
from app.wire.messages import Done
from app.wire.video import PlaybackState, VideoLoad
from app.wire.video_service import CameraDays, SegmentRows, SegmentsDropped, VideoNews, VideoUp

ROWS_KEPT = 50_000
"""Rows of segments that wait for an engine; 400 cameras fill so many in half a day."""
ROWS_AT_ONCE = 500
EVENTS_KEPT = 2_000
UNDER_WAY = 4
"""Requests with rows that are not answered yet."""

log = logging.getLogger(__name__)

_kept = msgspec.msgpack.Decoder(tuple[list[Segment], list[str]])
Send = Callable[[object], bool]


class Telling:
    """The supervisor's thread. `send` returns False where no engine is attached."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._ids = itertools.count(1)
        self._attached = False
        self._states: dict[str, CameraState] = {}
        self._news: dict[str, CameraState] = {}
        self._events: OrderedDict[str, SceneEvent] = OrderedDict()
        self._playbacks: dict[str, PlaybackState] = {}
        self._load: VideoLoad | None = None
        self._rows: OrderedDict[str, Segment] = OrderedDict()
        self._gone: OrderedDict[str, None] = OrderedDict()
        self._asked: dict[int, tuple[Segment, ...]] = {}

    def attached(self, folder: str, pid: int) -> None:
        """An engine is there: it is told all states, and what was kept for it."""
        self._attached = True
        self._asked.clear()
        self._ask(VideoUp(folder, pid))
        self._news = dict(self._states)
        self.flush()

    def lost(self) -> None:
        """What was not answered is told to the next one."""
        self._attached = False
        for rows in self._asked.values():
            for row in rows:
                self._rows.setdefault(row.file, row)
        self._asked.clear()
        self._playbacks.clear()

    def cameras(self, known: Iterable[str]) -> None:
        """States of others are forgotten."""
        keep = set(known)
        self._states = {camera: state for camera, state in self._states.items() if camera in keep}
        self._news = {camera: state for camera, state in self._news.items() if camera in keep}

    def keep(self, file: Path) -> None:
        """Write what no engine has taken to the disk, for the next start."""
        rows = [*itertools.chain.from_iterable(self._asked.values()), *self._rows.values()]
        try:
            write_whole(file, msgspec.msgpack.encode((rows, list(self._gone))))
        except OSError as problem:
            log.warning("Rows of %d segments could not be kept: %s", len(rows), problem)

    def restore(self, file: Path) -> None:
        """What the supervisor before this one could not tell."""
        try:
            rows, gone = _kept.decode(file.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return
        self.segments(rows)
        self.dropped(gone)

    def states(self, states: Iterable[CameraState]) -> None:
        for state in states:
            self._states[state.camera] = self._news[state.camera] = state

    def events(self, events: Iterable[SceneEvent]) -> None:
        for event in events:
            self._events[event.id] = event
            self._events.move_to_end(event.id)
        while len(self._events) > EVENTS_KEPT:
            self._events.popitem(last=False)

    def playback(self, state: PlaybackState) -> None:
        self._playbacks[state.session] = state

    def load(self, load: VideoLoad) -> None:
        self._load = load

    def segments(self, rows: Iterable[Segment]) -> None:
        for row in rows:
            self._rows[row.file] = row
            self._gone.pop(row.file, None)
        while len(self._rows) > ROWS_KEPT:
            self._rows.popitem(last=False)

    def dropped(self, files: Iterable[str]) -> None:
        for file in files:
            self._rows.pop(file, None)
            self._gone[file] = None

    def days(self, days: Sequence[CameraDay]) -> None:
        if days and self._attached:
            self._ask(CameraDays(tuple(days)))

    def answered(self, number: int, body: object) -> None:
        """Rows that the disk did not take are sent again."""
        rows = self._asked.pop(number, ())
        if rows and not (isinstance(body, Done) and body.verdict.outcome is Outcome.APPLIED):
            for row in rows:
                self._rows.setdefault(row.file, row)

    @property
    def state_of(self) -> dict[str, CameraState]:
        """The newest of each camera."""
        return self._states

    def flush(self) -> None:
        """A few times a second: send what has collected, while an engine is attached."""
        if not self._attached:
            return
        if self._news or self._events or self._playbacks or self._load is not None:
            news = VideoNews(
                states=tuple(self._news.values()),
                events=tuple(self._events.values()),
                playbacks=tuple(self._playbacks.values()),
                load=self._load,
            )
            self._news, self._playbacks, self._load = {}, {}, None
            self._events.clear()
            self._ask(news)
        self._flush_rows()

    def _flush_rows(self) -> None:
        while self._rows and len(self._asked) < UNDER_WAY:
            count = min(ROWS_AT_ONCE, len(self._rows))
            rows = tuple(self._rows.popitem(last=False)[1] for _ in range(count))
            self._asked[self._ask(SegmentRows(rows))] = rows
        if self._gone and not self._asked:  # after the rows, or a file that is gone would come back
            files = tuple(self._gone)
            self._gone.clear()
            self._ask(SegmentsDropped(files))

    def _ask(self, body: object) -> int:
        number = next(self._ids)
        self._send(Ask(number, "", body))
        return number
