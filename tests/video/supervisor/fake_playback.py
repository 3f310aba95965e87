"""A playback process that plays nothing: it says where it would stand, what would be blurred and, as faults,
how many zones would be black, in what is shown and in what is analysed; it dies when it is steered to 666,
and at 777 it is silent and goes slowly."""

from __future__ import annotations

import os
import sys
import time

from app.wire.video import PlaybackState, SteerPlayback
from video.playback.link import encode, messages_of
from video.playback.messages import BeginPlayback


def main() -> None:
    session = ""
    for message in messages_of(os.fdopen(0, "rb", buffering=0)):
        match message:
            case BeginPlayback():
                session = message.session
                black = tuple((camera, str(len(zones))) for camera, zones in message.privacy)
                if message.tuned is not None:
                    black = (*black, ("tuned", str(len(message.tuned.privacy))))
                say(PlaybackState(session, message.at, message.speed, message.blurred, faults=black))
            case SteerPlayback():
                if message.at == 666:
                    os._exit(1)
                if message.at == 777:
                    os.close(1)
                    time.sleep(1.5)
                    os._exit(0)
                say(PlaybackState(session, message.at, message.speed, ()))
            case _:
                say(PlaybackState(session, 0, 0.0, (), ended=True))
                return


def say(state: PlaybackState) -> None:
    sys.stdout.buffer.write(encode(state))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
