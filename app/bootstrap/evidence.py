"""`evidence`: makes one package for the console that started it.

A process of its own, as reports have: decoding and encoding take all of a core for minutes. The order is the
first line of its input; it says `app.wire.evidence` on its output, and waits there for the signature.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.evidence_facts import with_facts
from app.bootstrap.settings_file import load_settings
from app.domain.video.evidence import (
    EvidenceOrder,
    EvidenceRefused,
    EvidenceSaid,
    GivenSignature,
    ManifestReady,
)
from app.settings.settings import Settings
from app.store.faults import StoreUnavailable
from app.store.reader import Reader
from app.wire.evidence import WORK, line_of, order_of, signature_of
from video.evidence.packing import PackingPorts, PackingRefused, make_package


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    settings = load_settings(options.config, data)
    try:
        order = order_of(sys.stdin.buffer.readline())
    except ValueError as problem:
        raise Unable("No order came: the console starts this command.") from problem
    ports = PackingPorts(_say, _signature, lambda: int(time.time() * 1000))
    try:
        _say(make_package(_completed(order, data, settings), ports))
    except PackingRefused as refused:
        _say(EvidenceRefused(refused.fault, str(refused)))
        raise Unable(f"No package was made: {refused}.") from refused
    finally:
        _clear(Path(order.work))
    return 0


def _clear(work: Path) -> None:
    """Also when the console that would do it is gone."""
    if work.name.startswith(WORK):
        shutil.rmtree(work, ignore_errors=True)


def _say(said: EvidenceSaid) -> None:
    print(line_of(said), flush=True)


def _signature(ready: ManifestReady) -> GivenSignature:
    """Nothing where the console went away or has none."""
    _say(ready)
    try:
        return signature_of(sys.stdin.buffer.readline())
    except ValueError:
        return GivenSignature()


def _completed(order: EvidenceOrder, data: DataFolder, settings: Settings) -> EvidenceOrder:
    """With what settings and database know; without the database the recordings folder is searched."""
    site = settings.site
    placed = replace(
        order,
        site=site.id,
        site_name=site.name or site.id,
        timezone=site.time_zone,
        blur_all=settings.video.blur == "all",
    )
    reader = Reader(data.store)
    try:
        return with_facts(placed, reader)
    except StoreUnavailable as problem:
        print(f"The database cannot be read: {problem}", file=sys.stderr)
        return placed
    finally:
        reader.close()
