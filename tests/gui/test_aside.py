"""What an edit does besides what was asked is told beside the value, and marked in the table."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core import edits
from core.state import LinearModel, State
from gui.window.aside import unasked_text
from gui.words.translation import words
from tests.gui.window_hand import CTRL, LEFT, NONE, Hand, Key, part, scenario, settle

SHARED = "2 other examples share features and moved"


def sharing():
    """Four examples of which the first shares a feature with the second and with the fourth."""
    state = scenario("blank-features")
    for name in ("b", "c", "d"):
        state = edits.add_example(name).apply(state)
    features = [[1, 0, 1], [1, 1, 0], [0, 0, 0], [0, 1, -1]]
    source = LinearModel(features, np.zeros((3, 3)), np.zeros(3))
    view = replace(state.view, example=0)
    return replace(state, source=source, feature_names=(), view=view)


def told(window):
    """What is told now; empty if nothing."""
    settle()
    note = part(window, "aside")
    return note.text() if note.isVisible() else ""


def start_again(window):
    """Take every step back; a key takes away what is told."""
    while window.session.document.undo_label is not None:
        window.session.undo()
    settle()
    QTest.keyClick(window, Key.Key_Shift)
    assert told(window) == ""


def opened(keep, state):
    """A window on this state that tells nothing of the one before."""
    window = keep.open(state)
    start_again(window)
    return window


@pytest.fixture
def window(keep):
    return opened(keep, sharing())


def beside(window, place):
    """Whether the note touches, up to a few pixels, what it is about."""
    widget, area = place
    about = QRect(widget.mapTo(window, area.topLeft()), area.size())
    return part(window, "aside").geometry().adjusted(0, -5, 0, 5).intersects(about)


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    settle()


def test_typed_or_pasted_in_the_rail_it_is_told_beside_the_field_until_the_next_key(window):
    field = part(window, "rail.class.1.field")
    field.setFocus()
    typed("3")
    assert told(window) == SHARED
    assert beside(window, (field, field.rect()))
    assert part(window, "aside").accessibleName() == SHARED
    QTest.keyClick(window, Key.Key_Shift)
    assert told(window) == ""
    start_again(window)
    field.setFocus()
    QApplication.clipboard().setText("3\n4\n")
    QTest.keyClick(field, Key.Key_V, CTRL)
    assert told(window) == SHARED
    assert beside(window, (field, field.rect()))


def test_one_other_example_is_one_a_shared_bias_is_named_and_in_korean_it_is_told_in_korean(window):
    window.session.edit(edits.set_score(1, 0, 2.0))
    assert told(window) == SHARED
    window.session.edit(edits.set_score(2, 0, 2.0))
    assert told(window) == "3 other examples share the bias and moved"
    window.session.edit(edits.remove_examples([2, 3]))
    assert told(window) == "3 other examples share the bias and moved"  # until a key or button
    window.session.edit(edits.set_score(1, 0, 3.0))
    assert told(window) == "1 other example shares features and moved"
    start_again(window)
    window.set_language("ko")
    window.session.edit(edits.set_score(0, 0, 2.0))
    assert told(window) == "특징을 같이 쓰는 다른 예제 2개의 점수도 바뀌었습니다"


def test_dragged_on_the_scores_page_it_is_told_beside_the_bar_when_it_is_over(window):
    hand = Hand(window)
    chart, area = place = window.page.place_of_score(2)
    up = area.center() - QPoint(0, 30)
    hand.press(chart, area.center())
    hand.move(chart, up)
    assert window.session.evaluation.scores[0, 2] > 0.0
    assert told(window) == ""
    hand.release(chart, up)
    assert told(window) == SHARED
    assert beside(window, place)


def test_typed_on_a_page_or_in_the_formula_it_is_told_beside_the_score(window):
    for page in ("scores", "weights", "batch"):
        window.show_page(page)
        settle()
        side = window.strip if page == "scores" else window.page
        widget, area = place = side.place_of_score(0)
        QTest.mouseDClick(window.windowHandle(), LEFT, NONE, widget.mapTo(window, area.center()))
        settle()
        typed("3")
        assert window.session.evaluation.scores[0, 0] == 3.0
        assert told(window) == SHARED
        assert beside(window, place)
        window.session.undo()
        assert told(window) == SHARED  # until a key or button
        QTest.keyClick(window, Key.Key_Shift)
        window.session.redo()
        assert told(window) == ""
        start_again(window)


def test_it_is_told_too_where_a_click_on_another_row_or_page_down_ends_the_typing(window):
    window.show_page("batch")
    settle()
    view = part(window, "examples.table")
    place = view.place_of_score(0)
    Hand(window).click(place[0], place[1].center())
    QTest.keyClicks(QApplication.focusWidget(), "3")
    below = view.visualRect(view.rows.index(2, 2)).center()
    Hand(window).click(view.viewport(), below)
    assert window.session.state.view.example == 2
    assert window.session.evaluation.scores[0, 0] == 3.0
    assert told(window) == SHARED
    assert beside(window, place)
    start_again(window)
    place = view.place_of_score(0)
    Hand(window).click(place[0], place[1].center())
    QTest.keyClicks(QApplication.focusWidget(), "3")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_PageDown)
    assert told(window) == SHARED
    assert window.session.state.view.example == 3
    assert window.session.evaluation.scores[0, 0] == 3.0
    assert QApplication.focusWidget() is view


def test_rows_that_moved_are_marked_for_a_moment(window):
    window.show_page("batch")
    settle()
    view = part(window, "examples.table")
    window.session.edit(edits.set_score(0, 0, 3.0))
    settle()

    def marked():
        picture = view.viewport().grab().toImage()
        ratio = picture.devicePixelRatio()
        ink = QColor(window.look.color("score")).rgb()
        places = [view.visualRect(view.rows.index(row, 0)) for row in range(4)]
        edges = [QPoint(place.left() + 2, place.center().y()) * ratio for place in places]
        return [row for row, edge in enumerate(edges) if picture.pixel(edge) == ink and row]

    assert marked() == [1, 3]
    view._moment.timeout.emit()
    assert marked() == []


def test_where_only_the_touched_score_moves_nothing_is_told(keep):
    window = opened(keep, scenario("blank-scores"))
    window.session.edit(edits.add_example("second"))
    window.session.edit(edits.set_score(0, 0, 2.0))
    assert told(window) == ""


def test_a_feature_that_came_with_an_example_is_told_beside_the_button(window):
    window.show_page("batch")
    settle()
    add = part(window, "examples.add")
    Hand(window).click(add)
    assert told(window).startswith("x₄ is new")
    assert beside(window, (add, add.rect()))
    QTest.keyClick(window, Key.Key_Shift)
    window.session.edit(edits.add_feature("spare"))
    settle()
    window.session.edit(edits.add_example("another"))
    assert told(window) == ""


def test_the_last_feature_leaves_scores_alone_which_is_told(keep):
    window = opened(keep, scenario("blank-features"))
    window.show_page("weights")
    settle()
    grid = window.page.matrix.grid
    grid.menu_asked.emit(0, QPoint(0, 0))
    menu = grid.findChild(QMenu, "matrix.features.menu")
    action = next(a for a in menu.actions() if a.objectName().endswith("remove"))
    menu.close()
    action.trigger()
    assert told(window).startswith("That was the last feature")
    assert part(window, "weights.give_features").isVisible()
    window.session.undo()
    settle()
    assert window.session.state == scenario("blank-features")


def test_it_is_said_which_feature_went_with_an_example_and_which_stays_for_nobody(window):
    session = window.session
    session.edit(edits.add_example("new"))
    settle()
    name = session.state.feature_names[-1]
    session.edit(edits.remove_examples([4]))
    assert told(window) == (
        "Removed with them, since no other example has it and its weights were all 0: " + name
    )
    session.undo()
    settle()
    session.edit(edits.set_score(4, 0, 2.0))
    settle()
    session.edit(edits.remove_examples([4]))
    assert told(window) == ("0 in every example now, but its weights still count in R(W): " + name)


def test_of_very_many_features_only_those_that_went_are_put_into_words(monkeypatch):
    source = LinearModel(np.ones((3, 2_000)), np.ones((3, 2_000)), np.zeros(3))
    before = edits.add_example("new").apply(State("t", "abc", "123", [0, 1, 2], source))
    after = edits.remove_examples([3]).apply(before)
    asked = []

    def worded(text):
        asked.append(text)
        return words(text)

    monkeypatch.setattr("gui.window.aside.words", worded)
    told = unasked_text("remove_examples", before, after)
    assert before.feature_names[-1] in told
    assert len(asked) < 10
    assert not unasked_text("remove_examples", before, before)
    assert len(asked) < 10
