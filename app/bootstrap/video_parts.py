"""Puts the video supervisor together: workers, engine link, MQTT, recordings, cameras that can be steered."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from app.bootstrap.broker_names import client_id, video_server_id
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.processes import own_command
from app.bootstrap.video_analysis import prepared
from app.bootstrap.video_paths import (
    certificates_folder,
    free_bytes,
    models_folder,
    recordings_claim,
    recordings_folder,
)
from app.domain.video.cameras import Camera
from app.domain.video.recordings import FootageClass
from app.feed.publisher import Publisher
from app.settings.cameras import Cameras
from app.settings.settings import Settings
from app.store.connection import history_path
from app.store.faults import StoreUnavailable
from app.store.footage_reading import list_files
from app.store.reader import Reader
from video.onvif.control import OnvifControl
from video.onvif.watching import OnvifEvent
from video.recording.caretaker import Caretaker
from video.recording.comparing import Comparing, Page
from video.recording.home import RecordingsHome
from video.recording.kept_days import KeptDays
from video.recording.recalling import recalled
from video.recording.retention import GIB, Keeper, Limits
from video.recording.shelf import Shelf
from video.recording.tallies import RecordedTally
from video.supervisor.crew import CrewPlan
from video.supervisor.days import DayBook
from video.supervisor.engine_link import EngineLink
from video.supervisor.footage import Recall
from video.supervisor.housekeeping import Housekeeping
from video.supervisor.introducing import CAMERA
from video.supervisor.parts import SupervisorParts
from video.supervisor.playbacks import PlaybackPlan
from video.supervisor.processor import ProcessorMeter, cores
from video.supervisor.publishing import Publishing
from video.supervisor.server_device import SERVER, ServerDevice, will
from video.supervisor.slots import close_slots, open_slots
from video.supervisor.supervisor import Supervisor
from video.supervisor.usual_rates import UsualRates

log = logging.getLogger(__name__)

DAYS_FILE, KEPT_DAYS_FILE = "video-days.json", "video-kept-days.json"
ROWS_FILE, GOING_ON_FILE = "video-rows.msgpack", "video-going-on.msgpack"
INTRODUCED_FILE, RATES_FILE = "video-introduced.json", "video-usual-rates.json"
FILES_AT_ONCE = 1_000
"""Of the index, that are looked for on the disk in one step."""
ALIVE_MS = 180_000
"""The file of the days is written each minute: who was killed has told what was there so long before."""


@dataclass(frozen=True, slots=True)
class VideoPlan:
    """`cameras` are those to begin with; an engine tells others. `name` is who attaches to it."""

    data: DataFolder
    settings: Settings
    cameras: Cameras
    name: str
    ends_with_engine: bool
    machine: str = ""
    """Where it is alone there, without an engine: then it is called after it."""

    @property
    def server_id(self) -> str:
        return video_server_id(self.settings.video, self.machine)


@contextlib.contextmanager
def running_supervisor(plan: VideoPlan) -> Iterator[Supervisor]:
    """Everything around the supervisor's thread; `run()` is the caller's to call. Holds the lock already."""
    supervisor: Supervisor | None = None

    def late() -> Supervisor:
        assert supervisor is not None
        return supervisor

    with contextlib.ExitStack() as stack:
        slots = open_slots(plan.data.root)
        stack.callback(close_slots, slots)
        publisher = _publisher(plan, late)
        supervisor = Supervisor(_parts(plan, slots, publisher, late))
        publisher.start()
        stack.callback(publisher.stop)
        yield supervisor


def _parts(
    plan: VideoPlan, slots: Path, publisher: Publisher, late: Callable[[], Supervisor]
) -> SupervisorParts:
    settings, run = plan.settings, plan.data.root / "run"
    zone = ZoneInfo(settings.site.time_zone)
    recordings = recordings_folder(settings, plan.data)
    keeper = Keeper(
        recordings,
        zone=zone,
        limits=_limits(settings, None),
        on_dropped=lambda files: late().footage_gone(files),
    )
    tally, kept_days = RecordedTally(zone), KeptDays(run / KEPT_DAYS_FILE)

    def keep_limits(cameras: tuple[Camera, ...]) -> None:
        keeper.limits = _limits(settings, kept_days.told(cameras))

    def said_itself(event: OnvifEvent) -> None:
        late().said_itself(event.camera, event.kind, active=event.active)

    return SupervisorParts(
        crew=_crew(plan, slots, recordings),
        link=lambda supervisor: EngineLink(plan.data.root, plan.name, supervisor),
        publishing=Publishing(publisher, _base(settings), run / INTRODUCED_FILE),
        server=ServerDevice(publisher, _base(settings), plan.server_id),
        control=OnvifControl(said_itself, on_clock=lambda camera, offset: late().clock(camera, offset)),
        playbacks=_playbacks(plan, slots, recordings),
        housekeeping=_housekeeping(plan, recordings, keeper, late),
        rates=UsualRates(run / RATES_FILE),
        days=DayBook(zone, run / DAYS_FILE, tally.recorded_s),
        recorded=tally.take,
        raise_footage=lambda kept: Shelf(recordings, kept.camera, zone).raise_class(
            kept.since, kept.until, kept.footage
        ),
        release_footage=lambda released: Shelf(recordings, released.camera, zone).release(
            released.since, released.until
        ),
        recall=_recall(recordings, zone, run / DAYS_FILE),
        keep_limits=keep_limits,
        prepared=lambda camera: prepared(camera, analysis=settings.video.analysis),
        disk_free=lambda: free_bytes(recordings),
        processor=ProcessorMeter(),
        cores=cores(),
        cameras=plan.cameras,
        slots=str(slots),
        rows=run / ROWS_FILE,
        going_on=run / GOING_ON_FILE,
        pid=os.getpid(),
        ends_with_engine=plan.ends_with_engine,
    )


def _housekeeping(
    plan: VideoPlan, recordings: Path, keeper: Keeper, late: Callable[[], Supervisor]
) -> Housekeeping:
    home = RecordingsHome(recordings, recordings_claim(plan.data))
    comparing = Comparing(
        recordings,
        index_pages(plan.data.store),
        lambda files: late().footage_missed(files),
        sound=lambda: not home.fault(),
    )
    return Housekeeping(Caretaker(home.fault, keeper, comparing), lambda fault: late().disk_fault(fault))


def _playbacks(plan: VideoPlan, slots: Path, recordings: Path) -> PlaybackPlan:
    return PlaybackPlan(
        command=own_command("video-playback", "--log", str(plan.data.logs / "video-playback.log")),
        slots=slots,
        recordings=str(recordings),
        zone=plan.settings.site.time_zone,
        logs=plan.data.logs,
        blur_all=plan.settings.video.blur == "all",
        models=str(models_folder(plan.settings, plan.data)),
    )


def index_pages(store: Path) -> Page:
    """The index as the engine has written it; there is none beside a supervisor that is alone."""

    def page(after: str) -> list[str] | None:
        if not history_path(store).exists():
            return None
        reader = Reader(store)
        try:
            return reader.ask(lambda link: list_files(link, after, FILES_AT_ONCE))
        except StoreUnavailable as problem:
            log.warning("The index of recordings cannot be read: %s", problem)
            return None
        finally:
            reader.close()

    return page


def _recall(recordings: Path, zone: ZoneInfo, days_file: Path) -> Recall:
    """`days_file` tells until when the supervisor before this one was alive."""
    alive = _written(days_file) - ALIVE_MS
    return lambda ids: recalled(recordings, ids, zone, since=alive, until=time.time_ns() // 1_000_000)


def _crew(plan: VideoPlan, slots: Path, recordings: Path) -> CrewPlan:
    video, logs = plan.settings.video, plan.data.logs
    return CrewPlan(
        command=lambda number: own_command("video-worker", "--log", str(logs / f"video-worker-{number}.log")),
        count=video.workers,
        slots=slots,
        recordings=str(recordings),
        models=str(models_folder(plan.settings, plan.data)),
        zone=plan.settings.site.time_zone,
        processor=video.shed_above * cores(),
        blur_all=video.blur == "all",
        before_event_s=video.before_event_s,
        after_event_s=video.after_event_s,
        certificates=str(certificates_folder(plan.data)),
        authorities=str(video.authorities or ""),
        logs=logs,
    )


def _publisher(plan: VideoPlan, late: Callable[[], Supervisor]) -> Publisher:
    """Hears besides how cameras introduce themselves, for their counters stand where they do; and its own
    telemetry, for then the broker has said all that it had before."""
    base, server = _base(plan.settings), plan.server_id

    def hear(topic: str, payload: bytes) -> None:
        kind, id_ = topic.split("/")[2:4]
        if kind == CAMERA:
            late().place(id_, payload)
        else:
            late().echoed()

    def on_link(up: bool) -> None:
        if up:
            late().broker_linked()

    return Publisher(
        plan.settings.broker,
        client_id=client_id(plan.settings, plan.data, plan.machine),
        filters=(f"{base}/{CAMERA}/+/config", f"{base}/{SERVER}/{server}/telemetry"),
        hear=hear,
        on_link=on_link,
        will=lambda: will(base, server, time.time_ns() // 1_000_000),
    )


def _base(settings: Settings) -> str:
    return f"{settings.site.root}/{settings.site.id}"


def _written(file: Path) -> int:
    """When, in epoch ms; 0 for a file that is not there."""
    try:
        return file.stat().st_mtime_ns // 1_000_000
    except OSError:
        return 0


def _limits(settings: Settings, camera_days: Mapping[str, float] | None) -> Limits:
    video = settings.video
    return Limits(
        days={
            FootageClass.CONTINUOUS: video.continuous_days,
            FootageClass.MOTION: video.motion_days,
            FootageClass.EVENT: video.event_days,
        },
        budget_bytes=int(video.disk_budget_gb * GIB),
        camera_days=camera_days,
    )
