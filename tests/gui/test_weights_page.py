"""The Weights page in its window: the same model, another side."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from core.state import LinearModel, ScoreTable
from gui.charts.cells.cells import Cell
from gui.pages import PAGES
from tests.gui.hand import score_state
from tests.gui.window_hand import CTRL, Hand, Key, open_window, part, scenario, settle


@pytest.fixture
def window(keep):
    return keep.open(page="weights")


@pytest.fixture
def hand(window):
    return Hand(window)


def weight(window, cell):
    return float(window.session.state.source.weights[cell])


def test_a_page_is_made_when_it_is_first_shown(qtbot):
    window = open_window(qtbot)
    assert list(window.pages) == ["scores"]
    QTest.keyClick(window, Key.Key_2, CTRL)
    settle()
    assert list(window.pages) == list(PAGES)[:2]
    assert part(window, "matrix.grid").isVisible()
    assert not part(window, "stage.scores").isVisible()


def test_the_strip_writes_the_whole_loss_here_and_one_example_on_scores(window, hand):
    strip = window.strip
    assert strip.formula_text().endswith("= 2.76 + 0.22 = 2.98")
    hand.click(part(window, "header.page.scores"))
    assert strip.formula_text().endswith("= −ln 0.13 = 2.04")


def test_scrubbing_a_weight_moves_its_score_the_penalty_and_the_total(window, hand):
    grid = part(window, "matrix.grid")
    place = grid.layout_now.rect(Cell("w", 0, 0)).center().toPoint()
    hand.drag(grid, place, QPoint(80, 0))
    moved = weight(window, (0, 0))
    assert moved != 1.675
    score = moved + 1.025 + 0.575 - 0.075
    assert window.session.evaluation.example.scores[0] == pytest.approx(score, abs=1e-12)
    assert part(window, "rail.class.0.field").text() == f"{score:.10g}"
    penalty = 22.385 - 1.675**2 + moved**2
    assert window.session.evaluation.penalty == pytest.approx(penalty, abs=1e-12)
    window.session.undo()
    settle()
    assert weight(window, (0, 0)) == 1.675


def test_pointing_at_a_weight_lights_it_in_every_card(window, hand):
    grid = part(window, "matrix.grid")
    hand.hover(grid, grid.layout_now.rect(Cell("w", 1, 2)).center())
    assert part(window, "payments.table").highlight.weight == (1, 2)
    hand.hover(window, QPoint(5, 5))
    assert part(window, "payments.table").highlight is None


def test_two_cards_take_turns_in_one_place(window, hand):
    tug, comparison = window.page.tug, window.page.comparison
    assert tug.isVisible()
    assert not comparison.isVisible()
    hand.click(part(window, "weights.to_comparison"))
    assert comparison.isVisible()
    assert not tug.isVisible()
    hand.click(part(window, "weights.to_tug"))
    assert tug.isVisible()


def test_the_penalty_chosen_here_is_the_one_of_the_rail(window, hand):
    hand.click(part(window, "rail.penalty.choice.l1"))
    assert window.session.state.penalty.kind == "l1"
    assert part(window, "payments.table").in_force == "l1"


def test_scores_alone_offer_to_become_features(qtbot):
    state = score_state([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0]])
    window = open_window(qtbot, state)
    hand = Hand(window)
    hand.click(part(window, "header.page.weights"))
    assert part(window, "weights.missing").isVisible()
    assert not part(window, "matrix.grid").isVisible()
    hand.click(part(window, "weights.give_features"))
    source = window.session.state.source
    assert isinstance(source, LinearModel)
    assert np.array_equal(window.session.evaluation.scores, state.source.scores)
    assert part(window, "matrix.grid").isVisible()
    window.session.undo()
    settle()
    assert isinstance(window.session.state.source, ScoreTable)
    assert part(window, "weights.missing").isVisible()


def test_too_many_examples_cannot_get_a_feature_each_and_the_button_says_so(qtbot):
    window = open_window(qtbot, score_state(np.zeros((257, 2))), page="weights")
    button = part(window, "weights.give_features")
    assert not button.isEnabled()
    assert "256" in button.toolTip()


@pytest.mark.parametrize("key", ["l2-or-l1", "pixels", "a-weight-goes-to-zero"])
def test_scenarios_about_weights_open_on_this_page(qtbot, key):
    window = open_window(qtbot, scenario(key), page=None)
    assert window.page is window.pages["weights"]
    total = window.session.evaluation.total
    assert window.strip.formula_text().split()[-1] == f"{total:.2f}"
