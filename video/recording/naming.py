"""Where footage lies: `CAM-118/2026-03-13/194600123.mkv`, in the site's time, and empty files beside it.

What an index would have to know stands in the names, so that a folder of recordings tells all of itself:
`194600123.locked` says that `194600123.mkv` is locked, `.open` that it is being written, `.cut` that its
writer was killed. Footage of a class without a mark is continuous.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from urllib.parse import quote, unquote

from app.domain.video.recordings import FootageClass

SUFFIX = ".mkv"
OPEN, CUT = ".open", ".cut"
CLASS_MARKS = {
    f".{footage}": footage for footage in (FootageClass.MOTION, FootageClass.EVENT, FootageClass.LOCKED)
}
ORDER = {footage: place for place, footage in enumerate(FootageClass)}
"""What is thrown away first has the lowest place."""
AGAIN = "b"
"""The hour that comes twice when clocks go back: its second time."""
LONGEST_NAME = 80

_STEM = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{3})(b?)(?:-\d+)?")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")


def camera_folder(camera: str) -> str:
    """A folder's name for any id, the same for ever; another one for each."""
    name = quote(camera, safe="~", errors="surrogatepass").replace(".", "%2E") or "%"
    if _RESERVED.fullmatch(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if len(name) > LONGEST_NAME:
        digest = hashlib.sha256(camera.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        name = f"{name[: LONGEST_NAME - 17]}~{digest}"
    return name


def camera_of(folder: str) -> str:
    """The id to a folder's name; the name itself where that does not tell it, as for very long ids."""
    camera = unquote(folder)
    return camera if camera_folder(camera) == folder else folder


def day_and_stem(began: int, zone: dt.tzinfo) -> tuple[str, str]:
    """`2026-03-13` and `194600123` of an epoch ms."""
    at = dt.datetime.fromtimestamp(began // 1000, dt.UTC).astimezone(zone)
    return f"{at:%Y-%m-%d}", f"{at:%H%M%S}{began % 1000:03d}{AGAIN if at.fold else ''}"


def began_of(day: str, stem: str, zone: dt.tzinfo) -> int | None:
    """Epoch ms of a file by its folder and name; None where they are not ours."""
    told = _STEM.fullmatch(stem)
    if told is None:
        return None
    hour, minute, second, ms = (int(part) for part in told.groups()[:4])
    try:
        date = dt.date.fromisoformat(day)
        at = dt.datetime.combine(date, dt.time(hour, minute, second, fold=bool(told[5])), zone)
    except ValueError:
        return None
    return int(at.timestamp()) * 1000 + ms


def days_of(since: int, until: int, zone: dt.tzinfo) -> list[str]:
    """The days in which files lie that show any of the time, oldest first: one may go on over midnight."""
    first = dt.datetime.fromtimestamp(since // 1000, dt.UTC).astimezone(zone).date() - dt.timedelta(days=1)
    last = dt.datetime.fromtimestamp(until // 1000, dt.UTC).astimezone(zone).date()
    return [(first + dt.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
