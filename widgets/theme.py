"""The two colour themes as data; every colour of the console has its one meaning here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from app.domain.alarms import Priority


@dataclass(frozen=True, slots=True)
class PriorityColors:
    """`fill` is the shape, `letter` stands on it, `soft` is the ground of a card or row,
    `outline` goes round the shape."""

    fill: QColor
    letter: QColor
    soft: QColor
    outline: QColor


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Roles of colour. Treat the colours as constants: never call a setter on them."""

    name: str
    dark: bool
    app: QColor
    panel: QColor
    raised: QColor
    """Heads of panels and tables."""
    control: QColor
    """Buttons. `text3` must not stand on it."""
    line: QColor
    line2: QColor
    """Edge of a control."""
    text: QColor
    text2: QColor
    text3: QColor
    field: QColor
    """Ground of an input."""
    land: QColor
    block: QColor
    lot: QColor
    avenue: QColor
    collector: QColor
    water: QColor
    shore: QColor
    park: QColor
    label: QColor
    pipe: QColor
    hill: QColor
    rail: QColor
    normal: QColor
    """The glyph of a device with nothing wrong."""
    critical: PriorityColors
    high: PriorityColors
    medium: PriorityColors
    low: PriorityColors
    selection: QColor
    selection_soft: QColor
    video: QColor
    manual: QColor
    manual_soft: QColor
    stale: QColor
    stale_soft: QColor

    def priority(self, priority: int) -> PriorityColors:
        """The colours of an alarm priority; 4 is critical, 1 low."""
        return (self.low, self.medium, self.high, self.critical)[Priority(priority) - 1]


def _priority(fill: str, letter: str, soft: str, outline: str) -> PriorityColors:
    return PriorityColors(QColor(fill), QColor(letter), QColor(soft), QColor(outline))


DARK = Theme(
    name="dark",
    dark=True,
    app=QColor("#14171A"),
    panel=QColor("#1C2024"),
    raised=QColor("#262B30"),
    control=QColor("#333A41"),
    line=QColor("#343B42"),
    line2=QColor("#4A535B"),
    text=QColor("#E4E8EB"),
    text2=QColor("#B3BBC2"),
    text3=QColor("#98A2AB"),
    field=QColor("#14171A"),
    land=QColor("#1A1E21"),
    block=QColor("#242A2E"),
    lot=QColor("#2A3035"),
    avenue=QColor("#3B434A"),
    collector=QColor("#30373D"),
    water=QColor("#11171B"),
    shore=QColor("#3A444C"),
    park=QColor("#1F2925"),
    label=QColor("#98A2AB"),
    pipe=QColor("#56616A"),
    hill=QColor("#2B3237"),
    rail=QColor("#4A535B"),
    normal=QColor("#98A2AB"),
    critical=_priority("#FF5148", "#14171A", "#3A1D1D", "#14171A"),
    high=_priority("#FF8F1F", "#14171A", "#38281A", "#14171A"),
    medium=_priority("#FFE955", "#14171A", "#35321E", "#14171A"),
    low=_priority("#DFA0D4", "#14171A", "#322833", "#14171A"),
    selection=QColor("#5ABDFF"),
    selection_soft=QColor("#1D3446"),
    video=QColor("#3FE0B0"),
    manual=QColor("#9276FF"),
    manual_soft=QColor("#2A2640"),
    stale=QColor("#A89B88"),
    stale_soft=QColor("#2C2A27"),
)

LIGHT = Theme(
    name="light",
    dark=False,
    app=QColor("#BFC4C8"),
    panel=QColor("#D3D7DA"),
    raised=QColor("#E0E3E5"),
    control=QColor("#F0F1F2"),
    line=QColor("#AEB4B9"),
    line2=QColor("#868E95"),
    text=QColor("#15191C"),
    text2=QColor("#363D43"),
    text3=QColor("#495158"),
    field=QColor("#F0F1F2"),
    land=QColor("#DCDFE1"),
    block=QColor("#C8CDD0"),
    lot=QColor("#BEC4C8"),
    avenue=QColor("#F4F5F6"),
    collector=QColor("#E6E9EA"),
    water=QColor("#A9B3B9"),
    shore=QColor("#7E888F"),
    park=QColor("#BCC7BD"),
    label=QColor("#363D43"),
    pipe=QColor("#8A949B"),
    hill=QColor("#B9BFC3"),
    rail=QColor("#8A9299"),
    normal=QColor("#495158"),
    critical=_priority("#BF0F1A", "#FFFFFF", "#EFC9C8", "#15191C"),
    high=_priority("#E07800", "#14171A", "#F2DCBF", "#15191C"),
    medium=_priority("#FFD400", "#14171A", "#F4ECBC", "#15191C"),
    low=_priority("#8E3F86", "#FFFFFF", "#E5D2E3", "#15191C"),
    selection=QColor("#0063C4"),
    selection_soft=QColor("#BDD6EE"),
    video=QColor("#3FE0B0"),
    manual=QColor("#45209E"),
    manual_soft=QColor("#D8D0EA"),
    stale=QColor("#62563F"),
    stale_soft=QColor("#DAD5CB"),
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
