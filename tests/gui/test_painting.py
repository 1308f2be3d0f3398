"""What painted widgets share, pixel by pixel."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.look.painting import (
    CENTER,
    LEFT,
    RIGHT,
    dashed,
    diamond,
    draw_box,
    draw_focus,
    draw_lit,
    write,
)
from gui.look.theme import Look, Type

SIDE = 40
INSIDE = QRectF(10, 10, 20, 20)


def image_of(draw):
    """What is drawn, on the colour of a card."""
    look = Look()
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(look.color("card"))
    with QPainter(image) as painter:
        draw(painter, look)
    return image


@pytest.fixture
def drawn(qapp):
    """A look and a function that gives the colours along the middle of what is drawn."""

    def along(draw, *, down=False):
        image, at = image_of(draw), SIDE // 2
        points = [(at, step) if down else (step, at) for step in range(SIDE)]
        return [image.pixelColor(*point).name() for point in points]

    return Look(), along


def places(colors, color):
    return [at for at, found in enumerate(colors) if found == QColor(color).name()]


def test_what_is_pointed_at_has_a_ring_of_two_pixels_where_the_keyboard_is(drawn):
    look, along = drawn
    lit = along(lambda painter, look: draw_lit(painter, look, INSIDE, 4, ring=False))
    assert places(lit, look.color("hover")) == list(range(10, 30))
    ringed = along(lambda painter, look: draw_lit(painter, look, INSIDE, 4, ring=True))
    assert places(ringed, look.color("focus")) == [9, 10, 29, 30]
    assert places(ringed, look.color("hover")) == list(range(11, 29))


def test_the_ring_is_set_off_by_a_line_of_the_card_inside_it(drawn):
    look, along = drawn

    def draw(painter, look):
        painter.fillRect(INSIDE, look.color("loss"))
        draw_focus(painter, look, INSIDE, 0.0)

    across = along(draw)
    assert places(across, look.color("focus")) == [10, 11, 28, 29]
    assert places(across, look.color("loss")) == list(range(13, 27))
    assert across[12] == across[27] == look.color("card").name()


def test_a_box_keeps_its_edge_inside_its_area(drawn):
    look, along = drawn
    fill, edge = look.color("loss_tint"), look.color("loss")
    across = along(lambda painter, _: draw_box(painter, INSIDE, 0.0, fill, edge, width=2.0))
    assert places(across, edge) == [10, 11, 28, 29]
    assert places(across, fill) == list(range(12, 28))
    plain = along(lambda painter, _: draw_box(painter, INSIDE, 0.0, fill))
    assert places(plain, fill) == list(range(10, 30))
    hollow = along(lambda painter, _: draw_box(painter, INSIDE, 0.0, None, edge, width=2.0))
    assert places(hollow, look.color("card"))[10:-10] == list(range(12, 28))


@pytest.mark.parametrize(("side", "middle"), [(LEFT, 8), (CENTER, 20), (RIGHT, 32)])
def test_a_text_stands_at_a_side_of_its_place_or_in_its_middle(qapp, side, middle):
    place = QRectF(4, 0, 32, SIDE)
    image = image_of(
        lambda painter, look: write(painter, look, place, "H", Type.SMALL, "text", side)
    )
    card = Look().color("card").name()
    inked = [
        (x, y) for x in range(SIDE) for y in range(SIDE) if image.pixelColor(x, y).name() != card
    ]
    for at, expected in zip(zip(*inked, strict=True), (middle, SIDE / 2), strict=True):
        assert (min(at) + max(at)) / 2 == pytest.approx(expected, abs=2.5)


def test_a_diamond_reaches_as_far_to_every_side(drawn):
    box = diamond(QPointF(20, 20), 6.0).boundingRect()
    assert box == QRectF(14, 14, 12, 12)
    look, along = drawn

    def draw(painter, look):
        painter.setBrush(look.color("loss"))
        painter.setPen(look.color("loss"))
        painter.drawPolygon(diamond(QPointF(20, 20), 6.0))

    assert places(along(draw), look.color("loss")) == list(range(14, 27))
    assert places(along(draw, down=True), look.color("loss")) == list(range(14, 27))


def test_dashes_are_measured_in_widths_of_their_line(drawn):
    look, along = drawn

    def draw(painter, look):
        painter.setPen(dashed(look, "loss", 2, 3, 2, flat=True))
        painter.drawLine(QPointF(0, 20), QPointF(SIDE, 20))

    assert places(along(draw), look.color("loss")) == [at for at in range(SIDE) if at % 10 < 6]
