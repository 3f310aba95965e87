"""Types that several sections share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from app.settings.local_paths import local_path

_SEGMENT = re.compile(r"[^\s/+#\x00-\x1f\x7f][^/+#\x00-\x1f\x7f]*")


def _topic_segment(text: str) -> str:
    if not _SEGMENT.fullmatch(text) or len(text.encode(errors="replace")) > 64:
        raise ValueError(
            "must be one level of a topic: up to 64 bytes without '/', '+', '#' or control characters"
        )
    return text


File = Annotated[Path, Field(strict=False), BeforeValidator(local_path)]
"""A file or folder of this machine; a relative one counts from the folder of the settings file."""
Segment = Annotated[str, AfterValidator(_topic_segment)]
Days = Annotated[float, Field(ge=1, le=36_500)]
