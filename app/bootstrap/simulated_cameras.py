"""The simulated municipality's cameras as a process of its own: draws the streets and serves them by HTTP.

It says `ready PORT DEAD_PORT` on its standard output, hears `begin EPOCH_SECONDS` on its standard input when
the script of the demo begins, and ends when that closes, so that it never outlives the city that started it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.bootstrap.logs import log_to
from app.demo.cameras.plan import stations
from app.demo.cameras.server import CameraServer
from app.demo.cameras.studio import Studio
from app.demo.cameras.tally import TruthLog


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cameras", required=True, help="their ids, with commas between")


def main(options: argparse.Namespace) -> int:
    log_to(options.log)
    studio = Studio(stations(options.cameras.split(",")), options.seed, write=TruthLog(options.truth).write)
    server = CameraServer(studio)
    server.start()
    try:
        print(f"ready {server.port} {server.dead_port}", flush=True)
        for line in sys.stdin:
            word, _, rest = line.strip().partition(" ")
            if word == "begin":
                studio.begin(float(rest))
    finally:
        server.stop()
    return 0
