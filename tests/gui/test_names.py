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


def place_of(side, *lines):
    """From where to where the name of a point in the middle goes, upright lines beside it."""
    look, text = Look(), "lowest held-out 0.112 at λ = 0.00021"
    name = Named("lowest", 0.5, 0.5, text, "", "loss", Type.LABEL, side)
    (note,) = LossNames(Framed(look)).place([name], {}, lines, (), held=False)
    half = (look.width(text, Type.LABEL) + look.px(4)) / 2
    return note.x * WIDTH - half, note.x * WIDTH + half


@pytest.mark.parametrize("side", ["rtc", "ltc"])
def test_a_wide_name_leaves_lines_free_by_standing_over_its_point(qapp, side):
    left, right = place_of(side, 0.15, 0.85)
    assert 0.15 * WIDTH < left < 0.5 * WIDTH < right < 0.85 * WIDTH


def test_a_name_through_which_a_line_would_run_is_said_in_a_shorter_way(qapp):
    look = Look()
    texts = "lowest held-out 0.112 at λ = 0.00021", "lowest 0.112, λ = 0.00021", "0.112"

    def said(*lines):
        name = Named("lowest", 0.5, 0.5, texts[0], "", "loss", Type.LABEL, "rtc", texts[1:])
        (note,) = LossNames(Framed(look)).place([name], {}, lines, (), held=False)
        half = (look.width(note.text, Type.LABEL) + look.px(4)) / 2
        return note.text, note.x - half / WIDTH, note.x + half / WIDTH

    assert said()[0] == texts[0]
    apart = [(look.width(text, Type.LABEL) + 30.0) / 2 / WIDTH for text in texts]
    for text, reach in zip(texts, apart, strict=True):
        found, left, right = said(0.5 - reach, 0.5 + reach, 0.1, 0.9)
        assert found == text
        assert 0.5 - reach < left < right < 0.5 + reach


def test_a_name_stands_beside_its_point_where_there_is_room(qapp):
    assert place_of("rtc")[0] > 0.5 * WIDTH
    assert place_of("ltc")[1] < 0.5 * WIDTH


@pytest.mark.parametrize("upper", ["softmax", "svm"])
def test_names_of_two_points_close_over_one_another_stand_in_their_order(qapp, upper):
    """Near the foot of the frame there is no room below the lower one, which is named first."""
    look = Look()
    points = {"softmax": 0.12, "svm": 0.12}
    points[upper] += 0.08
    names = [
        Named(key, 0.5, y, f"{key} 2.04", "", "loss", Type.VALUE, side)
        for (key, y), side in zip(points.items(), ("rt", "lb"), strict=True)
    ]
    notes = LossNames(Framed(look)).place(names, {}, [0.5], (), held=False)
    heights = {note.text: note.y for note in notes}
    assert max(heights, key=heights.get) == f"{upper} 2.04"
