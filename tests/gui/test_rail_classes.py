"""The class rows of the rail: scores, correct class, names, add, remove, move."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core import edits
from gui.rail.classes import score_range, score_steps
from gui.words.translation import set_language, words
from tests.gui.hand import (
    CTRL,
    LEFT,
    SHIFT,
    Key,
    default_state,
    drag,
    key,
    model_state,
    move,
    press,
    release,
    score_state,
    type_into,
    wheel,
)
from tests.gui.window_hand import scenario


def scores_of(rail):
    return list(rail.session.evaluation.example.scores)


def names_of(rail):
    return [words(name) for name in rail.state.classes]


@pytest.fixture
def rail(bench):
    rail = bench()
    assert scores_of(rail) == [3.2, 5.1, -1.7]
    return rail


# Scores


def test_every_row_shows_its_score_and_the_correct_class_is_bold(rail):
    assert [rail.part(f"rail.class.{row}.field").number for row in range(3)] == [3.2, 5.1, -1.7]
    assert [rail.part(f"rail.class.{row}.slider").number for row in range(3)] == [3.2, 5.1, -1.7]
    marks = [rail.part(f"rail.class.{row}.correct").isChecked() for row in range(3)]
    assert marks == [True, False, False]
    rail.session.edit(edits.rename_class(1, "cat"))
    rail.settle()
    bold, plain = (rail.part(f"rail.class.{row}.name").text_width() for row in (0, 1))
    assert bold > plain


def point_of(field):
    """Where the point of the number in a field stands, or would stand, from the field's left."""
    text, width = field.text(), field.fontMetrics().horizontalAdvance
    return field.width() - field.textMargins().right() - width(text) + width(text.partition(".")[0])


def test_the_points_of_the_scores_stand_in_line_and_do_not_jump_in_a_drag(rail):
    rail.session.edit(edits.set_scores(0, 0, [3.0, 5.125, -1.5]))
    rail.settle()
    fields = [rail.part(f"rail.class.{index}.field") for index in range(3)]
    assert [field.text() for field in fields] == ["3", "5.125", "−1.5"]
    points = [point_of(field) for field in fields]
    assert max(points) - min(points) <= 2
    rail.session.begin()
    for value in (5.25, 5.0):
        rail.session.preview(edits.set_score(0, 1, value))
        rail.settle()
        assert [point_of(field) for field in fields] == pytest.approx(points, abs=2)
    rail.session.commit()
    rail.settle()
    assert point_of(fields[0]) > points[0] + 5


def test_in_narrower_fields_the_longest_number_still_ends_where_the_fields_do(rail):
    rail.session.edit(edits.set_scores(0, 0, [3.123456, 5.0, -1.5]))
    rail.settle()
    fields = [rail.part(f"rail.class.{index}.field") for index in range(3)]
    margin = fields[0].textMargins().right()
    for width, text in ((140, "3.123456"), (84, "3.123")):
        for field in fields:
            field.setFixedWidth(width)
        rail.settle()
        assert fields[0].text() == text
        assert fields[0].textMargins().right() == margin
        points = [point_of(field) for field in fields]
        assert max(points) - min(points) <= 1


def test_rounded_scores_have_as_many_decimals_as_each_of_them_has_room_for(bench):
    """A sign takes the room of a decimal: then all have one fewer, and their points are in line."""
    rail = bench(score_state([[0.53642, -0.26517, 1.43351, -1.36612, 2.32299]]))
    fields = [rail.part(f"rail.class.{index}.field") for index in range(5)]
    for field in fields:
        field.setFixedWidth(76)
    rail.settle()
    assert len({len(field.text().partition(".")[2]) for field in fields}) == 1
    points = [point_of(field) for field in fields]
    assert max(points) - min(points) <= 1
    rail.session.edit(edits.set_scores(0, 0, [0.53642, 0.26517, 1.43351, 1.36612, 2.32299]))
    rail.settle()
    assert len({len(field.text().partition(".")[2]) for field in fields}) == 1
    assert [field.number for field in fields][:2] == [0.53642, 0.26517]


