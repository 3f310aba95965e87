"""Boxes for the frames between two analysed ones: carried on as they were moving."""

from __future__ import annotations

from app.domain.video.scenes import Overlay, Track

LONGEST_S = 0.5


def carried_on(overlay: Overlay, since_s: float, interval_s: float) -> Overlay:
    """`since_s` after the frame that `overlay` belongs to; `interval_s` between analysed frames."""
    if since_s <= 0 or interval_s <= 0 or not overlay.tracks:
        return overlay
    share = min(since_s, LONGEST_S) / interval_s
    # Named one by one, here and below: `replace` takes as long as all else that is done to a frame.
    return Overlay(
        tracks=tuple(_moved(track, share) for track in overlay.tracks),
        lines=overlay.lines,
        notes=overlay.notes,
        mask=overlay.mask,
        cost_ms=overlay.cost_ms,
    )


def _moved(track: Track, share: float) -> Track:
    if len(track.trail) < 2:
        return track
    (x0, y0), (x1, y1) = track.trail[-2:]
    return Track(
        id=track.id,
        kind=track.kind,
        left=track.left + (x1 - x0) * share,
        top=track.top + (y1 - y0) * share,
        width=track.width,
        height=track.height,
        score=track.score,
        trail=track.trail,
        stage=track.stage,
    )
