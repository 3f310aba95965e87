"""Bench `map`: 100,000 devices over the base map: panned, zoomed, still at 5,000 updates a second."""

from __future__ import annotations

import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.bench_leaflet import measure_leaflet
from app.bootstrap.garbage import GuiGarbage
from app.bridge.views import DeviceColumns
from app.demo.city.city import City, build_city
from app.domain.devices import Device
from app.settings.catalogue import load_catalogue
from maps.basemap.reader import read_basemap
from maps.basemap.writer import write_basemap
from maps.view import MapView
from widgets.look import Look
from widgets.style import apply_style

WIDTH, HEIGHT = 1920, 1080
DEVICES, QUICK_DEVICES = 100_000, 10_000
UPDATES_PER_S = 5000
FEEDS_PER_S = 10
LOOKS_CHANGED = 0.005
"""Share of the updates that change how a device is drawn: it falls silent or speaks again."""
ALARMS = 60

Figures = dict[str, Any]


@dataclass(slots=True)
class _Names:
    devices: tuple[Device, ...]
    rows_by_id: dict[str, int]

    def id_at(self, row: int) -> str:
        return self.devices[row].id

    def name_at(self, row: int) -> str:
        return self.devices[row].name

    def zone_at(self, row: int) -> str:
        return self.devices[row].zone

    def label_at(self, row: int) -> str:
        return self.devices[row].id

    def tooltip_at(self, row: int) -> str:
        return self.devices[row].name

    def row_of(self, device: str) -> int | None:
        return self.rows_by_id.get(device)

    def rows(self) -> Iterator[int]:
        return iter(range(len(self.devices)))


def run(*, quick: bool = False, leaflet: bool = True) -> Figures:
    """Needs no display. About two minutes; a quarter of one when `quick`."""
    if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    garbage = GuiGarbage()
    look = Look()
    apply_style(app, look.theme)
    _say("Building the city")
    city = build_city(seed=1, devices=QUICK_DEVICES if quick else DEVICES)
    columns = _columns(city)
    view = _view(city, columns, look)
    try:
        figures = _measure(app, view, columns, quick=quick)
    finally:
        view.close_map()
        view.deleteLater()
        garbage.stop()
    if leaflet:
        _say("Comparing with Leaflet")
        figures["leaflet"] = _compare(figures, columns, quick=quick)
    return figures


