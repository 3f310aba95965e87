"""Every kind of the catalogue has a drawing, sharp in any colour."""

import tomllib

from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer

from app.domain.alarms import Priority
from app.settings.resources import resource
from widgets.glyphs import glyph_pixmap
from widgets.shapes import priority_pixmap
from widgets.theme import DARK, LIGHT


def test_every_kind_has_its_own_drawing(qapp):
    kinds = tomllib.loads(resource("catalogue", "kinds.toml").read_text(encoding="utf-8"))
    for kind in kinds.values():
        path = resource("glyphs", f"{kind['glyph']}.svg")
        assert path.is_file(), path.name
        assert QSvgRenderer(str(path)).isValid(), path.name


def test_a_glyph_takes_the_colour_it_is_asked_for(qapp):
    image = glyph_pixmap("panic_button", 16, QColor("#ff0000"), 2.0).toImage()
    assert (image.width(), image.height()) == (32, 32)
    middle = image.pixelColor(16, 16)
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)
    assert image.pixelColor(0, 0).alpha() == 0


def test_an_unknown_glyph_is_drawn_as_a_plain_device(qapp):
    unknown = glyph_pixmap("no such thing", 16, QColor("#fff")).toImage()
    assert unknown == glyph_pixmap("device", 16, QColor("#fff")).toImage()


def test_the_same_question_gives_the_same_pixmap(qapp):
    first, again = (glyph_pixmap("valve", 16, QColor("#fff")) for _ in range(2))
    assert first.cacheKey() == again.cacheKey()


def test_shapes_of_priorities_and_states_all_differ(qapp):
    drawn = set()
    for theme in (DARK, LIGHT):
        for priority in Priority:
            for state in ({}, {"hollow": True}, {"dashed": True}, {"framed": True}):
                image = priority_pixmap(int(priority), 16, theme, **state).toImage()
                drawn.add(bytes(image.constBits()))
    assert len(drawn) == 2 * 4 * 4
