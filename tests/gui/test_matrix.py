"""The card s = W x + b: what it says, lights and offers, from one feature to many."""

import tracemalloc
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from core import edits
from gui.charts.cells.cells import Cell
from gui.panels.products import sum_line
from gui.words import translation
from gui.words.translation import set_language
from tests.gui.cells_hand import Stage, model, press_key, type_keys, with_zero_features
from tests.gui.hand import Heard, Key, key, score_state, type_into
from tests.sweeps import sampled


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


def text(stage, part):
    return stage.panel.findChild(QLabel, f"matrix.{part}").text()


# -- the products ----------------------------------------------------------------------------------


def test_unpointed_it_writes_out_the_score_of_the_correct_class(stage):
    assert stage.line == "cat:  1.675·1 + 1.025·1 + 0.575·1 − 0.075·1 + 0 = 3.2"


@pytest.mark.parametrize("cell", [Cell("s", 1), Cell("w", 1, 2), Cell("b", 1)])
def test_pointing_at_a_row_writes_out_its_score_and_leaving_goes_back(stage, cell):
    stage.hover(cell)
    assert stage.line == "car:  3.125·1 + 0.675·1 + 1.875·1 − 0.575·1 + 0 = 5.1"
    stage.hover(QPointF(1, 1))
    assert stage.line.startswith("cat:")


def test_negative_features_stand_in_parentheses(stage):
    stage.edit(edits.choose_example(1))  # [1, −1, 1, −1], whose correct class is car
    assert stage.line == "car:  3.125·1 + 0.675·(−1) + 1.875·1 − 0.575·(−1) + 0 = 4.9"


def test_the_course_s_pixel_example_adds_up_by_hand(qtbot):
    weights = [[0.01, -0.05, 0.1, 0.05], [0.7, 0.2, 0.05, 0.16], [0, -0.45, -0.2, 0.03]]
    state = model(3, 4, [-15.0, 22.0, -44.0, 56.0], weights, np.array([0.0, 0.2, -0.3]))
    stage = Stage(qtbot, state=state)
    stage.hover(Cell("s", 2))
    # 0 − 9.9 + 8.8 + 1.68 − 0.3
    assert stage.line == "class 2:  0·(−15) − 0.45·22 − 0.2·(−44) + 0.03·56 − 0.3 = 0.28"


def test_of_ten_thousand_products_only_those_that_are_written_are_made_into_objects():
    weights = np.random.default_rng(0).normal(size=10_000).round(2)
    x = np.ones(10_000)
    tracemalloc.start()
    try:
        line = sum_line(weights, x, 0.5, 1.0, lambda text: len(text) <= 120)
        assert tracemalloc.get_traced_memory()[1] < 5 * x.nbytes
    finally:
        tracemalloc.stop()
    assert "of 10,000" in line


def test_what_is_rounded_is_joined_by_about(qtbot):
    third = 1 / 3
    stage = Stage(qtbot, state=model(2, 2, [1.0, 1.0], [[third, third], [0, 0]]))
    assert stage.line == "class 0:  0.333·1 + 0.333·1 + 0 ≈ 0.667"


def test_a_long_sum_writes_out_its_largest_products():
    weights = [float(number) for number in range(-15, 15)]
    line = sum_line(weights, [1.0] * 30, 0.5, -14.5, lambda text: len(text) <= 58)
    assert line == "−15·1 − 14·1 + 14·1 + … (largest 3 of 30) + 0.5 = −14.5"


def test_a_sum_keeps_the_order_of_its_products_and_never_leaves_out_one():
    weights = [3.0, 9.0, 1.0, 8.0]

    def line(room):
        return sum_line(weights, [1.0] * 4, 0.0, 21.0, lambda text: len(text) <= room)

    full = "3·1 + 9·1 + 1·1 + 8·1 + 0 = 21"
    assert line(len(full)) == full
    # Three would leave out one. There is no room here for the words for which they are.
    assert line(len(full) - 1) == "9·1 + 8·1 + … + 0 = 21"
    assert sum_line(weights, [1.0] * 4, 0.0, 21.0, lambda text: "…" in text) == (
        "9·1 + 8·1 + … (largest 2 of 4) + 0 = 21"
    )


def test_of_equal_products_the_first_are_written():
    line = sum_line([2.0] * 9, [1.0] * 9, 0.0, 18.0, lambda text: len(text) <= 48)
    assert line == "2·1 + 2·1 + 2·1 + … (first 3 of 9) + 0 = 18"


