"""The themes keep the contrasts that the design language measured."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.alarms import Priority
from widgets.style import apply_style
from widgets.theme import DARK, LIGHT, Theme


def _luminance(color: QColor) -> float:
    parts = [color.redF(), color.greenF(), color.blueF()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme):
    grounds = [theme.app, theme.panel, theme.raised, theme.control, theme.stale_soft, theme.selection_soft]
    soft = [theme.priority(priority).soft for priority in Priority]
    for ground in [*grounds, *soft]:
        assert contrast(theme.text, ground) >= 4.5
        assert contrast(theme.text2, ground) >= 4.5
    for ground in (theme.panel, theme.raised, *soft):
        assert contrast(theme.text3, ground) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("priority", list(Priority))
def test_the_letter_stands_out_from_its_shape_and_the_shape_from_the_panel(theme: Theme, priority: Priority):
    colors = theme.priority(priority)
    assert contrast(colors.letter, colors.fill) >= 4.5
    seen = max(contrast(colors.fill, theme.panel), 0 if theme.dark else contrast(colors.outline, theme.panel))
    assert seen >= 3.0


@pytest.fixture
def chips(qtbot, qapp):
    """A chip that is pressed in and one that is not."""
    apply_style(qapp, DARK)
    window = QWidget()
    row = QHBoxLayout(window)
    made = [QPushButton("2×2"), QPushButton("2×2")]
    for chip in made:
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        row.addWidget(chip)
    made[0].setChecked(True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield made
    window.close()


def test_a_chip_that_is_chosen_one_that_has_the_keys_and_one_with_both_look_different(chips, qtbot):
    chosen, plain = chips
    looks = []
    for here in chips:
        here.setFocus()
        qtbot.waitUntil(here.hasFocus, timeout=20_000)
        looks += [chosen.grab().toImage(), plain.grab().toImage()]
    both, neither, only_chosen, only_keys = looks
    for place, one in enumerate(looks):
        assert all(one != other for other in looks[:place])
    edge = [image.pixelColor(image.width() // 2, 1).rgb() for image in (both, only_keys)]
    assert edge == [DARK.selection.rgb()] * 2, "the ring is two pixels wide"
    assert only_chosen.pixelColor(only_chosen.width() // 2, 1).rgb() != DARK.selection.rgb()
    assert {image.size().toTuple() for image in looks} == {neither.size().toTuple()}
