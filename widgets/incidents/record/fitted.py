"""Texts cut to the room there is, measured once: shaping is most of the cost of drawing a line."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from widgets.style import ui_font


@lru_cache(maxsize=4096)
def fitted(text: str, px: int, weight: int, room: int) -> tuple[str, int]:
    """`text` in `ui_font(px, weight)`, with an ellipsis where it does not fit, and its width in pixels."""
    metrics = QFontMetrics(ui_font(px, weight))
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return cut, metrics.horizontalAdvance(cut)
