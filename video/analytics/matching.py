"""Which blob is which track: one to one where possible, then merged ones, then parts of one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from video.analytics.blobs import Boxes, areas, overlaps

SHARED_COVER = 0.5
"""Of a track's box inside a blob that another track has: both are in there."""
PART_COVER = 0.55
"""Of a blob inside the box of a track that has another: it is a part of that."""
PART_GROWTH = 1.25
"""By which parts together may be longer than the track was."""
PART_GAP = 0.2
"""Of the track's size between its parts."""
MISSING = 0.75
"""Of the track's area: with a blob larger than that it has no other parts."""
BOX_ROOM = 0.2
GATE = 1.0
"""How many lengths of the smaller box a track may be from where it was expected."""
LEAST_SIZE_RATIO = 0.2
SURE_LEAD = 0.2


@dataclass(frozen=True, slots=True)
class Matches:
    """Indices of tracks and blobs."""

    own: dict[int, int]
    """Track to the blob that is its alone."""
    shared: dict[int, int]
    """Track to the blob that it has in common with others."""
    parts: dict[int, list[int]]
    """Track to further blobs that are parts of it."""
    new: list[int]
    """Blobs that nobody knows."""


def match(expected: Boxes, reach: NDArray[np.float64], sure: NDArray[np.bool_], found: Boxes) -> Matches:
    """`expected` boxes of tracks against `found` ones; `reach` (N,) is how far (pixels) a track may be off
    beside its own size, `sure` (N,) are tracks that stood the test of time."""
    if not len(expected) or not len(found):
        return Matches({}, {}, {}, list(range(len(found))))
    common = overlaps(expected, found)
    of_track, of_blob = areas(expected), areas(found)
    middles = (expected[:, :2] + expected[:, 2:]) / 2.0, (found[:, :2] + found[:, 2:]) / 2.0
    away = middles[0][:, None] - middles[1][None, :]
    own = _one_to_one(away, reach, sure, common, of_track[:, None], of_blob[None, :])
    taken = {blob: track for track, blob in own.items()}
    cover = common / of_track[:, None]
    shared: dict[int, int] = {}
    for track in range(len(expected)):
        if track in own or not sure[track]:
            continue
        blob = int(cover[track].argmax())
        if blob in taken and cover[track, blob] >= SHARED_COVER:
            shared[track] = blob
    for blob in set(shared.values()):
        track = taken[blob]
        del own[track]
        shared[track] = blob
    parts, new = _parts(expected, found, of_blob, own, shared)
    return Matches(own, shared, parts, new)


def _one_to_one(
    away: NDArray[np.float64],
    reach: NDArray[np.float64],
    sure: NDArray[np.bool_],
    common: NDArray[np.float64],
    of_track: NDArray[np.float64],
    of_blob: NDArray[np.float64],
) -> dict[int, int]:
    """The best pair first. `away` (N, M, 2) are the ways between middles, `of_track` (N, 1) and `of_blob`
    (1, M) areas, and `common` (N, M) what they share of them."""
    union = of_track + of_blob - common
    smaller = np.minimum(of_track, of_blob)
    near = 1.0 - np.hypot(away[:, :, 0], away[:, :, 1]) / (GATE * np.sqrt(smaller) + reach[:, None])
    ratio = smaller / np.maximum(of_track, of_blob)
    score = common / union + 0.5 * near + 0.3 * ratio + SURE_LEAD * sure[:, None]
    score[((near <= 0.0) & (common <= 0.0)) | (ratio < LEAST_SIZE_RATIO)] = -1.0
    own: dict[int, int] = {}
    while True:
        track, blob = divmod(int(score.argmax()), score.shape[1])
        if score[track, blob] <= 0.0:
            return own
        own[track] = blob
        score[track, :] = -1.0
        score[:, blob] = -1.0


def _parts(
    expected: Boxes,
    found: Boxes,
    of_blob: NDArray[np.float64],
    own: dict[int, int],
    shared: dict[int, int],
) -> tuple[dict[int, list[int]], list[int]]:
    """Shares out the blobs that are nobody's; a track without one takes the first that lies inside it."""
    taken = {*own.values(), *shared.values()}
    if len(taken) == len(found):
        return {}, []
    room = BOX_ROOM * (expected[:, 2:] - expected[:, :2])
    roomy = np.concatenate([expected[:, :2] - room, expected[:, 2:] + room], axis=1)
    cover = overlaps(roomy, found) / of_blob[None, :]
    parts: dict[int, list[int]] = {}
    new = []
    for blob in range(len(found)):
        if blob in taken:
            continue
        track = int(cover[:, blob].argmax())
        if (
            cover[track, blob] >= PART_COVER
            and track in own
            and _fits(expected[track], found[own[track]], found[blob])
        ):
            parts.setdefault(track, []).append(blob)
        elif cover[track, blob] >= PART_COVER and track not in own and track not in shared:
            own[track] = blob
        else:
            new.append(blob)
    return parts, new


def _fits(expected: NDArray[np.float64], own: NDArray[np.float64], part: NDArray[np.float64]) -> bool:
    """Whether something is missing of a track's own blob that the part beside it could be."""
    spans, own_spans = expected[2:] - expected[:2], own[2:] - own[:2]
    if np.prod(own_spans) > MISSING * np.prod(spans):
        return False
    gap = np.maximum(own[:2], part[:2]) - np.minimum(own[2:], part[2:])
    both = np.maximum(own[2:], part[2:]) - np.minimum(own[:2], part[:2])
    return bool(np.all(gap <= PART_GAP * spans) and np.all(both <= PART_GROWTH * spans))
