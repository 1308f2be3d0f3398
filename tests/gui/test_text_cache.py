"""Texts kept for painting: as wide as Qt says, cut short in time, and the same every time."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.look.text_cache import TextCache
from gui.look.theme import Type


@pytest.fixture
def cache(look):
    return TextCache(look)


def picture(cache, side, text="0.52", ink="text"):
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    cache.draw(painter, QRectF(20, 0, 80, 40), side, text, Type.BODY, ink)
    painter.end()
    return image


def inked(image):
    """The columns and the rows that hold any ink."""
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 200
    ]
    columns, rows = [x for x, _ in dark], [y for _, y in dark]
    return (min(columns), max(columns)), (min(rows), max(rows))


@pytest.mark.parametrize("text", ["−0.52", "held at 0", "고양이", "x₁", "<b>W</b>"])
def test_a_text_is_as_wide_as_the_font_says(cache, look, text):
    assert cache.width(text, Type.LABEL) == pytest.approx(
        look.metrics(Type.LABEL).horizontalAdvance(text), abs=1.0
    )


def test_nothing_is_0_wide_and_draws_nothing(cache):
    assert cache.width("", Type.BODY) == 0
    assert picture(cache, "left", "") == picture(cache, "right", "")


def test_a_text_stands_at_its_side_and_in_the_middle_of_its_height(cache):
    (left, _), rows = inked(picture(cache, "left"))
    (_, right), _ = inked(picture(cache, "right"))
    middle, _ = inked(picture(cache, "center"))
    assert 19 <= left <= 23
    assert 96 <= right <= 100
    assert sum(middle) / 2 == pytest.approx(60, abs=1.5)
    assert sum(rows) / 2 == pytest.approx(20, abs=2.5)


def test_the_second_time_looks_like_the_first(cache):
    assert picture(cache, "left") == picture(cache, "left")


def test_a_text_without_room_is_cut_short_and_one_with_room_is_not(cache):
    whole = cache.width("a long name", Type.BODY)
    assert cache.elided("a long name", Type.BODY, whole) == "a long name"
    short = cache.elided("a long name", Type.BODY, whole * 0.6)
    assert short.endswith("…")
    assert cache.width(short, Type.BODY) <= whole * 0.6


def test_after_forgetting_a_text_follows_the_look(cache, look):
    small = cache.width("0.52", Type.BODY)
    look.fit(3840, 2160)
    cache.forget()
    assert cache.width("0.52", Type.BODY) > 1.5 * small


def test_many_different_texts_do_not_pile_up(cache):
    for number in range(2500):
        cache.width(str(number), Type.BODY)
    assert len(cache._texts) <= 1000
