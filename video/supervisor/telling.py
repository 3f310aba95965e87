"""What the engine is told: news in batches; rows, files that are gone and events are kept until answered."""

from __future__ import annotations

import itertools
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
from app.wire.video_service import (
    CameraDays,
    SegmentRows,
    SegmentsDropped,
    SegmentsMissed,
    VideoNews,
    VideoUp,
)

ROWS_KEPT = 50_000
"""Rows of segments that wait for an engine; 400 cameras fill so many in half a day."""
ROWS_AT_ONCE = 500
GONE_AT_ONCE = 5_000
"""Files in one request, which the engine takes up to 1 MB."""
EVENTS_KEPT = 2_000
UNDER_WAY = 4
"""Requests with rows that are not answered yet."""

log = logging.getLogger(__name__)

_kept = msgspec.msgpack.Decoder(tuple[list[Segment], list[str], list[SceneEvent]])
Send = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one request has said."""

    rows: tuple[Segment, ...] = ()
    gone: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    events: tuple[SceneEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """Of what requests have spoken."""

    files: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()

    @classmethod
    def of(cls, asked: Iterable[_Asked]) -> _Said:
        all_ = tuple(asked)
        return cls(
            frozenset(row.file for one in all_ for row in one.rows),
            frozenset(event.id for one in all_ for event in one.events),
        )


_NOTHING = _Said()


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
        self._missed: OrderedDict[str, None] = OrderedDict()
        self._asked: dict[int, _Asked] = {}
        """Not answered yet."""
        self._on_disk = False
        """Whether the file of `keep` holds anything."""

    def attached(self, folder: str, pid: int) -> None:
        """An engine is there: it is told all states, and what was kept for it."""
        self._attached = True
        self._take_back()
        self._ask(VideoUp(folder, pid))
        self._news = dict(self._states)
        self.flush()

    def lost(self) -> None:
        """What was not answered is told to the next one."""
        self._attached = False
        for rows in reversed(self._asked.values()):  # the newest row of a file stands
            self._again(rows)
        self._asked.clear()
        self._missed.clear()
        self._playbacks.clear()

    def cameras(self, known: Iterable[str]) -> None:
        """States of others are forgotten."""
        keep = set(known)
        self._states = {camera: state for camera, state in self._states.items() if camera in keep}
        self._news = {camera: state for camera, state in self._news.items() if camera in keep}

    def keep(self, file: Path) -> None:
        """Write what no engine has taken to the disk, for the next start."""
        asked = self._asked.values()
        rows = [*itertools.chain.from_iterable(one.rows for one in asked), *self._rows.values()]
        gone = [*itertools.chain.from_iterable(one.gone for one in asked), *self._gone]
        events = [*itertools.chain.from_iterable(one.events for one in asked), *self._events.values()]
        waits = bool(rows or gone or events)
        if not waits and not self._on_disk:
            return
        try:
            write_whole(file, msgspec.msgpack.encode((rows, gone, events)))
            self._on_disk = waits
        except OSError as problem:
            log.warning("Rows of %d segments could not be kept: %s", len(rows), problem)

    def restore(self, file: Path) -> None:
        """What the supervisor before this one could not tell."""
        try:
            rows, gone, events = _kept.decode(file.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return
        self._on_disk = True
        self.segments(rows)
        self.dropped(gone)
        self.events(events)

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

    def missed(self, files: Iterable[str]) -> None:
        """The index has them and the disk no longer; not those that we have thrown away ourselves. Without an
        engine nothing: they are found again."""
        if not self._attached:
            return
        ours = {*self._gone, *itertools.chain.from_iterable(one.gone for one in self._asked.values())}
        self._missed.update((file, None) for file in files if file not in ours and file not in self._rows)

    def days(self, days: Sequence[CameraDay]) -> None:
        if days and self._attached:
            self._ask(CameraDays(tuple(days)))

    def answered(self, number: int, body: object) -> None:
        """What the disk did not take is sent again."""
        asked = self._asked.pop(number, None)
        if asked and not (isinstance(body, Done) and body.verdict.outcome is Outcome.APPLIED):
            later = [one for other, one in self._asked.items() if other > number]
            self._again(asked, _Said.of(later))

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
            number = self._ask(news)
            if news.events:
                self._asked[number] = _Asked(events=news.events)
        self._flush_rows()

    def _flush_rows(self) -> None:
        under_way = sum(bool(one.rows or one.gone or one.missed) for one in self._asked.values())
        while self._rows and under_way < UNDER_WAY:
            count = min(ROWS_AT_ONCE, len(self._rows))
            rows = tuple(self._rows.popitem(last=False)[1] for _ in range(count))
            self._asked[self._ask(SegmentRows(rows))] = _Asked(rows)
            under_way += 1
        if under_way:
            return
        # After the rows, or a file that is gone would come back; and missed is only what was not thrown away.
        if self._gone:
            files = _taken(self._gone)
            self._asked[self._ask(SegmentsDropped(files))] = _Asked(gone=files)
        elif self._missed:
            files = _taken(self._missed)
            self._asked[self._ask(SegmentsMissed(files))] = _Asked(missed=files)

    def _take_back(self) -> None:
        """What was not answered waits again; of two words on the same the newer one."""
        for asked in reversed(self._asked.values()):
            self._again(asked)
        self._asked.clear()

    def _again(self, asked: _Asked, said: _Said = _NOTHING) -> None:
        """It waits again, but for that of which something newer is under way or waits."""
        for row in asked.rows:
            if row.file not in said.files:
                self._rows.setdefault(row.file, row)
        for file in asked.gone:
            if file not in said.files and file not in self._rows:
                self._gone.setdefault(file)
        for event in asked.events:
            if event.id not in said.events:
                self._events.setdefault(event.id, event)

    def _ask(self, body: object) -> int:
        number = next(self._ids)
        self._send(Ask(number, "", body))
        return number


def _taken(waiting: OrderedDict[str, None]) -> tuple[str, ...]:
    """As many as go into one request."""
    files = tuple(itertools.islice(waiting, GONE_AT_ONCE))
    for file in files:
        del waiting[file]
    return files