def test_a_long_score_keeps_its_digits_rather_than_its_place(rail):
    rail.session.edit(edits.set_scores(0, 0, [123456.0, 0.1234]))
    rail.settle()
    assert rail.part("rail.class.0.field").text() == "123456"


def test_dragging_a_slider_is_one_undo_step(rail):
    before = rail.state
    drag(rail.part("rail.class.1.slider"), -40)
    assert scores_of(rail)[1] < 5.1
    assert scores_of(rail)[0] == 3.2
    assert rail.part("rail.class.1.field").number == scores_of(rail)[1]
    states = rail.undo_all()
    assert len(states) == 2
    assert states[-1] == before
    assert rail.part("rail.class.1.slider").number == 5.1


def test_escape_during_a_drag_leaves_no_step(rail):
    before = rail.state
    slider = rail.part("rail.class.0.slider")
    press(slider, slider.thumb().x())
    move(slider, 5)
    assert rail.state != before
    key(slider, Key.Key_Escape)
    release(slider, 5)
    assert rail.state == before
    assert rail.session.document.undo_label is None
    assert slider.number == 3.2


def test_a_held_key_on_a_slider_is_one_undo_step(rail):
    key(rail.part("rail.class.2.slider"), Key.Key_Right, repeats=6)
    assert scores_of(rail)[2] == pytest.approx(-1.0)
    assert len(rail.undo_all()) == 2


def test_a_typed_score_is_the_score_to_the_last_digit(rail):
    type_into(rail.part("rail.class.0.field"), "0")
    assert scores_of(rail)[0] == 0.0
    assert len(rail.undo_all()) == 2


@pytest.mark.parametrize("text", ["", "abc", "inf", "-inf", "nan", "1e301"])
def test_a_bad_score_changes_nothing_and_is_explained(rail, text):
    before = rail.state
    field = rail.part("rail.class.0.field")
    type_into(field, text)
    assert rail.state == before
    assert field.is_wrong()
    assert "Accepted: a number from −10³⁰⁰ to 10³⁰⁰" in field.note().text()
    key(field, Key.Key_Escape)
    assert field.text() == "3.2"


def test_a_score_that_the_weights_cannot_bear_is_refused_with_a_note(rail):
    before = rail.state
    field = rail.part("rail.class.0.field")
    type_into(field, "1e299")
    assert rail.state == before
    assert field.is_wrong()
    assert field.number == 3.2


def paste(widget, text, code=Key.Key_V, modifiers=CTRL):
    QApplication.clipboard().setText(text)
    widget.setFocus()
    widget.selectAll()
    key(widget, code, modifiers)


def test_a_pasted_column_fills_the_scores_below_as_one_step(rail):
    paste(rail.part("rail.class.1.field"), "2,5\n1/4\n")
    rail.settle()
    assert scores_of(rail) == [3.2, 2.5, 0.25]
    assert [rail.part(f"rail.class.{row}.field").text() for row in (1, 2)] == ["2.5", "0.25"]
    rail.session.undo()
    rail.settle()
    assert scores_of(rail) == [3.2, 5.1, -1.7]


def test_a_row_of_one_number_is_pasted_as_text(rail):
    field = rail.part("rail.class.1.field")
    paste(field, "７,５\n")
    assert scores_of(rail) == [3.2, 5.1, -1.7]
    key(field, Key.Key_Return)
    rail.settle()
    assert scores_of(rail) == [3.2, 7.5, -1.7]


