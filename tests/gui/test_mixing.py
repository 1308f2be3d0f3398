"""Colours between two colours."""

from PySide6.QtGui import QColor

from gui.look.mixing import between, mixed
from gui.look.theme import Look

RED, BLUE = QColor(200, 10, 0), QColor(0, 10, 100)


def test_a_mixed_colour_lies_at_its_share_of_the_way() -> None:
    assert mixed(RED, BLUE, 0.0) == RED
    assert mixed(RED, BLUE, 1.0) == BLUE
    assert mixed(RED, BLUE, 0.25).getRgb()[:3] == (150, 10, 25)


def test_even_steps_begin_and_end_with_the_colours_themselves() -> None:
    colors = between(RED, BLUE, 5)
    assert [color.red() for color in colors] == [200, 150, 100, 50, 0]
    assert [color.blue() for color in colors] == [0, 25, 50, 75, 100]
    assert between(RED, BLUE, 1) == [RED]


def test_a_colour_lets_through_what_its_opacity_leaves(qapp) -> None:
    look = Look()
    assert look.color("loss").alphaF() == 1.0
    assert round(look.color("loss", 0.35).alphaF(), 3) == 0.35
    assert look.color("loss", 0.35).rgb() == look.color("loss").rgb()
