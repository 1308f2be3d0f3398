"""Examples that are pictures can be seen: in the rail, in the table's tips, larger on Weights."""

import base64
import re

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from core import edits
from gui.charts.cells.cells import Cell, Labels
from gui.charts.cells.layout import Measures, lay_out
from gui.charts.picture import picture, picture_side
from gui.look.theme import Look
from gui.panels.examples.columns import Kind
from tests.gui.examples_hand import Table
from tests.gui.hand import model_state
from tests.gui.window_hand import near, scenario, tip_at


@pytest.fixture(scope="module")
def digits():
    return scenario("digits")


@pytest.mark.parametrize(
    ("depth", "side"), [(4, None), (9, None), (12, None), (16, 4), (17, None), (64, 8), (784, 28)]
)
def test_square_counts_beyond_a_few_are_pictures(depth, side):
    assert picture_side(depth) == side


def test_the_darkest_pixel_is_the_largest_number(qapp):
    image = picture(Look(1.0), np.array([0.0, 0.5, 1.0, 0.0]))
    assert (image.width(), image.height()) == (2, 2)
    shades = [image.pixelColor(x, y).lightness() for y in (0, 1) for x in (0, 1)]
    assert shades[0] == shades[3] > shades[1] > shades[2]


def test_the_rail_shows_the_picture_beside_the_name_and_follows_the_choice(bench, digits):
    rail = bench(digits)
    shown = rail.part("rail.example.picture")
    assert shown.isVisible()
    name = rail.part("rail.example.name")
    assert shown.geometry().right() < name.geometry().left()
    assert shown.height() > 30
    assert name.text() in shown.accessibleName()
    before = shown.grab().toImage()
    rail.session.edit(edits.choose_example(3))
    rail.settle()
    assert shown.grab().toImage() != before
    assert rail.state.examples[3]["en"] in shown.accessibleName()


def test_a_few_pictures_are_seen_too_and_what_is_none_is_not(bench, digits):
    few = edits.remove_examples(range(3, 200)).apply(digits)
    assert bench(few).shown("rail.example.picture")
    assert not bench(model_state(3, examples=6)).shown("rail.example.picture")
    assert not bench().shown("rail.example.picture")


def test_the_rows_tip_holds_the_picture_with_the_name_and_the_exact_value(qtbot, digits):
    table = Table(qtbot, digits)
    number = table.column(Kind.LOSS, loss="softmax")
    table.click_heading(number)  # the worst example first
    worst = int(table.view.rows.rows[0])
    loss = table.session.evaluation.loss_result("softmax").per_example
    assert worst == int(loss.argmax())
    viewport = table.view.viewport()
    tip = tip_at(viewport, viewport.mapFrom(table.panel, table.place(0, number)))
    form = r'<img src="data:image/png;base64,(.*)"><br>(.*)<br>(.*)'
    encoded, name, value = re.fullmatch(form, tip).groups()
    assert name == table.names()[0]
    assert float(value) == pytest.approx(float(loss[worst]), rel=1e-14)
    image = QImage.fromData(base64.b64decode(encoded))
    assert image.width() == image.height() >= 100
    pixels = digits.source.features[worst].reshape(8, 8)
    step = image.width() // 8
    row, column = np.unravel_index(pixels.argmax(), (8, 8))
    dark = image.pixelColor(column * step + step // 2, row * step + step // 2)
    pale = picture(table.panel.look, pixels.ravel()).pixelColor(int(column), int(row))
    assert near(dark, pale)


def test_the_name_s_own_tip_says_it_once(qtbot, digits):
    table = Table(qtbot, digits)
    viewport = table.view.viewport()
    tip = tip_at(viewport, viewport.mapFrom(table.panel, table.place(2, 0)))
    assert tip.count(table.names()[2]) == 1


@pytest.mark.parametrize("size", [(1100, 340), (734, 230)])
def test_on_weights_the_example_is_larger_than_the_pictures_of_weights(qapp, size):
    names = tuple(f"{number}" for number in range(10))
    labels = Labels(tuple(range(10)), names, 10, 0, tuple(f"x{n}" for n in range(64)))
    measures = Measures(Look(size[0] / 1100).px, 18.0, 30.0, 4.0)
    layout = lay_out(labels, QRectF(0, 0, *size), measures)
    x = next(one.frame for one in layout.pictures if one.part == "x")
    weights = [one.frame for one in layout.pictures if one.part == "w"]
    assert x.width() == x.height() > 1.4 * weights[0].width()
    assert all(not x.intersects(frame) for frame in weights)
    assert QRectF(0, 0, *size).contains(x)


def test_names_of_features_with_more_words_than_their_cells_have_room_for_get_two_lines(qapp):
    area, line = QRectF(0, 0, 1100, 340), 18.0

    def layout(head, features=4):
        names = tuple(f"sepal length {number}" for number in range(features))
        labels = Labels((0, 1, 2), ("a", "b", "c"), 3, 0, names)
        return lay_out(labels, area, Measures(Look(1.0).px, line, 30.0, 4.0, head))

    one, two, many = layout(90.0), layout(160.0), layout(160.0, 8)
    assert {rect.height() for rect in one.headers.values()} == {line}
    assert {rect.height() for rect in two.headers.values()} == {2 * line}
    assert {rect.height() for rect in many.headers.values()} == {line}
    for place, rect in two.headers.items():
        assert rect.bottom() == two.rect(Cell("w", 0, place)).top() - 4.0
        assert rect.top() >= two.captions["w"].bottom()
        assert area.contains(rect)
    assert area.contains(two.captions["w"])
