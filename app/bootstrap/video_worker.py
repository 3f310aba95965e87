"""`video-worker`: a decode worker of the video supervisor, which speaks with it over its standard streams."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.bootstrap.logs import log_to
from video.worker.main import run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--log", type=Path, required=True, metavar="FILE")


def main(options: argparse.Namespace) -> int:
    log_to(options.log)
    return run()
