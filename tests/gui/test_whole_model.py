"""Acts on W as a whole: the best one, another size, and features in units of their own."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core import edits
from core.evaluation import evaluate
from gui.panels import best_button
from gui.panels.best_button import power_above
from gui.panels.matrix import MatrixPanel
from gui.panels.scaling import ScaleDialog
from gui.panels.strength import StrengthPanel
from gui.panels.tug import TugPanel
from tests.gui.cells_hand import Stage
from tests.gui.hand import Key
from tests.gui.landscape_hand import Stand
from tests.gui.window_hand import LEFT, NONE, part, scenario, settle

LOWEST = 0.1157357313030567
"""Of the lecture's documents with L2 and λ = 0.01, by mpmath."""


def press(button):
    QTest.mouseClick(button, LEFT)
    settle()


# -- the best W -----------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", [TugPanel, StrengthPanel])
def test_one_click_goes_to_the_best_w_says_how_sure_that_is_and_is_one_step(qtbot, panel):
    stage = Stage(qtbot, panel, scenario())
    before = stage.state
    press(stage.panel.best)
    found = evaluate(stage.state)
    assert found.total == pytest.approx(LOWEST, rel=1e-9)
    assert stage.session.document.undo_label.key == "take_best"
    said = stage.panel.best.said()
    assert said.startswith("L 2.98 → 0.12. No W is better")
    stage.session.undo()
    stage.settle()
    assert stage.state is before


def test_where_the_pulls_cancel_there_is_nowhere_to_go(qtbot):
    stage = Stage(qtbot, TugPanel, scenario())
    assert stage.panel.best.isEnabled()
    press(stage.panel.best)
    assert "best W" in stage.panel.foot.text()
    assert not stage.panel.best.isEnabled()
    stage.session.edit(edits.set_strength(0.1))
    stage.settle()
    assert stage.panel.best.isEnabled()


def test_a_small_problem_without_a_minimum_says_so_beforehand(qtbot):
    stage = Stage(qtbot, TugPanel, edits.choose_penalty("none").apply(scenario()))
    button = stage.panel.best
    assert not button.isEnabled()
    assert button.toolTip() == "There is no best W: L falls for ever as W grows"
    stage.session.edit(edits.choose_loss("hinge"))  # its minimum is there without a price
    stage.settle()
    assert button.isEnabled()
    stage.session.edit(edits.choose_loss("softmax"))
    stage.session.edit(edits.choose_penalty("l2"))
    stage.settle()
    assert button.isEnabled()


def test_a_larger_one_says_so_when_it_is_asked_and_w_stays(qtbot, monkeypatch):
    monkeypatch.setattr(best_button, "_SMALL", 0)
    stage = Stage(qtbot, StrengthPanel, edits.choose_penalty("none").apply(scenario()))
    before, button = stage.state, stage.panel.best
    assert button.isEnabled()
    press(button)
    assert stage.state is before
    assert not button.isEnabled()
    assert "falls for ever" in button.toolTip()
    stage.session.edit(edits.set_feature(0, 0, 2.0))  # another problem may have one
    stage.settle()
    assert button.isEnabled()
    stage.session.edit(edits.load(scenario("blank-scores")))
    stage.settle()
    assert button.isHidden()


def test_scores_alone_have_no_best_w(qtbot):
    stage = Stage(qtbot, StrengthPanel, scenario("blank-scores"))
    assert stage.panel.best.isHidden()


@pytest.mark.parametrize(
    ("gap", "text"), [(1e-9, "10⁻⁹"), (2e-13, "10⁻¹²"), (0.5, "10⁰"), (1.1e-10, "10⁻⁹")]
)
def test_a_gap_is_rounded_up_to_a_power_of_ten(gap, text):
    assert power_above(gap) == text


# -- the diamond of the landscape -----------------------------------------------------------------


def test_a_click_on_the_diamond_goes_to_the_lowest_point_to_the_last_digit(qtbot):
    stand = Stand(qtbot)
    best = tuple(stand.panel.terrain().best.tolist())
    stand.hand.click(stand.plot.viewport(), stand.at(*best))
    assert stand.pair == best
    assert stand.session.document.undo_label.key == "set_pair"
    # Not rounded as a press elsewhere is.
    assert best != tuple(round(value, 2) for value in best)


def test_enter_in_the_landscape_goes_there_too(qtbot):
    stand = Stand(qtbot)
    best = tuple(stand.panel.terrain().best.tolist())
    stand.plot.setFocus()
    QTest.keyClick(stand.plot, Key.Key_Return)
    settle()
    assert stand.pair == best


# -- another size ---------------------------------------------------------------------------------


def scaling(stage):
    stage.panel.whole.scale()
    settle()
    return part(stage.window, "scale")


