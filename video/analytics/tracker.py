"""Follows blobs over frames: a constant-velocity Kalman filter for all tracks at once, and who is who.

Where several tracks have come together in one blob, each keeps its size and goes on as it went, held inside
the blob, until the blob parts again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from video.analytics.blobs import Boxes
from video.analytics.matching import match
from video.analytics.sizes import Perspective, votes_of
from video.analytics.tracks import Followed

Floats = NDArray[np.float64]

COASTING_MS = 1_200
"""A confirmed track unseen for so long is gone: a post hides a walker for less."""
TENTATIVE_MS = 450
JERK = 1.6
"""Standard deviation of the acceleration, in persons a second squared."""
BLUR = 0.12
"""Standard deviation of a measured place, in persons."""
SHARED_BLUR = 3.0
"""By how much more in a blob of many."""
FIRST_SPEED = 1.5
"""Standard deviation of the speed of what nobody knows yet, in persons a second."""
SIZE_SHARE = 0.4
"""How much of a newly measured size is believed."""
LONGEST_STEP_S = 2.0
VOTE_MEMORY = 0.97
STANDS_MS = 1_500
BORDER = 2.0
"""Pixels from the picture's edge within which a box is cut off, and its size tells nothing."""
SLIM = 0.4
"""Width of somebody, in heights of a person."""
TWINS_MS = 1_000
"""Two tracks in one blob no larger than one of them, for so long, are one."""


