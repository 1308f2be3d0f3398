"""Cells of W, x, b and s by pointer, keys and typing, on the lecture's numbers."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.charts.cells.cells import Cell
from gui.charts.cells.text import NumberFit
from gui.charts.picture import CELLS_AT_MOST
from gui.look.shades import LEVELS, PICTURE_DEPTH, Shades
from gui.look.theme import Look
from gui.look.themes import LIGHT
from tests.gui.cells_hand import Stage, model, press_key, type_keys
from tests.gui.hand import CTRL, LEFT, NONE, SHIFT, Heard, Key, key
from tests.sweeps import sampled

W00, W13, X2, B1, S0 = (
    Cell("w", 0, 0),
    Cell("w", 1, 3),
    Cell("x", 2),
    Cell("b", 1),
    Cell("s", 0),
)
EVERY = [
    (W00, 1.675),
    (X2, 1.0),
    (B1, 0.0),
    (S0, 3.2),
]


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


# -- dragging --------------------------------------------------------------------------------------


def test_a_drag_moves_any_number_by_a_tenth_for_each_eight_pixels_in_one_undo_step(stage):
    for cell, before in EVERY:
        assert stage.value(cell) == pytest.approx(before)
        stage.scrub(cell, 40)
        assert stage.value(cell) == pytest.approx(round(before + 0.5, 1), abs=0.051)
        assert round(stage.value(cell), 9) == round(stage.value(cell), 1)
        assert stage.undo_steps() == 1
        assert stage.value(cell) == pytest.approx(before)


def test_a_drag_with_shift_moves_by_hundredths(stage):
    stage.scrub(S0, 40, SHIFT)
    assert stage.value(S0) == pytest.approx(3.25)


def test_a_drag_goes_on_outside_the_widget(stage):
    start = stage.press(W00)
    stage.pull(start + QPointF(8, -500))
    stage.pull(start + QPointF(-4000, 900))
    assert stage.value(W00) == pytest.approx(-48.3)  # 1.675 − 50
    stage.release(start + QPointF(-4000, 900))
    assert stage.undo_steps() == 1


def test_everything_follows_while_the_drag_is_under_way(stage):
    start = stage.press(X2)
    stage.pull(start + QPointF(80, 0))
    # x₃ goes from 1 to 2: each score moves by its weight of x₃.
    assert stage.value(S0) == pytest.approx(3.2 + 0.575)
    assert stage.grid.text_of(S0) == "3.775"
    assert stage.grid.text_of(X2) == "2"
    stage.release(start + QPointF(80, 0))


def test_escape_gives_the_number_back_and_leaves_no_step(stage):
    start = stage.press(S0)
    stage.pull(start + QPointF(80, 0))
    assert stage.value(S0) == pytest.approx(4.2)
    key(stage.grid, Key.Key_Escape)
    assert stage.value(S0) == pytest.approx(3.2)
    stage.pull(start + QPointF(160, 0))
    stage.release(start + QPointF(160, 0))
    assert stage.value(S0) == pytest.approx(3.2)
    assert stage.undo_steps() == 0


def test_a_click_with_a_trembling_hand_changes_nothing(stage):
    stage.scrub(W00, 2)
    assert stage.value(W00) == 1.675
    assert stage.undo_steps() == 0


def test_a_press_beside_the_cells_grabs_nothing(stage):
    heard = Heard(stage.grid)
    stage.mouse(QEvent.Type.MouseButtonPress, QPointF(2, 2), LEFT, LEFT)
    stage.pull(QPointF(90, 2))
    stage.release(QPointF(90, 2))
    assert heard.said == []


def test_hovering_says_drag_me_and_leaving_takes_it_back(stage):
    stage.hover(W00)
    assert stage.grid.cursor().shape() == Qt.CursorShape.SizeHorCursor
    stage.hover(QPointF(1, 1))
    assert stage.grid.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_large_numbers_move_by_steps_one_can_see(qtbot):
    stage = Stage(qtbot, state=model(2, 2, x=[4500.0, 0.0]))
    stage.scrub(Cell("x", 0), 8)
    assert stage.value(Cell("x", 0)) == pytest.approx(4501.0)


# -- keys ------------------------------------------------------------------------------------------


def test_keys_step_the_current_cell(stage):
    cell = Cell("s", 1)
    stage.choose(cell)
    for code, modifiers, after in (
        (Key.Key_Up, NONE, 5.2),
        (Key.Key_Down, NONE, 5.0),
        (Key.Key_Up, SHIFT, 5.11),
        (Key.Key_PageUp, CTRL, 6.1),
        (Key.Key_PageDown, CTRL, 4.1),
        (Key.Key_Home, NONE, -10.0),
        (Key.Key_End, NONE, 10.0),
    ):
        press_key(code, modifiers)
        assert stage.value(cell) == pytest.approx(after, abs=1e-12)
        assert stage.undo_steps() == 1


def test_a_held_key_is_one_step_however_often_it_repeats(stage):
    stage.choose(B1)
    key(stage.grid, Key.Key_Up, repeats=9)
    assert stage.value(B1) == pytest.approx(1.0)
    assert stage.undo_steps() == 1


def test_left_and_right_go_along_the_row_to_bias_and_score(stage):
    stage.choose(W13)
    seen = []
    for _ in range(3):
        press_key(Key.Key_Right)
        seen.append(stage.grid.current)
    assert seen == [B1, Cell("s", 1), Cell("s", 1)]
    for _ in range(9):
        press_key(Key.Key_Left)
    assert stage.grid.current == Cell("w", 1, 0)
    assert stage.undo_steps() == 0


def test_left_and_right_go_along_x(stage):
    stage.choose(X2)
    press_key(Key.Key_Left)
    assert stage.grid.current == Cell("x", 1)


def test_tab_goes_through_every_cell_and_then_on(stage):
    stage.before.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    press_key(Key.Key_Tab)  # the button beside the heading
    for _ in range(60):
        press_key(Key.Key_Tab)
        if QApplication.focusWidget() is not stage.grid:
            break
        seen.append(stage.grid.current)
    weights = [Cell("w", row, column) for row in range(3) for column in range(4)]
    x = [Cell("x", row) for row in range(4)]
    ends = [Cell(part, row) for part in "bs" for row in range(3)]
    assert sorted(seen) == sorted(weights + x + ends)
    assert seen[:12] == weights
    assert seen[12:16] == x
    assert seen[16:] == ends
    assert QApplication.focusWidget() is stage.panel.whole.button
    press_key(Key.Key_Tab)
    assert QApplication.focusWidget() is stage.panel.add


def test_shift_tab_comes_in_at_the_last_cell_and_goes_back(stage):
    stage.after.setFocus(Qt.FocusReason.TabFocusReason)
    while QApplication.focusWidget() is not stage.grid:
        press_key(Key.Key_Backtab, SHIFT)
    assert stage.grid.current == Cell("s", 2)
    press_key(Key.Key_Backtab, SHIFT)
    assert stage.grid.current == Cell("s", 1)
    for _ in range(40):
        press_key(Key.Key_Backtab, SHIFT)
        if QApplication.focusWidget() is not stage.grid:
            break
    assert QApplication.focusWidget().objectName() == "matrix.grow"
    press_key(Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is stage.before


def test_the_current_cell_and_its_value_are_spoken(stage):
    stage.choose(W00)
    assert stage.grid.accessibleDescription() == "Weight of x₁ for cat: 1.675"
    press_key(Key.Key_Up)
    assert stage.grid.accessibleDescription() == "Weight of x₁ for cat: 1.78"
    press_key(Key.Key_Tab)
    assert stage.grid.accessibleDescription() == "Weight of x₂ for cat: 1.025"


def test_copying_takes_every_digit(stage):
    stage.choose(Cell("w", 2, 1))
    press_key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "-1.7"


# -- typing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["sqrt(4)", "(1+1)", "[2]", "２"])
def test_typing_may_begin_as_a_number_may(stage, text):
    stage.grid.setFocus()
    stage.choose(W00)
    type_keys(text)
    press_key(Key.Key_Return)
    assert stage.value(W00) == 2.0


def test_enter_opens_the_field_with_the_number_and_escape_closes_it(stage):
    stage.choose(W00)
    press_key(Key.Key_Return)
    assert stage.grid.field.isVisible()
    assert stage.grid.field.text() == "1.675"
    assert stage.grid.field.selectedText() == "1.675"
    type_keys("9")
    press_key(Key.Key_Escape)
    assert not stage.grid.field.isVisible()
    assert QApplication.focusWidget() is stage.grid
    assert stage.value(W00) == 1.675
    assert stage.undo_steps() == 0


def test_a_double_click_opens_the_field(stage):
    stage.double_click(stage.place(S0))
    assert stage.grid.field.isVisible()
    assert stage.grid.field.accessibleName() == "Score of cat"


def test_tab_in_the_field_accepts_and_goes_on_to_the_next_cell(stage):
    stage.choose(W00)
    type_keys("4")
    press_key(Key.Key_Tab)
    assert stage.value(W00) == 4.0
    assert not stage.grid.field.isVisible()
    assert QApplication.focusWidget() is stage.grid
    assert stage.grid.current == Cell("w", 0, 1)
    type_keys("5")
    press_key(Key.Key_Return)
    assert stage.value(Cell("w", 0, 1)) == 5.0


def test_typing_over_a_cell_and_enter_sets_it(stage):
    for cell, before in EVERY:
        stage.choose(cell)
        type_keys("-2.25")
        assert stage.grid.field.isVisible()
        press_key(Key.Key_Return)
        assert not stage.grid.field.isVisible()
        assert stage.value(cell) == pytest.approx(-2.25, abs=1e-12)
        assert QApplication.focusWidget() is stage.grid
        assert stage.undo_steps() == 1
        assert stage.value(cell) == pytest.approx(before)


def test_what_cannot_be_used_is_refused_in_place(stage):
    for text in ("inf", "nan", "abc", "1e400", "1e61", ""):
        stage.choose(W00)
        press_key(Key.Key_Return)
        key(stage.grid.field, Key.Key_Delete)
        type_keys(text)
        press_key(Key.Key_Return)
        field = stage.grid.field
        assert field.isVisible()
        assert field.is_wrong()
        assert field.note().isVisible()
        assert field.note().text().endswith("Accepted: a number from −10⁶⁰ to 10⁶⁰.")
        assert stage.value(W00) == 1.675
        assert stage.undo_steps() == 0
        press_key(Key.Key_Escape)
        assert not field.note().isVisible()


def test_tab_out_of_bad_input_stays_and_says_why(stage):
    stage.choose(W00)
    type_keys("1.2.3")
    press_key(Key.Key_Tab)
    assert stage.grid.field.isVisible()
    assert stage.grid.field.is_wrong()
    assert QApplication.focusWidget() is stage.grid.field


def test_leaving_bad_input_keeps_the_old_number_and_the_reason_readable(stage):
    stage.choose(W00)
    type_keys("1.2.3")
    stage.after.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not stage.grid.field.isVisible()
    assert stage.grid.field.note().isVisible()
    assert stage.value(W00) == 1.675
    stage.settle()
    press_key(Key.Key_A)
    assert not stage.grid.field.note().isVisible()


def test_a_number_too_large_for_the_weights_is_refused_by_the_field(qtbot):
    stage = Stage(qtbot, state=model(2, 1, x=[1e-50], weights=[[1.0], [2.0]]))
    stage.choose(S0)
    type_keys("1e20")
    press_key(Key.Key_Return)
    assert stage.grid.field.is_wrong()
    assert "too large for these features and weights" in stage.grid.field.note().text()
    assert stage.undo_steps() == 0


def test_leaving_the_field_accepts_what_was_typed(stage):
    stage.choose(X2)
    type_keys("3")
    stage.after.setFocus(Qt.FocusReason.MouseFocusReason)
    assert stage.value(X2) == 3.0
    assert not stage.grid.field.isVisible()


def test_undoing_away_the_cell_closes_its_field(stage):
    stage.panel.features.add()
    stage.settle()
    new = Cell("x", 4)
    stage.choose(new)
    press_key(Key.Key_Return)
    assert stage.grid.field.isVisible()
    stage.session.undo()
    stage.settle()
    assert not stage.grid.field.isVisible()
    assert stage.grid.current == W00


# -- what is drawn ---------------------------------------------------------------------------------


def _luminance(color):
    channels = [c / 255 for c in (color.red(), color.green(), color.blue())]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_numbers_are_readable_on_every_shade(qapp):
    ink, grounds = _luminance(QColor(LIGHT.text)), Shades(Look()).colors
    contrasts = [(_luminance(ground) + 0.05) / (ink + 0.05) for ground in grounds]
    assert len(contrasts) == 2 * LEVELS + 1
    assert min(contrasts) >= 4.5


def test_a_heat_map_without_numbers_goes_deeper(qapp):
    cells, pictures = Shades(Look()), Shades(Look(), PICTURE_DEPTH)
    assert pictures.color(0.0, 1.0) == cells.color(0.0, 1.0)
    for value in (-1.0, -0.5, 0.5, 1.0):
        assert _luminance(pictures.color(value, 1.0)) < _luminance(cells.color(value, 1.0))


def test_zero_is_white_and_the_signs_part_to_blue_and_red(qapp):
    shades = Shades(Look())
    assert shades.color(0.0, 2.0) == QColor(LIGHT.card)
    assert shades.color(0.0, 0.0) == QColor(LIGHT.card)
    for size in (0.3, 1.0, 2.0, 1e300):
        above, below = shades.color(size, 2.0), shades.color(-size, 2.0)
        assert above.blue() > above.red()
        assert below.red() > below.blue()
    assert shades.color(7.0, 2.0) == shades.color(2.0, 2.0)


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [
        (1.675, 5, "1.675"),
        (1.675, 4, "1.68"),
        (-0.075, 6, "−0.075"),
        (-0.075, 5, "−0.08"),
        (-0.075, 4, "−.08"),
        (-0.22, 4, "−0.2"),
        (-2.71, 4, "−2.7"),
        (0.0, 1, "0"),
        (231.0, 4, "231"),
        (-15.25, 4, "−15"),
        (-0.0004, 5, "−4e-4".replace("-", "−")),
        (1e60, 4, "1e60"),
        (1.9997, 4, "2.00"),
        (3.25, 1, "3"),
        (-1.7, 3, "−2"),
        (-0.7, 3, "−.7"),
        (-0.97, 3, "−1"),
        (-0.04, 3, "−.04"),
        (32.5, 1, "33"),
        (-3.25, 1, "−3"),
    ],
)
def test_a_number_keeps_what_a_narrow_cell_has_room_for(value, room, text):
    assert NumberFit(room, len).text(value) == text


def test_a_number_too_wide_even_so_is_squeezed_and_never_three_dots():
    fit = NumberFit(3, len)
    text, size = fit.fit(-1.25e-300)
    assert text == "−1e−300"
    assert fit.squeeze(text, size) == 3 / 7
    assert fit.squeeze("−3", 0) == 1.0


def test_smaller_type_comes_before_fewer_figures_than_one_can_do_without():
    fit = NumberFit(4, len, lambda text: 0.8 * len(text))
    assert fit.fit(-2.71) == ("−2.7", 0)
    assert fit.fit(-12.34) == ("−12", 0)
    assert fit.fit(-0.0731) == ("−.07", 0)
    narrow = NumberFit(3.3, len, lambda text: 0.8 * len(text))
    assert narrow.fit(-0.71) == ("−0.7", 1)
    assert narrow.fit(-2.71) == ("−2.7", 1)
    assert narrow.fit(2.71) == ("2.7", 0)


@pytest.mark.parametrize(
    ("classes", "name"),
    sampled(itertools.product([3, 10], ["class", "a class with a rather long name"]), every=3),
)
def test_weights_of_twelve_features_keep_a_figure_in_a_small_window(qtbot, classes, name):
    weights = np.linspace(-2.95, 2.95, 12 * classes).reshape(classes, 12).round(2)
    # The room that the card has in a window of 960 × 600.
    names = tuple(f"{name} {number}" for number in range(classes))
    state = replace(model(classes, 12, weights=weights), classes=names)
    stage = Stage(qtbot, state=state, scale=0.556, size=(745, 407))
    cells = [Cell("w", j, k) for j in range(classes) for k in range(12)]
    for cell in cells:
        value, text = stage.value(cell), stage.grid.text_of(cell)
        if abs(value) < 0.1:  # two decimals have no room, and a rounded zero would be wrong
            continue
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=0.501)
        assert float(text.replace("−", "-")) != 0.0
    wide = stage.grid.layout_now.cells[Cell("s", 0)].width()
    assert wide <= 1.6 * stage.grid.layout_now.cells[cells[0]].width()


@pytest.mark.parametrize(
    ("scale", "classes", "features"),
    sampled(itertools.product([1.0, 2 / 3], [2, 3, 10], range(1, CELLS_AT_MOST + 1)), every=5),
)
def test_cells_stay_apart_inside_and_legible_for_every_size(qtbot, classes, features, scale):
    stage = Stage(qtbot, state=model(classes, features), scale=scale)
    layout = stage.grid.layout_now
    assert len(layout.cells) == classes * features + features + 2 * classes
    rects = list(layout.cells.values())
    room = stage.grid.rect()
    for index, rect in enumerate(rects):
        assert room.contains(rect.toAlignedRect())
        assert not any(rect.intersects(other) for other in rects[:index])
    assert min(rect.height() for rect in rects) >= 11
    texts = [stage.grid.text_of(cell) for cell in layout.cells]
    assert not any("…" in text for text in texts)
    assert all(texts)


def test_gaps_between_cells_are_equal_and_signs_lie_on_the_middle(stage):
    layout = stage.grid.layout_now
    columns = [layout.cells[Cell("w", 0, k)] for k in range(4)]
    gaps = {b.left() - a.right() for a, b in itertools.pairwise(columns)}
    rows = [layout.cells[Cell("w", j, 0)] for j in range(3)]
    gaps |= {b.top() - a.bottom() for a, b in itertools.pairwise(rows)}
    assert len(gaps) == 1
    middle = layout.block("w").center().y()
    assert [sign.center().y() for _, sign in layout.signs] == pytest.approx([middle] * 3, abs=1)
    blocks = [layout.block(part) for part in "wxbs"]
    between = {round(b.left() - a.right()) for a, b in itertools.pairwise(blocks)}
    assert len(between) == 1


def test_each_cell_is_a_mark_with_its_name_and_its_value(stage):
    grid = stage.grid
    assert len(grid.keys()) == 3 * 4 + 4 + 3 + 3
    assert (grid.name_of(S0), grid.value_of(S0)) == ("Score of cat", "3.2")
    assert grid.mark_at(grid.place_of(X2).center()) == X2


def test_each_place_of_a_heat_map_is_a_mark(qtbot):
    grid = Stage(qtbot, state=model(2, CELLS_AT_MOST + 1)).grid
    cells = grid.keys()
    assert len(cells) == len(set(cells)) == 3 * (CELLS_AT_MOST + 1) + 4
    assert all(map(grid.has, cells))


def test_asking_for_a_cell_opens_its_field(stage):
    stage.grid.choose(B1)
    assert stage.grid.field.isVisible()
    assert stage.grid.current == B1
