"""The video workspace of one window: wall, events, chosen camera, and how they follow each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.alarms import Priority
from app.domain.rights import Right
from app.domain.video.around import StandingCamera, cameras_around
from app.domain.video.scenes import SceneEvent
from video.desk.camera_list import CameraList
from video.desk.camera_panel import CameraPanel
from video.desk.events_panel import EventsPanel
from video.desk.joystick import Joystick
from video.desk.kept_walls import KeptWalls
from video.desk.side_parts import Chosen, Desk, MakeSidePart
from video.desk.spans import Window
from video.desk.steering import Steering
from video.desk.timeline_feed import FootageIndex
from video.desk.tour import Tour
from video.desk.view_keeper import ViewKeeper
from video.desk.wall_panel import WallPanel
from video.wall.layouts import BY_ID, SQUARES, smallest_for
from video.wall.tile_state import Mark
from widgets.access.permits import Permits
from widgets.look import Look
from widgets.video_page import ExtraPage, VideoPage

SET_UP = "cameras"
"""The id of the page where cameras are set up."""
BEFORE_MS = 10_000
"""What is brought up begins so long before."""
AROUND_M, MOST_AROUND = 500.0, 9


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """`folder` keeps the walls of operators; `console` is this one as the engine knows it; `parts` stand
    below the dial, in this order."""

    hub: Hub
    look: Look
    footage: FootageIndex
    folder: Path
    console: str = ""
    parts: Sequence[MakeSidePart] = ()
    pages: Sequence[Callable[[Desk], ExtraPage]] = ()
    """They stand as tabs beside the wall."""
    joystick: bool = False


class VideoDesk(QObject):
    """A child of its wall, and gone with it. GUI thread."""

    said = Signal(str)
    camera_chosen = Signal(str)
    front_wanted = Signal(str)
    """Bring a panel of this workspace to the front, by its id."""
    chosen_changed = Signal(object)
    """`Chosen`."""

    def __init__(self, plan: DeskPlan) -> None:
        super().__init__()
        self._plan, self._hub = plan, plan.hub
        self._permits = Permits(plan.hub)
        self._clip: Window | None = None
        self._incident, self._brought = "", False
        self.panel = WallPanel(plan.hub, plan.look, plan.footage)
        self.setParent(self.panel)
        self.wall = self.panel.wall
        self.steering = Steering(plan.hub, plan.console, self)
        self.events = EventsPanel(plan.hub, plan.look)
        desk = Desk(self.said.emit, self.wall.sources.frame, self._show_in_front, self.front_wanted.emit)
        self.camera = CameraPanel(plan.hub, plan.look, self.steering, plan.parts, desk)
        self.cameras = CameraList(plan.hub, plan.look)
        self._pages = (self._camera_page(), *(make(desk) for make in plan.pages))
        self.tour = Tour(plan.hub, self.wall, self)
        self.keeper = ViewKeeper(plan.hub, self.wall, plan.folder, lambda: self.tour.on, self)
        self.kept = KeptWalls(self.panel, self.keeper, self.tour)
        self.joystick = Joystick(self)
        self._connect()
        if plan.joystick:
            self.joystick.start()

    def page(self) -> VideoPage:
        """As the window takes it."""
        return VideoPage(
            self.panel,
            self.events,
            self.camera,
            lay_out=self.lay_out,
            around=self.around,
            around_place=self.around_place,
            pages=self._pages,
            bring_up=self.bring_up,
            show_waiting=self.show_waiting,
            toggle_round=self.tour.toggle,
            choose_round=self.kept.offer_rounds,
            show_device=self.show_device,
            join=self._join,
            close=self.close,
        )

    def close(self) -> None:
        """The window goes: what was changed last is kept, threads end."""
        self.panel.full.leave()
        self.panel.playing.close()
        self.joystick.close()
        self.keeper.finish()
        self.events.close_stills()

    def _connect(self) -> None:
        wall, bar, playing = self.wall, self.panel.bar, self.panel.playing
        wall.marked.connect(self._take_marked)
        wall.arranged.connect(self._take_arranged)
        wall.centre_asked.connect(self.steering.centre)
        wall.preset_asked.connect(self.steering.preset)
        wall.steer_asked.connect(self.steering.push)
        wall.around_asked.connect(self.around)
        playing.changed.connect(self._tell_chosen)
        self._hub.incidents.changed.connect(lambda _moved: self._tell_chosen())
        self.panel.timeline.clip_chosen.connect(self._take_clip)
        self.joystick.pushed.connect(self._push)
        self.joystick.pressed.connect(lambda number: self.steering.preset(wall.arrangement.camera, number))
        bar.back_asked.connect(self.go_back)
        self.panel.empty.set_up_asked.connect(lambda: self.front_wanted.emit(SET_UP))
        self.events.event_chosen.connect(self.show_event)
        self.cameras.chosen.connect(self.add_camera)
        for part in (self.steering, self.events, playing, self.tour):
            part.said.connect(self.said)

    def _join(
        self, say: Callable[[str], None], choose: Callable[[str], None], front: Callable[[str], None]
    ) -> None:
        self.said.connect(say)
        self.camera_chosen.connect(choose)
        self.front_wanted.connect(front)

    def _show_in_front(self, cameras: Sequence[str]) -> None:
        self.show_cameras(cameras)
        self.front_wanted.emit("wall")

    # What others ask

    def lay_out(self, tiles: int) -> None:
        """1, 4, 9 or 16."""
        self.wall.lay_out(BY_ID[SQUARES[tiles]])
        self.wall.setFocus()

    def show_device(self, device: str) -> None:
        self.wall.mark(device)

    def show_cameras(self, cameras: Sequence[str]) -> None:
        """These alone, live, each as large as it can be, until `go_back`."""
        self._bring(cameras)

    def go_back(self) -> None:
        """The operator's own wall, whole and live."""
        self.tour.stop(told=False)
        self.wall.arrangement.go_back()
        self.wall.rearranged()
        self.wall.setFocus()

    def bring_up(self, cameras: Sequence[str], because: str) -> None:
        """Show them with the ten seconds before now, then live. `because` is the id of an open incident or of
        a standing alarm; each tile says so."""
        known = [camera for camera in cameras if camera in self._hub.video.cameras]
        if not known:
            self.said.emit(self.tr("No camera there that is known."))
            return
        self._bring(known, because)
        # The last seconds are shown to whoever may watch live; more of the past takes a right of its own.
        seen = [camera for camera in known if self._permits.may(Right.VIDEO_LIVE, camera)]
        if seen and self._hub.video.folder:
            now = self._hub.now()
            self.panel.playing.open(seen, now - BEFORE_MS, back_at=now, speed=1.0)
        self.wall.update()

    def show_waiting(self) -> None:
        """The cameras of the alarm that waits for the wall."""
        if self.panel.waiting.waits:
            self.panel.waiting.asked.emit()
        else:
            self.said.emit(self.tr("No alarm waits for the wall."))

    def around(self, device: str) -> None:
        """The cameras around a device, those that see it first."""
        found = self._hub.devices.get(device) if device else None
        if found is None or found.lat is None or found.lon is None:
            self.said.emit(self.tr("Choose a device with a place first."))
            return
        self.around_place(found.lat, found.lon, device)

    def around_place(self, lat: float, lon: float, name: str) -> None:
        """The cameras around a place in degrees; an empty name is a point of the map."""
        name = name or self.tr("this place")
        near = cameras_around(lat, lon, self._standing(), radius_m=AROUND_M, most=MOST_AROUND)
        if not near:
            self.said.emit(self.tr("No camera within {0} m of {1}.").format(round(AROUND_M), name))
            return
        self.show_cameras([one.camera.id for one in near])
        self.said.emit(self.tr("{0} cameras around {1}").format(len(near), name))

    def add_camera(self, camera: str) -> None:
        """Into the first empty tile, otherwise into the last one."""
        self.tour.stop()
        self.wall.arrangement.add(camera)
        self.wall.rearranged()

    def show_event(self, event: SceneEvent) -> None:
        """The moment at which it began, on its own tile."""
        if self.wall.arrangement.tile_of(event.camera) is None:
            self.tour.stop(told=False)
            self.wall.arrangement.hold()
            self.add_camera(event.camera)
        self.wall.mark(event.camera)
        if reason := self._permits.why_not(Right.VIDEO_PLAYBACK, event.camera):
            self.said.emit(reason)
            return
        self.panel.playing.open([event.camera], event.began - 3_000)

    # Inside

    def _bring(self, cameras: Sequence[str], because: str = "") -> None:
        self.tour.stop(told=False)
        self.panel.playing.go_live()
        self._incident = self._incident_of(because)
        self.wall.facts.because = self._marks(cameras, because)
        self.wall.arrangement.bring(cameras, smallest_for(len(cameras)))
        self.wall.rearranged()

    def _incident_of(self, because: str) -> str:
        """An incident itself, or that of an alarm."""
        return because if self._hub.incidents.get(because) else self._hub.incidents.incident_of(because)

    def _take_arranged(self) -> None:
        """The reason of what was brought up goes with it, and so does what was played of it."""
        brought = self.wall.arrangement.before is not None or self.tour.on
        if self._brought and not brought:
            self._incident, self.wall.facts.because = "", {}
            self.panel.playing.go_live()
            self.wall.update()
        self._brought = brought
        self._tell_chosen()

    def _camera_page(self) -> ExtraPage:
        return ExtraPage("camera_list", self.tr("Cameras"), "camera", self.cameras, "beside")

    def _marks(self, cameras: Sequence[str], because: str) -> dict[str, Mark]:
        incident, alarm = self._hub.incidents.get(because), self._hub.alarms.get(because)
        if incident is not None:
            mark = Mark(Priority(incident.priority), incident.id)
        elif alarm is not None:
            mark = Mark(Priority(alarm.priority), alarm.device)
        else:
            return {}
        return dict.fromkeys(cameras, mark)

    def _standing(self) -> list[StandingCamera]:
        """The cameras of which it is known where they are, and that this operator may see."""
        found = []
        for camera in self._hub.video.cameras.values():
            device = self._hub.devices.get(camera.id)
            placed = device is not None and device.lat is not None and device.lon is not None
            if placed and device is not None and self.wall.facts.may_see(camera.id):
                found.append(StandingCamera(camera, device.lat or 0.0, device.lon or 0.0))
        return found

    def _push(self, pan: float, tilt: float, zoom: float) -> None:
        if self.panel.isVisible() and self.wall.arrangement.camera:
            self.steering.push(self.wall.arrangement.camera, pan, tilt, zoom)

    def _take_marked(self, camera: str) -> None:
        self.steering.stop()
        if camera and not self.tour.on:
            self.camera_chosen.emit(camera)

    def _take_clip(self, clip: Window | None) -> None:
        self._clip = clip
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        playing, clip = self.panel.playing, self._clip
        told = Chosen(
            camera=self.wall.arrangement.camera,
            cameras=self.panel.chosen(),
            since=0 if clip is None else clip.since,
            until=0 if clip is None else clip.until,
            at=self._hub.now() if playing.live else playing.at,
            live=playing.live,
            incident=self._reason_of(self.wall.arrangement.camera),
        )
        self.camera.show_chosen(told)
        self.chosen_changed.emit(told)

    def _reason_of(self, camera: str) -> str:
        """The incident for which it was brought up, or that of its own alarm."""
        if camera in self.wall.facts.because and self._incident:
            return self._incident
        mark = self.wall.view(self.wall.arrangement.marked).tile.mark
        return mark.text if mark is not None and self._hub.incidents.get(mark.text) is not None else ""


def build_video_page(plan: DeskPlan) -> VideoPage:
    """GUI thread."""
    return VideoDesk(plan).page()