class Tracker:
    """One camera's; one thread. `perspective` says how large a person is where."""

    def __init__(self, width: int, height: int, perspective: Perspective) -> None:
        self._size = width, height
        self._perspective = perspective
        self._next = 1
        self._at = 0
        self.tracks: list[Followed] = []
        self._place = np.zeros((0, 2))
        self._speed = np.zeros((0, 2))
        self._variance = np.zeros((0, 3))
        """Of place, of place with speed, of speed; the same across and down."""
        self._spans = np.zeros((0, 2))
        self._twins: dict[tuple[int, int], int] = {}

    def see(self, found: Boxes, at_ms: int, said: Floats | None = None) -> list[Followed]:
        """Takes the boxes of a frame; gives all tracks, those not seen now too. `said` (N, 4) are a
        detector's scores for `CLASSES` and its confidence, rows of 0 for boxes it said nothing of."""
        step = min(LONGEST_STEP_S, max(0.001, (at_ms - self._at) / 1000.0)) if self._at else 0.2
        self._at = at_ms
        if not self.tracks and not len(found):
            return self.tracks
        self._expect(step)
        expected = self._boxes()
        reach = 2.0 * step * np.sqrt(self._variance[:, 2])
        sure = np.array([track.confirmed for track in self.tracks], bool)
        matches = match(expected, reach, sure, found)
        measured = expected.copy()
        blur = np.full(len(expected), np.inf)
        for track, blob in matches.own.items():
            both = found[[blob, *matches.parts.get(track, ())]]
            measured[track] = self._whole_of(both)
            blur[track] = 1.0
            self._mark(track, at_ms, shared=False, said=None if said is None else said[blob])
        for track, blob in matches.shared.items():
            measured[track] = _held_inside(expected[track], found[blob])
            blur[track] = SHARED_BLUR
            self._mark(track, at_ms, shared=True, said=None)
        self._correct(measured, blur)
        self._settle(at_ms)
        self._drop(at_ms, matches.shared, found)
        self._begin(found[matches.new], at_ms, None if said is None else said[matches.new])
        return self.tracks

    def forget(self) -> None:
        """All tracks: the background is another, or nothing was seen for long."""
        self._keep(np.zeros(len(self.tracks), bool))

    def _expect(self, step: float) -> None:
        person = self._persons()
        self._place += step * self._speed
        # What comes nearer grows.
        self._spans *= np.minimum(1.4, np.maximum(0.7, self._persons() / person))[:, None]
        place, both, speed = self._variance.T
        jerk = (JERK * person) ** 2
        after = np.empty_like(self._variance)
        after[:, 0] = place + 2.0 * step * both + step**2 * speed + jerk * (step**4 / 4.0)
        after[:, 1] = both + step * speed + jerk * (step**3 / 2.0)
        after[:, 2] = speed + jerk * step**2
        self._variance = after

    def _correct(self, measured: Boxes, blur: Floats) -> None:
        """`blur` (N,): how much less exact than usual, inf for what was not seen."""
        place, both, speed = self._variance.T
        noise = (blur * BLUR * self._persons()) ** 2
        gain = self._variance[:, :2] / (place + noise)[:, None]
        off = (measured[:, :2] + measured[:, 2:]) / 2.0 - self._place
        self._place += gain[:, :1] * off
        self._speed += gain[:, 1:] * off
        after = np.empty_like(self._variance)
        after[:, :2] = (1.0 - gain[:, :1]) * self._variance[:, :2]
        after[:, 2] = speed - gain[:, 1] * both
        self._variance = after
        alone = blur == 1.0
        spans = measured[:, 2:] - measured[:, :2]
        self._spans[alone] += SIZE_SHARE * (spans[alone] - self._spans[alone])

    def _mark(self, number: int, at_ms: int, *, shared: bool, said: Floats | None) -> None:
        track = self.tracks[number]
        track.seen, track.shared = at_ms, shared
        track.hits += 1
        if said is not None and said[3] > 0.0:
            track.votes = 0.5 * track.votes + 10.0 * said[:3]
            track.score = float(said[3])

    def _settle(self, at_ms: int) -> None:
        """Hands the filter's state on to the tracks."""
        if not self.tracks:
            return
        boxes = self._boxes()
        person = self._perspective.person_px(boxes[:, 3], self._size[1])
        feet = self._place.copy()
        feet[:, 1] = boxes[:, 3]
        metre = self._perspective.metre_px(feet, person, self._size)
        ground = self._perspective.ground_speed(feet, metre, self._speed, self._size)
        votes = votes_of(self._spans, person, ground)
        whole = self._whole(boxes)
        states = zip(*(each.tolist() for each in (boxes, self._speed, person, metre)), strict=True)
        for number, (track, state) in enumerate(zip(self.tracks, states, strict=True)):
            box, speed, tall, (across, away) = state
            track.left, track.top, track.right, track.bottom = box
            track.speed, track.person_px, track.metre_px = (speed[0], speed[1]), tall, (across, away)
            if track.seen == at_ms:
                # Speed tells classes apart; what stands shows none.
                if not track.shared and track.still_ms(at_ms) < STANDS_MS:
                    weight = 1.0 if whole[number] and track.still_since != at_ms else 0.1
                    track.votes = VOTE_MEMORY * track.votes + weight * votes[number]
                track.moved_to(at_ms)

    def _drop(self, at_ms: int, shared: dict[int, int], found: Boxes) -> None:
        if not shared and all(track.seen == at_ms for track in self.tracks):
            self._twins = {}
            return
        left = self._leaving()
        keep = np.array(
            [
                track.seen == at_ms
                or (
                    at_ms - track.seen <= (COASTING_MS if track.confirmed else TENTATIVE_MS)
                    and not left[number]
                )
                for number, track in enumerate(self.tracks)
            ],
            bool,
        )
        for number in self._doubled(at_ms, shared, found):
            keep[number] = False
        if not keep.all():
            self._keep(keep)

    def _doubled(self, at_ms: int, shared: dict[int, int], found: Boxes) -> list[int]:
        """The younger of two tracks that have long been in a blob that has room for one only."""
        twins: dict[tuple[int, int], int] = {}
        gone = []
        numbers = sorted(shared)
        for place, older in enumerate(numbers):
            for younger in numbers[place + 1 :]:
                spans = self._spans[[older, younger]]
                blob = found[shared[older]]
                room = np.prod(blob[2:] - blob[:2])
                if shared[older] != shared[younger] or room > 1.3 * np.prod(spans, axis=1).max():
                    continue
                pair = self.tracks[older].id, self.tracks[younger].id
                twins[pair] = self._twins.get(pair, at_ms)
                if at_ms - twins[pair] >= TWINS_MS:
                    gone.append(younger)
        self._twins = twins
        return gone

    def _begin(self, found: Boxes, at_ms: int, said: Floats | None) -> None:
        if not len(found):
            return
        middles, spans = (found[:, :2] + found[:, 2:]) / 2.0, found[:, 2:] - found[:, :2]
        person = self._perspective.person_px(found[:, 3], self._size[1])
        for number, box in enumerate(found):
            left, top, right, bottom = box.tolist()
            track = Followed(self._next, at_ms, at_ms, left, top, right, bottom)
            track.still_since, track.halt, track.origin = at_ms, track.foot, track.centre
            track.staying_since, track.stay = at_ms, track.foot
            track.trail.append(track.foot)
            track.person_px = float(person[number])
            if said is not None and said[number, 3] > 0.0:
                track.votes, track.score = 10.0 * said[number, :3], float(said[number, 3])
            self._next += 1
            self.tracks.append(track)
        self._place = np.concatenate([self._place, middles])
        self._speed = np.concatenate([self._speed, np.zeros_like(middles)])
        self._spans = np.concatenate([self._spans, spans])
        first = np.stack([(BLUR * person) ** 2, np.zeros(len(found)), (FIRST_SPEED * person) ** 2], axis=1)
        self._variance = np.concatenate([self._variance, first])

    def _keep(self, which: NDArray[np.bool_]) -> None:
        self.tracks = [track for track, kept in zip(self.tracks, which.tolist(), strict=True) if kept]
        self._place, self._speed = self._place[which], self._speed[which]
        self._variance, self._spans = self._variance[which], self._spans[which]

    def _boxes(self) -> Boxes:
        half = self._spans / 2.0
        return np.concatenate([self._place - half, self._place + half], axis=1)

    def _persons(self) -> Floats:
        return self._perspective.person_px(self._place[:, 1] + self._spans[:, 1] / 2.0, self._size[1])

    def _leaving(self) -> NDArray[np.bool_]:
        """Those whose box reaches over an edge of the picture towards which they go: unseen, they are out."""
        boxes, speed = self._boxes(), self._speed
        low = (boxes[:, :2] <= BORDER) & (speed <= 0.0)
        high = (boxes[:, 2:] >= np.array(self._size) - BORDER) & (speed >= 0.0)
        middle = (self._place < 0.0) | (self._place > self._size)
        return np.asarray((low | high | middle).any(axis=1), bool)

    def _whole_of(self, parts: Boxes) -> Floats:
        """The box around all parts; one cut by the picture's side is at least as wide as somebody, or who
        comes in would seem to stand farther inside."""
        whole: Floats = parts[0]
        if len(parts) > 1:
            whole = np.concatenate([parts[:, :2].min(axis=0), parts[:, 2:].max(axis=0)])
        left, _, right, _ = whole.tolist()
        if left > BORDER and right < self._size[0] - BORDER:
            return whole
        slim = SLIM * float(self._perspective.person_px(whole[3:], self._size[1])[0])
        whole = whole.copy()
        if left <= BORDER:
            whole[0] = min(left, right - slim)
        if right >= self._size[0] - BORDER:
            whole[2] = max(right, left + slim)
        return whole

    def _whole(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Those that the picture's edge does not cut."""
        low, high = boxes[:, :2].min(axis=1), (np.array(self._size) - boxes[:, 2:]).min(axis=1)
        uncut: NDArray[np.bool_] = (low > BORDER) & (high > BORDER)
        return uncut


def _held_inside(expected: Floats, blob: Floats) -> Floats:
    """The expected box moved as little as puts it inside the blob; in its middle where it is larger."""
    low, high = blob[:2] - expected[:2], blob[2:] - expected[2:]
    move = np.where(low > high, (low + high) / 2.0, np.clip(0.0, low, high))
    return np.concatenate([expected[:2] + move, expected[2:] + move])
