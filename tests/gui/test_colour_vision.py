"""What is told apart by colour is told apart by everybody."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.look.painting import draw_focus
from gui.look.theme import Look
from gui.look.themes import THEMES
from tests.gui.colour_vision import SIMULATIONS, distance

TOLD_APART = [
    *(("loss", "penalty"), ("loss_fill", "penalty_fill")),
    *(("focus", "outline"), ("focus", "card"), ("focus", "selected"), ("focus", "tab")),
    *(("error", "outline"), ("error", "card"), ("selected", "card")),
    *(("loss_fill", "card"), ("penalty_fill", "card"), ("pin", "loss"), ("pin", "score")),
]
"""Colours that lie side by side and mean different things, or a thing and its ground.

Not here, since a second sign tells them apart: the correct class (a filled bar, bold, with a tick),
right and wrong examples (filled and hollow dots, the words), the other loss (dashes), what was
pinned (hollow, dashed), the cells of right predictions (the diagonal), the stages (headings).
"""
LEAST = 10.0
"""Of CIE L*a*b*; side by side, one is enough to see an edge."""


def test_a_colour_seen_by_all_keeps_its_distance_from_black_and_white():
    # L* of white is 100 and of black 0, by definition; grey stays grey in every simulation.
    assert distance("#000000", "#FFFFFF") == pytest.approx(100.0, abs=0.01)
    for simulation in SIMULATIONS:
        assert distance("#000000", "#FFFFFF", simulation) == pytest.approx(100.0, abs=0.01)


def test_the_simulations_bring_together_what_these_people_confuse():
    red, green = "#C00000", "#6B6B00"  # a red, and the olive that protanopes take it for
    assert distance(red, green, "protanopia") < distance(red, green) / 2
    assert distance("#0072B2", "#00795A", "tritanopia") < distance("#0072B2", "#00795A") / 4


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_what_is_told_apart_by_colour_is_so_for_everybody(one, other, theme):
    tokens = THEMES[theme]
    for simulation in (None, *SIMULATIONS):
        assert distance(getattr(tokens, one), getattr(tokens, other), simulation) >= LEAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["card", "selected", "loss", "score", "penalty_fill", "third"])
def test_the_ring_of_the_keyboard_is_set_off_from_every_ground(qapp, ground, theme):
    look = Look(1.0, THEMES[theme])
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(look.color(ground))
    with QPainter(picture) as painter:
        draw_focus(painter, look, QRectF(5, 5, 50, 30), 0.0)
    across = [picture.pixelColor(x, 20).name() for x in range(30)]
    ring, inside = look.color("focus").name(), look.color("card").name()
    assert across[5:8] == [ring, ring, inside]
    assert across[4] == across[8] == look.color(ground).name()
