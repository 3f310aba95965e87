"""How each kind of ground is drawn: colours of a theme as plain bytes, widths in metres, from which zoom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from app.domain.basemap import Ground
from widgets.theme import Theme

Bgr = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class GroundStyle:
    """`fill` for polygons; `line` for lines and edges, `width_m` on the ground but at least `width_px`
    logical pixels; `casing_px` is a border in the land's colour on each side; `dash_px` is on and off."""

    fill: Bgr | None = None
    line: Bgr | None = None
    width_m: float = 0.0
    width_px: float = 1.0
    casing_px: float = 0.0
    dash_px: tuple[float, float] | None = None
    from_zoom: float = 0.0


@dataclass(frozen=True, slots=True)
class GroundPalette:
    """A theme's ground, safe to hand to the worker thread. `order` goes from the bottom up."""

    background: Bgr
    casing: Bgr
    shore: Bgr
    shore_px: float
    zone: Bgr
    order: tuple[tuple[Ground, GroundStyle], ...]


def _bgr(color: QColor) -> Bgr:
    return color.blue(), color.green(), color.red()


def ground_palette(theme: Theme) -> GroundPalette:
    """The drawing rules for a theme, after the pictures of the design."""
    land, water, shore = _bgr(theme.land), _bgr(theme.water), _bgr(theme.shore)
    street = _mixed(theme.land, theme.collector, 0.55)
    return GroundPalette(
        background=land,
        casing=land,
        shore=shore,
        shore_px=1.6,
        zone=_bgr(theme.line2),
        order=(
            (Ground.SEA, GroundStyle(fill=water)),
            (Ground.LAND, GroundStyle(fill=land)),
            (Ground.HILL, GroundStyle(line=_bgr(theme.hill), width_px=1.0, from_zoom=11.5)),
            (Ground.PARK, GroundStyle(fill=_bgr(theme.park), from_zoom=10.0)),
            (Ground.BLOCK, GroundStyle(fill=_bgr(theme.block), from_zoom=10.5)),
            (Ground.BUILDING, GroundStyle(fill=_bgr(theme.lot), from_zoom=14.2)),
            (Ground.RIVER, GroundStyle(fill=water, line=shore, width_px=1.6, width_m=0.0)),
            (Ground.PIER, GroundStyle(fill=_bgr(theme.block), line=shore, width_px=1.0, from_zoom=12.0)),
            (Ground.STREET, GroundStyle(line=street, width_m=6.0, width_px=1.0, from_zoom=14.7)),
            (
                Ground.COLLECTOR,
                GroundStyle(
                    line=_bgr(theme.collector), width_m=11.0, width_px=1.0, casing_px=1.2, from_zoom=11.5
                ),
            ),
            (
                Ground.AVENUE,
                GroundStyle(
                    line=_bgr(theme.avenue), width_m=20.0, width_px=1.6, casing_px=1.6, from_zoom=8.0
                ),
            ),
            (Ground.RAIL, GroundStyle(line=_bgr(theme.rail), width_px=1.0, from_zoom=11.5)),
            (
                Ground.MAIN,
                GroundStyle(line=_bgr(theme.pipe), width_px=1.3, dash_px=(5.0, 3.0), from_zoom=13.7),
            ),
        ),
    )


def _mixed(one: QColor, other: QColor, share: float) -> Bgr:
    a, b = _bgr(one), _bgr(other)
    blue, green, red = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return blue, green, red
