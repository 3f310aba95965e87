"""Devices on the way from a list to another part of the console, by drag and drop."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

DEVICES = "application/x-atalaya-devices"
MOST = 400


def mime_of(devices: Iterable[str]) -> QMimeData:
    """Also as plain text, for other programs."""
    ids = list(devices)
    data = QMimeData()
    data.setData(DEVICES, json.dumps(ids).encode())
    data.setText("\n".join(ids))
    return data


def devices_in(data: QMimeData) -> tuple[str, ...]:
    """Their ids; none for what does not come from this console or cannot be read."""
    if not data.hasFormat(DEVICES):
        return ()
    try:
        read = json.loads(bytes(data.data(DEVICES).data()))
    except ValueError:
        return ()
    return tuple(one for one in read if isinstance(one, str))[:MOST] if isinstance(read, list) else ()
