"""Recordings for playback tests, made by the recorder itself; what a slot shows, told by its picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.domain.video.cameras import Camera, RecordingMode
from app.wire.frame_slots import FrameSlotReader, SlotFrame
from tests.video.recording.pictured import STEP_MS, T0, WIDTH, ZONE
from video.media.packets import PacketView
from video.recording.recorder import CameraRecorder
from video.recording.writing import WritingThread


def record(folder: Path, camera: str, packets: Sequence[PacketView]) -> list[Path]:
    """Its files, oldest first."""
    disk = WritingThread(folder, least_free=0)
    files: dict[str, None] = {}
    recorder = CameraRecorder(
        Camera(camera, recording=RecordingMode.CONTINUOUS),
        folder,
        zone=ZONE,
        disk=disk,
        on_segment=lambda row: files.update({row.file: None}),
    )
    for packet in packets:
        recorder.packet(packet)
    assert recorder.close(30)
    assert disk.close()
    return [folder / file for file in files]


def frame_of(folder: Path, session: str, camera: str) -> SlotFrame | None:
    reader = FrameSlotReader(folder, f"{session}/{camera}")
    try:
        return reader.newer()
    finally:
        reader.close()


def place_of(frame: SlotFrame) -> int:
    """Where the bar begins."""
    bright = np.flatnonzero(frame.pixels[40, :, 1] > 130)
    return int(bright[0]) if bright.size else -1


def bar_at(wall: int) -> int:
    """Where it stands in the picture of that time."""
    return (wall - T0) // STEP_MS * 8 % WIDTH
