"""Same score, different price: the lecture's two vectors, and any others a person makes of them."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core import edits
from core.comparison import Comparison
from gui.charts.cells.cells import Cell
from gui.look.theme import Type
from gui.panels.comparison import ComparisonPanel
from gui.panels.comparison_rows import texts
from gui.words.translation import set_language
from tests.gui.hand import Heard, key, model_state, score_state
from tests.gui.tug_hand import Stand, with_penalty
from tests.gui.window_hand import Key, scenario, settle, tip_at, undo_labels
from tests.sweeps import sampled

SCORE, L2, L1, ELASTIC, NONZEROS = range(5)


def compare(x, first, second, state=None):
    """The lecture's scenario with these three vectors."""
    rows = (np.array(row, dtype=float) for row in (x, first, second))
    return replace(state or scenario(), comparison=Comparison(*rows))


@pytest.fixture
def stand(qtbot):
    def opened(state=None, scale=1.0):
        return Prices(qtbot, ComparisonPanel, state, scale)

    return opened


class Prices(Stand):
    """The panel and short ways to what it shows."""

    @property
    def grid(self):
        return self.part("comparison.grid")

    @property
    def table(self):
        return self.part("comparison.table")

    @property
    def hint(self):
        return self.part("comparison.hint").text()

    @property
    def why(self):
        return self.part("comparison.why").text()

    @property
    def vectors(self):
        shown = self.state.comparison
        return tuple(row.tolist() for row in (shown.x, shown.first, shown.second))

    def row(self, index):
        """Values and preference of a row of the table."""
        row = self.table.rows[index]
        return (*row.values, row.preferred + row.remark)

    def place(self, cell):
        """The middle of a cell."""
        return self.grid.layout_now.rect(cell).center()

    def type_over(self, cell, text, end=Key.Key_Return):
        """Click a cell and type over it; `end` of None leaves the field open."""
        self.hand.click(self.grid, self.place(cell))
        QTest.keyClicks(self.grid, text[0])
        QTest.keyClicks(self.grid.field, text[1:])
        if end is not None:
            QTest.keyClick(self.grid.field, end)
        settle()

    def use(self, name, index):
        """Open a button's menu and choose a class in it by the keyboard."""
        menu = self.panel.findChild(QMenu, f"comparison.use.{name}.menu")
        button = self.part(f"comparison.use.{name}")
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        for _ in range(index + 1):
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
        settle()


# -- the lecture's vectors ------------------------------------------------------------------------


def test_each_row_of_cells_shows_its_own_vector(stand):
    grid = stand(compare([1, 2], [3, 4], [5, 6])).grid
    shown = [grid.value_of(cell) for cell in (Cell("x", 1), Cell("w", 0, 1), Cell("w", 1, 1))]
    assert shown == ["2", "4", "6"]


def test_the_lecture_s_vectors_cost_what_the_lecture_says(stand):
    prices = stand()
    assert prices.row(SCORE) == ("1.00", "1.00", "")
    assert prices.row(L2) == ("1.00", "0.25", "w₂, spread out")
    assert prices.row(L1) == ("1.00", "1.00", "tie")
    assert prices.row(ELASTIC) == ("1.00", "0.63", "w₂, spread out")
    assert prices.row(NONZEROS) == ("1", "4", "w₁, sparse")
    assert "w₂: 0.625\n" in prices.table.rows[ELASTIC].exact
    assert prices.hint == "x = [1, 1, 1, 1]. Both vectors give w·x = 1. Which one does R prefer?"


def test_the_cheaper_price_is_bold_and_a_tie_has_none(stand):
    rows = stand().table.rows
    assert [row.cheaper for row in rows] == [None, 1, None, 1, 0]


def test_the_tie_of_l1_is_explained_by_its_corners(stand):
    why = stand().why
    assert why.startswith("The L1 price is a tie; but its diamond has corners on the axes")
    assert why.endswith("see Two weights.")


@pytest.mark.parametrize(
    ("kind", "tinted"),
    [("l2", [L2]), ("l1", [L1]), ("elastic_net", [ELASTIC]), ("none", [])],
)
def test_the_penalty_in_force_is_tinted(stand, kind, tinted):
    prices = stand()
    if kind != "l2":
        prices.edit(edits.choose_penalty(kind))
    assert [index for index, row in enumerate(prices.table.rows) if row.in_force] == tinted
    picture = prices.table.grab().toImage()
    for index in range(5):
        at = prices.table.line_area(index).toRect().topLeft() + QPoint(3, 8)
        white = picture.pixelColor(at) == prices.look.color("card")
        assert white == (index not in tinted)


