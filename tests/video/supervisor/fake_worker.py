"""A decode worker that decodes nothing: it beats, tells states, and crashes or hangs when a camera says so.

A camera's address is its behaviour: `usb:live`; `usb:event` sees a crowd; `usb:stuck` hangs the library, as
the beats then say; `usb:crash` ends at once, as often as it is given; `usb:crash-once/PATH` and
`usb:hang-once/PATH` leave a file behind, by which they know that it was so; `usb:noted/PATH` is taken and,
slowly, left, and the file there has a line of each; `usb:fault` crashes its thread, as a decoder does.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.acts import Outcome, Verdict
from app.domain.video.cameras import CameraState, Picture
from app.domain.video.recordings import FootageClass, Segment
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from app.wire.video import CameraTried
from app.wire.video_service import KeepFootage, WantedStreams
from video.worker.crashes import CrashNotes, crash_file
from video.worker.link import encode, messages_of
from video.worker.messages import (
    Assign,
    Beat,
    Begin,
    ScenesSeen,
    SegmentsWritten,
    StatesNow,
    StopWorker,
    StreamTried,
    TryStream,
    WorkerUp,
)

BEAT_S = 0.1


def main() -> None:
    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=hear, args=(inbox,), daemon=True).start()
    begin = inbox.get()
    assert isinstance(begin, Begin)
    Path(begin.slots).mkdir(exist_ok=True)
    notes = CrashNotes(crash_file(Path(begin.slots), begin.worker))
    say(WorkerUp(begin.worker, os.getpid()))
    cameras: dict[str, str] = {}
    while True:
        stuck = tuple(name for name, url in cameras.items() if url == "usb:stuck")
        say(Beat(now(), 0.1, len(cameras), 0, len(cameras), 1.5, 0.0, stuck))
        try:
            message = inbox.get(timeout=BEAT_S)
        except queue.Empty:
            continue
        if message is None or isinstance(message, StopWorker):
            say(SegmentsWritten((row("last", FootageClass.EVENT),)))
            notes.close()
            return
        cameras = obey(message, begin, cameras)
        for name in [name for name, url in cameras.items() if url == "usb:fault"]:
            threading.Thread(target=fault, args=(notes, name)).start()


def obey(message: object, begin: Begin, cameras: dict[str, str]) -> dict[str, str]:
    match message:
        case Assign():
            assigned = {stream.camera: stream.url for stream in message.streams}
            for name in cameras.keys() - assigned.keys():
                note("left", name, cameras[name])
            for name in assigned.keys() - cameras.keys():
                note("took", name, assigned[name])
            for camera, stream in zip(message.cameras, message.streams, strict=True):
                if stream.url == "usb:event":
                    say(ScenesSeen((SceneEvent(f"{now()}", camera.id, "S", StageKind.CROWD, now()),)))
                behave(stream.url.removeprefix("usb:"))
                say(StatesNow((CameraState(camera.id, Picture.LIVE, now(), fps=15.0, worker=begin.worker),)))
            return assigned
        case KeepFootage():
            kept = row(message.camera, message.footage)
            since = kept.began - round(begin.before_event_s * 1000)
            until = kept.began + round(begin.after_event_s * 1000)
            say(SegmentsWritten((replace(kept, began=since, ended=until),)))
        case WantedStreams():
            for one in message.streams:
                say(StatesNow((CameraState(f"shown {one.camera}", Picture.LIVE, now(), width=one.width),)))
        case TryStream():
            assert message.stream.url
            found = CameraTried(Verdict(Outcome.APPLIED, 1), width=640, height=360)
            found = replace(found, picture=bytes([len(message.privacy)]))
            withheld = "privacy" * message.withheld or "faces" * message.coarse
            say(StreamTried(message.ask, replace(found, withheld=withheld)))
    return cameras


def behave(how: str) -> None:
    name, _, file = how.partition("/")
    mark = Path(f"/{file}")
    if name.endswith("-once") and mark.exists():
        return
    if name.endswith("-once"):
        mark.touch()
    if name.startswith("crash"):
        os._exit(3)
    if name.startswith("hang"):
        time.sleep(3600)


def fault(notes: CrashNotes, camera: str) -> None:
    notes.begins(camera)
    signal.raise_signal(signal.SIGSEGV)


def note(what: str, camera: str, url: str) -> None:
    if url.startswith("usb:noted"):
        time.sleep(0.5 if what == "left" else 0.0)
        with Path(url.removeprefix("usb:noted")).open("a") as lines:
            lines.write(f"{what} {camera}\n")


def row(camera: str, footage: FootageClass) -> Segment:
    return Segment(camera, now(), now() + 10, f"{camera}/d/1.mkv", 100, footage)


def hear(inbox: queue.SimpleQueue[Any]) -> None:
    for message in messages_of(os.fdopen(0, "rb", buffering=0)):
        inbox.put(message)
    inbox.put(None)


def say(message: object) -> None:
    sys.stdout.buffer.write(encode(message))
    sys.stdout.buffer.flush()


def now() -> int:
    return int(time.time() * 1000)


if __name__ == "__main__":
    main()
