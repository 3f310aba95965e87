"""`recount`: footage seen again by several pipelines, for the tuning page of the console.

A process of its own, since it decodes; says `progress 0.35` as it goes and writes its counts as JSON.
"""

from __future__ import annotations

import argparse
import zoneinfo
from pathlib import Path

import msgspec

from app.bootstrap.commands import Unable
from app.bootstrap.progress import Progress
from video.tuning.recounting import RecountOrder, recount


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--order", type=Path, required=True, metavar="FILE", help="what to see again, as JSON"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="where the counts are written"
    )
    parser.add_argument("--language", help=argparse.SUPPRESS)
    parser.add_argument("--by", help=argparse.SUPPRESS)


def main(options: argparse.Namespace) -> int:
    try:
        order = msgspec.json.decode(options.order.read_bytes(), type=RecountOrder)
        zone = zoneinfo.ZoneInfo(order.time_zone)
    except (OSError, msgspec.MsgspecError, zoneinfo.ZoneInfoNotFoundError, ValueError) as problem:
        raise Unable(f"{options.order} is no order to count again: {problem}") from problem
    counted = recount(order, zone, Progress())
    options.out.write_bytes(msgspec.json.encode(counted))
    return 0