def test_the_half_convention_and_the_share_are_those_in_force(stand):
    prices = stand()
    prices.edit(edits.set_half(True), edits.set_l1_share(0.25))
    assert prices.row(L2)[:2] == ("0.50", "0.13")
    assert prices.table.rows[L2].formula.strip() == "½ Σ w²"
    assert "w₁: 0.5\nw₂: 0.125\n" in prices.table.rows[L2].exact
    # ρ Σ|w| + (1 − ρ) ½ Σw² = 0.25 + 0.75 · 0.5 and 0.25 + 0.75 · 0.125.
    assert "w₁: 0.625\nw₂: 0.34375\n" in prices.table.rows[ELASTIC].exact
    assert prices.table.rows[ELASTIC].formula.strip() == "ρ = 0.25, ½w²"
    assert prices.row(L1)[:2] == ("1.00", "1.00")


# -- other vectors --------------------------------------------------------------------------------


def test_scores_that_differ_are_said_to_differ(stand):
    prices = stand()
    prices.edit(edits.set_comparison("second", 0, 0.5))
    assert prices.hint == "w₁·x = 1 but w₂·x = 1.25: compare prices at equal scores."
    assert prices.row(SCORE)[:2] == ("1.00", "1.25")


def test_scores_equal_but_for_rounding_are_the_same_score(stand):
    prices = stand(compare([1, 1, 1], [0.1, 0.2, 0], [0.3, 0, 0]))
    assert "Both vectors give w·x = 0.3" in prices.hint
    assert prices.row(L1)[2] == "tie"


def test_where_l1_is_no_tie_the_sentence_does_not_call_it_one(stand):
    prices = stand()
    prices.edit(edits.set_comparison("second", 0, 0.5))
    assert prices.row(L1) == ("1.00", "1.25", "w₁, sparse")
    assert prices.why.startswith("Why L1 makes zeros")
    assert "tie" not in prices.why


def test_vectors_with_equally_many_zeros_are_neither_sparse_nor_spread_out(stand):
    prices = stand(compare([1, 1], [1, 0], [0, 2]))
    assert prices.row(L2) == ("1.00", "4.00", "w₁")
    assert prices.row(NONZEROS) == ("1", "1", "tie")


def test_prices_that_are_no_tie_never_read_alike():
    assert texts(1.0, 1.001) == ("1.000", "1.001")
    assert texts(1.0, 1.0 + 1e-15) == ("1.00", "1.00")
    assert texts(0.0, 1e-30) == ("0.00", "1.0×10⁻³⁰")
    assert texts(1.0, 1 + 1e-11)[0] == "1"


def test_a_long_x_is_left_out_of_the_hint(stand):
    prices = stand(compare(np.ones(12), np.ones(12), np.ones(12)))
    assert prices.hint.startswith("Both vectors give w·x = 12.")


# -- editing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "which", "index"),
    [(Cell("x", 2), 0, 2), (Cell("w", 0, 0), 1, 0), (Cell("w", 1, 3), 2, 3)],
)
def test_a_cell_scrubs_types_and_steps_and_each_is_one_undo_step(stand, cell, which, index):
    prices = stand()
    start = prices.vectors[which][index]
    at = prices.place(cell).toPoint()
    prices.hand.drag(prices.grid, at, QPoint(48, 0))
    scrubbed = prices.vectors[which][index]
    assert scrubbed == pytest.approx(start + 0.6, abs=0.051)
    prices.type_over(cell, "-2.75")
    assert prices.vectors[which][index] == -2.75
    key(prices.grid, Key.Key_Up, repeats=3)
    assert prices.vectors[which][index] == pytest.approx(-2.35, abs=0.051)
    assert undo_labels(prices.session) == ["set_comparison"] * 3
    assert prices.vectors == ([1] * 4, [1, 0, 0, 0], [0.25] * 4)
    assert prices.row(L2) == ("1.00", "0.25", "w₂, spread out")