def test_twice_the_weights_is_told_for_both_losses_the_probability_and_the_price(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario())
    dialog = scaling(stage)
    field = part(dialog, "scale.field")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert np.array_equal(stage.state.source.weights, 2 * scenario().source.weights)
    told = {name: dialog.rows[name].text() for name in ("svm", "probability", "penalty", "right")}
    # The lecture's figures for doubled scores: 4.8, 0 and 23.8; e^6.4 / (e^6.4 + e^10.2 + e^-3.4).
    assert told["svm"] == "5.27 → 9.53"
    assert told["probability"] == "0.13 → 0.02"
    assert told["penalty"] == "0.22 → 0.90"
    assert told["right"] == "1 → 1"
    stage.session.undo()
    settle()
    assert stage.state == scenario()
    assert dialog.slider.number == 1.0


def test_a_drag_of_the_factor_is_one_step_and_does_not_drift(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario())
    dialog = scaling(stage)
    dialog.slider.setFocus()
    for code in (Key.Key_Right, Key.Key_Right, Key.Key_End, Key.Key_Left):
        QTest.keyClick(dialog.slider, code)
        settle()
    factor = dialog.slider.number
    expected = edits.scale_all(factor).apply(scenario()).source
    assert factor not in (1.0, 10.0)
    assert stage.state.source == expected
    stage.session.edit(edits.set_weight(0, 0, 5.0))  # from here it begins anew
    settle()
    assert dialog.slider.number == 1.0
    QTest.keyClick(dialog.slider, Key.Key_End)
    settle()
    assert stage.state.source.weights[0, 0] == 50.0


def test_the_dialog_follows_the_example_and_outlives_what_is_refused(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario())
    dialog = scaling(stage)
    dialog.slider.setFocus()
    QTest.keyClick(dialog.slider, Key.Key_End)
    settle()
    stage.session.edit(edits.choose_example(1))
    settle()
    # Of car: e^4.9 among e^1.3 and e^2, then ten times these scores.
    assert dialog.rows["probability"].text() == "0.92 → 1.00"
    stage.session.edit(edits.set_weight(0, 0, 5e59))
    settle()
    assert dialog.slider.number == 1.0
    QTest.keyClick(dialog.slider, Key.Key_End)
    settle()
    assert stage.state.source.weights[0, 0] == 5e59
    assert dialog.slider.number == 1.0


def test_the_button_of_the_matrix_offers_both_acts(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario())
    press(part(stage.panel, "matrix.whole"))
    menu = next(one for one in stage.panel.findChildren(QMenu) if one.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Scale all weights…", "Standardize features"]
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(menu.actions()[1]).center())
    settle()
    assert stage.session.document.undo_label.key == "standardize"


def test_the_menu_of_a_feature_offers_to_standardize_all(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario())
    stage.panel.features.open_menu(1, stage.grid.mapToGlobal(stage.grid.rect().center()))
    settle()
    menu = part(stage.panel, "matrix.features.menu", QMenu)
    action = menu.actions()[-1]
    assert action.text() == "Standardize all features"
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
    settle()
    assert stage.session.document.undo_label.key == "standardize"


# -- features in units of their own ---------------------------------------------------------------


def test_standardizing_says_that_the_price_has_changed_and_no_score(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario("a-weight-goes-to-zero"))
    scores = evaluate(stage.state).scores
    stage.panel.whole.standardize()
    found = evaluate(stage.state)
    assert found.scores == pytest.approx(scores, abs=1e-12)
    # |0.8| and |0.4| times the deviations of (2, 1, -1, -2, -1, 1) and (1, -1, 1, -1, 1, 0).
    spreads = np.sqrt(2.0), np.sqrt(5 / 6 - 1 / 36)
    price = 0.1 * (0.8 * spreads[0] + 0.4 * spreads[1])
    assert found.penalty_term == pytest.approx(price, rel=1e-12)
    said = stage.panel.whole.said()
    assert said.startswith("No score has moved.")
    assert said.endswith("0.12 → 0.15")
    stage.panel.whole.standardize()
    assert stage.panel.whole.said() == (
        "All features that vary have mean 0 and deviation 1 already"
    )
    stage.session.undo()
    stage.settle()
    assert stage.state == scenario("a-weight-goes-to-zero")


def test_the_dialog_goes_when_the_weights_go(qtbot):
    stage = Stage(qtbot, MatrixPanel, scenario())
    dialog = scaling(stage)
    assert dialog.windowFlags() & Qt.WindowType.Tool
    assert scaling(stage) is dialog  # one is enough
    stage.session.evaluated.disconnect(stage.panel.show_evaluation)
    stage.session.edit(edits.load(scenario("blank-scores")))
    settle()
    assert not stage.window.findChildren(ScaleDialog)
