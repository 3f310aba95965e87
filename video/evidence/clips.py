"""The clips of one camera: copied as they were recorded, or decoded, made unrecognisable and encoded anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.evidence import EvidenceCamera, EvidenceOrder
from video.analytics.masking import blacken, pixelate_all
from video.evidence.blurring import Blurring
from video.evidence.footage import Source, around, clip_name, sha256_of
from video.evidence.moments import SiteTime
from video.evidence.streets import AROUND_MS
from video.media.remux import COPIED, ClipCopy, ClipEncoding, FileDamaged, Form, form_of, frames, key_times

Pixels = NDArray[np.uint8]
DAMAGED = "damaged"
JOINED_MS = 2000
"""Files with no more than so much between them go on in one clip."""


@dataclass(frozen=True, slots=True)
class Clip:
    """`began` and `ended` are the wall times of its first and last frame."""

    file: str
    camera: str
    began: int
    ended: int
    copied: bool
    codec: str
    width: int
    height: int
    blurred: str = ""
    """`moving`, where something of it is more than coarse; `whole`; or nothing for not at all."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a camera's footage is missing in the span; `why` is `no_footage` or `damaged`."""

    camera: str
    since: int
    until: int
    why: str


@dataclass(frozen=True, slots=True)
class Read:
    """A recorded file as it was when it was read: its form, SHA-256 in hex and bytes."""

    source: Source
    form: Form
    sha256: str
    size: int


@dataclass(slots=True)
class Cut:
    """What came of a camera."""

    clips: list[Clip] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    used: list[Read] = field(default_factory=list)