@pytest.mark.parametrize(
    ("row", "text", "reason"),
    [
        (1, "1\n2\n3", "3 numbers, but 2 scores from here down"),
        (0, "1\ncat", "“cat” is not a number."),
        (0, "1\n1,000", "“1,000”: 1000 or 1.000?"),
    ],
)
def test_a_column_that_cannot_be_used_changes_nothing_and_says_why(rail, row, text, reason):
    field = rail.part(f"rail.class.{row}.field")
    paste(field, text)
    assert field.note().isVisible()
    assert field.note().text().startswith(reason)
    rail.settle()
    assert scores_of(rail) == [3.2, 5.1, -1.7]
    assert rail.session.document.undo_label is None


def test_a_column_means_nothing_to_a_single_number(rail):
    field = rail.part("rail.lambda.field")
    before = rail.state.penalty.strength
    paste(field, "1\n2")
    key(field, Key.Key_Return)
    assert field.note().text().startswith("“1 2” is more than one number.")
    assert rail.state.penalty.strength == before


def test_the_limit_that_a_refusal_names_is_the_one_that_holds(rail):
    field = rail.part("rail.class.1.field")
    type_into(field, "1e301")
    assert field.note().text() == "1e301 is out of range. Accepted: a number from −10³⁰⁰ to 10³⁰⁰."
    type_into(field, "1e61")
    assert field.note().text() == "10⁶¹ is out of range. Accepted: −10⁶⁰ to 10⁶⁰"


def test_the_track_holds_while_dragging_and_settles_after(rail):
    slider, other = rail.part("rail.class.0.slider"), rail.part("rail.class.1.slider")
    rail.session.begin()
    rail.session.preview(edits.set_score(0, 0, 37.0))
    rail.settle()
    assert other.mapping.high == 10.0
    assert slider.rect().contains(slider.thumb().toPoint())
    rail.session.commit()
    rail.settle()
    assert other.mapping.high == 50.0
    assert slider.number == 37.0


@pytest.mark.parametrize(
    ("largest", "end"),
    [(0.0, 10.0), (10.0, 10.0), (10.1, 20.0), (50.0, 50.0), (789.0, 1000.0), (1e300, 1e300)],
)
def test_the_track_ends_at_the_next_round_number(largest, end):
    assert score_range(largest) == pytest.approx(end)


def test_steps_grow_with_the_track():
    assert score_steps(10.0).step == score_steps(50.0).step == 0.1
    assert score_steps(1000.0).step == pytest.approx(10.0)


# The correct class and the chosen score


def test_a_click_on_the_radio_makes_the_class_the_correct_one(rail):
    rail.click("rail.class.2.correct")
    assert list(rail.state.labels) == [2, 1, 2]
    assert not rail.part("rail.class.0.correct").isChecked()
    rail.session.undo()
    rail.settle()
    assert rail.part("rail.class.0.correct").isChecked()


def test_the_arrow_keys_walk_through_the_radios(rail):
    radio = rail.part("rail.class.0.correct")
    radio.setFocus()
    key(radio, Key.Key_Down)
    assert rail.state.labels[0] == 1
    assert rail.part("rail.class.1.correct").hasFocus()
    key(rail.part("rail.class.1.correct"), Key.Key_Up)
    key(rail.part("rail.class.0.correct"), Key.Key_Up)
    assert rail.state.labels[0] == 0


def test_a_click_on_a_name_chooses_the_score_for_the_what_if_curve(rail):
    picture = rail.part("rail.class.1").grab().toImage()
    rail.click("rail.class.1.name")
    assert rail.state.view.score == 1
    assert rail.part("rail.class.1").grab().toImage() != picture
    rail.click("rail.class.1.name")
    assert len(rail.undo_all()) == 2


# Names


def test_a_double_click_renames_a_class(rail):
    name = rail.part("rail.class.1.name")
    QTest.mouseDClick(name, LEFT)
    editor = rail.part("rail.classes.editor")
    assert editor.isVisible()
    assert editor.text() == "car"
    type_into(editor, "  lorry ")
    assert names_of(rail) == ["cat", "lorry", "frog"]
    assert name.text() == "lorry"


