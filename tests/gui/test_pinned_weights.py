"""The Weights page while a state is pinned: what it was is outlined, and numbers show their way."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolTip

from core import edits
from core.evaluation import evaluate
from core.landscape.slice import Slice
from gui.charts.cells.cells import Cell
from gui.charts.payments.layout import Spot
from gui.look.theme import Type
from gui.look.themes import LIGHT
from gui.panels.landscape_words import apart
from tests.gui import pixels
from tests.gui.cells_hand import model
from tests.gui.window_hand import Hand, near, part, scenario, settle, tip_at

CHANGED = edits.set_weight(0, 1, 2.1)  # from 1.025, so the cat photo's score goes up by 1.075


class Stand:
    """The page in its window, and a state that is pinned and then changed."""

    def __init__(self, window):
        self.window = window
        self.hand = Hand(self.window)
        self.session = self.window.session
        self.page = self.window.page

    def edit(self, *made):
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def pin(self, *then_made):
        self.session.pin()
        settle()
        self.edit(*then_made)

    def unpin(self):
        self.session.unpin()
        settle()

    def part(self, name):
        return part(self.window, name)

    @property
    def grid(self):
        return self.page.matrix.grid

    @property
    def table(self):
        return self.page.payments.table

    @property
    def chart(self):
        return self.page.tug.chart

    @property
    def plot(self):
        return self.page.landscape.plot

    def tip(self, cell):
        return tip_at(self.grid, self.grid.layout_now.rect(cell).center())

    def pictures(self):
        """The cards but the landscape, whose labels keep to the places that they had."""
        cards = self.page.matrix, self.page.payments, self.page.tug
        return [card.grab().toImage() for card in cards]

    def notes(self):
        return [note.text for note in self.page.landscape.labels.notes()]


@pytest.fixture
def stand(keep):
    return lambda state=None, **how: Stand(keep.open(state, page="weights", **how))


def inked(widget, area, by=12):
    """How many pixels of an area of a widget have the colour of pinned things, or nearly."""
    area = area.toAlignedRect() if not isinstance(area, QRect) else area
    return pixels.inked(widget.grab().toImage(), QColor(LIGHT.pin), by, area).sum()


def edge(rect):
    """The upper rim of a cell, between its rounded corners."""
    inset = 0.25 * rect.width()
    return QRect(round(rect.left() + inset), round(rect.top()), round(2 * inset), 2)


# -- the cells -------------------------------------------------------------------------------------


def test_cells_that_have_changed_are_outlined_with_their_change_below(stand):
    here = stand()
    here.pin(CHANGED)
    grid = here.grid
    for cell, change in (
        (Cell("w", 0, 1), "+1.08"),
        (Cell("s", 0), "+1.08"),
        (Cell("w", 0, 0), ""),
        (Cell("s", 1), ""),
        (Cell("x", 1), ""),
        (Cell("b", 0), ""),
    ):
        assert grid.change_of(cell) == change
        assert bool(inked(grid, edge(grid.layout_now.rect(cell)))) == bool(change)


def test_features_and_biases_are_compared_too(stand):
    here = stand()
    here.pin(edits.set_feature(0, 2, 0.25), edits.set_bias(1, 0.3))
    assert here.grid.change_of(Cell("x", 2)) == "−0.75"
    assert here.grid.change_of(Cell("b", 1)) == "+0.30"


def test_the_tip_of_a_cell_says_what_it_was(stand):
    here = stand()
    here.pin(CHANGED)
    assert "= 2.1\npinned: 1.025, change +1.08\nw · x = 2.1 · 1 = 2.1\n" in here.tip(
        Cell("w", 0, 1)
    )
    assert "pinned" not in here.tip(Cell("w", 0, 0))
    assert "pinned: 3.2, change +1.08" in here.tip(Cell("s", 0))


def test_x_and_s_are_compared_with_those_of_the_same_example(stand):
    here = stand()
    here.pin(edits.set_feature(1, 0, 3.0), edits.choose_example(1))
    assert here.grid.change_of(Cell("x", 0)) == "+2.00"
    here.edit(edits.choose_example(2))
    assert here.grid.change_of(Cell("x", 0)) == ""


def test_a_new_example_has_nothing_to_compare_but_its_weights_have(stand):
    here = stand()
    here.pin(CHANGED, edits.add_example("new"), edits.choose_example(3))
    parts = {cell.part for cell in here.grid.layout_now.cells if here.grid.change_of(cell)}
    assert parts == {"w"}


def test_where_a_change_finds_no_room_the_tip_alone_says_it(stand):
    here = stand(model(3, 12))
    here.pin(edits.set_feature(0, 3, 7.5))
    cell = Cell("x", 3)
    assert here.grid.change_of(cell) == ""
    assert inked(here.grid, edge(here.grid.layout_now.rect(cell)))
    assert "pinned: " in here.tip(cell)


def test_the_reading_of_a_heat_map_says_what_a_weight_was(stand):
    here = stand(model(3, 64))
    weight = float(here.session.state.source.weights[1, 9])
    here.pin(edits.set_weight(1, 9, weight + 0.5))
    here.hand.hover(here.grid, here.grid.layout_now.rect(Cell("w", 1, 9)).center())
    assert f"change +0.50,  w · x = {weight + 0.5:.10g}".replace("-", "−") in (
        here.page.matrix.line.text()
    )
    here.hand.click(here.grid, here.grid.layout_now.rect(Cell("w", 1, 9)).center())
    assert "change +0.50" in here.page.matrix.field.toolTip()


def test_while_a_cell_is_dragged_its_change_follows(stand):
    here = stand()
    here.pin()
    start = here.grid.layout_now.rect(Cell("w", 2, 0)).center().toPoint()
    here.hand.press(here.grid, start)
    for by in (30, 60):
        here.hand.move(here.grid, start + QPointF(by, 0).toPoint())
        gap = here.session.state.source.weights[2, 0] + 0.7
        assert gap > 0
        assert here.grid.change_of(Cell("w", 2, 0)) == f"+{gap:.2f}"
    here.hand.release(here.grid, start)


def test_a_heat_map_starts_at_the_first_weight_of_the_landscape(stand):
    here = stand(scenario("digits"))
    first = here.session.state.view.pair[0]
    assert here.grid.current == Cell("w", *first)
    assert first != (0, 0)
    chosen = Cell("w", 1, 3)
    here.hand.click(here.grid, here.grid.layout_now.rect(chosen).center())
    here.edit(edits.set_weight(1, 3, 0.5))
    assert here.grid.current == chosen


# -- what each weight pays -------------------------------------------------------------------------


def test_the_sums_of_the_penalties_show_their_change(stand):
    here = stand()
    here.pin(CHANGED)
    l2, l1, _ = here.table.payments
    gap, before = 2.1**2 - 1.025**2, here.session.evaluation.pinned.penalty
    assert (l2.value_change, l2.term_change) == (f"+{gap:.2f}", f"+{gap / 100:.3f}")
    assert (l1.value_change, l1.term_change) == ("+1.08", "+0.011")
    assert f"pinned: {before:.15g}, change" in here.table.tip_of(Spot(0))
    assert f"change +{gap / 100:.3f}" in here.part("payments.status").toolTip()
    assert "= 2.1\npinned: 1.025, change +1.08\n" in here.table.tip_of(Spot(1, (0, 1)))
    assert f"pinned: {before:.15g}" not in here.table.tip_of(Spot(1))


def test_bars_that_have_changed_are_outlined(stand):
    here = stand()
    here.pin(edits.set_weight(1, 0, 1.0))
    layout = here.table.layout_now
    bars = layout.bars(0, here.window.look.px(11))
    for index, changed in ((4, True), (0, False)):
        left = layout.strip.bar_left(index)
        column = QRect(round(left), round(bars.top()), round(layout.strip.bar), 8)
        assert bool(inked(here.table, column)) == changed


def test_the_tops_of_a_fine_strip_show_what_was(stand):
    here = stand(model(3, 64))
    here.pin(edits.set_weight(0, 0, 0.0), edits.set_weight(0, 1, 0.0))
    layout = here.table.layout_now
    row = layout.bars(1, here.window.look.px(11))
    assert inked(here.table, row.adjusted(-1, 0, 0, -3))
    here.unpin()
    assert not inked(here.table, row.adjusted(-1, 0, 0, -3))


def test_the_penalty_that_was_in_force_is_outlined(stand):
    here = stand()
    rim = edge(here.table.layout_now.rows[0].translated(0, 1))
    here.pin()
    assert not inked(here.table, rim, by=60)
    here.edit(edits.choose_penalty("l1"))
    assert inked(here.table, rim, by=60)
    here.edit(edits.choose_penalty("l2"))
    assert not inked(here.table, rim, by=60)


# -- the tug of war --------------------------------------------------------------------------------


def test_a_net_pull_that_has_changed_keeps_a_hollow_mark_where_it_was(stand):
    here = stand(size=(1920, 1080))
    before = here.session.evaluation.pulls.total
    here.pin(CHANGED)
    chart = here.chart
    ropes = {rope.key: rope for rope in chart.shown.ropes}
    assert ropes[0, 0].then == before[0, 0]
    placed = next(one for one in chart.layout_now.placed if one.rope.key == (0, 0))
    at = QPointF(chart.layout_now.position(before[0, 0]), placed.lane.center().y()).toPoint()
    mark = QRect(at.x() - 9, at.y() - 9, 19, 19)
    assert inked(chart, mark)
    here.unpin()
    assert not inked(chart, mark)


def test_the_tip_of_a_pull_says_every_number_that_was_another(stand):
    here = stand()
    data = float(here.session.evaluation.pulls.data[0, 1])
    here.pin(CHANGED)
    placed = here.chart.layout_now.placed[1]
    lines = tip_at(here.chart, placed.slot.center()).split("\n")
    assert lines[1] == "pinned: 1.025, change +1.08"
    assert lines[3].startswith(f"pinned: {data:.15g}, change ".replace("-", "−"))
    assert sum(line.startswith("pinned: ") for line in lines) == 4
    assert "change" in here.part("tug.foot").toolTip()


def test_high_rows_show_the_change_of_the_net_pull_below_it(stand):
    here = stand(scenario("a-weight-goes-to-zero"))
    here.pin(edits.set_strength(0.3))
    rope, *_ = here.chart.shown.ropes
    placed, *_ = here.chart.layout_now.placed
    assert rope.change == "−0.20"
    line = here.window.look.metrics(Type.LABEL).height()
    below = placed.text.adjusted(0, placed.text.height() / 2 + 0.4 * line, 0, 0)
    assert inked(here.chart, below)
    here.unpin()
    assert not inked(here.chart, below)


def test_the_legend_names_the_pinned_mark_while_there_is_one(stand):
    here = stand()
    here.pin()
    assert "pinned net" not in here.page.tug.legend.texts()
    here.edit(CHANGED)
    assert here.page.tug.legend.texts()[-1] == "pinned net"


def test_the_axis_of_pulls_has_room_for_the_pinned_ones(stand):
    here = stand()
    here.edit(edits.set_strength(2.0))
    longest = np.abs(here.session.evaluation.pulls.total).max()
    here.pin(edits.set_strength(0.0))
    assert here.chart.shown.limit >= longest


# -- the landscape ---------------------------------------------------------------------------------


def test_the_pinned_point_is_a_hollow_ring_with_a_name(stand):
    here = stand(size=(1920, 1080))
    here.pin()
    assert here.plot.pinned is None
    assert "pinned" not in here.notes()
    here.edit(CHANGED)
    assert here.plot.pinned == (1.675, 1.025)
    assert "pinned" in here.notes()
    at = here.plot.place_of(1.675, 1.025).toPoint()
    around = QRect(at.x() - 7, at.y() - 7, 15, 15)
    assert inked(here.plot, around)
    assert near(here.plot.grab().toImage().pixelColor(at), QColor(LIGHT.card))
    half_way = here.plot.place_of(1.675, 1.56).toPoint()
    assert inked(here.plot, QRect(half_way.x() - 1, half_way.y() - 8, 3, 16), by=75)
    here.unpin()
    assert here.plot.pinned is None
    assert "pinned" not in here.notes()
    assert not inked(here.plot, around)


def test_the_pinned_point_is_that_of_the_pair_on_the_axes_now(stand):
    here = stand()
    here.pin(CHANGED, edits.set_weight(2, 0, -0.2), edits.choose_weight(0, 2, 0))
    assert here.plot.pinned == (-0.7, 1.025)


def test_at_rest_the_plane_holds_the_pinned_point(stand):
    here = stand()
    here.edit(edits.set_weight(0, 0, 40.0))
    here.pin(edits.set_weight(0, 0, 1.0))
    (low, high), _ = here.plot.ranges()
    assert low < 1.0
    assert high > 40.0
    here.unpin()
    assert here.plot.ranges()[0][1] < 40.0


def test_the_readings_show_their_way_since_the_pin(stand):
    here = stand()
    before = here.session.evaluation
    lowest = Slice.of(before)
    here.pin(edits.set_strength(0.08), CHANGED)
    after = here.session.evaluation
    scale = here.part("landscape.scale")
    now, best = scale.shown.readings
    assert now.change == f"{after.total - before.total:+.2f}"
    values = [float(cut.total(*cut.minimum()[:, None])[0]) for cut in (lowest, Slice.of(after))]
    assert best.change == f"{values[1] - values[0]:+.2f}"
    assert scale.shows_change(now)
    assert scale.shows_change(best)
    assert f"pinned: {before.total:.15g}, change" in scale.toolTip()
    here.unpin()
    assert [reading.change for reading in scale.shown.readings] == ["", ""]
    assert scale.toolTip() == ""


@pytest.mark.parametrize("kind", ["data", "penalty", "sum"])
def test_pinning_alone_changes_no_reading(stand, kind):
    for loss in ("softmax", "hinge"):
        here = stand(edits.choose_loss(loss).apply(scenario()))
        here.edit(edits.choose_landscape(kind))
        here.pin()
        assert [one.change for one in here.part("landscape.scale").shown.readings] == ["", ""]


def test_the_values_of_the_pair_show_their_change_beside_their_fields(stand):
    here = stand()
    here.pin(CHANGED)
    assert here.part("landscape.second.change").text() == "+1.08"
    assert here.part("landscape.first.change").text() == ""
    assert "pinned: 1.025, change +1.08" in here.part("landscape.second.field").toolTip()


def test_pointing_at_the_point_tells_what_the_losses_were(stand):
    here = stand()
    total = here.session.evaluation.total
    here.pin(CHANGED)
    here.hand.hover(here.plot, here.plot.place_of(1.675, 2.1))
    assert "pinned: 1.025, change +1.08" in QToolTip.text()
    assert f"pinned: {total:.15g}, change" in QToolTip.text()


def test_pointing_elsewhere_tells_what_the_landscape_was_there(stand):
    here = stand()
    here.pin(CHANGED)
    place = here.plot.place_of(0.5, 0.5)
    here.hand.hover(here.plot, place)
    assert "pinned" not in QToolTip.text()  # the two weights move no landscape of theirs
    here.edit(edits.set_strength(0.02))
    here.hand.hover(here.plot, here.plot.place_of(0.5, 0.6))
    lines = QToolTip.text().split("\n")
    penalty = next(k for k, line in enumerate(lines) if line.startswith("λ R"))
    paid, then = float(lines[penalty].split()[-1]), float(lines[penalty + 1].split()[1][:-1])
    assert paid == pytest.approx(2 * then, rel=1e-9)


# -- how the readings are written ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "best", "expected"),
    [
        (0.9412, 0.9388, (3, ("0.941", "0.939"))),
        (0.94, 0.92, (2, ("0.94", "0.92"))),
        (0.9400012, 0.94, (6, ("0.940001", "0.940000"))),
        (0.94, 0.94, (2, ("0.94", "0.94"))),
        (0.94, 0.9400000001, (2, ("0.94", "0.94"))),
        (0.94, 0.003, (3, ("0.940", "0.003"))),
        (1.0, None, (2, ("1.00",))),
    ],
)
def test_two_values_get_as_many_decimals_as_keep_them_apart(now, best, expected):
    assert apart(now, best) == expected


def test_w_now_and_best_do_not_read_alike_while_they_differ(stand):
    here = stand(scenario("digits"))
    now, best = here.part("landscape.scale").shown.readings
    assert now.value != best.value
    assert len(now.value) == len(best.value)


# -- same score, different price -------------------------------------------------------------------


def test_the_two_vectors_and_their_prices_are_compared(stand):
    here = stand()
    here.pin(edits.set_comparison("first", 0, 0.8), edits.set_comparison("x", 1, 1.5))
    here.hand.click(here.part("weights.to_comparison"))
    card = here.page.comparison
    for cell, changed in ((Cell("w", 0, 0), True), (Cell("x", 1), True), (Cell("w", 1, 0), False)):
        rect = card.grid.layout_now.rect(cell)
        assert bool(inked(card.grid, edge(rect))) == changed
        assert ("pinned: " in tip_at(card.grid, rect.center())) == changed
    score, l2, l1, *_ = card.table.rows
    assert score.changes == ("−0.20", "+0.13")
    assert (l2.changes, l1.changes) == (("−0.36", ""), ("−0.20", ""))
    assert card.table.shows_change(0, 0)
    assert "w₁·x = 0.8\npinned: 1, change −0.20\nw₂·x = 1.125\npinned: 1, change" in score.exact
    here.unpin()
    assert all(row.changes == ("", "") for row in card.table.rows)


def test_a_count_of_numbers_that_are_not_0_changes_in_whole_numbers(stand):
    here = stand()
    here.hand.click(here.part("weights.to_comparison"))
    here.pin(edits.set_comparison("first", 1, 0.5))
    assert here.page.comparison.table.rows[-1].changes == ("+1", "")


# -- all of it -------------------------------------------------------------------------------------


def test_unpinned_the_page_is_as_if_nothing_had_been_pinned(stand):
    here = stand()
    here.edit(CHANGED, edits.choose_penalty("l1"))
    plain = here.pictures()
    here.session.undo()
    here.session.undo()
    here.pin(CHANGED, edits.choose_penalty("l1"))
    assert all(one != other for one, other in zip(here.pictures(), plain, strict=True))
    here.unpin()
    assert here.pictures() == plain


def test_what_has_not_changed_is_drawn_as_without_a_pin(stand):
    here = stand()
    plain = here.pictures()
    here.pin()
    assert here.pictures() == plain


@pytest.mark.parametrize("pinned", ["another W", "scores alone"])
def test_with_another_shape_of_w_nothing_is_drawn_for_the_pin(stand, pinned):
    if pinned == "another W":
        here = stand()
        here.pin(edits.remove_feature(3), CHANGED)
    else:
        here = stand(scenario("initialization"))
        assert not here.session.state.has_weights
        here.pin(edits.give_features(), edits.set_weight(0, 0, 0.7))
    compared = here.pictures()
    assert here.session.evaluation.pinned is not None
    assert here.plot.pinned is None
    assert not any(one.change for one in here.part("landscape.scale").shown.readings)
    here.unpin()
    assert here.pictures() == compared


def test_swapped_the_page_compares_the_other_way_round(stand):
    here = stand()
    here.pin(CHANGED)
    here.session.swap_pin()
    settle()
    assert here.grid.change_of(Cell("w", 0, 1)) == "−1.08"
    assert here.plot.pinned == (1.675, 2.1)


def test_the_pin_speaks_the_language_of_the_window(stand):
    here = stand()
    here.pin(CHANGED)
    here.window.set_language("ko")
    settle()
    assert "고정" in here.notes()
    assert here.page.tug.legend.texts()[-1] == "고정한 알짜힘"
    assert "고정한 값: 1.025, 변화 +1.08" in here.tip(Cell("w", 0, 1))
    assert "고정한 값: 22.38" in here.table.tip_of(Spot(0))
    assert "고정한 값" in here.part("landscape.scale").toolTip()


def test_what_is_pinned_is_evaluated_once(stand):
    here = stand()
    here.pin(CHANGED)
    pinned = here.session.evaluation.pinned
    here.edit(edits.set_strength(0.5))
    assert here.session.evaluation.comparable_weights is pinned
    assert pinned.pulls is evaluate(pinned.state, pinned).pulls
