"""Which cameras are shown at which console, each as its operator may see it, and what is wanted of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.rights import Grant, Right
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.recording import Doing
from app.engine.server import ConsoleLink
from app.engine.video.board import Board
from app.engine.video.looks import Looks
from app.engine.video.parts import VideoCounter
from app.engine.video.relay import Relay
from app.wire.frame_slots import BLURRED
from app.wire.frames import Ask
from app.wire.video import WatchCameras, Watched, Watching
from app.wire.video_service import WantedStreams

MOST_TILES = 64
"""At one console; the largest layout has 25."""
WIDEST = 1920


class Watches:
    """Engine's thread. What is wanted follows sessions and rights each second."""

    def __init__(self, counter: VideoCounter, board: Board, relay: Relay) -> None:
        self._counter, self._board, self._relay = counter, board, relay
        self._tiles: dict[ConsoleLink, tuple[Watched, ...]] = {}
        self._asks: dict[ConsoleLink, Ask] = {}
        self._looks = Looks()
        self._wanted = WantedStreams(())

    def watch(self, link: ConsoleLink, ask: Ask) -> None:
        """Replaces what this console showed before."""
        body: WatchCameras = ask.body
        tiles = tuple(one for one in body.tiles if one.camera in self._board.cameras)[:MOST_TILES]
        grants = self._counter.shown_at(link)
        shown = {one.camera: self._stream(grants, one.camera) for one in tiles}
        seen = tuple((camera, stream) for camera, stream in shown.items() if stream)
        kept_back = tuple(camera for camera, stream in shown.items() if not stream)
        self._tiles[link], self._asks[link] = tiles, ask
        self._counter.answer(Asked(link, ask), Watching(self._verdict(seen, kept_back), seen, kept_back))
        if kept_back and not seen:
            doing = Doing(Asked(link, ask), Deed.WATCH_CAMERAS, " ".join(kept_back[:10]))
            self._counter.refuse(doing, refused(Refusal.NOT_PERMITTED))
        self.follow()

    def left(self, link: ConsoleLink) -> None:
        self._looks.left(link)
        self._asks.pop(link, None)
        if self._tiles.pop(link, None) is not None:
            self.follow()

    def follow(self) -> None:
        """Let the supervisor know when something else is wanted than before, and put on record who looks."""
        for link in self._tiles:
            self._note_looks(link)
        wanted = self._union()
        if wanted != self._wanted:
            self._wanted = wanted
            self._relay.tell(wanted)

    @property
    def wanted(self) -> WantedStreams:
        return self._wanted

    def _note_looks(self, link: ConsoleLink) -> None:
        """Of whoever is signed in there now: the tiles outlive a session."""
        session = self._counter.parts.session_of(link)
        if session is None:
            return
        grants = self._counter.shown_at(link)
        shown = {one.camera: self._stream(grants, one.camera) for one in self._tiles[link]}
        now = self._counter.parts.now().wall
        due = self._looks.due(
            link, session.operator, [camera for camera, stream in shown.items() if stream], now
        )
        if due:
            asked = Asked(link, replace(self._asks[link], operator=session.operator))
            faces = " ".join(camera for camera in due if shown[camera] == camera)
            details = {"faces": faces}
            self._counter.note(Doing(asked, Deed.WATCH_CAMERAS, " ".join(due), details=details))

    def _verdict(self, seen: tuple[object, ...], kept_back: tuple[str, ...]) -> Verdict:
        if kept_back and not seen:
            return self._counter.not_permitted(Right.VIDEO_LIVE, kept_back[0])
        return Verdict(Outcome.APPLIED, len(seen))

    def _stream(self, grants: Iterable[Grant], camera: str) -> str:
        """The slot that may be looked at; empty for none."""
        if not self._counter.may(grants, Right.VIDEO_LIVE, camera):
            return ""
        return camera if self._counter.may(grants, Right.VIDEO_FACES, camera) else camera + BLURRED

    def _union(self) -> WantedStreams:
        """By the slots that may be looked at: one that nobody may see is not written at all."""
        streams: dict[str, Watched] = {}
        blurred: set[str] = set()
        for link, tiles in self._tiles.items():
            grants = self._counter.shown_at(link)
            for tile in tiles:
                stream = self._stream(grants, tile.camera) if tile.camera in self._board.cameras else ""
                if not stream:
                    continue
                if stream != tile.camera:
                    blurred.add(tile.camera)
                before = streams.get(stream, tile)
                streams[stream] = Watched(
                    stream,
                    width=min(WIDEST, max(0, tile.width, before.width)),
                    tuning=tile.tuning or before.tuning,
                )
        in_order = tuple(streams[stream] for stream in sorted(streams))
        return WantedStreams(in_order, tuple(sorted(blurred)))
