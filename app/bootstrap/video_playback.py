"""`video-playback`: shows recorded footage of one session to the consoles, for the video supervisor."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.bootstrap.logs import log_to
from video.playback.main import run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--log", type=Path, required=True, metavar="FILE")


def main(options: argparse.Namespace) -> int:
    log_to(options.log)
    return run()
