"""The landscape drawn: shades, lines of equal price, the minimum and its way, in pixels."""

import itertools
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QTimer

from core import edits
from gui.charts.landscape import contours
from tests.gui.landscape_hand import (
    COARSE_POINTS,
    Stand,
    data_loss,
    lowest,
    many,
    moved,
    penalty_term,
    points_in,
    with_loss,
    with_penalty,
)
from tests.gui.window_hand import scenario, settle
from tests.sweeps import sampled

TWO_FEATURES = "a-weight-goes-to-zero"


@pytest.fixture
def stand(qtbot):
    def opened(state=None, scale=1.0):
        return Stand(qtbot, state, scale)

    return opened


# -- lines of equal price -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["l2", "l1", "elastic_net"])
def test_the_lines_on_the_plot_pass_through_the_point_the_one_in_force_solid(stand, kind):
    here = stand(with_penalty(kind))
    shown = set(here.plot.lines)
    assert shown == {kind, "l1", "l2"}
    point = here.plot.x_axis.share(1.675), here.plot.y_axis.share(1.025)
    for key in shown:
        line = np.stack(here.plot.lines[key], axis=1)
        start, way = line[:-1], np.diff(line, axis=0)
        at = np.clip(((point - start) * way).sum(axis=1) / (way**2).sum(axis=1), 0, 1)
        nearest = np.hypot(*(start + at[:, None] * way - point).T).min()
        assert nearest * here.plot.frame().width() < 0.3
        pen = here.plot.line_pen(key)
        assert bool(pen.dashPattern()) == (key != kind)


@pytest.mark.parametrize(
    ("share", "shown"), [(1.0, {"elastic_net", "l2"}), (0.0, {"elastic_net", "l1"})]
)
def test_at_its_ends_the_elastic_net_hides_its_twin(stand, share, shown):
    state = with_penalty("elastic_net")
    here = stand(replace(state, penalty=replace(state.penalty, l1_share=share)))
    assert set(here.plot.lines) == shown


@pytest.mark.parametrize(
    ("scale", "size"), sampled(product([1.0, 2 / 3], [(790, 460), (600, 460), (900, 400)]), every=2)
)
def test_a_circle_is_round_in_pixels(stand, scale, size):
    here = stand(scale=scale)
    here.window.resize(*(round(length * scale) + 180 for length in size))
    settle()
    line = np.stack(here.plot.lines["l2"], axis=1)
    frame = here.plot.frame()
    pixels = line * [frame.width(), frame.height()]
    radius = np.ptp(pixels, axis=0) / 2
    assert radius[0] == pytest.approx(radius[1], rel=1e-6)
    assert radius[0] > 40


# -- the shades ---------------------------------------------------------------------------------


def whole(state):
    return data_loss(state) + penalty_term(state)


@pytest.mark.parametrize(
    ("loss", "shown"),
    sampled(product(["softmax", "hinge"], ["data", "penalty", "sum"]), every=2),
)
def test_shades_are_darker_where_the_loss_is_higher(stand, loss, shown):
    state = with_loss(loss)
    here = stand(replace(state, view=replace(state.view, landscape=shown)))
    of = {"data": data_loss, "penalty": penalty_term, "sum": whole}[shown]
    (left, right), (bottom, top) = here.plot.ranges()
    inside = [
        (left + (right - left) * across, bottom + (top - bottom) * up)
        for across, up in itertools.product((0.03, 0.27, 0.5, 0.73, 0.97), (0.05, 0.4, 0.6, 0.95))
    ]
    marks = [here.at(*here.pair), here.at(*(here.plot.best or here.pair))]
    inside = [
        place
        for place in inside
        if all((here.at(*place) - mark).manhattanLength() > 40 for mark in marks)
    ]
    assert len(inside) > 15
    values = np.array([of(moved(state, *place)) for place in inside])
    levels = here.panel.levels()
    bands = np.searchsorted(levels, values)
    assert len(set(bands.tolist())) >= 2
    for hidden in (here.plot.way, *here.plot.zeros):
        hidden.setVisible(False)
    here.plot.show_lines("none", {})
    here.plot.set_overlay(tuple)
    here.plot.redraw()
    lightness = [here.color(*place).lightnessF() for place in inside]
    for one in range(len(inside)):
        for other in range(len(inside)):
            clear = np.abs(values[one] - levels).min() > 0.01 * np.ptp(levels)
            if bands[one] < bands[other] and clear:
                assert lightness[one] > lightness[other]


