"""Right or wrong: counts by hand, the confusion table, filters asked for by pointer and keys."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, QRectF

from core import edits
from core.evaluation import evaluate
from core.state import ScoreTable, State
from gui.charts.confusion.layout import lay_out_confusion
from gui.charts.confusion.paint import face, shade
from gui.look.theme import Look, Type
from gui.look.themes import LIGHT
from gui.panels.accuracy import AccuracyPanel
from gui.panels.filters import Filter, matching
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.cells_hand import Stage, press_key
from tests.gui.hand import Heard, Key
from tests.gui.test_theme import contrast
from tests.gui.window_hand import Counter, Hand, near, tip_at, tip_gone

SIZE = (445, 450)


class Accuracy(Stage):
    """The card in a window, its filter answered as a page would, and a hand for it."""

    def __init__(self, qtbot, state=None, scale=1.0):
        super().__init__(qtbot, AccuracyPanel, state, scale, SIZE)
        self.hand = Hand(self.window)
        self.hand.hover(self.before, QPointF(2, 2))
        self.heard = Heard(self.panel, "filter_asked")

    @property
    def bar(self):
        return self.panel.bar

    @property
    def table(self):
        return self.panel.table

    @property
    def asked(self):
        return self.heard.values("filter_asked")

    def cell(self, row, column):
        return self.table.layout_now.rect((row, column)).center()

    def legend(self, number):
        return self.bar.layout_now.cells[number].center()

    @property
    def counts(self):
        return [(portion.key, portion.count, portion.change) for portion in self.bar.portions]

    def answer(self):
        """Put the filter last asked for in force."""
        self.panel.show_filter(self.asked[-1])

    def pin(self):
        self.session.pin()
        self.settle()


def many(classes, count=60, seed=1, lead=2.0):
    """A classifier that is mostly right."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, classes, count)
    scores = np.round(random.normal(size=(count, classes)), 1)
    scores[np.arange(count), labels] += lead
    names = tuple(f"class {index}" for index in range(classes))
    examples = tuple(f"photo {index}" for index in range(count))
    return State("Many", names, examples, labels, ScoreTable(scores))


@pytest.fixture
def stage(qtbot):
    return Accuracy(qtbot)


# -- counts ----------------------------------------------------------------------------------------


def test_one_of_the_slide_s_three_is_right(stage):
    assert stage.panel.count.text() == "1 of 3 right 33 %"
    assert stage.counts == [("right", 1, ""), ("inside", 0, ""), ("wrong", 2, "")]
    assert stage.table.shown.counts.tolist() == [[0, 1, 0], [0, 1, 0], [0, 1, 0]]


def test_right_by_less_than_the_margin_is_counted_within_the_right_ones(stage):
    stage.edit(edits.set_margin(3.0))  # the car leads by 2.9
    assert stage.counts == [("right", 1, ""), ("inside", 1, ""), ("wrong", 2, "")]
    assert [portion.length for portion in stage.bar.portions] == [0.0, 1 / 3, 2 / 3]


@given(st.integers(2, 6), st.integers(1, 40), st.integers(0, 99), st.sampled_from([0.2, 1.0, 4.0]))
def test_parts_and_counts_are_those_of_one_evaluation(classes, count, seed, margin):
    state = edits.set_margin(margin).apply(many(classes, count, seed))
    session = Session(state)
    panel = AccuracyPanel(Look(), session)
    evaluation = session.evaluation
    counts = {portion.key: portion.count for portion in panel.bar.portions}
    lengths = {portion.key: portion.length for portion in panel.bar.portions}
    assert counts["right"] + counts["wrong"] == count
    assert sum(lengths.values()) == pytest.approx(1.0)
    assert (lengths["right"] + lengths["inside"]) * count == pytest.approx(counts["right"])
    for key, number in counts.items():
        assert number == len(matching(evaluation, Filter(key)))
    shown = panel.table.shown.counts
    assert shown.sum() == count
    assert np.trace(shown) == counts["right"]
    for place, number in np.ndenumerate(shown):
        assert number == len(matching(evaluation, Filter(cell=place)))
    panel.deleteLater()


