"""What this installation is called at its broker."""

from __future__ import annotations

import hashlib
import os

from app.bootstrap.data_folder import DataFolder
from app.settings.settings import Settings


def client_id(settings: Settings, data: DataFolder) -> str:
    """The same at every start, so that the broker keeps the session; another one for another folder."""
    return f"atalaya-{settings.site.id}-{hashlib.sha256(os.fsencode(data.root)).hexdigest()[:8]}"
