"""Types that several sections share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.settings.local_paths import local_path

File = Annotated[Path, Field(strict=False), BeforeValidator(local_path)]
"""A file or folder of this machine; a relative one counts from the folder of the settings file."""