class CameraCutter:
    """`told` hears wall times that were reached."""

    def __init__(
        self,
        order: EvidenceOrder,
        camera: EvidenceCamera,
        *,
        folder: Path,
        time: SiteTime,
        told: Callable[[int], None],
    ) -> None:
        self._order, self._camera, self._folder = order, camera, folder
        self._time, self._told = time, told
        self._cut = Cut()

    def cut(self, sources: Sequence[Source]) -> Cut:
        """Raises OSError; what cannot be read of the sources is a gap."""
        for source in sources:
            try:
                self._cut.used.append(Read(source, form_of(source.recorded), *sha256_of(source.path)))
            except (FileDamaged, OSError):  # a file may go while others are read
                self._damaged(source.began, source.ended)
        readable = [(one.source, one.form) for one in self._cut.used]
        if readable and self._copies():
            self._copy(readable)
        elif readable:
            self._encode(readable)
        self._cut.gaps += self._missing()
        self._cut.gaps.sort(key=lambda gap: gap.since)
        return self._cut

    def _copies(self) -> bool:
        order = self._order
        codecs = {one.form.codec for one in self._cut.used}
        return order.faces and not order.burned_time and not self._camera.privacy and codecs <= set(COPIED)

    # -- as they were recorded -----------------------------------------------------------------------

    def _copy(self, sources: list[tuple[Source, Form]]) -> None:
        order, last = self._order, 0
        clip: ClipCopy | None = None
        before: Form | None = None
        made: Clip | None = None
        for source, form in sources:
            since = max(last + 1, _key_before(source, order.since))
            if since >= source.ended and made is not None:
                continue
            if clip is None or made is None or not _goes_on(made, before, form, last, source):
                self._keep(clip, made)
                made = self._clip(since, form, copied=True)
                clip = ClipCopy(self._folder / made.file, since)
            clip.add_from(source.recorded, since, order.until, self._told, self._damaged_until(source))
            last, before = clip.last, form
            made = replace(made, ended=last)
        self._keep(clip, made)

    # -- encoded anew --------------------------------------------------------------------------------

    def _encode(self, sources: list[tuple[Source, Form]]) -> None:
        order, last = self._order, 0
        clip: ClipEncoding | None = None
        made: Clip | None = None
        blurring = None if order.faces or order.blur_all else self._blurring(sources)
        for source, form in sources:
            try:
                for frame, at in frames(source.recorded, max(order.since, last + 1), order.until):
                    if clip is None or made is None or not _goes_on(made, None, form, last, source):
                        self._keep(clip, made)
                        made = replace(self._clip(at, form, copied=False), codec="h264")
                        clip = ClipEncoding(self._folder / made.file, at, form.width, form.height)
                    last = at
                    made = replace(made, ended=at, blurred=self._blurred(frame, at, blurring, made.blurred))
                    clip.add(self._edited(frame, at), at)
                    self._told(at)
            except FileDamaged as damage:
                self._damaged(damage.at, source.ended)
        self._keep(clip, made)

    def _blurring(self, sources: list[tuple[Source, Form]]) -> Blurring:
        nearby = {
            file.path: file for file in around(self._order, self._camera.id, self._time.zone, AROUND_MS)
        }
        return Blurring({**nearby, **{source.path: source.recorded for source, _ in sources}}.values())

    def _blurred(self, frame: Pixels, at: int, blurring: Blurring | None, before: str) -> str:
        """The word for a clip with this frame too, which is blurred."""
        if self._order.faces:
            return ""
        if blurring is None:
            pixelate_all(frame)
            return "whole"
        return "moving" if blurring.blur(frame, at) or before == "moving" else "whole"

    def _edited(self, frame: Pixels, at: int) -> Pixels:
        blacken(frame, self._camera.privacy)
        if self._order.burned_time:
            burn(frame, f"{self._camera.id}  {self._time.burned(at)}")
        return frame

    # -- bookkeeping ---------------------------------------------------------------------------------

    def _clip(self, began: int, form: Form, *, copied: bool) -> Clip:
        stamp = self._time.in_name(began, "%Y%m%d-%H%M%S")
        name = clip_name(self._camera.id, stamp, [clip.file for clip in self._cut.clips])
        return Clip(name, self._camera.id, began, began, copied, form.codec, form.width, form.height)

    def _keep(self, clip: ClipCopy | ClipEncoding | None, made: Clip | None) -> None:
        if clip is None or made is None:
            return
        clip.close()
        if clip.count:
            self._cut.clips.append(made)
        else:
            (self._folder / made.file).unlink(missing_ok=True)

    def _damaged_until(self, source: Source) -> Callable[[int], None]:
        return lambda at: self._damaged(at, source.ended)

    def _damaged(self, since: int, until: int) -> None:
        since, until = max(since, self._order.since), min(until, self._order.until)
        if since < until:
            self._cut.gaps.append(Gap(self._camera.id, since, until, DAMAGED))

    def _missing(self) -> list[Gap]:
        """Between clips, and before and after them, where nothing says yet why."""
        order = self._order
        known = [(clip.began, clip.ended) for clip in self._cut.clips]
        known += [(gap.since, gap.until) for gap in self._cut.gaps]
        edges = [(order.since, order.since), *sorted(known), (order.until, order.until)]
        reached, gaps = order.since, []
        for (_, before), (after, _) in pairwise(edges):
            reached = max(reached, before)
            if after - reached > JOINED_MS:
                gaps.append(Gap(self._camera.id, reached, after, "no_footage"))
        return gaps


def burn(frame: Pixels, text: str) -> None:
    """Write a line into the lower left corner, white on black."""
    size = max(0.4, frame.shape[0] / 900)
    thick = max(1, round(size * 1.6))
    (wide, high), below = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size, thick)
    bottom = frame.shape[0]
    cv2.rectangle(frame, (0, bottom - high - 2 * below), (wide + 2 * below, bottom), (0, 0, 0), cv2.FILLED)
    place = (below, bottom - below)
    cv2.putText(frame, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, (255, 255, 255), thick, cv2.LINE_AA)


def _key_before(source: Source, since: int) -> int:
    """The last key frame at or before `since`, or else the first there is."""
    if source.began >= since:
        return source.began
    try:
        keys = key_times(source.recorded)
    except FileDamaged:
        return source.began
    return max((at for at in keys if at <= since), default=keys[0])


def _goes_on(clip: Clip, before: Form | None, form: Form, last: int, source: Source) -> bool:
    """Whether footage of another file goes on in the same clip."""
    if clip.copied:
        same = before == form
    else:
        same = (clip.width, clip.height) == (form.width, form.height)
    return same and source.began - last <= JOINED_MS
