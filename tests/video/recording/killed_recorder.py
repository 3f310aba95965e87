"""A program that records a camera as it sends, and says each packet that came, until it is killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.domain.video.cameras import Camera, RecordingMode
from tests.video.recording.pictured import STEP_MS, T0, ZONE, encoded
from video.recording.recorder import CameraRecorder
from video.recording.writing import WritingThread


def main(folder: Path) -> None:
    camera = Camera("CAM-1", recording=RecordingMode.CONTINUOUS)
    disk = WritingThread(folder, least_free=0)
    recorder = CameraRecorder(camera, folder, zone=ZONE, disk=disk, on_segment=lambda _: None)
    for packet in encoded(60):
        recorder.packet(packet)
        sys.stdout.write(f"{packet.wall_ms - T0}\n")
        sys.stdout.flush()
        time.sleep(STEP_MS / 10_000)  # ten times as fast as a camera


main(Path(sys.argv[1]))
