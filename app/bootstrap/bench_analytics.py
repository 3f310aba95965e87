"""The bench `analytics`: the processor time that one 720p camera takes to be decoded and watched at five
frames a second, beside Debian's `motion` on the same film in the same run.

Both read the same file at its own pace in real time. `motion` detects only: it keeps and serves nothing.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import shutil
import subprocess
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
import psutil

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.demo.cameras.layouts import SceneKind
from app.demo.cameras.scene import Scene
from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from video.analytics.pipeline import Pipeline
from video.media.footage import FootageReader
from video.media.pixels import Converter

FPS = 5
SIZE = "1280x720"
MOTION_CONF = """\
netcam_url file://{film}
netcam_keepalive off
width 1280
height 720
framerate {fps}
picture_output off
movie_output off
webcontrol_port 0
stream_port 0
log_level 4
log_file {folder}/motion.log
target_dir {folder}
"""


def run(*, quick: bool) -> dict[str, Any]:
    missing = [name for name in ("ffmpeg", "motion") if shutil.which(name) is None]
    if missing:
        return {"skipped": f"not installed here: {', '.join(missing)}"}
    seconds = 20.0 if quick else 60.0
    with parts.folder() as place:
        film = place / "street.mp4"
        say(f"Drawing {seconds:.0f} s of a street …")
        _draw(film, seconds)
        say("Both watch it, at the same time …")
        return {"film": f"{SIZE} at 15 fps, {seconds:.0f} s", **_both(film, place, seconds)}


def _both(film: Path, place: Path, seconds: float) -> dict[str, Any]:
    conf = place / "motion.conf"
    conf.write_text(MOTION_CONF.format(film=film, fps=FPS, folder=place), encoding="utf-8")
    hear, tell = multiprocessing.Pipe(duplex=False)
    ours = multiprocessing.get_context("spawn").Process(target=watch, args=(str(film), tell))
    ours.start()
    assert ours.pid is not None
    theirs = subprocess.Popen(
        ["motion", "-n", "-c", str(conf)], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        # Both have opened the film by then; starting up is no part of watching.
        time.sleep(4.0)
        begun, since = _used(ours.pid), time.monotonic()
        begun_theirs = _used(theirs.pid)
        time.sleep(max(1.0, seconds - 8.0))
        span = time.monotonic() - since
        shares = (_used(ours.pid) - begun) / span, (_used(theirs.pid) - begun_theirs) / span
        told: dict[str, Any] = msgspec.msgpack.decode(hear.recv_bytes()) if hear.poll(60.0) else {}
    finally:
        theirs.terminate()
        theirs.wait(10)
        ours.terminate()
        ours.join(10)
    return {
        "wanted": "ours below motion's",
        "ours_percent_of_a_core": round(100.0 * shares[0], 2),
        "motion_percent_of_a_core": round(100.0 * shares[1], 2),
        "ours_to_motion": round(shares[0] / shares[1], 2) if shares[1] else None,
        "ours": told,
    }


def _used(pid: int) -> float:
    """Processor seconds of a process so far."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def _draw(film: Path, seconds: float) -> None:
    scene = Scene(SceneKind.STREET, 7)
    command = (
        "ffmpeg -loglevel error -y -f rawvideo -pix_fmt bgr24 -s 640x360 -r 15 -i - "
        f"-vf scale={SIZE.replace('x', ':')} "
        "-c:v libx264 -preset veryfast -bf 0 -g 30 -pix_fmt yuv420p"
    )
    with subprocess.Popen([*command.split(), str(film)], stdin=subprocess.PIPE) as encoder:
        assert encoder.stdin is not None
        for number in range(round(seconds * 15)):
            encoder.stdin.write(scene.frame(100 + number / 15).tobytes())
        encoder.stdin.close()


def watch(film: str, tell: Connection) -> None:
    """What a worker does for one camera: decode each frame, look at every third, count over one line."""
    line = Stage("L1", StageKind.LINE, points=((0.03, 0.79), (0.97, 0.75)))
    pipeline = Pipeline(Camera("BENCH", stages=(line, Stage("M1", StageKind.MOTION))), dt.UTC)
    reader, converter, began, costs, due = FootageReader(Path(film)), Converter(), time.monotonic(), [], 0.0
    for at_ms, frame in ((reader.time_of(frame), frame) for _, frame in reader.frames()):
        time.sleep(max(0.0, at_ms / 1000.0 - (time.monotonic() - began)))
        if at_ms >= due:
            due += 1000.0 / FPS
            costs.append(pipeline.see(converter.luma(frame), None, 1_000 + at_ms).overlay.cost_ms)
    reader.close()
    tell.send_bytes(
        msgspec.msgpack.encode(
            {
                "frames_looked_at": len(costs),
                "analysis_ms_median": round(sorted(costs)[len(costs) // 2], 2),
                "crossings": sum(each.forward + each.backward for each in pipeline.counts()[0].today),
            }
        )
    )