def test_f2_renames_from_any_part_of_the_row(rail):
    for part in ("slider", "field", "correct"):
        key(rail.part(f"rail.class.2.{part}"), Key.Key_F2)
        editor = rail.part("rail.classes.editor")
        assert editor.text() == "frog"
        key(editor, Key.Key_Escape)
        assert not editor.isVisible()
    assert rail.session.document.undo_label is None


@pytest.mark.parametrize(
    ("text", "reason"), [("", "cannot be empty"), ("   ", "cannot be empty"), ("x" * 61, "61")]
)
def test_an_empty_or_endless_name_is_refused_with_a_note(rail, text, reason):
    key(rail.part("rail.class.0.field"), Key.Key_F2)
    editor = rail.part("rail.classes.editor")
    type_into(editor, text)
    assert editor.isVisible()
    assert editor.is_wrong()
    assert reason in editor.note().text()
    key(editor, Key.Key_Escape)
    assert not editor.note().isVisible()
    assert names_of(rail) == ["cat", "car", "frog"]


def test_leaving_the_editor_accepts_the_name(rail):
    key(rail.part("rail.class.0.field"), Key.Key_F2)
    type_into(rail.part("rail.classes.editor"), "kitten", end=None)
    rail.part("rail.lambda.field").setFocus()
    assert names_of(rail)[0] == "kitten"


def test_a_name_half_typed_is_not_given_to_a_class_of_another_document(rail):
    key(rail.part("rail.class.0.field"), Key.Key_F2)
    editor = rail.part("rail.classes.editor")
    type_into(editor, "kitten", end=None)
    rail.session.edit(edits.load(default_state(classes=("dog", "cow", "pig"))))
    rail.settle()
    assert not editor.isVisible()
    assert names_of(rail) == ["dog", "cow", "pig"]


def test_whoever_types_one_name_after_the_other_in_haste_loses_none(rail):
    editor = rail.part("rail.classes.editor")
    for index, name in enumerate(("owl", "fox", "bee")):
        # Nothing is shown in between: the keys wait in the queue of a slow machine.
        QTest.keyClick(rail.part(f"rail.class.{index}.field"), Key.Key_F2)
        QTest.keyClicks(editor, name[0])
        if index:
            rail.settle()
            assert editor.isVisible()
        QTest.keyClicks(editor, name[1:])
        QTest.keyClick(editor, Key.Key_Return)
    assert names_of(rail) == ["owl", "fox", "bee"]


def test_the_keyboard_returns_to_where_it_was_before_the_rename(rail):
    slider = rail.part("rail.class.1.slider")
    slider.setFocus()
    key(slider, Key.Key_F2)
    type_into(rail.part("rail.classes.editor"), "lorry")
    assert slider.hasFocus()


# Add, remove, move


def test_adding_a_class_appends_one_of_score_zero_named_in_every_language(rail):
    rail.click("rail.classes.add")
    assert names_of(rail) == ["cat", "car", "frog", "class 4"]
    assert scores_of(rail)[3] == 0.0
    assert rail.part("rail.class.3.name").isVisible()
    set_language("ko")
    assert names_of(rail)[3] == "클래스 4"


def test_a_new_class_never_takes_a_name_that_is_there(rail):
    rail.session.edit(edits.rename_class(0, "class 4"))
    rail.settle()
    rail.click("rail.classes.add")
    assert names_of(rail)[3] == "class 5"


def test_a_new_class_continues_the_series_that_is_there(rail):
    rail.session.edit(edits.load(scenario("blank-scores")))
    rail.settle()
    for _ in range(2):
        rail.click("rail.classes.add")
    assert names_of(rail) == [f"class {number}" for number in range(5)]
    set_language("ko")
    assert names_of(rail) == [f"클래스 {number}" for number in range(5)]