def test_more_than_twenty_classes_have_a_line_instead_of_a_table(qtbot):
    stage = Accuracy(qtbot, many(20))
    assert stage.table.isVisible()
    assert not stage.panel.note.isVisible()
    stage.edit(edits.add_class("one more"))
    assert not stage.table.isVisible()
    assert stage.panel.note.text() == "No table: more than 20 classes."
    assert stage.panel.note.isVisible()


def test_a_long_count_takes_a_smaller_font_before_it_is_cut_short(qtbot):
    stage = Accuracy(qtbot)
    count = stage.panel.count
    assert count.fitted()[0].role is Type.READOUT
    long = many(3, 100_000)
    stage.edit(edits.load(long))
    right = stage.session.evaluation.batch.right_count
    assert count.fitted()[0].text == f"{right:,} of 100,000 right"
    assert count.fitted()[0].role is not Type.READOUT
    count.setFixedWidth(80)
    assert count.fitted()[0].text.endswith("…")


# -- filters ---------------------------------------------------------------------------------------


def test_a_click_on_the_legend_or_the_bar_asks_for_those_examples(stage):
    stage.hand.click(stage.bar, stage.legend(1))
    stage.hand.click(stage.bar, stage.bar.layout_now.areas[2].center())
    assert stage.asked == [Filter("inside"), Filter("wrong")]


def test_a_click_on_a_cell_asks_for_its_examples(stage):
    stage.hand.click(stage.table, stage.cell(2, 1))
    assert stage.asked == [Filter(cell=(2, 1))]
    assert matching(stage.session.evaluation, stage.asked[0]).tolist() == [2]


def test_asking_for_what_is_in_force_asks_for_all_again(stage):
    for widget, at in ((stage.bar, stage.legend(2)), (stage.table, stage.cell(0, 1))):
        stage.hand.click(widget, at)
        stage.answer()
        stage.hand.click(widget, at)
        stage.answer()
    assert stage.asked == [Filter("wrong"), Filter(), Filter(cell=(0, 1)), Filter()]


def test_a_portion_takes_the_place_of_a_cell_and_the_name_stays(stage):
    stage.panel.show_filter(Filter(cell=(0, 1), name="cat"))
    stage.hand.click(stage.bar, stage.legend(2))
    stage.answer()
    stage.hand.click(stage.table, stage.cell(0, 1))
    assert stage.asked == [Filter("wrong", name="cat"), Filter(cell=(0, 1), name="cat")]


def test_the_filter_in_force_is_marked_silently(stage):
    plain = stage.panel.grab().toImage()
    stage.panel.show_filter(Filter("wrong"))
    marked = stage.panel.grab().toImage()
    at = stage.bar.mapTo(stage.panel, stage.bar.layout_now.cells[2].bottomRight().toPoint())
    inside = at.x() - 12, at.y() - 8
    assert near(marked.pixelColor(*inside), stage.look.color("tab"))
    assert near(plain.pixelColor(*inside), stage.look.color("card"))
    stage.panel.show_filter(Filter(cell=(1, 1)))
    cell = stage.table.layout_now.rect((1, 1))
    edge = stage.table.mapTo(stage.panel, QPointF(cell.left() + 1.5, cell.center().y()).toPoint())
    framed = stage.panel.grab().toImage().pixelColor(edge.x(), edge.y())
    assert near(framed, stage.look.color("text"), 40)
    stage.panel.show_filter(Filter())
    assert stage.panel.grab().toImage() == plain
    assert stage.asked == []


def test_a_standing_that_has_no_portion_marks_none(stage):
    plain = stage.panel.grab().toImage()
    stage.panel.show_filter(Filter("violating", name="cat"))
    assert stage.panel.grab().toImage() == plain