def test_everything_follows_in_the_frame_of_the_drag_and_escape_takes_it_back(stand):
    prices = stand()
    at = prices.place(Cell("w", 0, 0)).toPoint()
    prices.hand.press(prices.grid, at)
    prices.hand.move(prices.grid, at + QPoint(80, 0))
    assert prices.row(L2)[0] == "4.00"
    assert prices.row(L1) == ("2.00", "1.00", "w₂, spread out")
    QTest.keyClick(prices.grid, Key.Key_Escape)
    settle()
    assert prices.row(L2)[0] == "1.00"
    prices.hand.release(prices.grid, at)
    assert undo_labels(prices.session) == []


@pytest.mark.parametrize("text", ["1..2", "1e99", "-", "1e999"])
def test_what_cannot_be_used_is_refused_in_place(stand, text):
    prices = stand()
    prices.type_over(Cell("w", 1, 1), text)
    assert prices.grid.field.is_wrong()
    assert prices.grid.field.note().isVisible()
    assert prices.vectors[2] == [0.25] * 4
    QTest.keyClick(prices.grid.field, Key.Key_Escape)
    QTest.keyClick(prices.grid.field, Key.Key_Escape)
    settle()
    assert not prices.grid.field.isVisible()
    assert undo_labels(prices.session) == []


def test_tab_goes_through_all_cells_row_by_row_and_on_to_the_buttons(stand):
    prices = stand()
    prices.grid.setFocus(Qt.FocusReason.TabFocusReason)
    visited = [prices.grid.current]
    while prices.grid.hasFocus() and len(visited) < 20:
        QTest.keyClick(prices.grid, Key.Key_Tab)
        if prices.grid.hasFocus():
            visited.append(prices.grid.current)
    x = [Cell("x", n) for n in range(4)]
    weights = [Cell("w", row, column) for row in range(2) for column in range(4)]
    assert visited == x + weights
    assert prices.part("comparison.use.first").hasFocus()


def test_left_and_right_stay_in_their_row(stand):
    prices = stand()
    prices.hand.click(prices.grid, prices.place(Cell("w", 0, 2)))
    for code, column in ((Key.Key_Right, 3), (Key.Key_Right, 3), (Key.Key_Left, 2)):
        key(prices.grid, code)
        assert prices.grid.current == Cell("w", 0, column)
    prices.hand.click(prices.grid, prices.place(Cell("x", 0)))
    key(prices.grid, Key.Key_Left)
    assert prices.grid.current == Cell("x", 0)


def test_cells_keep_their_colours_while_one_is_dragged(stand):
    prices = stand()
    at = prices.place(Cell("w", 0, 0)).toPoint()
    other = prices.place(Cell("w", 1, 0)).toPoint() - QPoint(30, 8)
    before = prices.grid.grab().toImage().pixelColor(other)
    prices.hand.press(prices.grid, at)
    prices.hand.move(prices.grid, at + QPoint(400, 0))
    assert prices.grid.grab().toImage().pixelColor(other) == before
    prices.hand.release(prices.grid, at + QPoint(400, 0))
    assert prices.grid.grab().toImage().pixelColor(other) != before


def test_a_cell_s_tip_gives_its_name_and_every_digit(stand):
    prices = stand()
    prices.edit(edits.set_comparison("second", 2, 1 / 3))
    tip = tip_at(prices.grid, prices.place(Cell("w", 1, 2)))
    assert tip.split("\n")[0] == f"w₂, number 3 = {1 / 3:.15g}"


# -- use as row -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "index", "row"), [("first", 1, [1, 0, 0, 0]), ("second", 2, [0.25] * 4)]
)
def test_a_vector_becomes_the_row_of_the_class_that_is_chosen(stand, name, index, row):
    prices = stand()
    before = prices.state.source.weights.copy()
    prices.use(name, index)
    weights = prices.state.source.weights
    assert weights[index].tolist() == row
    others = [c for c in range(3) if c != index]
    assert (weights[others] == before[others]).all()
    prices.undo()
    assert (prices.state.source.weights == before).all()


def test_the_menu_names_the_classes_as_they_are_now(stand):
    prices = stand()
    prices.edit(edits.rename_class(0, "cat & dog"), edits.remove_class(2))
    menu = prices.panel.findChild(QMenu, "comparison.use.first.menu")
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["cat && dog", "car"]


