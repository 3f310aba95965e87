"""Boxes and trails pixel by pixel, and a wall of which only some parts are painted."""

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay, StageNote, Track
from app.domain.video.stages import Stage, StageKind, TrackClass
from tests.widgets.soft_video import soft_overlay, street
from video.wall.overlay_paint import OverlayPainter
from widgets.theme import DARK

PICTURE = QRectF(7, 5, 613, 341)
EDGE = QColor(0, 0, 0, 210)


def canvas(width=640, height=360):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(90, 120, 60))
    return image


def pixels(image):
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def track(number, rnd):
    left, top = 0.05 + 0.3 * number, 0.1 + 0.2 * rnd.random()
    trail = tuple((left + 0.1 * rnd.random(), 0.8 + 0.1 * rnd.random()) for _ in range(12))
    return Track(
        number, TrackClass.PERSON, left, top, rnd.uniform(0.03, 0.2), rnd.uniform(0.05, 0.5), trail=trail
    )


def drawn_plainly(tracks, part):
    """Each arm of each corner and each point of a trail as a rectangle of its own."""
    image = canvas()
    painter = QPainter(image)
    painter.setClipRect(PICTURE)

    def at(x, y):
        x, y = (x - part[0]) / part[2], (y - part[1]) / part[3]
        return QPointF(PICTURE.left() + x * PICTURE.width(), PICTURE.top() + y * PICTURE.height()).toPoint()

    for one in tracks:
        box = QRect(at(one.left, one.top), at(one.left + one.width, one.top + one.height))
        box.adjust(0, 0, -1, -1)  # its right and bottom are the last pixels inside
        reach = max(3, min(box.width(), box.height()) * 28 // 100)
        for grown, color in ((1, EDGE), (0, DARK.video)):
            thick = 2 + 2 * grown
            for x, left in ((box.left(), box.left()), (box.right() - 1, box.right() - reach + 1)):
                for y, top in ((box.top(), box.top()), (box.bottom() - 1, box.bottom() - reach + 1)):
                    painter.fillRect(QRect(left - grown, y - grown, reach + 2 * grown, thick), color)
                    painter.fillRect(QRect(x - grown, top - grown, thick, reach + 2 * grown), color)
        for point in one.trail:
            spot = at(*point)
            painter.fillRect(QRect(spot.x() - 1, spot.y() - 1, 2, 2), DARK.video)
    painter.end()
    return pixels(image)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("part", [(0.0, 0.0, 1.0, 1.0), (0.25, 0.1, 0.5, 0.5)])
def test_kept_corners_are_the_boxes_that_were_meant(qapp, seed, part):
    rnd = random.Random(seed)
    tracks = tuple(track(number, rnd) for number in range(3))
    image = canvas()
    painter = QPainter(image)
    painter.setClipRect(PICTURE)
    OverlayPainter(painter, PICTURE, part, DARK).paint(Overlay(tracks), Camera("C"))
    painter.end()
    expected = drawn_plainly(tracks, part)
    assert (expected != pixels(canvas())).any()
    assert np.abs(pixels(image).astype(int) - expected.astype(int)).max() <= 2


@pytest.mark.parametrize("what", ["bodies", "pictures"])
def test_a_part_of_the_wall_is_painted_as_in_the_whole_and_nothing_beside_it(show, hub, qtbot, what):
    wall = show()
    hours_ago(hub, wall, qtbot)
    whole, some = canvas(wall.width(), wall.height()), canvas(wall.width(), wall.height())
    wall.render(whole, QPoint(), QRegion(), QWidget.RenderFlag.IgnoreMask)
    fits = [place.fit(320, 180).rect for place in wall.places()]
    parts = ([place.body for place in wall.places()] if what == "bodies" else fits)[::3]
    region = QRegion()
    for part in parts:
        region += part
    before = pixels(some)
    wall.render(some, region.boundingRect().topLeft(), region, QWidget.RenderFlag.IgnoreMask)
    found, expected = pixels(some), pixels(whole)
    inside = np.zeros(found.shape[:2], bool)
    for part in parts:
        inside[part.top() : part.bottom() + 1, part.left() : part.right() + 1] = True
    assert (found[~inside] == before[~inside]).all()
    assert (found[inside] == expected[inside]).mean() > 0.999


def hours_ago(hub, wall, qtbot):
    """Pictures whose age does not become another one meanwhile."""
    cameras = [camera for camera in wall.cameras() if camera in hub.cameras.writers]
    for camera in cameras:
        hub.cameras.send(camera, street(3), soft_overlay(2), age_ms=9_000_000)
    shots = wall.sources.shots
    qtbot.waitUntil(lambda: all(shots[one].captured < hub.now() - 8_000_000 for one in cameras))


def test_what_is_said_of_zones_is_made_anew_when_it_changes(qapp):
    """Kept pixmaps are those of the counts, the camera and the size they were made for."""
    zone = Stage("Z", StageKind.CROWD, "Plaza", ((0.2, 0.3), (0.8, 0.3), (0.8, 0.9), (0.2, 0.9)))
    camera, moved = Camera("K", stages=(zone,)), Camera("K", stages=(replace(zone, points=zone.points[:3]),))
    told = Overlay(notes=(StageNote("Z", 3.0),))
    calm = over(camera, told)
    assert (over(camera, told) == calm).all()
    assert (over(camera, Overlay(notes=(StageNote("Z", 4.0),))) != calm).any()
    assert (over(camera, Overlay(notes=(StageNote("Z", 3.0, active=True),))) != calm).any()
    assert (over(moved, told) != calm).any()
    assert (over(camera, told, (0.1, 0.1, 0.5, 0.5)) != calm).any()
    assert (over(camera, told) == calm).all()
    assert (over(camera, Overlay()) == pixels(canvas())).all()


def over(camera, overlay, part=(0.0, 0.0, 1.0, 1.0)):
    image = canvas()
    painter = QPainter(image)
    painter.setClipRect(PICTURE)
    OverlayPainter(painter, PICTURE, part, DARK).paint(overlay, camera)
    painter.end()
    return pixels(image)
