"""The same points on a Leaflet canvas in headless Chromium, as a yardstick for the map's benchmark."""

from __future__ import annotations

import contextlib
import http.server
import json
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
INSTALL_LIMIT_S = 90.0
RUN_LIMIT_S = 120.0

PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="leaflet.css">
<style>html,body,#map{margin:0;width:100%;height:100%}</style><div id="map"></div>
<script src="leaflet.js"></script><script>
(async () => {
  const points = await (await fetch("points.json")).json();
  const map = L.map("map", {preferCanvas: true, zoomAnimation: false, fadeAnimation: false, inertia: false});
  map.fitBounds(L.latLngBounds(points));
  for (const point of points) L.circleMarker(point, {radius: 4, weight: 1}).addTo(map);
  const frame = () => new Promise(done => requestAnimationFrame(() => done(performance.now())));
  await frame(); await frame();
  const work = [];
  for (let i = 0; i < STEPS; i++) {
    const before = frame();
    const start = performance.now();
    map.panBy([14 * Math.cos(i / 9), 10 * Math.sin(i / 7)], {animate: false});
    const sync = performance.now() - start;
    const after = frame();
    const begin = await before;
    work.push(sync + await after - begin);
    await frame();
  }
  const size = map.getSize();
  await fetch("done", {method: "POST", body: JSON.stringify({work, width: size.x, height: size.y})});
})();
</script>"""

Figures = dict[str, Any]


def measure_leaflet(
    lon: NDArray[np.float64], lat: NDArray[np.float64], *, width: int, height: int, steps: int
) -> Figures:
    """Work of a pan frame in milliseconds, or `not_measured` with the reason. Uses npm for the library
    and loopback only."""
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if browser is None:
        return {"not_measured": "no Chromium is installed"}
    with tempfile.TemporaryDirectory(prefix="atalaya-leaflet-") as name:
        folder = Path(name)
        reason = _fetch_library(folder)
        if reason:
            return {"not_measured": reason}
        good = np.isfinite(lon) & np.isfinite(lat)
        points = np.stack([lat[good], lon[good]], axis=1).round(6).tolist()
        (folder / "points.json").write_text(json.dumps(points))
        (folder / "index.html").write_text(PAGE.replace("STEPS", str(steps)))
        return _run(browser, folder, width=width, height=height)


def _fetch_library(folder: Path) -> str:
    """Put leaflet.js and leaflet.css into the folder; the reason why not, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed, so Leaflet cannot be had"
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), "leaflet@1"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_LIMIT_S)
        for file in ("leaflet.js", "leaflet.css"):
            shutil.copy(folder / "node_modules" / "leaflet" / "dist" / file, folder / file)
    except (OSError, subprocess.SubprocessError):
        return "npm could not install Leaflet"
    return ""


def _run(browser: str, folder: Path, *, width: int, height: int) -> Figures:
    with _serve(folder) as (port, results):
        command = [
            browser,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={width},{height}",
            f"--user-data-dir={folder / 'profile'}",
            f"http://127.0.0.1:{port}/index.html",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            answer = results.get(timeout=RUN_LIMIT_S)
        except queue.Empty:
            return {"not_measured": f"the page did not answer within {RUN_LIMIT_S:.0f} s"}
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
    work = answer["work"]
    return {
        "frames": len(work),
        "size": f"{answer['width']}x{answer['height']}",
        "work_ms": {f"p{share}": round(float(np.percentile(work, share)), 2) for share in (50, 95, 99)},
    }


@contextlib.contextmanager
def _serve(folder: Path) -> Iterator[tuple[int, queue.Queue[Figures]]]:
    """The folder on a loopback port; what the page posts comes out of the queue."""
    results: queue.Queue[Figures] = queue.Queue()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            results.put(json.loads(body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            """Nothing: the figures are what is said."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, name="leaflet-page", daemon=True)
    thread.start()
    try:
        yield server.server_address[1], results
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5.0)
