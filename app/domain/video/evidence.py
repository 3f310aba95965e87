"""Footage taken out as evidence: what an operator orders, and what it is made from."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.video.cameras import Point
from app.domain.video.recordings import Segment
from app.domain.video.scenes import SceneEvent


class EvidenceFault(enum.StrEnum):
    """Why no package was made; the console has a sentence for each."""

    NO_FOOTAGE = "no_footage"
    DAMAGED = "damaged"
    """There is footage, and none of it can be read."""
    SPAN_INVALID = "span_invalid"
    DISK_FULL = "disk_full"
    NOT_WRITTEN = "not_written"
    UNSIGNED = "unsigned"
    """No signature came: the engine refused, or its keys are locked."""
    COPY_DIFFERS = "copy_differs"
    """What was read back from its place is not what was written."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EvidenceCamera:
    """`privacy` are the polygons that stay black whoever exports."""

    id: str
    name: str = ""
    zone: str = ""
    privacy: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceAlarm:
    """An alarm of a camera or of the incident; times are epoch ms, 0 for not yet."""

    id: str
    device: str
    text: str
    raised: int
    returned: int = 0
    acknowledged_by: str = ""
    incident: str = ""
    """The incident that it belongs to; empty for one that merely is of the camera."""


@dataclass(frozen=True, slots=True)
class EvidenceDeed:
    """Something that happened in the incident, or in one that was merged into it (`IncidentEvent`): `kind`
    names what, `said` what else was said of it; `by` is empty where the program did it."""

    incident: str
    seq: int
    at: int
    by: str
    console: str
    kind: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EvidenceStill:
    """A frame as it stood on the screen, PNG or JPEG. `blurred` says that it came from the blurred stream;
    any other is made coarse as a whole unless faces are shown."""

    camera: str
    at: int
    picture: bytes
    blurred: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceOrder:
    """All that makes one package. `since` and `until` are epoch ms; equal ones ask for the stills alone."""

    export: str
    """`EXP-0041`, as the engine gave it when it allowed the export."""
    cameras: tuple[EvidenceCamera, ...]
    since: int
    until: int
    reason: str
    operator: str
    """Id and name, as the person is known: `rquispe (R. Quispe)`."""
    folder: str
    """Where the package is to be."""
    work: str
    """An empty folder on the same disk, for this order alone."""
    recordings: str
    site: str
    site_name: str
    timezone: str
    """IANA name; empty for UTC."""
    incident: str = ""
    faces: bool = False
    blur_all: bool = False
    """Where faces are not shown nothing is, not only nobody who is no part of the street."""
    burned_time: bool = False
    segments: tuple[Segment, ...] = ()
    """Rows of the index; empty to look through the recordings folder."""
    events: tuple[SceneEvent, ...] = ()
    alarms: tuple[EvidenceAlarm, ...] = ()
    stills: tuple[EvidenceStill, ...] = ()
    story: tuple[EvidenceDeed, ...] = ()
    """Of the incident, in the order of time."""


@dataclass(frozen=True, slots=True)
class ManifestReady:
    """The package waits for the signature of this manifest (SHA-256 in hex)."""

    sha256: str
    name: str
    """File name of the package."""
    size: int
    """Of all its files together, bytes."""


@dataclass(frozen=True, slots=True)
class GivenSignature:
    """Both base64; empty ones when there is no signature."""

    signature: str = ""
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceDone:
    """A package in its place, read back and found without differences at `verified` (epoch ms)."""

    file: str
    size: int
    sha256: str
    """Of the package's manifest."""
    verified: int
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceRefused:
    """`detail` is in English, for the log."""

    fault: EvidenceFault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceProgress:
    """The share that is made, 0 to 1."""

    share: float


EvidenceSaid = EvidenceProgress | ManifestReady | EvidenceDone | EvidenceRefused
"""What the process that makes a package says, each as one line of JSON."""
