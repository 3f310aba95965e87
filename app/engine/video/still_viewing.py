"""Pictures of events that consoles show from the recordings folder: who may, and each look on record."""

from __future__ import annotations

from app.domain.audit import Deed
from app.domain.rights import Right
from app.engine.access.entries import Asked
from app.engine.access.recording import Doing
from app.engine.server import ConsoleLink
from app.engine.video.board import Board
from app.engine.video.looks import Looks
from app.engine.video.parts import DONE, VideoCounter
from app.wire.frames import Ask
from app.wire.video import ViewStills

NEEDED = (Right.VIDEO_FACES, Right.VIDEO_LIVE)
"""All of them: what is kept of an event shows faces."""


class StillViewing:
    """Engine's thread."""

    def __init__(self, counter: VideoCounter, board: Board) -> None:
        self._counter, self._board = counter, board
        self._looks = Looks()

    def view(self, link: ConsoleLink, ask: Ask) -> None:
        """On record at first, and each hour after; refused as soon as one of them may not be seen."""
        asked = Asked(link, ask)
        body: ViewStills = ask.body
        cameras = tuple(one for one in dict.fromkeys(body.cameras) if one in self._board.cameras)
        for camera in cameras:
            for right in NEEDED:
                lacking = self._counter.lacks(asked, right, camera)
                if lacking is not None:
                    doing = Doing(asked, Deed.VIEW_STILLS, camera)
                    self._counter.done(asked, self._counter.refuse(doing, lacking))
                    return
        due = self._looks.due(link, ask.operator, cameras, self._counter.parts.now().wall)
        if due:
            self._counter.note(Doing(asked, Deed.VIEW_STILLS, " ".join(due)))
        self._counter.done(asked, DONE)

    def left(self, link: ConsoleLink) -> None:
        self._looks.left(link)
