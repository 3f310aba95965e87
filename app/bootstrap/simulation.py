"""The simulated municipality as a process of its own: base map, embedded broker and device fleet.

It says `ready PORT` on its standard output and ends when its standard input closes, so that it never
outlives the demo that started it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import threading
from pathlib import Path

from app.bootstrap.backfilling import fill_past
from app.bootstrap.camera_city import served_cameras
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import BASEMAP, ZONES
from app.bootstrap.demo_plan import seed_plan
from app.bootstrap.engine_stop import stop_running_engine
from app.bootstrap.logs import log_to
from app.bootstrap.spans import span_seconds
from app.demo.broker import EmbeddedBroker
from app.demo.city.city import City, build_city
from app.demo.city.frame import ORIGIN_LAT, ORIGIN_LON
from app.demo.simulation import run_simulation
from app.settings.sections import SiteSettings
from app.settings.settings import Settings
from maps.basemap.writer import write_basemap

TIME_ZONE = "America/Lima"
"""Puerto Sereno's; the demo's settings say it too."""
SUBSCRIBER_LIMIT_S = 30.0
"""How long the city waits for its engine before it speaks: first readings are not retained."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--maps", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--broker", metavar="HOST:PORT")
    parser.add_argument("--site", default="puerto-sereno")
    parser.add_argument("--backfill", default="")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--devices", type=int, default=6000)
    parser.add_argument("--rate", type=float, default=400.0)


def main(options: argparse.Namespace) -> int:
    log_to(options.log)
    stop = threading.Event()
    threading.Thread(target=_stop_with_parent, args=(stop,), name="parent-watch", daemon=True).start()
    _say("city")
    city = build_city(seed=options.seed, devices=options.devices)
    write_ground(city, options.maps)
    if options.backfill:
        site = SiteSettings(id=options.site, time_zone=TIME_ZONE, lat=ORIGIN_LAT, lon=ORIGIN_LON)
        settings = Settings(site)
        seconds = span_seconds(options.backfill)
        fill_past(options.data, settings, city, seconds, progress=lambda share: _say(f"past {share:.0%}"))
    seed_plan(options.data, city.devices)
    with contextlib.ExitStack() as stack:
        ids = [device.id for device in city.devices]
        cameras = stack.enter_context(served_cameras(options.data, ids, options.seed))
        address, introduce_qos = options.broker, 1
        if address is not None:
            _say(f"ready {address}")
        else:
            _say("broker")
            broker = stack.enter_context(EmbeddedBroker())
            address, introduce_qos = broker.url.partition("//")[2], 0
            _say(f"ready {address}")
            broker.wait_for_subscriber(SUBSCRIBER_LIMIT_S, stop)
        run_simulation(
            city,
            f"mqtt://{address}",
            site=options.site,
            rate=options.rate,
            introduce_qos=introduce_qos,
            silent=cameras.ids,
            on_begin=cameras.begin,
            stop=stop,
        )
    with contextlib.suppress(Unable):
        stop_running_engine(options.data)  # it was the demo's, which may have died without ending it
    return 0


def write_ground(city: City, folder: Path) -> None:
    """The city's base map and zones, as files that the console reads."""
    write_basemap(folder / BASEMAP, city.features(), name=city.name)
    (folder / ZONES).write_text(json.dumps(city.zones()), "utf-8")


def _stop_with_parent(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop.set()


def _say(what: str) -> None:
    print(what, flush=True)