def test_a_sum_without_room_keeps_its_largest_product_its_bias_and_its_score():
    line = sum_line([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.0, 6.0, lambda text: False)
    assert line == "3·1 + … + 0 = 6"


def test_dark_pixels_are_not_written_out():
    line = sum_line([0.5] * 100, [0.0] * 98 + [1.0, 2.0], 0.0, 1.5, lambda text: len(text) <= 60)
    assert line == "0.5·0 + 0.5·1 + 0.5·2 + … (largest 3 of 100) + 0 ≈ 1.5"


@pytest.mark.parametrize("width", [700, 800, 1000])
def test_the_sum_fits_its_line_whatever_the_width(qtbot, width):
    stage = Stage(qtbot, state=model(3, 64))
    stage.panel.setFixedSize(width, 400)
    stage.settle()
    line = stage.panel.line
    assert line.text_width() <= line.width()
    assert " + … " in line.text()
    short = len(line.text())
    stage.panel.setFixedSize(width + 400, 400)
    stage.settle()
    assert line.text_width() <= line.width()
    assert len(line.text()) > short


def test_the_products_follow_a_drag(stage):
    stage.scrub(Cell("w", 0, 0), 80)
    assert stage.line == "cat:  2.7·1 + 1.025·1 + 0.575·1 − 0.075·1 + 0 = 4.225"


# -- lighting --------------------------------------------------------------------------------------


def lit(stage):
    from gui.charts.cells.paint import bands

    layout = stage.grid.layout_now
    areas = list(bands(layout, stage.grid.marks().pointed))
    return {cell for cell, rect in layout.cells.items() if any(a.contains(rect) for a in areas)}


def test_pointing_at_a_score_lights_its_row_all_of_x_and_its_bias(stage):
    stage.hover(Cell("s", 1))
    row = {Cell("w", 1, k) for k in range(4)} | {Cell("x", k) for k in range(4)}
    assert lit(stage) == row | {Cell("b", 1), Cell("s", 1)}


def test_pointing_at_a_feature_lights_its_column(stage):
    stage.hover(Cell("x", 2))
    assert lit(stage) == {Cell("w", j, 2) for j in range(3)} | {Cell("x", 2)}


def test_the_keyboard_lights_what_it_is_on(stage):
    stage.before.setFocus()
    stage.grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert Cell("s", 0) in lit(stage)
    stage.after.setFocus()
    assert lit(stage) == set()


def test_pointing_at_a_weight_tells_which_and_leaving_tells_none(stage):
    heard = Heard(stage.panel, "weight_hovered")
    stage.hover(Cell("w", 1, 2))
    stage.hover(Cell("w", 2, 0))
    stage.hover(Cell("s", 2))
    assert heard.values("weight_hovered") == [(1, 2), (2, 0), None]


def test_a_weight_lit_from_elsewhere_is_framed_in_silence(stage):
    heard = Heard(stage.panel, "weight_hovered")
    before = stage.grid.grab().toImage()
    stage.panel.set_highlight_weight((1, 2))
    assert stage.grid.grab().toImage() != before
    stage.panel.set_highlight_weight(None)
    assert stage.grid.grab().toImage() == before
    assert heard.said == []


def test_each_change_is_drawn_as_if_everything_were_drawn_anew(stage):
    for cell in (Cell("w", 0, 1), Cell("x", 0), Cell("s", 2), Cell("b", 1)):
        stage.scrub(cell, 48)
        stage.hover(QPointF(1, 1))
        # The picture on screen is made of the parts redrawn so far.
        partly = stage.window.grab().toImage()
        stage.grid.update()
        stage.settle()
        assert stage.window.grab().toImage() == partly


# -- tool tips -------------------------------------------------------------------------------------


def test_the_tool_tip_of_a_weight_gives_it_and_its_product_in_full(stage):
    stage.edit(edits.set_weight(0, 0, 1.123456789), edits.set_feature(0, 0, -2.0))
    lines = stage.tip(stage.place(Cell("w", 0, 0))).split("\n")
    assert lines[0] == "W[cat, x₁] = 1.123456789"
    assert lines[1] == "w · x = 1.123456789 · (−2) = −2.246913578"
    assert lines[2].startswith("∂L/∂w = ")
    assert lines[3] == "Drag left or right (Shift: fine); double-click to type"
    assert "Tab" in lines[4]


def test_the_tool_tip_of_a_bias_gives_its_slope_and_the_pull_at_it(stage):
    lines = stage.tip(stage.place(Cell("b", 2))).split("\n")
    # By PyTorch: -0.31535847144461815.
    before, _, value = lines[1].partition(" = ")
    assert before == "∂L/∂b"
    assert value.startswith("−0.31535847144461")
    assert ": the data loss pulls at it by 0.31535847144461" in value


def test_the_tool_tip_of_a_score_says_what_changing_it_moves(stage):
    lines = stage.tip(stage.place(Cell("s", 2))).split("\n")
    assert lines[:2] == [
        "s[frog] = −1.7",
        "Changing s moves the row of frog in W by the least it takes",
    ]
    assert stage.tip(stage.place(Cell("b", 2))).startswith("b[frog] = 0\n")
    assert stage.tip(stage.place(Cell("x", 3))).startswith("x₄ = 1\n")


# -- scores ----------------------------------------------------------------------------------------


def test_a_score_set_by_hand_moves_its_row_by_the_least_that_does_it(stage):
    stage.choose(Cell("s", 0))
    type_keys("5.2")
    press_key(Key.Key_Return)
    # 2 more, over x·x = 4: every weight of the row moves by 0.5.
    assert stage.state.source.weights[0] == pytest.approx([2.175, 1.525, 1.075, 0.425])
    assert stage.state.source.biases[0] == 0
    assert stage.value(Cell("s", 0)) == 5.2


def test_without_features_a_score_moves_its_bias_and_the_hint_says_so(qtbot):
    stage = Stage(qtbot, state=with_zero_features())
    assert text(stage, "hint") == (
        "s = W x + b. Every feature of <b>cat photo</b> is 0, so changing s moves b."
    )
    before = stage.state.source.weights
    stage.scrub(Cell("s", 1), 16)
    assert stage.value(Cell("b", 1)) == pytest.approx(0.2)
    assert np.array_equal(stage.state.source.weights, before)
    assert "moves the bias of car" in stage.tip(stage.place(Cell("s", 1)))
    assert stage.undo_steps() == 1


def test_the_hint_names_the_chosen_example_and_escapes_it(stage):
    stage.edit(edits.rename_example(0, "<b>&"))
    assert text(stage, "hint").endswith("The selected example is <b>&lt;b&gt;&amp;</b>.")


# -- features --------------------------------------------------------------------------------------


def test_the_plus_button_adds_a_feature_of_zeros_and_undo_takes_it_back(stage):
    stage.panel.add.click()
    stage.settle()
    assert stage.state.feature_count == 5
    assert stage.state.feature_names[-1] == "x₅"
    assert stage.value(Cell("w", 1, 4)) == 0
    assert stage.value(Cell("x", 4)) == 0
    assert stage.value(Cell("s", 0)) == pytest.approx(3.2)
    assert stage.undo_steps() == 1
    assert stage.state.feature_count == 4


def test_a_new_feature_gets_a_name_that_is_free(stage):
    stage.edit(edits.rename_feature(0, "x₅"))
    stage.panel.add.click()
    assert stage.state.feature_names[-1] == "x₆"


def header(stage, feature):
    return stage.grid.layout_now.headers[feature].center()


def test_a_double_click_on_a_name_renames_the_feature(stage):
    stage.double_click(header(stage, 1))
    editor = stage.panel.features.editor
    assert editor.isVisible()
    type_into(editor, "whiskers")
    assert stage.state.feature_names[1] == "whiskers"
    assert stage.tip(stage.place(Cell("w", 0, 1))).startswith("W[cat, whiskers] = 1.025")
    assert stage.undo_steps() == 1


def test_the_tool_tip_of_a_name_gives_it_whole(stage):
    name = "the length of the whiskers in millimetres"
    stage.edit(edits.rename_feature(1, name))
    assert stage.tip(header(stage, 1)) == f"{name}\nDouble-click or F2: rename; right-click: more"


def test_an_empty_name_is_refused_in_place(stage):
    stage.double_click(header(stage, 1))
    editor = stage.panel.features.editor
    type_into(editor, "  ")
    assert editor.isVisible()
    assert editor.is_wrong()
    assert stage.state.feature_names[1] == "x₂"
    press_key(Key.Key_Escape)


def test_f2_renames_the_feature_of_the_current_cell(stage):
    stage.choose(Cell("w", 2, 3))
    press_key(Key.Key_F2)
    type_into(stage.panel.features.editor, "tail")
    assert stage.state.feature_names[3] == "tail"
    assert QApplication.focusWidget() is stage.grid
    assert not stage.grid.field.isVisible()


def menu_at(stage, point, reason=QContextMenuEvent.Reason.Mouse):
    at = QPointF(point).toPoint()
    event = QContextMenuEvent(reason, at, stage.grid.mapToGlobal(at))
    QApplication.sendEvent(stage.grid, event)
    menu = stage.grid.findChild(QMenu, "matrix.features.menu")
    assert menu is not None
    assert menu.isVisible()
    return menu


def pick(menu, name):
    action = next(a for a in menu.actions() if a.objectName() == f"matrix.features.menu.{name}")
    enabled = action.isEnabled()
    menu.close()
    if enabled:
        action.trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return enabled


def test_the_menu_of_a_name_removes_the_feature(stage):
    menu = menu_at(stage, header(stage, 3))
    said = ["Rename x₄", "Remove x₄", "Add a feature", "Standardize all features"]
    assert [a.text() for a in menu.actions() if a.text()] == said
    assert pick(menu, "remove")
    assert stage.state.feature_count == 3
    assert stage.value(Cell("s", 0)) == pytest.approx(3.275)  # 3.2 without −0.075
    assert stage.undo_steps() == 1


def test_an_ampersand_in_a_feature_s_name_is_no_shortcut_of_its_menu(stage):
    stage.session.edit(edits.rename_feature(3, "Q&A <b>"))
    menu = menu_at(stage, header(stage, 3))
    assert [a.text() for a in menu.actions()][:2] == ["Rename Q&&A <b>", "Remove Q&&A <b>"]
    menu.close()


def test_the_menu_of_a_weight_renames_its_feature(stage):
    assert pick(menu_at(stage, stage.place(Cell("w", 1, 2))), "rename")
    type_into(stage.panel.features.editor, "ears")
    assert stage.state.feature_names[2] == "ears"


def test_the_menu_key_opens_the_menu_of_the_current_cell(stage):
    stage.choose(Cell("x", 1))
    menu = menu_at(stage, QPointF(0, 0), QContextMenuEvent.Reason.Keyboard)
    assert menu.actions()[0].text() == "Rename x₂"
    assert pick(menu, "add")
    assert stage.state.feature_count == 5


def test_without_the_last_feature_the_scores_stand_alone_and_one_undo_brings_it_back(qtbot):
    stage = Stage(qtbot, state=model(2, 1))
    before = stage.session.evaluation.scores.tolist()
    assert pick(menu_at(stage, stage.place(Cell("w", 0, 0))), "remove")
    assert not stage.state.has_weights
    assert stage.session.evaluation.scores.tolist() == before
    stage.session.undo()
    assert stage.state == model(2, 1)


# -- many ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "shape"),
    sampled(product([1.0, 2 / 3], [(2, 1), (3, 12), (10, 4), (10, 12), (50, 12)]), every=2),
)
def test_every_shown_number_can_be_typed_for_few_and_many(qtbot, scale, shape):
    classes, features = shape
    stage = Stage(qtbot, state=model(classes, features), scale=scale)
    shown = sorted({cell.row for cell in stage.grid.layout_now.cells if cell.part == "s"})
    for cell in (Cell("w", shown[-1], features - 1), Cell("x", 0), Cell("b", shown[0])):
        stage.choose(cell)
        type_keys("0.5")
        press_key(Key.Key_Return)
        assert stage.value(cell) == 0.5
    assert stage.undo_steps() == 3


