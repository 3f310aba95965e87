"""The still part of a simulated camera's picture: sky, houses, road and sea, by day or by night."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from app.demo.cameras.figures import Colour, Image, halo
from app.demo.cameras.optics import HEIGHT, WIDTH, Eye, Ground

_TWICE = 2
"""Drawn so many times larger and made small again, which smooths edges."""
Corner = tuple[float, float, float]
"""Metres right, away and up."""


class Canvas:
    """A still being painted; colours are given for day and for night."""

    def __init__(self, eye: Eye, seed: int, *, night: bool) -> None:
        self._eye, self._night = eye, night
        self._chance = np.random.default_rng([seed, 31])
        self._image: Image = np.zeros((HEIGHT * _TWICE, WIDTH * _TWICE, 3), dtype=np.uint8)

    def finished(self) -> Image:
        """(360, 640, 3) BGR"""
        return np.asarray(cv2.resize(self._image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)

    def face(self, corners: list[Corner], day: Colour, night: Colour) -> None:
        """A polygon in the open."""
        cv2.fillPoly(self._image, [self._spots(corners)], self._tone(day, night), cv2.LINE_AA)

    def stroke(self, corners: list[Corner], width_m: float, day: Colour, night: Colour) -> None:
        width = max(1, round(width_m * self._eye.scale(corners[0][1]) * _TWICE))
        cv2.polylines(self._image, [self._spots(corners)], False, self._tone(day, night), width, cv2.LINE_AA)

    def basin(self, x: float, z: float, radius_m: float, day: Colour, night: Colour) -> None:
        """A round pool on the ground."""
        turns = np.linspace(0.0, 2.0 * np.pi, 40).tolist()
        self.face([(x + radius_m * np.cos(a), z + radius_m * np.sin(a), 0.0) for a in turns], day, night)

    def disc(self, corner: Corner, radius_m: float, day: Colour, night: Colour) -> None:
        (middle,) = self._spots([corner]).tolist()
        radius = max(1, round(radius_m * self._eye.scale(corner[1]) * _TWICE))
        cv2.circle(self._image, middle, radius, self._tone(day, night), -1, cv2.LINE_AA)

    def sky(self) -> None:
        bottom = round(self._eye.horizon * HEIGHT * _TWICE)
        top, low = ((96, 62, 40), (104, 78, 92)) if self._night else ((226, 200, 168), (236, 228, 216))
        ramp = np.linspace(0.0, 1.0, bottom)[:, None] ** 1.6
        rows = np.array(top) * (1.0 - ramp) + np.array(low) * ramp
        self._image[:bottom] = rows.astype(np.uint8)[:, None, :]

    def ground(self, day: Colour, night: Colour) -> None:
        """From the horizon down, darker far away, with some grain."""
        top = round(self._eye.horizon * HEIGHT * _TWICE)
        rows = HEIGHT * _TWICE - top
        tones = np.linspace(0.82, 1.08, rows)[:, None] * self._tone(day, night) - 4.0
        grain = self._chance.integers(0, 9, (rows, WIDTH * _TWICE, 1), dtype=np.uint8)
        self._image[top:] = tones.clip(0, 245).astype(np.uint8)[:, None, :] + grain

    def skyline(self, z: float, lowest: float, highest: float, *, lit: float = 0.3) -> None:
        """Houses in a row across the picture, far away."""
        x, edge = -0.75 * z, 0.75 * z
        while x < edge:
            wide = float(self._chance.uniform(0.05, 0.1)) * z
            tall = float(self._chance.uniform(lowest, highest))
            self.house((x, z), (x + wide, z), tall, lit=lit)
            x += wide

    def house(self, start: Ground, end: Ground, tall: float, *, lit: float = 0.3) -> None:
        """A front over the ground from one place to another, with windows of which some are lit at night."""
        tone = float(self._chance.uniform(0.75, 1.1))
        warm = float(self._chance.uniform(-14.0, 14.0))
        day = (150 * tone - warm, 158 * tone, 166 * tone + warm)
        night = (58 * tone, 46 * tone, 42 * tone)
        (x0, z0), (x1, z1) = start, end
        self.face([(x0, z0, 0), (x1, z1, 0), (x1, z1, tall), (x0, z0, tall)], day, night)
        columns = max(2, round(float(np.hypot(x1 - x0, z1 - z0)) / 3.0))
        floors = max(1, round(tall / 3.2))
        for column in range(columns):
            for floor in range(floors):
                self._window(
                    start, end, (column + 0.3) / columns, 0.4 / columns, (floor + 0.35) * tall / floors, lit
                )

    def _window(self, start: Ground, end: Ground, at: float, wide: float, up: float, lit: float) -> None:
        (x0, z0), (x1, z1) = start, end
        left = (x0 + (x1 - x0) * at, z0 + (z1 - z0) * at)
        right = (left[0] + (x1 - x0) * wide, left[1] + (z1 - z0) * wide)
        shining = self._chance.random() < lit
        night: Colour = (70, 140, 190) if shining else (44, 38, 34)
        self.face([(*left, up), (*right, up), (*right, up + 1.3), (*left, up + 1.3)], (110, 100, 92), night)

    def wall(self, x: float, near: float, far: float) -> None:
        """Houses along the street on one side, from the far end to the near one."""
        edges = [far]
        while edges[-1] > near:
            edges.append(max(near, edges[-1] - float(self._chance.uniform(7.0, 13.0))))
        for z0, z1 in itertools.pairwise(edges):
            self.house((x, z0), (x, z1), float(self._chance.uniform(7.0, 13.0)))

    def band(self, near: float, far: float, day: Colour, night: Colour) -> None:
        """A strip of ground across the whole picture."""
        half = 0.75 * far
        self.face([(-half, far, 0), (half, far, 0), (half, near, 0), (-half, near, 0)], day, night)

    def strip(self, left: float, right: float, near: float, far: float, day: Colour, night: Colour) -> None:
        """A strip of ground that leads away."""
        self.face([(left, far, 0), (right, far, 0), (right, near, 0), (left, near, 0)], day, night)

    def dashes(self, x: float, near: float, far: float) -> None:
        z = near
        while z < far:
            self.strip(x - 0.08, x + 0.08, z, z + 2.0, (205, 205, 205), (118, 118, 116))
            z += 5.0

    def zebra(self, near: float, far: float, half: float) -> None:
        """A crossing for walkers over the road."""
        for x in np.arange(-half + 0.3, half - 0.5, 1.1).tolist():
            self.strip(x, x + 0.55, near, far, (205, 205, 205), (122, 122, 120))

    def railing(self, z: float) -> None:
        half = 0.75 * z
        for up in (0.5, 1.1):
            self.stroke([(-half, z, up), (half, z, up)], 0.1, (190, 190, 190), (130, 128, 126))
        for x in np.arange(-half, half, 2.2).tolist():
            self.stroke([(x, z, 0), (x, z, 1.1)], 0.1, (180, 180, 180), (120, 118, 116))

    def tree(self, x: float, z: float) -> None:
        self.stroke([(x, z, 0), (x, z, 2.4)], 0.35, (60, 76, 92), (32, 36, 40))
        for dx, up, size in ((0.0, 3.6, 1.5), (-0.9, 3.0, 1.0), (0.9, 3.1, 1.1)):
            self.disc((x + dx, z, up), size, (72, 120, 84), (38, 52, 40))

    def stall(self, x: float, z: float, awning: Colour) -> None:
        """A market stall with its awning."""
        dark = (awning[0] * 0.6, awning[1] * 0.6, awning[2] * 0.6)
        self.face([(x, z, 0), (x + 3.4, z, 0), (x + 3.4, z, 1.0), (x, z, 1.0)], (90, 110, 130), (48, 54, 62))
        self.face(
            [(x - 0.2, z, 2.1), (x + 3.6, z, 2.1), (x + 3.2, z + 1.5, 3.2), (x + 0.2, z + 1.5, 3.2)],
            awning,
            dark,
        )

    def lamp(self, x: float, z: float) -> None:
        """The head of a street lamp with its light; its post is drawn with what moves, which it hides."""
        (middle,) = self._spots([(x, z, 7.0)]).tolist()
        if self._night:
            self._add(middle, round(3.4 * self._eye.scale(z) * _TWICE / 2))
            (foot,) = self._spots([(x, z, 0.0)]).tolist()
            self._add(foot, round(3.0 * self._eye.scale(z)), flat=0.3, weak=0.22)
        self.disc((x, z, 7.0), 0.22, (200, 205, 205), (190, 235, 255))

    def _add(self, middle: list[int], radius: int, *, flat: float = 1.0, weak: float = 1.0) -> None:
        light = halo(max(2, radius))
        wide, tall = light.shape[1], max(2, round(light.shape[0] * flat))
        light = np.asarray(cv2.resize(light, (wide, tall)) * weak).astype(np.uint8)
        left, top = middle[0] - wide // 2, middle[1] - tall // 2
        rows, columns = self._image.shape[:2]
        x0, y0, x1, y1 = max(0, left), max(0, top), min(columns, left + wide), min(rows, top + tall)
        if x0 < x1 and y0 < y1:
            part = self._image[y0:y1, x0:x1]
            cv2.add(part, light[y0 - top : y1 - top, x0 - left : x1 - left], dst=part)

    def _tone(self, day: Colour, night: Colour) -> Colour:
        return night if self._night else day

    def _spots(self, corners: list[Corner]) -> NDArray[np.int32]:
        spots = np.array([self._eye.spot(*corner) for corner in corners])
        return (spots * _TWICE).round().astype(np.int32)