def test_the_keyboard_walks_portions_and_cells_and_asks(stage):
    press_key(Key.Key_Tab)  # the button beside the heading
    press_key(Key.Key_Tab)
    assert stage.bar.hasFocus()
    press_key(Key.Key_Right)
    press_key(Key.Key_Right)
    press_key(Key.Key_Right)
    assert stage.bar.accessibleDescription().startswith("2 of 3 (66.67 %): another class")
    press_key(Key.Key_Return)
    press_key(Key.Key_Tab)
    assert stage.table.hasFocus()
    press_key(Key.Key_Down)
    press_key(Key.Key_Right)
    press_key(Key.Key_Up)
    press_key(Key.Key_Up)
    assert stage.table.accessibleDescription().startswith("correct class cat, predicted car")
    press_key(Key.Key_Return)
    assert stage.asked == [Filter("wrong"), Filter(cell=(0, 1))]


def test_the_pointer_lights_a_cell_and_leaves_it(stage):
    stage.hand.hover(stage.table, stage.cell(0, 0))
    assert stage.table.lighted == (0, 0)
    stage.hand.hover(stage.table, QPointF(2, 2))
    assert stage.table.lighted is None
    stage.hand.hover(stage.table, stage.cell(2, 2))
    stage.hand.hover(stage.before, QPointF(3, 3))
    assert stage.table.lighted is None


# -- words -----------------------------------------------------------------------------------------


def test_tool_tips_count_exactly(stage, qtbot):
    stage.edit(edits.set_margin(3.0))
    assert tip_at(stage.bar, stage.legend(1)).splitlines() == [
        (
            "1 of 3 (33.33 %) right, but violating a margin of Δ = 3: "
            "the SVM loss still charges them"
        ),
        "Click to see them in the table",
    ]
    assert tip_at(stage.table, stage.cell(0, 1)).splitlines() == [
        "correct class cat, predicted car",
        "cat: 1 of 1 examples (100.00 %)",
        "Click to see them in the table",
    ]
    stage.panel.show_filter(Filter(cell=(0, 1)))
    assert tip_at(stage.table, stage.cell(0, 1)).endswith("\nClick to see all again")
    tip_at(stage.table, QPointF(1, 1))
    tip_gone(qtbot)


def test_everything_interactive_has_a_name_and_says_what_it_shows(stage):
    for widget in (stage.bar, stage.table):
        assert widget.objectName()
        assert widget.accessibleName()
    assert stage.bar.accessibleDescription() == "1 right, 0 of these inside the margin, 2 wrong"
    set_language("ko")
    stage.panel.apply_look()
    assert stage.panel.count.text() == "3개 중 1개 맞음 33%"
    assert stage.table.shown.names == ("고양이", "자동차", "개구리")


# -- the pin ---------------------------------------------------------------------------------------


def test_a_pin_alone_writes_nothing(stage):
    before = stage.panel.grab().toImage()
    stage.pin()
    assert stage.panel.grab().toImage() == before


def test_changes_since_the_pin_stand_beside_the_counts(stage):
    stage.pin()
    stage.edit(edits.set_score(0, 0, 6.0), edits.set_margin(3.0))
    assert stage.panel.count.text() == "2 of 3 right +1 67 %"
    assert stage.counts == [("right", 2, "+1"), ("inside", 2, "+2"), ("wrong", 1, "−1")]
    assert [portion.then for portion in stage.bar.portions] == [1 / 3, 0.0, 2 / 3]
    assert "pinned: 2, change −1" in tip_at(stage.bar, stage.legend(2))
    assert "pinned: 0, change +1" in tip_at(stage.table, stage.cell(0, 0))
    assert "pinned: 0, change ±0" in tip_at(stage.table, stage.cell(2, 2))


def test_a_cell_whose_count_changed_is_outlined(stage):
    stage.pin()
    stage.edit(edits.set_score(0, 0, 6.0))
    image, pin = stage.panel.grab().toImage(), stage.look.color("pin")

    def outlined(row, column):
        cell = stage.table.layout_now.rect((row, column))
        at = stage.table.mapTo(stage.panel, cell.topLeft().toPoint())
        near_top = [(at.x() + x, at.y() + y) for x in range(10, 40) for y in (1, 2, 3)]
        return any(near(image.pixelColor(x, y), pin, 40) for x, y in near_top)

    assert outlined(0, 0)
    assert outlined(0, 1)
    assert not outlined(2, 1)
    assert not outlined(0, 2)


