"""What consoles and engine say to each other about evidence that is taken out."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.acts import Verdict


@dataclass(frozen=True, slots=True)
class BeginExport:
    """Leave to export footage, put on record before anything is written. Answered by `ExportBegun`."""

    cameras: tuple[str, ...]
    since: int
    until: int
    reason: str
    faces: bool = False
    """Faces and plates shown; needs its own right."""
    incident: str = ""


@dataclass(frozen=True, slots=True)
class ExportBegun:
    verdict: Verdict
    export: str = ""
    """`EXP-0041`"""


@dataclass(frozen=True, slots=True)
class SignManifest:
    """Sign an export's manifest: its SHA-256 in hex. Put on record with name and size."""

    export: str
    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class ManifestSigned:
    verdict: Verdict
    signature: str = ""
    """Ed25519 over the hash's 32 bytes, base64."""
    public_key: str = ""
    """Base64 of 32 bytes."""
