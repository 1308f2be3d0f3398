"""When the landscape works: coarsely in a drag, finely at rest, never for nothing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer

from core import edits
from gui.charts.landscape.chart import LandscapePlot
from tests.gui.landscape_hand import Stand, lowest, many
from tests.gui.window_hand import scenario, settle

START = (1.675, 1.025)


@pytest.fixture
def stand(qtbot):
    def opened(state=None, scale=1.0):
        return Stand(qtbot, state, scale)

    return opened


def timers(here):
    return [timer for timer in here.panel.findChildren(QTimer) if timer.isActive()]


def test_a_drag_of_another_weight_is_drawn_coarsely_and_sharpened_at_rest(stand, qtbot):
    here = stand()
    assert here.is_sharp()
    here.session.begin()
    here.session.preview(edits.set_weight(1, 0, 2.0))
    settle()
    assert not here.is_sharp()
    assert not timers(here)
    here.session.commit()
    settle()
    assert timers(here)
    qtbot.waitUntil(here.is_sharp, timeout=1000)
    assert not timers(here)


def test_dragging_the_point_asks_for_no_new_shades(stand):
    here = stand(replace(scenario(), view=replace(scenario().view, landscape="data")))
    shades = list(here.plot.shading.areas)
    here.hand.press(here.plot, here.at(*START))
    here.hand.move(here.plot, here.at(0.5, 1.0))
    assert list(here.plot.shading.areas) == shades
    here.hand.release(here.plot, here.at(0.5, 1.0))


def test_the_timer_stops_when_nobody_looks_and_the_picture_is_right_on_return(stand):
    here = stand()
    here.session.begin()
    here.session.preview(edits.set_weight(1, 0, 2.0))
    settle()
    here.session.commit()
    settle()
    assert timers(here)
    here.panel.hide()
    assert not timers(here)
    here.edit(edits.set_pair(0.25, 0.5))
    assert not timers(here)
    here.panel.show()
    settle()
    assert here.is_sharp()
    assert here.plot.point() == (0.25, 0.5)


def test_shown_for_the_first_time_it_is_drawn_once_it_has_its_size(stand, monkeypatch):
    drawn = []

    def counted(plot, *parts, **how):
        drawn.append(plot.ranges())
        show_shades(plot, *parts, **how)

    show_shades = LandscapePlot.show_shades
    monkeypatch.setattr(LandscapePlot, "show_shades", counted)
    here = stand()
    assert drawn == [here.plot.ranges()]


def test_what_does_not_concern_it_is_not_drawn_again(stand):
    here = stand()
    shades = list(here.plot.shading.areas)
    notes = here.panel.labels.notes()
    here.edit(edits.choose_example(1), edits.show_gradient(on=True))
    assert list(here.plot.shading.areas) == shades
    assert here.panel.labels.notes() is notes


def test_the_minimum_follows_a_drag_of_lambda_exactly(stand):
    here = stand()
    here.session.begin()
    for strength in (0.02, 0.1, 0.5):
        here.session.preview(edits.set_strength(strength))
        settle()
        assert here.plot.best == pytest.approx(lowest(here.state), abs=1e-4)
    here.session.cancel()
    settle()


def test_a_weight_dragged_out_of_the_plane_elsewhere_takes_the_ranges_along(stand):
    here = stand()
    here.session.begin()
    here.session.preview(edits.set_weight(0, 0, 40.0))
    settle()
    (low, high), _ = here.plot.ranges()
    assert low < 40.0 < high
    here.session.cancel()
    settle()


def test_with_very_many_examples_a_drag_waits_for_its_shades(stand, qtbot):
    here = stand(many(examples=25_000, classes=3))
    before, levels = list(here.plot.shading.areas), here.panel.levels()
    here.session.begin()
    here.session.preview(edits.set_weight(1, 2, 3.0))
    settle()
    assert list(here.plot.shading.areas) == before
    here.session.commit()
    settle()
    qtbot.waitUntil(lambda: here.panel.levels() is not levels, timeout=3000)
    assert list(here.plot.shading.areas) != before