def test_levels_part_a_floor_from_its_walls():
    x = np.linspace(-1, 1, 101)
    values = np.maximum(0.0, x)[None, :] + np.zeros((101, 1))
    values[:, -3:] += 100.0
    levels = contours.levels(values)
    assert 5 <= len(levels) < contours.BANDS
    assert (np.diff(levels) > 0).all()
    assert 0.0 < levels[0] < 0.5
    assert (levels < 1.0).sum() >= 4


def test_a_flat_landscape_has_no_levels():
    assert len(contours.levels(np.full((9, 9), 2.5))) == 0
    assert len(contours.levels(np.full((9, 9), 0.1) + 1e-15)) == 0


def test_areas_hold_exactly_what_lies_above_their_level():
    x, y = np.linspace(0, 1, 61), np.linspace(0, 1, 41)
    values = np.hypot(x[None, :] - 0.5, y[:, None] - 0.5)
    (area,) = contours.areas(x, y, values, np.array([0.3]))
    for angle in np.linspace(0, 6, 13):
        for radius, above in ((0.28, False), (0.32, True)):
            place = QPointF(0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle))
            assert area.contains(place) == above


@pytest.mark.parametrize("size", [1e-300, 1.0, 1e300])
def test_areas_do_not_mind_the_size_of_the_values(size):
    x = np.linspace(0, 1, 11)
    values = (x[None, :] + x[:, None]) * size
    levels = contours.levels(values)
    assert sum(area.elementCount() for area in contours.areas(x, x, values, levels)) > 20


def test_shades_run_evenly_from_light_to_dark(stand):
    colors = stand().plot.colors
    assert len(colors) == contours.BANDS
    steps = np.diff([color.lightnessF() for color in colors])
    assert (steps < 0).all()
    assert np.ptp(steps) < 0.01


def test_hinge_edges_are_straight(stand):
    state = with_penalty("none", state=with_loss("hinge"))
    here = stand(state)
    # The data loss is piecewise linear: along an edge of the floor a level is one straight line.
    data = here.panel.terrain().data(here.plot.ranges(), fine=True)
    second = np.abs(np.diff(data, 2, axis=1))
    assert (second > 1e-9).mean() < 0.05


@pytest.mark.parametrize("state", [None, many()], ids=["3x3", "200x10"])
def test_shades_are_coarse_in_a_drag_and_sharp_at_rest(stand, qtbot, state):
    here = stand(state)
    sharp = points_in(here.plot)
    here.session.begin()
    here.session.preview(edits.set_weight(1, 2, 0.5))
    settle()
    assert points_in(here.plot) < 0.7 * sharp
    here.session.commit()
    qtbot.waitUntil(lambda: points_in(here.plot) > 0.8 * sharp, timeout=1000)


def test_lambda_reweights_the_data_at_hand(stand):
    here = stand()
    data = here.panel.terrain().data(here.plot.ranges(), fine=True)
    here.session.begin()
    here.session.preview(edits.set_strength(0.3))
    settle()
    again = here.panel.terrain().data(here.plot.ranges(), fine=True)
    assert np.shares_memory(data, again)
    assert points_in(here.plot) < COARSE_POINTS
    here.session.cancel()
    settle()


# -- the minimum and its way --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("loss", "scenario_key", "kind"),
    sampled(
        product(["softmax", "hinge"], ["cat-car-frog", TWO_FEATURES], ["l2", "l1", "elastic_net"]),
        every=5,
    ),
)
def test_the_minimum_is_where_scipy_finds_it(stand, loss, scenario_key, kind):
    state = with_penalty(kind, 0.05, state=with_loss(loss, scenario(scenario_key)))
    here = stand(state)
    (low, high), _ = here.plot.ranges()
    assert here.plot.best == pytest.approx(lowest(state), abs=1e-3 * (high - low))


def test_in_the_two_feature_scenario_l1_sends_one_weight_to_zero_and_l2_does_not(stand):
    here = stand(scenario(TWO_FEATURES))
    here.edit(edits.choose_penalty("l1"))
    assert 0.0 in here.plot.best
    here.edit(edits.choose_penalty("l2"))
    assert 0.0 not in here.plot.best


def test_the_head_on_the_way_stands_clear_of_the_point(stand, monkeypatch):
    here = stand()
    drawn = []
    monkeypatch.setattr(here.plot, "_draw_head", lambda painter, at, *_: drawn.append(at))
    here.plot.grab()
    (before,) = drawn
    here.plot.show_point(*here.plot._values_at(before))  # right under the head
    drawn.clear()
    here.plot.grab()
    (after,) = drawn
    point = here.plot.place_of(*here.plot.point())
    assert (before - point).manhattanLength() < 1
    assert (after - point).manhattanLength() > here.look.px(40)


