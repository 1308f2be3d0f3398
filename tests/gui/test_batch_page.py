"""The Batch page: its cards together, and what one does in one of them shown in the others."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from core import edits
from core.errors import EditError
from core.evaluation import evaluate
from gui.pages import PAGES
from gui.panels.examples.columns import Kind, columns_of, values_of
from gui.panels.filters import Filter, matching
from gui.words.translation import tr
from tests.gui.window_hand import Hand, Key, part, scenario, settle
from tests.sweeps import sampled


@pytest.fixture
def window(keep):
    return keep.open(page="batch")


def button(window, name):
    return part(window, name, QAbstractButton)


def names(window):
    view = window.page.examples.view
    return [view.rows.text(row, 0) for row in range(len(view.rows.rows))]


def test_it_has_the_third_tab():
    assert list(PAGES)[2] == "batch"


def test_ctrl_and_enter_on_a_row_open_its_example_on_scores(window):
    window.page.examples.view.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.page.objectName() == "page.scores"
    assert window.session.state.view.example == 1


def test_pointing_at_a_row_lights_its_dots_and_at_a_part_of_the_loss_its_row(window):
    examples, (softmax, _) = window.page.examples, window.page.losses
    view = examples.view
    before = softmax.grab().toImage()
    rect = view.visualRect(view.rows.index(2, 0))
    Hand(window).hover(view.viewport(), rect.center())
    assert softmax.grab().toImage() != before
    Hand(window).hover(window, part(window, "header").rect().center())
    assert softmax.grab().toImage() == before
    bar = part(window, "carriers.examples")
    Hand(window).hover(bar, bar.rect().center())
    assert window.page.examples.view.cells.lit == 2  # the frog carries three quarters
    Hand(window).hover(window, part(window, "header").rect().center())
    assert window.page.examples.view.cells.lit is None


def test_a_filter_of_the_accuracy_card_is_shown_as_such_and_keeps_the_name_searched_for(window):
    Hand(window).click(button(window, "batch.to_accuracy"))
    window.page.accuracy.filter_asked.emit(Filter(cell=(0, 1)))
    settle()
    assert names(window) == ["cat photo"]
    part(window, "examples.standing").segment("all").click()
    settle()
    assert len(names(window)) == 3
    window.page.examples.set_filter(Filter(name="photo"))
    window.page.accuracy.filter_asked.emit(Filter("wrong"))
    settle()
    assert names(window) == ["cat photo", "frog photo"]
    assert part(window, "examples.search").text() == "photo"


def test_the_cards_take_turns_the_keyboard_goes_along_and_the_one_that_waited_is_up_to_date(window):
    first, second = (button(window, f"batch.to_{name}") for name in ("accuracy", "carriers"))
    window.session.edit(edits.set_score(0, 0, 9.0))
    settle()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Key.Key_Space)
    settle()
    assert "2 of 3 right" in part(window, "accuracy.count").accessibleName()
    assert (first.isVisible(), second.isVisible(), second.ring) == (False, True, True)
    assert second.hasFocus()
    Hand(window).click(second)
    window.setFocus()
    Hand(window).click(first)
    assert (first.isVisible(), second.isVisible(), second.ring) == (False, True, False)


EDITS = st.one_of(
    st.builds(edits.set_score, st.integers(0, 2), st.integers(0, 2), st.floats(-20, 20)),
    st.builds(edits.set_label, st.integers(0, 2), st.integers(0, 2)),
    st.builds(edits.set_margin, st.floats(0.1, 10)),
    st.builds(
        edits.set_loss_switch, st.sampled_from(["squared", "sum_over_examples"]), st.booleans()
    ),
    st.just(edits.add_example("fresh")),
    st.just(edits.duplicate_examples([0, 1], ["x", "y"])),
    st.just(edits.remove_examples([1])),
)


@given(st.lists(EDITS, max_size=6))
@settings(max_examples=30)
def test_table_distributions_and_totals_tell_of_one_evaluation(sequence):
    state = scenario()
    for edit in sequence:
        with contextlib.suppress(EditError):  # of an example that is gone
            state = edit.apply(state)
    evaluation = evaluate(state)
    columns = {(c.kind, c.loss): c for c in columns_of(evaluation) if c.kind is not Kind.NAME}
    for key in ("softmax", "hinge"):
        result = evaluation.loss_result(key)
        column = values_of(evaluation, columns[Kind.LOSS, key])
        assert column.tolist() == result.per_example.tolist()
        assert result.mean == pytest.approx(
            sum(column.tolist()) / len(column), rel=1e-12, abs=1e-300
        )
        counted = result.histogram(max(result.largest, 1.0), 17)
        assert counted.zeros + counted.counts.sum() == len(column)
        carried = result.carriers(2)
        whole = sum(carried.shares.tolist()) + carried.rest
        assert whole == pytest.approx(1.0 if result.largest > 0 else 0.0, abs=1e-12)
    active = evaluation.loss_result(state.loss.active)
    summed = state.loss.sum_over_examples
    assert evaluation.data_loss == (active.sum if summed else active.mean)
    assert evaluation.total == evaluation.data_loss + evaluation.penalty_term
    right, wrong = (len(matching(evaluation, Filter(which))) for which in ("right", "wrong"))
    assert right == evaluation.batch.right_count == evaluation.batch.confusion.trace()
    assert right + wrong == state.example_count
    satisfied = evaluation.loss_result("hinge").per_example == 0
    violating = matching(evaluation, Filter("violating"))
    assert sorted(violating.tolist()) == [i for i, ok in enumerate(satisfied) if not ok]


def spread(page):
    """By how much one of the lower cards is wider than another."""
    widths = [card.width() for card in (*page.losses, page.turns)]
    return max(widths) - min(widths)


def test_in_a_smaller_window_a_card_that_waits_asks_for_no_room_of_a_larger_one(window):
    window.resize(1920, 1080)
    settle()
    window.page.turns.turn_to("accuracy")
    settle()
    window.resize(960, 600)
    settle()
    assert spread(window.page) <= 1


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_the_lower_cards_are_alike_and_each_names_the_other(window, language):
    window.set_language(language)
    page = window.page
    for size in ((960, 600), (1280, 720), (1920, 1080)):
        window.resize(*size)
        settle()
        assert spread(page) <= 1
        if size[0] > 960:
            page.turns.turn_to("carriers")
            assert button(window, "batch.to_accuracy").text() == tr("accuracy.heading")
            page.turns.turn_to("accuracy")
            assert button(window, "batch.to_carriers").text() == tr("carriers.heading")