def test_the_remove_button_comes_with_the_pointer_and_with_the_keyboard(rail):
    row, remove = rail.part("rail.class.1"), rail.part("rail.class.1.remove")
    assert not remove.isVisible()
    rail.part("rail.class.1.field").setFocus()
    assert remove.isVisible()
    rail.part("rail.lambda.field").setFocus()
    assert not remove.isVisible()
    row.light(True)
    QTest.mouseClick(remove, LEFT)
    assert names_of(rail) == ["cat", "frog"]
    assert len(rail.undo_all()) == 2


@pytest.mark.parametrize("part", ["correct", "slider"])
def test_delete_removes_the_class_of_the_row_and_stays_in_the_list(rail, part):
    rail.part(f"rail.class.2.{part}").setFocus()
    key(QApplication.focusWidget(), Key.Key_Delete)
    assert names_of(rail) == ["cat", "car"]
    assert rail.part(f"rail.class.1.{part}").hasFocus()
    key(QApplication.focusWidget(), Key.Key_Delete)
    assert names_of(rail) == ["cat", "car"]
    assert len(rail.undo_all()) == 2  # the states before and after the one that went


def test_delete_in_a_field_takes_a_letter_and_no_class(rail):
    field = rail.part("rail.class.0.field")
    field.setFocus()
    field.selectAll()
    key(field, Key.Key_Delete)
    assert field.text() == ""
    assert names_of(rail) == ["cat", "car", "frog"]


def test_tab_does_not_stop_at_the_remove_buttons(rail):
    field = rail.part("rail.class.0.field")
    field.setFocus()
    assert rail.part("rail.class.0.remove").isVisible()
    key(field, Key.Key_Tab)
    assert rail.part("rail.class.1.correct").hasFocus()


def test_two_classes_cannot_be_removed_and_the_button_says_why(rail):
    rail.session.edit(edits.remove_class(0))
    rail.settle()
    remove = rail.part("rail.class.0.remove")
    rail.part("rail.class.0").light(True)
    assert not remove.isEnabled()
    assert remove.toolTip() == "A classifier needs at least two classes"
    QTest.mouseClick(remove, LEFT)
    assert len(rail.state.classes) == 2


def test_ctrl_shift_and_arrows_move_a_class_and_the_keyboard_follows(rail):
    field = rail.part("rail.class.0.field")
    field.setFocus()
    key(field, Key.Key_Down, CTRL | SHIFT)
    assert names_of(rail) == ["car", "cat", "frog"]
    assert rail.part("rail.class.1.field").hasFocus()
    slider = rail.part("rail.class.1.slider")
    slider.setFocus()
    key(slider, Key.Key_Up, CTRL | SHIFT)
    assert names_of(rail) == ["cat", "car", "frog"]
    assert rail.part("rail.class.0.slider").hasFocus()
    key(rail.part("rail.class.0.slider"), Key.Key_Up, CTRL | SHIFT)
    assert names_of(rail) == ["cat", "car", "frog"]


@pytest.fixture
def menu_of(rail):
    def opened(row):
        widget = rail.part(f"rail.class.{row}.field")
        at = QPoint(4, 4)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)
        if not event.isAccepted():
            pytest.fail("nobody took the request for a menu")
        menu = rail.rail.findChild(QMenu, "rail.class.menu")
        return menu, {action.objectName().rpartition(".")[2]: action for action in menu.actions()}

    return opened


def test_the_menu_of_a_row_renames_moves_and_removes(rail, menu_of):
    menu, actions = menu_of(0)
    assert {key: action.isEnabled() for key, action in actions.items()} == {
        "rename": True,
        "up": False,
        "down": True,
        "remove": True,
    }
    actions["down"].trigger()
    menu.close()
    rail.settle()
    assert names_of(rail) == ["car", "cat", "frog"]
    menu, actions = menu_of(2)
    actions["remove"].trigger()
    menu.close()
    rail.settle()
    assert names_of(rail) == ["car", "cat"]
    menu, actions = menu_of(1)
    actions["rename"].trigger()
    menu.close()
    assert rail.part("rail.classes.editor").isVisible()
    assert rail.part("rail.classes.editor").text() == "cat"


