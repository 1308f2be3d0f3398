"""What each weight pays: numbers by hand, choosing by pointer and keys, bars and cells together."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLabel

from core import edits
from gui.charts.cells.cells import Cell
from gui.charts.payments.layout import BARS_AT_MOST, lay_out_table
from gui.panels.matrix import MatrixPanel
from gui.panels.payments import KINDS, PaymentsPanel
from gui.words.translation import set_language
from tests.gui.cells_hand import Stage, model, press_key
from tests.gui.hand import LEFT, Heard, Key, score_state


class Payments(Stage):
    """The card, and a hand for its table."""

    def __init__(self, qtbot, state=None, scale=1.0):
        super().__init__(qtbot, PaymentsPanel, state, scale, (580, 440))

    @property
    def table(self):
        return self.panel.table

    def payment(self, kind):
        return self.table.payments[KINDS.index(kind)]

    @property
    def sums(self):
        return [(payment.value, payment.term) for payment in self.table.payments]

    def bar(self, kind, weight):
        layout = self.table.layout_now
        left = layout.strip.bar_left(weight[0] * layout.strip.features + weight[1])
        return QPointF(left + layout.strip.bar / 2, layout.rows[KINDS.index(kind)].center().y())

    def name(self, kind):
        layout = self.table.layout_now
        return QPointF(layout.name[0] + 5, layout.rows[KINDS.index(kind)].center().y())

    def point(self, at):
        self.mouse(QEvent.Type.MouseMove, at, widget=self.table)
        self.settle()

    def click(self, at):
        self.mouse(QEvent.Type.MouseButtonPress, at, LEFT, LEFT, widget=self.table)
        self.mouse(QEvent.Type.MouseButtonRelease, at, LEFT, widget=self.table)
        self.settle()


@pytest.fixture
def stage(qtbot):
    return Payments(qtbot)


def text(stage, part):
    return stage.panel.findChild(QLabel, f"payments.{part}").text()


# -- numbers ---------------------------------------------------------------------------------------


def test_the_lecture_s_weights_pay_what_they_pay_by_hand(stage):
    assert stage.sums == [("22.39", "0.224"), ("13.00", "0.130"), ("17.69", "0.177")]
    assert text(stage, "hint") == ("12 weights, a bar each. L2 charges large ones far more.")


def test_exact_sums_stand_in_the_tool_tip(stage):
    assert stage.payment("l1").tip == "R(W) = 13\nλ R(W) = 0.13"
    tip = stage.tip(stage.name("elastic_net"), stage.table)
    assert tip == "R(W) = 17.6925\nλ R(W) = 0.176925"


def test_the_half_convention_halves_the_squares_and_shows_in_the_formulas(stage):
    assert [payment.formula for payment in stage.table.payments] == [
        "Σ w²",
        "Σ |w|",
        "Σ ρ|w| + (1−ρ)w²",
    ]
    stage.panel.half.click()
    stage.settle()
    assert stage.state.penalty.half
    # 11.1925, 13 and (13 + 11.1925) / 2
    assert stage.sums == [("11.19", "0.112"), ("13.00", "0.130"), ("12.10", "0.121")]
    assert [payment.formula for payment in stage.table.payments] == [
        "½ Σ w²",
        "Σ |w|",
        "Σ ρ|w| + (1−ρ)½w²",
    ]
    assert stage.undo_steps() == 1
    assert not stage.panel.half.isChecked()


def test_the_share_of_the_elastic_net_is_the_one_that_is_set(stage):
    stage.edit(edits.set_l1_share(0.25))
    assert stage.payment("elastic_net").name == "Elastic, ρ = 0.25"
    # 13 / 4 + 22.385 · 3 / 4
    assert stage.payment("elastic_net").tip.startswith("R(W) = 20.03875\n")


@pytest.mark.parametrize(
    ("classes", "features"), [(2, 1), (3, 12), (5, 8), (10, 12), (3, 64), (50, 13)]
)
def test_bars_and_sums_follow_the_weights_for_few_and_many(qtbot, classes, features):
    state = model(classes, features)
    stage = Payments(qtbot, state)
    weights = state.source.weights
    assert np.array_equal(stage.payment("l1").parts, np.abs(weights))
    assert np.array_equal(stage.payment("l2").parts, weights**2)
    strip = stage.table.layout_now.strip
    assert strip.fine == (classes * features > BARS_AT_MOST)
    assert strip.bar > 0
    heights = strip.heights(stage.payment("l1").parts, stage.payment("l1").largest)
    assert len(heights) == len(strip.lefts) <= classes * features
    assert heights.max() == 1.0
    assert strip.lefts[-1] + strip.step <= strip.left + strip.width + 1e-6
    assert stage.table.rect().contains(int(strip.lefts[-1] + strip.step), 5)


def test_a_large_weight_stands_out_of_a_strip_finer_than_pixels(qtbot):
    weights = np.full((10, 784), 0.01)
    weights[7, 300] = 5.0
    stage = Payments(qtbot, model(10, 784, weights=weights))
    strip = stage.table.layout_now.strip
    heights = strip.heights(stage.payment("l2").parts, stage.payment("l2").largest)
    assert len(heights) < 7840
    assert heights.max() == 1.0
    assert np.count_nonzero(heights > 0.5) == 1


@pytest.mark.parametrize("scale", [1.0, 2 / 3], ids=["1080p", "720p"])
def test_bars_have_room_beside_sums_of_any_length(qtbot, scale):
    weights = np.full((5, 8), 0.5)
    weights[0, 0] = -1.5e59
    stage = Payments(qtbot, model(5, 8, weights=weights), scale=scale)
    stage.edit(edits.set_l1_share(0.123))
    strip = stage.table.layout_now.strip
    assert strip.step >= 1
    assert strip.left + strip.width <= stage.table.layout_now.value[0]
    image = stage.table.grab().toImage()
    tall = image.pixelColor(stage.bar("l1", (0, 0)).toPoint())
    assert tall == stage.look.color("penalty_fill")


def test_weights_of_zero_pay_nothing_and_divide_nothing(qtbot):
    stage = Payments(qtbot, model(2, 2, weights=np.zeros((2, 2))))
    assert stage.sums == [("0.00", "0.000")] * 3
    stage.table.grab()


# -- which is in force -----------------------------------------------------------------------------


def test_the_status_says_what_is_added_to_the_loss(stage):
    assert stage.panel.status.text() == "λ R(W) = 0.01 × 22.39 = 0.224"
    stage.edit(edits.choose_penalty("l1"))
    assert stage.panel.status.text() == "λ R(W) = 0.01 × 13.00 = 0.130"


def test_no_penalty_and_no_strength_are_said_plainly(stage):
    stage.edit(edits.set_strength(0.0))
    assert stage.panel.status.text() == "λ = 0: whatever R(W) is, it adds nothing."
    stage.edit(edits.choose_penalty("none"))
    assert stage.panel.status.text() == "No penalty is chosen. Click a row to choose one."
    assert stage.table.in_force == "none"


@pytest.mark.parametrize("kind", ["l1", "elastic_net"])
def test_a_click_on_a_row_puts_its_penalty_in_force(stage, kind):
    stage.click(stage.name(kind))
    assert stage.state.penalty.kind == kind
    assert stage.table.in_force == kind
    assert stage.undo_steps() == 1
    assert stage.table.in_force == "l2"


def test_a_click_on_the_row_in_force_leaves_no_step(stage):
    stage.click(stage.bar("l2", (0, 0)))
    assert stage.undo_steps() == 0


@pytest.mark.parametrize("code", [Key.Key_Return, Key.Key_Space])
def test_the_keyboard_goes_to_a_row_and_chooses_it(stage, code):
    stage.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert "L2, Σ w²" in stage.table.accessibleDescription()
    press_key(Key.Key_Down)
    press_key(Key.Key_Down)
    press_key(Key.Key_Down)
    assert stage.table.accessibleDescription().startswith("Elastic, ρ = 0.5")
    assert stage.state.penalty.kind == "l2"
    press_key(code)
    assert stage.state.penalty.kind == "elastic_net"
    assert stage.undo_steps() == 1


def test_tab_goes_from_the_table_to_the_switch_and_on(stage):
    stage.before.setFocus()
    seen = []
    for _ in range(4):
        press_key(Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[0].objectName() == "payments.grow"  # beside the heading
    assert seen[1:] == [stage.table, stage.panel.half, stage.after]


# -- bars and cells --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("weight", [(0, 0), (1, 2), (2, 3)])
def test_pointing_at_a_bar_tells_its_weight(stage, kind, weight):
    heard = Heard(stage.panel, "weight_hovered")
    stage.point(stage.bar(kind, weight))
    assert heard.values("weight_hovered") == [weight]
    stage.point(stage.name(kind))
    assert heard.values("weight_hovered") == [weight, None]


def test_every_bar_of_a_strip_is_found_where_it_stands(qtbot):
    stage = Payments(qtbot, model(10, 12))
    for row in range(10):
        for column in range(12):
            point = stage.bar("l1", (row, column))
            assert stage.table.layout_now.strip.at(point.x()) == (row, column)


def test_the_tool_tip_of_a_bar_gives_the_weight_and_what_it_pays(stage):
    lines = stage.tip(stage.bar("l2", (1, 0)), stage.table).split("\n")
    assert lines[:2] == ["W[car, x₁] = 3.125", "pays w² = 9.765625"]
    assert [line.split(" = ")[0] for line in lines[2:]] == ["R(W)", "λ R(W)"]
    lines = stage.tip(stage.bar("elastic_net", (2, 1)), stage.table).split("\n")
    assert lines[:2] == ["W[frog, x₂] = −1.7", "pays ρ|w| + (1−ρ)w² = 2.295"]  # (1.7 + 2.89) / 2


def test_left_and_right_point_at_one_bar_after_the_other(stage):
    heard = Heard(stage.panel, "weight_hovered")
    stage.table.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        press_key(Key.Key_Right)
    press_key(Key.Key_Left)
    assert heard.values("weight_hovered") == [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (0, 3)]
    assert "W[cat, x₄] = −0.075" in stage.table.accessibleDescription()
    stage.after.setFocus()
    assert heard.values("weight_hovered")[-1] is None
    assert stage.undo_steps() == 0


def test_a_weight_lit_from_elsewhere_is_dark_in_every_row(stage):
    before = stage.table.grab().toImage()
    stage.panel.set_highlight_weight((1, 0))
    after = stage.table.grab().toImage()
    dark = stage.look.color("penalty")
    for kind in KINDS:
        place = stage.bar(kind, (1, 0)).toPoint()
        assert after.pixelColor(place) == dark
        assert before.pixelColor(place) == stage.look.color("penalty_fill")


def test_bars_light_cells_and_cells_light_bars(qtbot):
    stage = Payments(qtbot)
    matrix = MatrixPanel(stage.look, stage.session)
    qtbot.addWidget(matrix)
    stage.panel.weight_hovered.connect(matrix.set_highlight_weight)
    matrix.weight_hovered.connect(stage.panel.set_highlight_weight)
    stage.point(stage.bar("l1", (2, 1)))
    assert matrix.grid.marks().highlight == Cell("w", 2, 1)
    stage.point(QPointF(1, 1))
    assert matrix.grid.marks().highlight is None
    matrix.resize(900, 440)
    matrix.show()
    stage.settle()
    place = matrix.grid.layout_now.rect(Cell("w", 1, 3)).center()
    stage.mouse(QEvent.Type.MouseMove, place, widget=matrix.grid)
    assert stage.table.highlight.weight == (1, 3)


def test_bars_keep_their_scale_during_a_drag_and_settle_after(stage):
    largest = stage.payment("l1").largest
    stage.session.begin()
    stage.session.preview(edits.set_weight(1, 0, 0.5))
    stage.settle()
    assert stage.payment("l1").largest == largest == 3.125
    stage.session.preview(edits.set_weight(1, 0, 8.0))
    stage.settle()
    assert stage.payment("l1").largest == 8.0
    stage.session.preview(edits.set_weight(1, 0, 1.0))
    stage.session.commit()
    stage.settle()
    assert stage.payment("l1").largest == 1.875


def test_each_change_is_drawn_as_if_everything_were_drawn_anew(stage):
    for edit in (
        edits.set_weight(0, 1, -2.5),
        edits.choose_penalty("l1"),
        edits.set_strength(1.5),
        edits.set_weight(2, 2, 120.0),
    ):
        stage.edit(edit)
        partly = stage.window.grab().toImage()
        stage.table.update()
        stage.settle()
        assert stage.window.grab().toImage() == partly


# -- the rest --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2 / 3], ids=["1080p", "720p"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_names_sums_and_bars_stay_apart_in_both_languages(qtbot, language, scale):
    stage = Payments(qtbot, scale=scale)
    set_language(language)
    stage.look.speak()
    stage.edit(edits.set_half(True), edits.set_strength(12.5))
    layout = stage.table.layout_now
    edges = [
        layout.name[0],
        layout.name[0] + layout.name[1],
        layout.strip.left,
        layout.strip.left + layout.strip.width,
        layout.value[0],
        sum(layout.value),
        layout.term[0],
        sum(layout.term),
        stage.table.width(),
    ]
    assert edges == sorted(edges)
    assert layout.rows[-1].bottom() <= stage.table.height()
    assert stage.panel.width() == round(580 * scale)
    assert stage.panel.minimumSizeHint().width() <= stage.panel.width()


def test_everything_is_said_in_korean_too(stage):
    set_language("ko")
    stage.look.speak()
    assert text(stage, "heading") == "가중치별 페널티"
    assert stage.payment("elastic_net").name == "엘라스틱, ρ = 0.5"
    assert "W[자동차, x₁] = 3.125" in stage.tip(stage.bar("l2", (1, 0)), stage.table)


def test_scores_alone_leave_it_in_peace(qtbot):
    stage = Payments(qtbot, score_state())
    stage.point(QPointF(100, 60))
    stage.table.setFocus(Qt.FocusReason.TabFocusReason)
    for code in (Key.Key_Down, Key.Key_Right, Key.Key_Return):
        press_key(code)
    stage.panel.grab()
    assert stage.undo_steps() == 0


def test_every_control_has_a_name_a_tool_tip_and_words_for_screen_readers(stage):
    assert stage.panel.half.objectName() == "payments.half"
    assert stage.panel.half.toolTip()
    assert stage.panel.half.accessibleName() == "½ Σ w²"
    assert stage.table.objectName() == "payments.table"
    assert stage.table.accessibleName() == "What each weight pays under each penalty"


def test_bars_take_the_width_between_names_and_numbers_but_stay_bars():
    def bars(width, shape, height=320.0):
        area = QRectF(0, 0, width, height)
        return lay_out_table(area, 3, shape, (180.0, 60.0, 60.0), 20.0, round)

    wide = bars(950.0, (3, 4))
    room = wide.value[0] - 18 - wide.strip.left
    assert wide.strip.width == room
    few = bars(1100.0, (2, 2))
    assert few.strip.width < few.value[0] - 18 - few.strip.left
    assert 34 < few.strip.bar <= 0.5 * few.rows[0].height() + 1e-6
    low = bars(1100.0, (2, 2), 120.0)
    assert abs(low.strip.bar - 34) < 1e-6  # as wide as ever where rows are low
