"""What a package says of itself, under the signature: who, when, why, of which time, made from what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app.domain.video.evidence import EvidenceAlarm, EvidenceOrder
from app.domain.video.scenes import SceneEvent
from video.evidence.canonical import canonical
from video.evidence.checking import FORMAT
from video.evidence.clips import Clip, Gap
from video.evidence.moments import SiteTime

SOFTWARE, VERSION = "Atalaya", "0.1.0"
"""As pyproject.toml says."""


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A file of the recordings folder as it was when it was read."""

    camera: str
    file: str
    began: int
    ended: int
    complete: bool
    size: int
    sha256: str
    codec: str


@dataclass(frozen=True, slots=True)
class Still:
    file: str
    camera: str
    at: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What was made; `at` is when, epoch ms."""

    at: int
    clips: Sequence[Clip]
    gaps: Sequence[Gap]
    stills: Sequence[Still]
    sources: Sequence[UsedSource]


@dataclass(frozen=True, slots=True)
class FileRow:
    name: str
    size: int
    sha256: str


def about(order: EvidenceOrder, contents: Contents) -> dict[str, Any]:
    """All but the files and the events."""
    time = SiteTime(order.timezone)
    return {
        "format": FORMAT,
        "software": {"name": SOFTWARE, "version": VERSION},
        "installation": {"site": order.site, "name": order.site_name},
        "export": order.export,
        "incident": order.incident,
        "reason": order.reason,
        "operator": order.operator,
        "made": time.told(contents.at),
        "span": {
            "since": time.told(order.since),
            "until": time.told(order.until),
            "zone": order.timezone or "UTC",
        },
        "cameras": [
            {"id": one.id, "name": one.name, "zone": one.zone, "privacy_zones": len(one.privacy)}
            for one in order.cameras
        ],
        "faces": _faces(order, contents.clips),
        "burned_time": order.burned_time,
        "clips": [_clip(time, order, clip) for clip in contents.clips],
        "gaps": [
            {
                "camera": gap.camera,
                "since": time.told(gap.since),
                "until": time.told(gap.until),
                "why": gap.why,
            }
            for gap in contents.gaps
        ],
        "stills": [
            {"file": one.file, "camera": one.camera, "at": time.told(one.at)} for one in contents.stills
        ],
        "sources": [_source(time, one) for one in contents.sources],
    }


def seen(order: EvidenceOrder) -> dict[str, Any]:
    """What cameras and alarms told of the time."""
    time = SiteTime(order.timezone)
    return {
        "incident": order.incident,
        "events": [_event(time, event) for event in sorted(order.events, key=lambda one: one.began)],
        "alarms": [_alarm(time, alarm) for alarm in sorted(order.alarms, key=lambda one: one.raised)],
    }


def story(order: EvidenceOrder) -> dict[str, Any]:
    """Who did what in the incident, and when."""
    time = SiteTime(order.timezone)
    deeds = sorted(order.story, key=lambda one: one.at)
    return {
        "incident": order.incident,
        "story": [{**msgspec.to_builtins(deed), "at": time.told(deed.at)} for deed in deeds],
    }


def manifest(told: dict[str, Any], files: Sequence[FileRow]) -> bytes:
    rows = [{"name": row.name, "size": row.size, "sha256": row.sha256} for row in files]
    return canonical({**told, "files": sorted(rows, key=lambda row: str(row["name"]))})


def _faces(order: EvidenceOrder, clips: Sequence[Clip]) -> str:
    """`shown`, `moving` (what moves is made coarse) or `whole` (all of some clip is)."""
    if order.faces:
        return "shown"
    return "whole" if any(clip.blurred == "whole" for clip in clips) else "moving"


def _clip(time: SiteTime, order: EvidenceOrder, clip: Clip) -> dict[str, Any]:
    return {
        "file": clip.file,
        "camera": clip.camera,
        "began": time.told(clip.began),
        "ended": time.told(clip.ended),
        "earlier_ms": max(0, order.since - clip.began),
        "copied": clip.copied,
        "burned_time": order.burned_time,
        "codec": clip.codec,
        "width": clip.width,
        "height": clip.height,
        "blurred": clip.blurred,
    }


def _source(time: SiteTime, one: UsedSource) -> dict[str, Any]:
    return {
        "camera": one.camera,
        "file": one.file,
        "began": time.told(one.began),
        "ended": time.told(one.ended),
        "complete": one.complete,
        "size": one.size,
        "sha256": one.sha256,
        "codec": one.codec,
    }


def _event(time: SiteTime, event: SceneEvent) -> dict[str, Any]:
    told = msgspec.to_builtins(event)
    return {**told, "began": time.told(event.began), "ended": time.told(event.ended) if event.ended else None}


def _alarm(time: SiteTime, alarm: EvidenceAlarm) -> dict[str, Any]:
    return {
        "id": alarm.id,
        "device": alarm.device,
        "text": alarm.text,
        "raised": time.told(alarm.raised),
        "returned": time.told(alarm.returned) if alarm.returned else None,
        "acknowledged_by": alarm.acknowledged_by,
        "incident": alarm.incident,
    }
