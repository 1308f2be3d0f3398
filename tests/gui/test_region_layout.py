"""Places of the points on the map of classes."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gui.charts.regions.layout import RegionLayout

LAYOUT = RegionLayout(QRectF(0, 0, 400, 300), np.array([[100.0, 50.0], [300.0, 200.0]]), 5.0, 12.0)


def test_the_place_of_a_point_is_the_square_around_where_it_is_caught():
    assert LAYOUT.place(0) == QRectF(88, 38, 24, 24)
    for way in (-1, 1):
        assert LAYOUT.at(QPointF(100 + 11.9 * way, 50)) == 0
        assert LAYOUT.at(QPointF(100, 50 + 12.1 * way)) is None


def test_of_points_that_lie_on_each_other_the_last_is_caught():
    over = RegionLayout(LAYOUT.frame, LAYOUT.points[[0, 1, 0]], 5.0, 12.0)
    assert over.at(QPointF(101, 50)) == 2
    assert RegionLayout(LAYOUT.frame, np.empty((0, 2)), 5.0, 12.0).at(QPointF(0, 0)) is None


def test_a_place_in_pixels_is_shares_of_the_plane_and_back():
    assert LAYOUT.shares(QPointF(100, 225)) == (0.25, 0.25)
    assert LAYOUT.pixels(0.25, 0.25) == QPointF(100, 225)