# Many classes


@pytest.mark.parametrize("count", [2, 10, 50, 1000])
def test_there_are_only_as_many_rows_as_are_seen(bench, count):
    rail = bench(model_state(count))
    rows = [row for row in rail.rail.classes.rows if row.isVisible()]
    assert len(rows) == min(count, len(rows))
    assert len(rail.rail.classes.rows) <= 30
    assert rail.part("rail.classes.scroll").isVisible() == (count > 10)
    assert [row.index for row in rows] == list(range(len(rows)))
    bottom = max(row.mapTo(rail.rail, row.rect().bottomLeft()).y() for row in rows)
    assert bottom < rail.part("rail.loss.caption").mapTo(rail.rail, QPoint(0, 0)).y()


def test_the_wheel_scrolls_the_list_and_not_the_sliders(bench):
    rail = bench(model_state(1000))
    before = rail.state
    wheel(rail.part("rail.class.3.slider"), -120)
    rail.settle()
    assert rail.part("rail.class.0.name").text() == "class 3"
    assert rail.part("rail.class.0.field").number == rail.session.evaluation.example.scores[3]
    assert rail.state == before


def test_a_scrolled_row_edits_the_class_it_shows(bench):
    rail = bench(model_state(1000))
    rail.part("rail.classes.scroll").setValue(500)
    type_into(rail.part("rail.class.2.field"), "7.5")
    assert rail.session.evaluation.example.scores[502] == 7.5
    rail.click("rail.class.4.correct")
    assert rail.state.labels[0] == 504


def test_scrolling_hands_in_what_was_typed_before_the_row_stands_for_another_class(bench):
    rail = bench(model_state(1000))
    type_into(rail.part("rail.class.2.field"), "7.5", end=None)
    rail.part("rail.classes.scroll").setValue(500)
    rail.settle()
    assert rail.session.evaluation.example.scores[2] == 7.5
    assert rail.part("rail.class.2.field").number == rail.session.evaluation.example.scores[502]


def test_the_chosen_class_is_brought_into_sight(bench):
    rail = bench(model_state(1000))
    rail.session.edit(edits.choose_score(700))
    rail.settle()
    shown = [row.index for row in rail.rail.classes.rows if row.isVisible()]
    assert 700 in shown


def test_a_class_added_to_many_is_brought_into_sight(bench):
    rail = bench(model_state(50))
    rail.click("rail.classes.add")
    shown = [row.index for row in rail.rail.classes.rows if row.isVisible()]
    assert shown[-1] == 50


def test_a_thousand_classes_are_the_most(bench):
    rail = bench(model_state(1000))
    assert not rail.part("rail.classes.add").isEnabled()


def test_fewer_classes_need_fewer_rows(bench):
    rail = bench(model_state(10))
    rail.session.edit(edits.load(score_state()))
    rail.settle()
    assert [row.index for row in rail.rail.classes.rows if row.isVisible()] == [0, 1, 2]


def test_names_follow_the_language(rail):
    set_language("ko")
    rail.look.speak()
    assert [rail.part(f"rail.class.{row}.name").text() for row in range(3)] == [
        "고양이",
        "자동차",
        "개구리",
    ]
    assert rail.part("rail.class.0.slider").accessibleName() == "고양이의 점수"


def test_scores_alone_are_edited_directly(bench):
    rail = bench(score_state())
    drag(rail.part("rail.class.2.slider"), 30)
    table = rail.state.source.scores
    assert table[0, 2] > -1.7
    assert np.array_equal(table[0, :2], [3.2, 5.1])


def test_the_pointer_over_a_row_is_no_edit(rail):
    QTest.mouseMove(rail.part("rail.class.0.slider"))
    assert rail.session.document.undo_label is None
    assert rail.part("rail.class.0.slider").cursor().shape() == Qt.CursorShape.PointingHandCursor