def test_of_many_classes_it_shows_the_correct_the_chosen_and_the_highest(qtbot):
    stage = Stage(qtbot, state=model(50, 4))
    stage.edit(edits.choose_score(33))
    scores = stage.session.evaluation.example.scores
    shown = {cell.row for cell in stage.grid.layout_now.cells if cell.part == "s"}
    assert len(shown) == 9
    highest = sorted(range(50), key=lambda index: -scores[index])
    assert shown == {0, 33, *[index for index in highest if index not in {0, 33}][:7]}
    assert stage.grid.content.labels.more == "41 more"


def test_which_classes_are_shown_holds_during_a_drag_and_settles_after(qtbot):
    stage = Stage(qtbot, state=model(50, 4))
    shown = stage.grid.content.labels.classes
    cell = Cell("s", next(index for index in shown if index != 0))
    start = stage.press(cell)
    stage.pull(start + QPointF(-2000, 0))
    assert stage.grid.content.labels.classes == shown
    stage.release(start + QPointF(-2000, 0))
    assert cell.row not in stage.grid.content.labels.classes


def test_colours_hold_during_a_drag_and_settle_after(stage):
    limit = stage.grid.content.limits.w
    start = stage.press(Cell("w", 0, 0))
    stage.pull(start + QPointF(800, 0))
    assert stage.grid.content.limits.w == limit == 3.125
    stage.release(start + QPointF(800, 0))
    assert stage.grid.content.limits.w == pytest.approx(11.7)


