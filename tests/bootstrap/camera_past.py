"""Three cameras with some days on record: one records all the time, one events, one is off."""

from __future__ import annotations

import datetime as dt
import threading
import time
from zoneinfo import ZoneInfo

from app.bootstrap.data_folder import DataFolder
from app.domain.changes import DeviceIntroduced
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraStream, RecordingMode
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.settings.cameras import Cameras, rendered
from app.store.footage import FootageIndex
from tests.support.stores import journal_in, lay_history
from tests.support.waiting import PATIENCE_S

LIMA = ZoneInfo("America/Lima")
SETTINGS = '[site]\nid = "sereno"\nname = "Puerto Sereno"\ntime_zone = "America/Lima"\n'
CAMERAS = Cameras(
    (
        Camera("CAM-1", recording=RecordingMode.CONTINUOUS),
        Camera("CAM-2", recording=RecordingMode.EVENTS),
        Camera("CAM-3", "Puente", -12.1, -77.1, "Norte", enabled=False),
    ),
    tuple(CameraStream(f"CAM-{n}", f"rtsp://10.0.0.{n}/live") for n in (1, 2, 3)),
)


def days_ago(back: int) -> dt.date:
    return dt.datetime.now(LIMA).date() - dt.timedelta(days=back)


def midnight(back: int) -> int:
    return int(dt.datetime.combine(days_ago(back), dt.time(), LIMA).timestamp() * 1000)


def fill_cameras(data: DataFolder, *, days: int = 50, kept: int = 18) -> None:
    """CAM-1 recorded on so many days, of which so many are still there; CAM-2 was dead on the last two."""
    data.settings.write_text(SETTINGS)
    (data.root / "cameras.toml").write_text(rendered(CAMERAS), "utf-8")
    rows = []
    for back in range(1, days + 1):
        day, dead = days_ago(back).isoformat(), 86_400.0 if back <= 2 else 0.0
        rows.append(CameraDay("CAM-1", day, 86_400, 0, 864, 86_400, 1_296_000, 21_600_000_000))
        up = 86_400 - dead
        rows.append(CameraDay("CAM-2", day, up, dead, 0, 0, 15 * int(up), 1_000, armed_s=up))
    lay_history(data.store)
    journal = journal_in(data.store)
    journal.open()
    index, settled = FootageIndex(journal, data.store), threading.Event()
    now = int(time.time() * 1000)
    index.put_days(rows)
    index.put_segments(
        [
            segment("CAM-1", midnight(kept)),
            segment("CAM-1", now - 3_600_000),
            segment("CAM-2", now - 7_200_000, FootageClass.EVENT),
        ],
        lambda _: settled.set(),
    )
    journal.commit(
        [
            DeviceIntroduced(Device("CAM-1", "camera", '=HYPERLINK("http://x")', zone="Zona Franca")),
            DeviceIntroduced(Device("CAM-2", "camera", "Plaza", zone="Centro")),
            DeviceIntroduced(Device("CAM-9", "camera", "Mirador", zone="Centro")),
        ]
    )
    assert settled.wait(PATIENCE_S)
    journal.close()


def segment(camera: str, began: int, footage: FootageClass = FootageClass.CONTINUOUS) -> Segment:
    return Segment(camera, began, began + 60_000, f"{camera}/{began}.mkv", 15_000_000, footage)