def _measure(app: QApplication, view: MapView, columns: DeviceColumns, *, quick: bool) -> Figures:
    steps = 30 if quick else 120
    _wait_for_ground(app, view)
    figures: Figures = {
        "devices": len(columns.lon),
        "size": f"{view.width()}x{view.height()}",
        "platform": app.platformName(),
        "targets": {
            "clustered_p95_ms": 16,
            "every_sprite_p95_ms": 33,
            "still_share_of_a_core": 0.04,
        },
    }
    _say("Panning and zooming, grouped")
    figures["pan_grouped"] = [_pan(app, view, steps, zoom) for zoom in (0.0, 1.0, 1.0, 1.0)]
    view.go_home()
    _wait_for_ground(app, view)
    figures["zoom_grouped"] = _zoom(app, view, steps // 2)
    _say("Panning with every sprite")
    view.go_home()
    view.set_grouped(False)
    _wait_for_ground(app, view)
    figures["pan_every_sprite"] = _pan(app, view, steps, 0.0)
    figures["zoom_every_sprite"] = _zoom(app, view, steps // 4)
    view.set_grouped(True)
    view.go_home()
    _wait_for_ground(app, view)
    _say("Standing still")
    figures["still"] = _stand_still(app, view, columns, seconds=3.0 if quick else 10.0)
    return figures


# The city


def _columns(city: City) -> DeviceColumns:
    codes = load_catalogue().kind_codes()
    devices = city.devices
    count = len(devices)
    random = np.random.default_rng(1)
    priority = np.zeros(count, np.uint8)
    alarmed = random.choice(count, ALARMS, replace=False)
    priority[alarmed] = random.integers(1, 5, ALARMS)
    unacknowledged = np.zeros(count, np.bool_)
    unacknowledged[alarmed[: ALARMS // 4]] = True
    return DeviceColumns(
        lon=np.array([math.nan if device.lon is None else device.lon for device in devices]),
        lat=np.array([math.nan if device.lat is None else device.lat for device in devices]),
        kind=np.array([codes[device.kind] for device in devices], np.uint8),
        liveness=np.where(random.random(count) < 0.01, 2, 0).astype(np.uint8),
        priority=priority,
        unacknowledged=unacknowledged,
        quiet=np.zeros(count, np.uint8),
        heard=np.zeros(count, np.int64),
        primary=random.random(count),
    )


def _view(city: City, columns: DeviceColumns, look: Look) -> MapView:
    kinds = list(load_catalogue().kinds.values())
    names = _Names(city.devices, {device.id: row for row, device in enumerate(city.devices)})
    view = MapView(look, names)
    view.resize(WIDTH, HEIGHT)
    view.set_glyphs([kind.glyph for kind in kinds], [code for code, kind in enumerate(kinds) if kind.mobile])
    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as folder:
        path = Path(folder) / "city.atbase"
        write_basemap(path, city.features(), name=city.name, attribution=city.name)
        view.set_basemap(read_basemap(path))
    view.show_devices(columns)
    view.show()
    return view


# The hand


def _pan(app: QApplication, view: MapView, steps: int, zoom: float) -> Figures:
    if zoom:
        view.zoom_by(zoom, WIDTH / 2, HEIGHT / 2)
    _wait_for_ground(app, view)

    def step(number: int) -> None:
        view.pan(14 * math.cos(number / 9), 10 * math.sin(number / 7))

    figures = _frames(app, view, steps, step, pause_s=0.008)
    return {"zoom": view.view.zoom, "drawn": _drawn(view), **figures}


def _zoom(app: QApplication, view: MapView, steps: int) -> Figures:
    def step(number: int) -> None:
        view.zoom_by(0.5 if number % 16 < 8 else -0.5, WIDTH / 2, HEIGHT / 2)

    return _frames(app, view, steps, step, pause_s=0.05)


def _frames(
    app: QApplication, view: MapView, steps: int, step: Callable[[int], None], *, pause_s: float
) -> Figures:
    """Work of each frame, the step and its paint, in ms; `cpu_ms` leaves out what other programs took."""
    wall, cpu = [], []
    for number in range(steps):
        started, burnt = time.perf_counter(), time.thread_time()
        step(number)
        view.repaint()
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.thread_time() - burnt) * 1000)
        _turn(app, pause_s)
    return {"frames": steps, "work_ms": _percentiles(wall), "cpu_ms": _percentiles(cpu)}


def _percentiles(values: list[float]) -> dict[str, float]:
    return {f"p{share}": round(float(np.percentile(values, share)), 2) for share in (50, 95, 99)}


def _drawn(view: MapView) -> dict[str, int]:
    """What the frame and its margin hold."""
    frame = view.frame
    sprites = len(frame.normal) + len(frame.stale) + len(frame.abnormal) + len(frame.moving)
    return {"sprites": sprites, "groups": len(frame.clusters.counts)}


# Nothing but data


def _stand_still(app: QApplication, view: MapView, columns: DeviceColumns, *, seconds: float) -> Figures:
    random = np.random.default_rng(2)
    paints = 0
    work = 0.0
    feeding = 0.0
    started, burnt = time.monotonic(), time.process_time()
    while time.monotonic() - started < seconds:
        beat = time.monotonic()
        before = time.thread_time()
        columns = _updated(columns, view, random)
        feeding += time.thread_time() - before
        view.last_work_s = 0.0
        view.show_devices(columns)
        _turn(app, max(0.0, 1.0 / FEEDS_PER_S - (time.monotonic() - beat)))
        paints += view.last_work_s > 0
        work += view.last_work_s
    spent, lasted = time.process_time() - burnt, time.monotonic() - started
    return {
        "seconds": round(lasted, 1),
        "updates_per_s": UPDATES_PER_S,
        "share_of_a_core": round((spent - feeding) / lasted, 4),
        "beats_with_a_paint": paints,
        "paint_ms_mean": round(work / max(1, paints) * 1000, 2),
    }


def _updated(columns: DeviceColumns, view: MapView, random: np.random.Generator) -> DeviceColumns:
    """What a tenth of a second of readings changes: values and times, some looks, and where movers are."""
    count = len(columns.lon)
    rows = random.integers(0, count, UPDATES_PER_S // FEEDS_PER_S)
    primary, heard, liveness = columns.primary.copy(), columns.heard.copy(), columns.liveness.copy()
    primary[rows] = random.random(len(rows))
    heard[rows] += 1
    changed = rows[: max(1, int(len(rows) * LOOKS_CHANGED))]
    liveness[changed] = np.where(liveness[changed] == 2, 0, 2)
    lon, lat = columns.lon.copy(), columns.lat.copy()
    mobile = np.flatnonzero(view.scene.mobile)
    lon[mobile] += random.normal(0.0, 1e-5, len(mobile))
    lat[mobile] += random.normal(0.0, 1e-5, len(mobile))
    return replace(columns, lon=lon, lat=lat, primary=primary, heard=heard, liveness=liveness)


# Beside it


def _compare(figures: Figures, columns: DeviceColumns, *, quick: bool) -> Figures:
    measured = measure_leaflet(
        columns.lon, columns.lat, width=WIDTH, height=HEIGHT, steps=10 if quick else 30
    )
    if "work_ms" in measured:
        theirs = measured["work_ms"]["p50"]
        measured["times_ours_grouped"] = round(theirs / figures["pan_grouped"][0]["work_ms"]["p50"], 1)
        measured["times_ours_every_sprite"] = round(theirs / figures["pan_every_sprite"]["work_ms"]["p50"], 1)
    return measured


def _wait_for_ground(app: QApplication, view: MapView, limit_s: float = 20.0) -> None:
    end = time.monotonic() + limit_s
    view.repaint()
    while time.monotonic() < end and not view.settled:
        _turn(app, 0.02)
    _turn(app, 0.5)


def _turn(app: QApplication, seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(max(0, round(seconds * 1000)), loop.quit)
    loop.exec()
    app.processEvents()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