@pytest.mark.parametrize(
    ("features", "shape"), [(13, (13, 1)), (50, (50, 1)), (64, (8, 8)), (784, (28, 28))]
)
def test_more_features_become_heat_maps_and_squares_become_pictures(qtbot, features, shape):
    stage = Stage(qtbot, state=model(3, features))
    layout = stage.grid.layout_now
    rows = [picture for picture in layout.pictures if picture.part == "w"]
    assert [picture.row for picture in rows] == [0, 1, 2]
    assert {(picture.columns, picture.lines) for picture in rows} == {shape}
    frames = [picture.frame for picture in layout.pictures] + list(layout.cells.values())
    for index, frame in enumerate(frames):
        assert stage.grid.rect().contains(frame.toAlignedRect())
        assert not any(frame.intersects(other) for other in frames[:index])
    if shape[1] > 1:
        assert {picture.frame.width() for picture in layout.pictures} == {
            picture.frame.height() for picture in layout.pictures
        }


def test_a_name_between_two_lines_of_pictures_keeps_away_from_the_one_above(qtbot):
    layout = Stage(qtbot, state=model(10, 64)).grid.layout_now
    frames = [picture.frame for picture in layout.pictures if picture.part == "w"]
    lines = sorted({frame.top() for frame in frames})
    assert len(lines) == 2
    below = [name for _, name, _ in layout.names if frames[0].bottom() < name.top() < lines[1]]
    below = [name for name in below if name.left() < frames[-1].right()]
    assert len(below) == 5
    assert min(name.top() for name in below) - frames[0].bottom() >= 8


