"""A decode worker: takes messages from its supervisor, beats once a second, ends when the supervisor does."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from app.wire.video_service import KeepFootage, WantedStreams
from video.worker.crashes import CrashNotes, crash_file
from video.worker.crew import Crew
from video.worker.link import LinkBroken, messages_of
from video.worker.messages import Assign, Begin, Record, StopWorker, TryStream, WorkerUp
from video.worker.outgoing import Outgoing
from video.worker.trial import begin_trial

log = logging.getLogger(__name__)

BEAT_S = 1.0
FIGURES_EVERY, FIGURES_FIRST = 10, 3
"""Beats."""


class Ended:
    """The supervisor is gone, or what it says is nothing of ours."""


def run() -> int:
    """Until `StopWorker` or the end of stdin. Whatever else writes to stdout goes to stderr."""
    said = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    heard = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    return work(heard, said, note_crashes=True)


def work(heard: BinaryIO, said: BinaryIO, *, note_crashes: bool = False) -> int:
    """0 after a stop in good order; 1 when the supervisor has gone. `heard` is unbuffered. `note_crashes`
    takes hold of the signals of this whole process."""
    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(heard, inbox), name="hearing", daemon=True).start()
    first = inbox.get()
    if not isinstance(first, Begin):
        return 1
    out = Outgoing(said)
    notes = _notes(first) if note_crashes else None
    crew = Crew(first, ZoneInfo(first.zone), out, begins=notes.begins if notes else lambda _: None)
    out.tell(WorkerUp(first.worker, os.getpid()))
    try:
        return _serve(crew, inbox, out)
    finally:
        crew.close()
        out.close()
        if notes:
            notes.close()


def _notes(begin: Begin) -> CrashNotes | None:
    """Without room for them a worker works all the same."""
    try:
        return CrashNotes(crash_file(Path(begin.slots), begin.worker))
    except OSError as problem:
        log.warning("A crash will not be known by its camera: %s", problem)
        return None


def _serve(crew: Crew, inbox: queue.SimpleQueue[Any], out: Outgoing) -> int:
    pulse = Pulse()
    while not out.broken.is_set():
        if pulse.due_in() <= 0:
            pulse.beat(crew, out)
        with contextlib.suppress(queue.Empty):
            message = inbox.get(timeout=pulse.due_in())
            if isinstance(message, StopWorker | Ended):
                return int(isinstance(message, Ended))
            _obey(crew, message, out)
    return 1


def _obey(crew: Crew, message: object, out: Outgoing) -> None:
    match message:
        case Assign():
            crew.assign(message)
        case WantedStreams():
            crew.want(message)
        case KeepFootage():
            crew.keep(message)
        case Record():
            crew.record(allowed=message.allowed)
        case TryStream():
            begin_trial(message, out, crew.certificates)
        case _:
            log.warning("a message for nobody: %s", type(message).__name__)


class Pulse:
    """The beat, and every tenth time the cameras' figures."""

    def __init__(self) -> None:
        self._at, self._used = time.monotonic(), time.process_time()
        self._beats = 0

    def due_in(self) -> float:
        return max(0.0, self._at + BEAT_S - time.monotonic())

    def beat(self, crew: Crew, out: Outgoing) -> None:
        now, used, at_ms = time.monotonic(), time.process_time(), time.time_ns() // 1_000_000
        processor = (used - self._used) / max(0.001, now - self._at)
        self._at, self._used, self._beats = now, used, self._beats + 1
        out.tell(crew.beat(processor, at_ms))
        if self._beats % FIGURES_EVERY == FIGURES_FIRST:
            for figures in crew.figures(at_ms):
                out.tell(figures)


def _hear(heard: BinaryIO, inbox: queue.SimpleQueue[Any]) -> None:
    try:
        for message in messages_of(heard):
            inbox.put(message)
    except (LinkBroken, OSError) as problem:
        log.warning("the supervisor is not understood: %s", problem)
    inbox.put(Ended())
