"""A camera with privacy zones that turns: black from before it moves until it stands at its preset again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from app.domain.video.cameras import Camera
from tests.video.supervisor.scene import SoftControl
from video.supervisor.turning import ARRIVES_S, IDLE_S, WHOLE, Turning

ZONE = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
DOME = Camera("A", ptz=True, presets=("plaza", "calle"), privacy=(ZONE,))
OTHERS = (Camera("B", ptz=True, presets=("plaza",)), Camera("C", privacy=(ZONE,)))


@dataclass
class Asked(SoftControl):
    """With what was hidden while the camera was asked."""

    hidden: Callable[[], bool] = bool
    seen: list[bool] = field(default_factory=list)

    def move(self, camera: str, pan: float, tilt: float, zoom: float, told: Callable[[str], None]) -> None:
        self.seen.append(self.hidden())
        super().move(camera, pan, tilt, zoom, told)


class Scene:
    def __init__(self, dome: Camera = DOME) -> None:
        self.now, self.told, self.changes = 100.0, list[str](), 0
        self.cameras, self.control = (dome, *OTHERS), Asked()
        self.workers = list(self.cameras)
        self.control.hidden = lambda: self.black
        self.turning = Turning(self.control, self.assign, lambda call: call(), lambda: self.now)
        self.turning.plan(self.cameras)
        self.assign()

    def assign(self) -> None:
        self.changes += 1
        self.workers = self.turning.hidden(self.cameras)

    @property
    def black(self) -> bool:
        assert self.workers[1:] == list(OTHERS), "the others are never touched"
        return self.workers[0].privacy == (WHOLE,)

    @property
    def presets(self) -> list[str]:
        return [str(asked[2]) for asked in self.control.asked if asked[0] == "preset"]

    def after(self, seconds: float) -> bool:
        self.now += seconds
        self.turning.tick()
        return self.black

    def move(self, camera: str = "A") -> None:
        self.turning.move(camera, 0.5, 0.0, 0.0, self.told.append)

    def preset(self, name: str) -> None:
        self.turning.preset("A", name, self.told.append)


@pytest.fixture(name="scene")
def _scene() -> Scene:
    """At home and shown."""
    made = Scene()
    assert made.black, "nobody knows yet where it looks"
    made.after(0.0)
    assert made.presets == ["plaza"]
    assert made.after(ARRIVES_S - 1)
    assert not made.after(1.0)
    return made


def test_it_is_black_before_it_is_asked_to_move_and_until_it_stands_at_its_preset(scene: Scene) -> None:
    scene.move()
    assert scene.control.seen == [True]
    assert scene.workers[0].stages[0].enabled is False, "no covered camera is told"
    scene.preset("calle")
    assert scene.after(ARRIVES_S)
    scene.preset("plaza")
    assert scene.after(ARRIVES_S - 1)
    assert not scene.after(1.0)
    assert scene.told == ["", "", ""]


def test_a_stop_on_the_way_home_leaves_it_black(scene: Scene) -> None:
    scene.preset("plaza")
    scene.turning.move("A", 0.0, 0.0, 0.0, scene.told.append)
    assert scene.after(ARRIVES_S + 1)
    scene.turning.centre("A", 0.2, 0.2, scene.told.append)
    assert scene.after(ARRIVES_S + 1)


def test_nobody_who_turns_it_has_to_remember_to_send_it_home(scene: Scene) -> None:
    scene.move()
    scene.control.problem = "timeout"
    assert scene.after(IDLE_S)
    assert scene.presets == ["plaza", "plaza"]
    assert scene.after(ARRIVES_S), "it did not answer"
    scene.control.problem = ""
    assert scene.after(IDLE_S)
    assert scene.presets == ["plaza", "plaza", "plaza"]
    assert not scene.after(ARRIVES_S)


def test_cameras_without_zones_and_those_that_cannot_turn_are_let_be(scene: Scene) -> None:
    before = scene.changes
    scene.move("B")
    scene.move("C")
    assert (scene.changes, scene.black) == (before, False)


def test_another_plan_keeps_who_is_away_and_hides_who_gets_zones() -> None:
    scene = Scene(Camera("A", ptz=True, presets=("plaza", "calle")))
    assert not scene.black
    home = Camera("A", ptz=True, presets=("plaza", "calle"), home_preset="calle", privacy=(ZONE,))
    scene.cameras = (home, *OTHERS)
    scene.turning.plan(scene.cameras)
    scene.assign()
    assert scene.after(0.0)
    assert scene.presets == ["calle"]
    scene.turning.plan(scene.cameras)
    assert not scene.after(ARRIVES_S), "a plan that says the same changes nothing"