def way_of(here):
    return here.panel.terrain().way


def test_the_way_of_l1_runs_onto_an_axis_and_stays_there(stand):
    way = way_of(stand(with_penalty("l1", 0.05, state=scenario(TWO_FEATURES))))
    on_axis = (way == 0.0).any(axis=1)
    first = int(np.argmax(on_axis))
    assert 0 < first < len(way) - 1
    assert on_axis[first:].all()
    assert (way[-1] == 0.0).all()
    # Its corner is sharp: the last point before it lies close to the axis.
    assert np.abs(way[first - 1]).min() < 0.02


def test_the_minimum_lies_on_the_way(stand):
    for kind in ("l2", "l1", "elastic_net"):
        here = stand(with_penalty(kind, 0.03))
        way = way_of(here)
        way = way[np.isfinite(way).all(axis=1)]
        start, step = way[:-1], np.diff(way, axis=0)
        length = np.maximum((step**2).sum(axis=1), 1e-300)
        best = np.array(here.plot.best)
        at = np.clip(((best - start) * step).sum(axis=1) / length, 0, 1)
        (low, high), _ = here.plot.ranges()
        assert np.hypot(*(start + at[:, None] * step - best).T).min() < 2e-3 * (high - low)


def test_the_minimum_is_marked_in_its_colour_and_the_point_in_its_own(stand):
    here = stand()
    best = here.plot.best
    ink = here.color(*best)
    assert ink.name() == here.look.color("loss").name()
    assert here.color(*here.pair).name() == here.look.color("score").name()


def test_the_way_waits_for_rest_where_the_data_change(stand, qtbot):
    here = stand()
    here.session.begin()
    here.session.preview(edits.set_weight(1, 0, 2.0))
    settle()
    assert not here.plot.way.isVisible()
    here.session.preview(edits.set_weight(1, 0, 1.0))
    here.session.commit()
    qtbot.waitUntil(here.plot.way.isVisible, timeout=1000)


# -- the labels ---------------------------------------------------------------------------------


def rects(here):
    frame, look = here.plot.frame(), here.look
    for note in here.panel.labels.notes():
        metrics = look.metrics(note.type)
        width, height = metrics.horizontalAdvance(note.text), metrics.height()
        x, y = note.x * frame.width(), (1 - note.y) * frame.height()
        yield note.text, (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@pytest.mark.parametrize("scale", [1.0, 2 / 3])
@pytest.mark.parametrize("kind", ["none", "l2", "l1", "elastic_net"])
@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_labels_stand_inside_the_frame_and_clear_of_each_other(stand, scale, kind, loss):
    here = stand(with_penalty(kind, state=with_loss(loss)), scale)
    found = list(rects(here))
    assert "W now" in [text for text, _ in found]
    frame = here.plot.frame()
    for number, (text, (left, top, right, bottom)) in enumerate(found):
        assert left >= -1, text
        assert top >= -1, text
        assert right <= frame.width() + 1, text
        assert bottom <= frame.height() + 1, text
        for other, (x, y, to_x, to_y) in found[number + 1 :]:
            apart = right <= x or to_x <= left or bottom <= y or to_y <= top
            assert apart, (text, other)


def test_labels_follow_from_the_picture_alone_whatever_was_shown_before(stand, qtbot):
    start = with_penalty("l2", state=with_loss("softmax"))
    here = stand(start)

    def places():
        return {note.text: (note.x, note.y) for note in here.panel.labels.notes()}

    def rest():
        settle()
        busy = here.panel.findChildren(QTimer)
        qtbot.waitUntil(lambda: not any(timer.isActive() for timer in busy), timeout=2000)

    first = places()
    assert "λ grows" in first
    for edit in (
        edits.set_strength(3.0),
        edits.set_pair(-0.6, 2.4),
        edits.set_weight(1, 0, -2.0),
        edits.choose_penalty("l1"),
        edits.choose_loss("hinge"),
        edits.choose_landscape("penalty"),
    ):
        here.edit(edit)
        rest()
        there = places()
        here.session.undo()
        rest()
        assert places() == first, edit.label
        here.session.redo()
        rest()
        assert places() == there, edit.label
        here.session.undo()
    # A drag keeps names to their sides; what it leaves behind goes at its end.
    middle = here.at(*here.pair)
    here.hand.drag(here.plot, middle, QPoint(-120, 90))
    here.session.undo()
    rest()
    assert places() == first