def test_cells_are_not_compared_where_there_were_other_classes(stage):
    stage.pin()
    stage.edit(edits.remove_class(2))
    assert stage.table.shown.then is None
    assert stage.bar.portions[0].then is not None


# -- the table -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 3, 5, 10, 20])
def test_cells_fill_the_table_and_each_is_found_where_it_is(look, count):
    names = tuple(f"quite a long class name {index}" for index in range(count))
    area = QRectF(0, 0, look.px(411), look.px(240))
    layout = lay_out_confusion(area, names, look)
    for row in range(count):
        for column in range(count):
            assert layout.at(layout.rect((row, column)).center()) == (row, column)
    assert layout.rect((0, 0)).topLeft() == layout.grid.topLeft()
    assert (
        layout.rect((count - 1, count - 1)).bottomRight() - area.bottomRight()
    ).manhattanLength() < 1
    assert layout.grid.width() > 0.6 * area.width()
    assert layout.grid.height() > 0.6 * area.height()
    assert layout.at(area.topLeft()) is None
    line = look.metrics(Type.SMALL).height()
    assert layout.row_step * layout.cell[1] >= 0.8 * line
    assert layout.upright or layout.column_step * layout.cell[0] >= 0.8 * line


def test_short_names_read_from_left_to_right_over_many_columns(look):
    area = QRectF(0, 0, look.px(411), look.px(240))
    assert lay_out_confusion(area, tuple("0123456789"), look).upright
    assert not lay_out_confusion(area, tuple(f"class {n}" for n in range(10)), look).upright


def test_counts_are_written_only_where_they_fit(look):
    small = look.font(Type.SMALL).pixelSize()
    assert face(look, "12", 100, 100) is Type.BODY
    assert face(look, "12", look.width("12", Type.SMALL) + 2, small) is Type.SMALL
    assert face(look, "12", look.width("12", Type.SMALL) - 2, 100) is None
    assert face(look, "12", 100, small * 0.7) is None


def test_ten_classes_have_numbers_in_their_cells_at_the_smallest_window(qtbot):
    stage = Accuracy(qtbot, many(10, 200), 2 / 3)
    assert stage.panel.height() == 300
    largest = f"{int(stage.table.shown.counts.max()):,}"
    assert face(stage.look, largest, *stage.table.layout_now.cell) is Type.SMALL


@pytest.mark.parametrize("role", ["third", "loss"])
def test_numbers_stand_out_from_the_deepest_shade(look, role):
    deepest = replace(LIGHT, page=shade(look, role, 1.0).name())
    assert contrast(deepest, "text", "page") >= 4.5
    assert shade(look, role, 0.0) == look.color("card")


# -- drawing ---------------------------------------------------------------------------------------


def test_a_drag_of_lambda_draws_nothing_anew_and_one_of_delta_only_counts(stage):
    stage.pin()
    watched = (stage.bar, stage.table, stage.panel.count, stage.panel)
    paints = [Counter(widget, QEvent.Type.Paint) for widget in watched]
    for strength in (0.02, 0.03, 0.5):
        stage.edit(edits.set_strength(strength))
    assert [counter.count for counter in paints] == [0, 0, 0, 0]
    stage.edit(edits.set_margin(3.0))
    assert [counter.count for counter in paints] == [1, 0, 0, 0]
    stage.edit(edits.set_score(0, 0, 6.0))
    assert [counter.count for counter in paints[:3]] == [2, 1, 1]


def test_pointing_at_a_cell_draws_that_cell_alone(stage):
    areas = []

    class Areas(Counter):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                areas.append(event.rect())
            return False

    Areas(stage.table, QEvent.Type.Paint)
    stage.hand.hover(stage.table, stage.cell(1, 1))
    cell = stage.table.layout_now.rect((1, 1)).toAlignedRect()
    assert len(areas) == 1
    assert areas[0].width() <= cell.width() + 4
    assert areas[0].height() <= cell.height() + 4


def test_the_evaluation_decides_and_not_what_was_shown_before(stage):
    other = evaluate(many(4, 30))
    stage.panel.show_evaluation(other)
    assert stage.bar.portions[0].count == other.batch.right_count
    assert stage.table.shown.counts is other.batch.confusion
