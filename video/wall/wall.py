"""The wall: one opaque widget that paints every tile, and only what of it is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.bridge.hub import Hub
from app.wire.video import Watched
from video.wall.arrangement import Arrangement
from video.wall.facts import TileFacts
from video.wall.geometry import TilePlace, places
from video.wall.hands import WallHands
from video.wall.keys import WallKeys
from video.wall.layouts import Layout
from video.wall.sources import Sources
from video.wall.tile_state import mood_of
from video.wall.tile_view import TileView
from video.wall.wall_painting import WallPainting
from video.wall.zooming import WHOLE, Zoom
from widgets.look import Look

POLL_MS, TURNS = 25, 2
"""At most twenty looks a second at each slot, at half of them at a time: so a paint takes half as long."""
TICK_MS = 1000


class CameraWall(QWidget):
    """Watches what it shows while it is seen. GUI thread."""

    marked = Signal(str)
    """The camera of the marked tile; empty for none."""
    arranged = Signal()
    """Other cameras, another layout or page."""
    touched = Signal()
    """The operator did something here."""
    centre_asked = Signal(str, float, float)
    """Bring this point of the picture to the middle."""
    preset_asked = Signal(str, int)
    """The first has number 1."""
    steer_asked = Signal(str, float, float, float)
    """Pan, tilt, zoom from -1 to 1; all 0 when the key is let go."""
    around_asked = Signal(str)
    """A device that is no camera was dropped here."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self.arrangement = Arrangement()
        self.facts = TileFacts(hub)
        self.sources = Sources(hub.video.pictures)
        self.zooms: dict[str, Zoom] = {}
        self.analytics = True
        self.played: Mapping[str, str] = {}
        """Camera to the slot of its recorded footage, while that is shown."""
        self.faults: Mapping[str, str] = {}
        self.target: int | None = None
        """The tile over which something is held."""
        self._key = f"wall-{id(self):x}"
        self._said_marked = ""
        self._turn = 0
        self._workers: dict[str, int] = {}
        self._painting = WallPainting(self, self, hub, look)
        self._hands, self._keys = WallHands(self, self), WallKeys(self)
        self._poll = QTimer(self, interval=POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick = QTimer(self, interval=TICK_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAcceptDrops(True)
        self.setMinimumSize(240, 160)
        self._connect()

    def _connect(self) -> None:
        video = self._hub.video
        self._poll.timeout.connect(self.poll)
        self._tick.timeout.connect(lambda: self._painting.renew())
        self._look.changed.connect(self.update)
        self._look.blinked.connect(lambda _lit: self._painting.blink())
        video.loaded.connect(self._begin_again)
        video.watching_changed.connect(self._follow)
        video.states_changed.connect(self._take_states)
        video.cameras_changed.connect(self.rearranged)
        self._hub.alarms_changed.connect(self._note_marks)
        self._hub.incidents.changed.connect(self._note_marks)
        self._hub.incidents.links_changed.connect(self._note_marks)
        self._hub.snapshot_loaded.connect(self._note_marks)

    # What others call

    def show_cameras(self, cameras: list[str], layout: Layout | None = None) -> None:
        self.arrangement.show(cameras, layout)
        self.rearranged()

    def lay_out(self, layout: Layout) -> None:
        self.arrangement.lay_out(layout)
        self.rearranged()

    def mark(self, camera: str) -> bool:
        """Its tile, where it has one on this page."""
        tile = self.arrangement.tile_of(camera)
        if tile is None:
            return False
        self.arrangement.marked = tile
        self.rearranged()
        return True

    def play(self, streams: Mapping[str, str], faults: Mapping[str, str] | None = None) -> None:
        """Show recorded footage of these cameras; an empty mapping goes back to live."""
        self.played, self.faults = dict(streams), dict(faults or {})
        self._follow()

    def rearranged(self) -> None:
        """After every change of the arrangement."""
        self._watch()
        self._follow()
        if self._said_marked != self.arrangement.camera:
            self._said_marked = self.arrangement.camera
            self.marked.emit(self._said_marked)
        self.arranged.emit()

    def tile_at(self, x: int, y: int) -> TilePlace | None:
        return next((place for place in self.places() if place.whole.contains(x, y)), None)

    def places(self) -> tuple[TilePlace, ...]:
        return places(self.arrangement, self.rect())

    def zoom_of(self, tile: int) -> Zoom:
        return self.zooms.get(self.arrangement.at(tile), WHOLE)

    def set_zoom(self, tile: int, zoom: Zoom) -> None:
        if camera := self.arrangement.at(tile):
            self.zooms[camera] = zoom
            self.update()

    def view(self, tile: int) -> TileView:
        """As it is painted now."""
        camera = self.arrangement.at(tile)
        shot = self.sources.shots.get(camera)
        fault = self.faults.get(camera, "")
        told = self.facts.tile(camera, shot, recorded=camera in self.played, fault=fault)
        return TileView(
            told,
            mood_of(told, self._hub.now()),
            shot,
            zoom=self.zoom_of(tile),
            marked=tile == self.arrangement.marked,
            focused=self.hasFocus(),
            analytics=self.analytics,
            target=tile == self.target,
        )

    def camera_of(self, tile: int) -> str:
        """Empty for none."""
        return self.arrangement.at(tile)

    def cameras(self) -> list[str]:
        """Of the tiles that are shown now."""
        return [camera for tile, _ in self.arrangement.shown() if (camera := self.arrangement.at(tile))]

    # What keys and mouse ask

    def put(self, devices: Sequence[str], tile: int) -> None:
        """Cameras go into this tile and those after it; around another device its cameras are wanted."""
        cameras = [one for one in devices if one in self._hub.video.cameras]
        if cameras:
            self.arrangement.put(cameras, tile)
            self.rearranged()
            self.setFocus()
        elif devices:
            self.around_asked.emit(devices[0])

    def double_clicked(self, tile: int, at: tuple[float, float] | None) -> None:
        """A camera that can be turned looks there; another one gets the whole wall, or gives it back."""
        camera = self._hub.video.cameras.get(self.arrangement.at(tile))
        if camera is not None and camera.ptz and at is not None and camera.id not in self.played:
            self.centre_asked.emit(camera.id, *at)
        elif camera is not None:
            self.arrangement.marked, self.arrangement.large = tile, not self.arrangement.large
            self.rearranged()

    def ask_preset(self, number: int) -> None:
        if camera := self.arrangement.camera:
            self.preset_asked.emit(camera, number)

    def ask_steering(self, pan: float, tilt: float, zoom: float) -> None:
        if camera := self.arrangement.camera:
            self.steer_asked.emit(camera, pan, tilt, zoom)

    # Pictures

    def poll(self) -> None:
        """Copy what is new of the next half of the cameras, and have it painted."""
        self._turn = (self._turn + 1) % TURNS
        changed = set(self.sources.poll(self._turn, TURNS))
        if changed:
            self._painting.show_next(changed, self.sources.shots)

    def _watch(self) -> None:
        """Say what is to be seen, each as wide as it is drawn."""
        if not self.isVisible():
            self._hub.video.watch((), of=self._key)
            return
        density = self.devicePixelRatioF()
        tiles = []
        for place in self.places():
            camera = self.arrangement.at(place.tile)
            if camera and self.facts.may_see(camera):
                width = place.body.width() * density * self.zoom_of(place.tile).factor
                tiles.append(Watched(camera, min(1920, round(width))))
        self._hub.video.watch(tiles, of=self._key)

    def _follow(self) -> None:
        streams = self._hub.video.streams
        shown = {
            camera: self.played.get(camera, streams.get(camera, ""))
            for camera in self.cameras()
            if self.facts.may_see(camera)
        }
        self.sources.follow({camera: stream for camera, stream in shown.items() if stream})
        self.update()

    def _begin_again(self) -> None:
        """Another supervisor, or none: slots of the one before are not looked at any more."""
        self.sources.drop_all()
        self._note_marks()
        self.rearranged()

    def _take_states(self, cameras: tuple[str, ...]) -> None:
        states = self._hub.video.states
        workers = {camera: states[camera].worker for camera in cameras if camera in states}
        self.sources.reopen(camera for camera in workers if workers[camera] != self._workers.get(camera))
        self._workers.update(workers)
        self._painting.renew(cameras)

    def _note_marks(self, *_news: object) -> None:
        self.facts.note_marks()
        self._painting.renew()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painting.paint(event)

    def event(self, event: QEvent) -> bool:
        """The wall's own keys go before those of the console while it has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self._keys.takes(event))
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._poll.start()
        self._tick.start()
        self.rearranged()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._poll.stop()
        self._tick.stop()
        self._watch()
        self.sources.drop_all()

    def resizeEvent(self, _event: object) -> None:
        self._watch()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keys.let_go()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.press(event):
            self.touched.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._keys.release(event):
            super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        self._hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hands.move(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._hands.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hands.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.touched.emit()
        self._hands.wheel(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._hands.over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._hands.over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._hands.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.touched.emit()
        self._hands.drop(event)
