"""Recorded files for tests: a street of coloured noise on which a chequered figure walks, made by ffmpeg."""

import subprocess
from pathlib import Path

from app.domain.video.evidence import (
    EvidenceAlarm,
    EvidenceCamera,
    EvidenceDeed,
    EvidenceOrder,
    GivenSignature,
    ManifestReady,
)
from app.domain.video.recordings import FootageClass, Segment
from tests.support.waiting import PATIENCE_S
from video.evidence.packing import PackingPorts
from video.evidence.signing import sign_digest

AT = 1_773_446_400_000
"""2026-03-14 00:00 UTC: 2026-03-13 19:00 in Lima."""
ZONE = "America/Lima"
KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
OTHER_KEY = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="
FIGURE = (60, 80)
"""Wide and high, in pixels of 320 x 240; its left edge is at 40 pixels a second, its top at 100."""
ALARMS = (
    EvidenceAlarm(
        "PAN-088:pressed", "PAN-088", "panic_button.pressed", AT - 5000, AT + 9000, "ana", "INC-0417"
    ),
)
STORY = (
    EvidenceDeed("INC-0417", 2, AT + 1000, "ana", "sala-1", "Noted", {"text": "</script> corre un hombre"}),
    EvidenceDeed("INC-0417", 1, AT - 4000, "", "", "Opened", {"title": "Pánico", "priority": "critical"}),
    EvidenceDeed("INC-0418", 3, AT + 2000, "luis", "sala-2", "DeviceLinked", {"device": "X-1", "on": False}),
)
WALKS, STANDS, AWAY = "mod(t*40,320)", "130", "400"
"""Where its left edge is."""


def record(
    path: Path, *, seconds: int = 8, codec: str = "libx264", size: str = "320x240", figure: str = WALKS
) -> None:
    """10 frames a second, a key frame every second."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scene = (
        f"color=c=0x607060:s={size}:r=10:d={seconds},noise=alls=40:allf=p[street];"
        f"testsrc2=s={FIGURE[0]}x{FIGURE[1]}:r=10:d={seconds}[figure];"
        f"[street][figure]overlay=x='{figure}':y=100"
    )
    coding = ["-bf", "0", "-g", "10", "-preset", "ultrafast"] if codec == "libx264" else ["-q:v", "3"]
    command = ["ffmpeg", "-v", "error", "-y", "-filter_complex", scene, "-c:v", codec, *coding]
    subprocess.run([*command, "-pix_fmt", "yuv420p", str(path)], check=True, timeout=PATIENCE_S)


def segment(root: Path, camera: str, began: int, seconds: int = 8, name: str = "") -> Segment:
    """A row of the index for a file that is there or not."""
    file = name or f"{camera}/2026-03-13/190000{began % 1000:03d}.mkv"
    size = (root / file).stat().st_size if (root / file).exists() else 0
    return Segment(camera, began, began + seconds * 1000, file, size, FootageClass.CONTINUOUS)


def order_of(root: Path, work: Path, **changes: object) -> EvidenceOrder:
    """Of CAM-118, three seconds into its file and two seconds long."""
    work.mkdir(parents=True, exist_ok=True)
    values: dict[str, object] = {
        "export": "EXP-0007",
        "cameras": (EvidenceCamera("CAM-118", "Los Pescadores 1180"),),
        "since": AT + 3500,
        "until": AT + 5500,
        "reason": "oficio 0231",
        "operator": "rquispe (R. Quispe)",
        "folder": str(work.parent),
        "work": str(work),
        "recordings": str(root),
        "site": "puerto-sereno",
        "site_name": "C4 Puerto Sereno",
        "timezone": ZONE,
        "incident": "INC-0417",
        "segments": (segment(root, "CAM-118", AT),),
    }
    return EvidenceOrder(**{**values, **changes})


def signed_with(key: str):
    def sign(ready: ManifestReady) -> GivenSignature:
        import base64

        signature, public = sign_digest(key, bytes.fromhex(ready.sha256))
        return GivenSignature(base64.b64encode(signature).decode(), base64.b64encode(public).decode())

    return sign


def ports(said: list | None = None, key: str = KEY) -> PackingPorts:
    heard = [] if said is None else said
    return PackingPorts(say=heard.append, sign=signed_with(key), now=lambda: AT + 60_000)