def test_vectors_of_another_length_cannot_become_rows_and_the_tip_says_why(stand):
    prices = stand(compare([1, 1, 1], [1, 0, 0], [0.5, 0.5, 0]))
    for name, row in (("first", "w₁"), ("second", "w₂")):
        button = prices.part(f"comparison.use.{name}")
        assert not button.isEnabled()
        assert button.toolTip() == f"{row} has 3 numbers, a row of W has 4"
    prices.edit(edits.remove_feature(0))
    assert prices.part("comparison.use.first").isEnabled()
    assert prices.part("comparison.use.first").toolTip() == "Put w₁ into W as the row of a class"


def test_with_scores_alone_there_is_no_w_to_put_them_into(stand):
    prices = stand(score_state())
    button = prices.part("comparison.use.first")
    assert not button.isEnabled()
    assert button.toolTip() == "Scores alone: there is no W to put it into"
    assert prices.row(L2) == ("1.00", "0.25", "w₂, spread out")


def test_a_thousand_classes_find_room_in_the_menu(stand):
    prices = stand(model_state(1000))
    prices.use("first", 2)
    assert prices.state.source.weights[2].tolist() == [1, 0, 0, 0]


# -- words and room -------------------------------------------------------------------------------


def test_it_speaks_korean_when_asked(stand):
    prices = stand(with_penalty(scenario(), kind="l1"))
    set_language("ko")
    prices.look.speak()
    assert prices.part("comparison.heading").text() == "같은 점수, 다른 페널티"
    assert prices.row(L2)[2] == "w₂, 고르게 퍼짐"
    assert prices.row(L1)[2] == "동률"
    assert prices.part("comparison.use.first").text() == "행으로 쓰기"
    assert prices.part("comparison.use.second").accessibleName() == "w₂ 벡터를 W의 행으로 쓰기"


@pytest.mark.parametrize(
    ("language", "scale", "count"),
    sampled(product(["en", "ko"], [1.0, 2 / 3], [1, 4, 12]), every=5),
)
def test_everything_has_room(stand, language, scale, count):
    set_language(language)
    state = compare(np.ones(count), np.full(count, -1.3), np.linspace(0.01, 2, count))
    prices = stand(with_penalty(state, kind="elastic_net", l1_share=0.35, half=True), scale)
    look = prices.look
    pad, whole = look.px(10), prices.table.width()
    for row in prices.table.rows:
        for bold, plain, room in (
            (row.name, row.formula, 0.35 * whole - pad),
            (row.preferred, row.remark, 0.3 * whole - pad),
        ):
            wide = look.metrics(Type.STRONG).horizontalAdvance(bold)
            wide += look.metrics(Type.BODY).horizontalAdvance(plain)
            assert wide <= room
    why = prices.part("comparison.why")
    assert why.height_for(why.width()) <= why.height()
    hint = prices.part("comparison.hint")
    assert hint.sizeHint().width() <= hint.width()
    grid = prices.grid
    for cell, rect in grid.layout_now.cells.items():
        assert grid.rect().contains(rect.toAlignedRect())
        assert grid.text_of(cell) not in {"", "…"}
    for row, name in enumerate(("first", "second")):
        button = prices.part(f"comparison.use.{name}")
        middle = grid.row_area(row).center().y()
        assert button.geometry().center().y() == pytest.approx(middle, abs=1.5)
        assert button.geometry().left() > grid.geometry().right()


def test_pointing_at_cells_says_nothing_to_other_panels(stand):
    prices = stand()
    heard = Heard(prices.grid, "hovered")
    prices.hand.hover(prices.grid, prices.place(Cell("w", 1, 1)))
    assert heard.values("hovered") == [Cell("w", 1, 1)]
    before = prices.grid.grab().toImage()
    # There are no biases and scores here, so nothing of them lights in a corner.
    assert before.pixelColor(1, 1) == prices.look.color("card")


def test_each_row_of_the_table_gives_its_exact_numbers_as_a_tip(stand):
    prices = stand()
    tip = tip_at(prices.table, prices.table.line_area(ELASTIC).center())
    assert tip.split("\n") == [
        "Elastic net = ρ Σ|w| + (1 − ρ) Σw²",
        "w₁: 1",
        "w₂: 0.625",
        "prefers: w₂, spread out",
    ]
    assert "w₂·x = 1" in tip_at(prices.table, prices.table.line_area(SCORE).center())
