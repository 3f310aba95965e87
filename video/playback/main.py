"""A playback process: shows one session until it is stopped, or its supervisor is gone."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import sys
import threading
import time
from dataclasses import replace
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from app.wire.video import PlaybackState, SteerPlayback
from video.playback.link import PlaybackLinkBroken, encode, messages_of
from video.playback.messages import BeginPlayback, StopPlayback
from video.playback.player import Player

TICK_S = 0.02
IDLE_TICK_S = 0.25
TELL_S = 0.25

log = logging.getLogger(__name__)


def run() -> int:
    """Until `StopPlayback` or the end of stdin. Whatever else writes to stdout goes to stderr."""
    said = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    heard = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    return play(heard, said)


def play(heard: BinaryIO, said: BinaryIO) -> int:
    """0 after a stop in good order; 1 when the supervisor has gone."""
    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(heard, inbox), name="hearing", daemon=True).start()
    begin = inbox.get()
    if not isinstance(begin, BeginPlayback):
        return 1
    player = Player(begin, ZoneInfo(begin.zone))
    teller = _Teller(said)
    try:
        return _serve(player, inbox, teller)
    except OSError as problem:
        log.warning("playback cannot go on: %s", problem)
        return 1
    finally:
        player.close()


def _serve(player: Player, inbox: queue.SimpleQueue[Any], teller: _Teller) -> int:
    while True:
        began = time.monotonic()
        player.tick()
        state = player.state
        teller.tell(state)
        rest = (TICK_S if state.speed else IDLE_TICK_S) - (time.monotonic() - began)
        with contextlib.suppress(queue.Empty):
            message = inbox.get(timeout=max(rest, 0.001))
            if message is None or isinstance(message, StopPlayback):
                teller.tell(replace(state, ended=True))
                return int(message is None)
            if isinstance(message, SteerPlayback):
                player.steer(message)


class _Teller:
    """Says at once what changed, and where it stands four times a second."""

    def __init__(self, said: BinaryIO) -> None:
        self._said = said
        self._told: PlaybackState | None = None
        self._at = 0.0

    def tell(self, state: PlaybackState) -> None:
        """Raises OSError."""
        told = self._told
        if told == state:
            return
        moved_only = told is not None and replace(told, at=state.at) == state
        if moved_only and state.speed and time.monotonic() - self._at < TELL_S:
            return
        self._said.write(encode(state))
        self._said.flush()
        self._told, self._at = state, time.monotonic()


def _hear(heard: BinaryIO, inbox: queue.SimpleQueue[Any]) -> None:
    try:
        for message in messages_of(heard):
            inbox.put(message)
    except (PlaybackLinkBroken, OSError) as problem:
        log.warning("the supervisor is not understood: %s", problem)
    inbox.put(None)
