"""Names beside points on curves: clear of the curves and of what else stands there."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRectF

from gui.charts.curves.names import LossNames, Named
from gui.look.theme import Look, Type

WIDTH, HEIGHT = 700.0, 300.0


@dataclass
class Framed:
    """A plot of 700 × 300 pixels."""

    look: Look

    def frame(self):
        return QRectF(40.0, 20.0, WIDTH, HEIGHT)


def place_of(look, side, line):
    """From where to where the name of a point in the middle goes, an upright line beside it."""
    text = "lowest held-out 0.112 at λ = 0.00021"
    name = Named("lowest", 0.5, 0.5, text, "", "loss", Type.LABEL, side)
    (note,) = LossNames(Framed(look)).place([name], {}, [line], (), held=False)
    half = (look.width(text, Type.LABEL) + look.px(4)) / 2
    return note.x * WIDTH - half, note.x * WIDTH + half


@pytest.mark.parametrize(("side", "line"), [("rtc", 0.85), ("ltc", 0.15)])
def test_a_wide_name_leaves_a_line_free_by_standing_over_its_point(qapp, side, line):
    left, right = place_of(Look(), side, line)
    assert left < 0.5 * WIDTH < right
    assert not left < line * WIDTH < right


def test_a_name_stands_beside_its_point_where_there_is_room(qapp):
    left, _ = place_of(Look(), "rtc", 0.1)
    assert left > 0.5 * WIDTH
