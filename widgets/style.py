"""Turns a theme into what Qt understands: palette, style sheet and the bundled letter."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.settings.resources import resource
from widgets.dock_sheet import dock_sheet
from widgets.style_sheet import style_sheet
from widgets.theme import Theme

FAMILY = "Inter"
FALLBACKS = ("Noto Sans", "DejaVu Sans")
CODE_FAMILIES = ("Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "monospace")

SMALL, TABLE, BASE, CARD, HEAD, CLOCK, VALUE, LARGE_VALUE = 11, 12, 13, 14, 15, 17, 20, 28
"""Sizes in logical pixels, by use."""

STRIP_H, BANNER_H, HEAD_H, BUTTON_H, HINTS_H = 36, 60, 28, 26, 22
"""Heights in logical pixels."""


@lru_cache(maxsize=1)
def load_fonts() -> bool:
    """Register the bundled Inter; false when none of its files could be read."""
    files = sorted(resource("fonts").glob("*.otf"))
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    return max(loaded, default=-1) >= 0


@lru_cache(maxsize=64)
def ui_font(px: int = BASE, weight: int = 400) -> QFont:
    """The letter of the console with tabular figures; a kept object, copy it before changing it."""
    font = QFont(FAMILY)
    font.setFamilies([FAMILY, *FALLBACKS])
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


@lru_cache(maxsize=4)
def code_font(px: int = TABLE) -> QFont:
    """For topics, codes and raw payloads."""
    font = QFont()
    font.setFamilies(list(CODE_FAMILIES))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(px)
    return font


def palette(theme: Theme) -> QPalette:
    """For the parts of Qt that look at the palette and not at the style sheet."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, color in (
        (role.Window, theme.panel),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.Button, theme.control),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.text3),
        (role.Highlight, theme.selection_soft),
        (role.HighlightedText, theme.text),
        (role.Link, theme.selection),
        (role.LinkVisited, theme.selection),
        (role.Accent, theme.selection),
        (role.Light, theme.line2),
        (role.Mid, theme.line),
        (role.Dark, theme.app),
        (role.Shadow, theme.app),
    ):
        made.setColor(role(name), color)
    disabled = QPalette.ColorGroup.Disabled
    for dimmed in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(disabled, dimmed, theme.text3)
    return made


def apply_style(application: QApplication, theme: Theme) -> None:
    """Dress the whole application: before the first view is made, and at every change of theme (which
    takes about 0.4 s with all views open, on two server-class cores)."""
    sheet = style_sheet(theme) + dock_sheet(theme)
    if application.styleSheet() == sheet:
        return
    _apply_basics(application, theme)
    application.setStyleSheet(sheet)


def apply_plain_style(application: QApplication, theme: Theme) -> None:
    """Letter and colours without the sheet, for as long as many views are made: under a sheet Qt styles
    each of them again at every change of its parent, which takes twice the time of all the rest."""
    application.setStyleSheet("")
    _apply_basics(application, theme)


def _apply_basics(application: QApplication, theme: Theme) -> None:
    load_fonts()
    if application.style().objectName().lower() != "fusion" and not application.styleSheet():
        application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(ui_font())
    application.setPalette(palette(theme))
