"""Where the name of a class stands in its region of the map, and what of the map is kept."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from core.plane import Area
from gui.charts.regions import ground
from gui.charts.regions.chart import RegionMap
from gui.charts.regions.layout import Ground, Points
from gui.look.theme import Look
from tests.gui.chart_samples import fill_map
from tests.gui.painted import texts_of
from tests.gui.window_hand import show

FRAME = QRectF(0.0, 0.0, 400.0, 300.0)
WHOLE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
NOWHERE = np.empty((0, 2))


@pytest.fixture
def asked(monkeypatch):
    """How many places were looked at each time."""
    found, spare = [], ground._spare

    def counted(at, *rest):
        found.append(len(at))
        return spare(at, *rest)

    monkeypatch.setattr(ground, "_spare", counted)
    return found


def test_alone_in_a_rectangle_a_name_stands_in_the_middle(asked):
    place = ground.clear_place(WHOLE, FRAME, 60.0, 20.0, NOWHERE)
    # As far from the nearest side as the middle are those beside it; the first of these is taken.
    assert place.center().y() == pytest.approx(150.0)
    assert FRAME.contains(place)
    assert max(asked) > 9


def test_a_name_that_has_room_where_it_stands_is_not_asked_where_else(asked):
    place = ground.clear_place(WHOLE, FRAME, 60.0, 20.0, NOWHERE, (0.25, 0.5))
    assert (place.center().x(), place.center().y()) == (100.0, 150.0)
    assert asked == [1]


def test_a_point_drives_a_name_away(asked):
    point = np.array([[100.0, 150.0]])
    place = ground.clear_place(WHOLE, FRAME, 60.0, 20.0, point, (0.25, 0.5))
    assert not place.contains(100.0, 150.0)
    assert max(asked) > 9


def test_a_name_too_large_for_its_region_has_no_place():
    assert ground.clear_place(0.1 * WHOLE, FRAME, 60.0, 20.0, NOWHERE, (0.05, 0.05)) is None


@pytest.mark.parametrize("smooth", [False, True])
def test_the_ground_is_kept_once_it_is_seen_again_and_looks_as_it_did(qtbot, monkeypatch, smooth):
    kept, keep = [], RegionMap._kept

    def counted(chart, painter, *, opaque):
        kept.append(opaque)
        return keep(chart, painter, opaque=opaque)

    monkeypatch.setattr(RegionMap, "_kept", counted)
    chart = RegionMap(Look(), "map", str)
    qtbot.addWidget(chart)
    chart.resize(431, 317)
    fill_map(chart, 6)
    for turn in range(3):  # as in a drag that moves W: another ground in each frame
        moved = replace(chart.ground, area=Area(chart.ground.area.slopes, np.full(3, turn)))
        chart.show_ground(replace(moved, smooth=smooth), chart.ticks, upright=True)
        first = chart.grab().toImage()
    assert kept.count(True) == 0
    assert [chart.grab().toImage() == first for _ in range(3)] == [True] * 3
    assert kept.count(True) == 1


def test_that_there_are_no_areas_yet_is_said_where_it_hides_no_point(qtbot):
    chart = RegionMap(Look(), "map", str)
    show(qtbot, chart, 500, 320)
    across = np.linspace(0.02, 0.98, 40)
    top = np.stack([across, np.full(40, 0.95)], axis=1)  # where it would stand first
    labels = np.zeros(40, dtype=np.intp)
    none = np.zeros(40, dtype=bool)
    area = Area(np.zeros((2, 2)), np.zeros(2))
    chart.show_points(Points(top, labels, none, none), None)
    chart.show_ground(Ground(area, ("a", "b"), tie="No areas yet."), ((), ()), upright=True)
    said = next(one for one in texts_of(chart) if one.words == "No areas yet.")
    places = [QPointF(*one) for one in chart.layout_now.points.tolist()]
    assert not any(said.area.adjusted(-6, -6, 6, 6).contains(one) for one in places)
