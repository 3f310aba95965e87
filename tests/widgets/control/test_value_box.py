"""The three values: kept apart, each with its detail, hatched when old."""

import pytest

from widgets.control.value_box import Shown, ThreeValues
from widgets.theme import LIGHT


@pytest.fixture(name="values")
def _values(look, qtbot) -> ThreeValues:
    made = ThreeValues(look)
    qtbot.addWidget(made)
    made.resize(600, 76)
    with qtbot.waitExposed(made):
        made.show()
    return made


def colors(box) -> set[str]:
    image = box.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}


def test_each_box_says_its_value_and_detail(values):
    values.asked.say(Shown("60 %", "R. Quispe · 19:38", manual=True))
    values.measured.say(Shown("57 %", "6 s ago"))
    assert values.asked.accessibleName() == "Asked 60 % R. Quispe · 19:38"
    assert values.measured.accessibleName() == "Measured 57 % 6 s ago"
    assert values.in_force.accessibleName().startswith("In force –")


def test_an_override_carries_its_colour_and_the_others_do_not(values, look):
    values.asked.say(Shown("60 %", manual=True))
    assert look.theme.manual_soft.name() in colors(values.asked)
    assert look.theme.manual_soft.name() not in colors(values.in_force)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_an_old_value_does_not_look_fresh(values, look, theme):
    if theme == "light":
        look.set_theme(LIGHT)
    values.measured.say(Shown("57 %", "14 min ago", old=True))
    assert look.theme.stale_soft.name() in colors(values.measured)
    values.measured.say(Shown("57 %", "1 s ago"))
    assert look.theme.stale_soft.name() not in colors(values.measured)