@pytest.mark.parametrize("features", [13, 64])
def test_every_place_of_a_heat_map_is_the_cell_it_shows(qtbot, features):
    stage = Stage(qtbot, state=model(10, features))
    for row in (0, 9):
        for column in range(features):
            cell = Cell("w", row, column)
            assert stage.grid.layout_now.at(stage.place(cell)) == cell
    for row in range(features):
        assert stage.grid.layout_now.at(stage.place(Cell("x", row))) == Cell("x", row)


def test_a_place_of_a_heat_map_shows_its_number_on_hover(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    stage.edit(edits.set_weight(1, 20, -1.25), edits.set_feature(0, 20, 2.0))
    stage.hover(Cell("w", 1, 20))
    assert stage.line == "W[class 1, x₂₁] = −1.25,  w · x = −1.25 · 2 = −2.5"
    stage.hover(Cell("x", 20))
    assert stage.line == "x₂₁ = 2"


def test_a_place_of_a_heat_map_can_be_dragged(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    stage.edit(edits.set_weight(1, 20, 0.0))
    stage.scrub(Cell("w", 1, 20), 40)
    assert stage.value(Cell("w", 1, 20)) == pytest.approx(0.5)
    assert stage.grid.current == Cell("w", 1, 20)


def test_the_field_beside_a_heat_map_types_steps_and_refuses(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    cell = Cell("w", 2, 63)
    stage.choose(cell)
    field = stage.panel.field
    assert field.isVisible()
    assert stage.panel.chosen.text() == "W[class 2, x₆₄] ="
    type_into(field, "-0.75")
    assert stage.value(cell) == -0.75
    key(field, Key.Key_Up)
    assert stage.value(cell) == pytest.approx(-0.65)
    type_into(field, "inf")
    assert field.is_wrong()
    assert stage.value(cell) == pytest.approx(-0.65)
    assert stage.undo_steps() == 2


def test_the_place_that_the_field_stands_for_is_framed(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    stage.choose(Cell("w", 1, 20))
    stage.after.setFocus()
    stage.hover(QPointF(1, 1))
    assert stage.grid.marks().chosen == Cell("w", 1, 20)
    rect = stage.grid.layout_now.rect(Cell("w", 1, 20)).toRect()
    image = stage.grid.grab().toImage()
    edge = [image.pixelColor(rect.left() + k, rect.center().y()) for k in (-2, -1, 0)]
    assert min(color.lightness() for color in edge) < 80


def test_few_features_need_no_field_beside(stage):
    assert not stage.panel.field.isVisible()
    assert not stage.panel.chosen.isVisible()


def test_tab_goes_from_heat_map_to_heat_map_and_keeps_the_feature(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    stage.choose(Cell("w", 0, 10))
    seen = []
    for _ in range(4):
        press_key(Key.Key_Tab)
        seen.append(stage.grid.current)
    assert seen == [Cell("w", 1, 10), Cell("w", 2, 10), Cell("x", 10), Cell("b", 0)]


def test_a_changed_weight_is_seen_in_its_picture(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    before = stage.grid.grab().toImage()
    stage.edit(edits.set_weight(1, 20, stage.value(Cell("w", 1, 20)) + 1.0))
    place = stage.place(Cell("w", 1, 20)).toPoint()
    assert stage.grid.grab().toImage().pixelColor(place) != before.pixelColor(place)


# -- the rest --------------------------------------------------------------------------------------


def test_everything_is_said_in_korean_too(stage):
    set_language("ko")
    stage.look.speak()
    stage.settle()
    assert text(stage, "heading") == "점수는 가중치에서 나옵니다"
    assert stage.line.startswith("고양이:  1.675·1")
    assert stage.tip(stage.place(Cell("w", 0, 0))).startswith("W[고양이, x₁] = 1.675")
    assert stage.panel.add.text() == "특징"
    assert stage.grid.accessibleName() == "가중치, 특징, 편향, 점수"


def test_scores_alone_leave_it_in_peace(qtbot):
    stage = Stage(qtbot, state=score_state())
    stage.hover(QPointF(50, 50))
    press_key(Key.Key_Tab)
    press_key(Key.Key_Up)
    stage.panel.grab()
    assert stage.undo_steps() == 0


def test_a_resize_with_a_field_open_keeps_it_over_its_cell(stage):
    stage.choose(Cell("s", 2))
    press_key(Key.Key_Return)
    stage.panel.setFixedSize(700, 400)
    stage.settle()
    assert stage.grid.field.geometry().contains(stage.place(Cell("s", 2)).toPoint())
    press_key(Key.Key_Escape)


def test_every_control_has_a_name_a_tool_tip_and_words_for_screen_readers(qtbot):
    stage = Stage(qtbot, state=model(3, 64))
    for widget in (stage.panel.add, stage.panel.field):
        assert widget.objectName().startswith("matrix.")
        assert widget.toolTip()
        assert widget.accessibleName()
    assert stage.grid.objectName() == "matrix.grid"
    assert stage.grid.accessibleName() == "Weights, features, biases and scores"


def test_a_long_name_gives_way_to_the_sum(qtbot):
    state = model(2, 3, x=[1.0, 2.0, 3.0], weights=[[1.0, 0.5, 2.0], [0.0, 0.0, 0.0]])
    stage = Stage(qtbot, state=replace(state, classes=("x" * 200, "y")))
    name, total = stage.line.split(":  ")
    assert name.endswith("…")
    assert total == "1·1 + 0.5·2 + 2·3 + 0 = 8"


def test_of_ten_thousand_features_only_the_names_in_sight_are_written(qtbot, monkeypatch):
    random = np.random.default_rng(3)
    weights = random.normal(size=(3, 10_000)).round(2)
    stage = Stage(qtbot, state=model(3, 10_000, random.normal(size=10_000).round(2), weights))
    written, write = [], translation._one_line

    def noting(name, code):
        written.append(name)
        return write(name, code)

    monkeypatch.setattr(translation, "_one_line", noting)
    names = frozenset(stage.session.state.feature_names)
    stage.edit(edits.set_weight(0, 0, 0.75))
    stage.edit(edits.rename_feature(0, "renamed"))
    set_language("ko")
    stage.look.speak()
    stage.settle()
    assert len([name for name in written if name in names]) < 100
    stage.panel.resize(stage.panel.width() + 60, stage.panel.height())
    stage.settle()
    assert len([name for name in written if name in names]) < 100
