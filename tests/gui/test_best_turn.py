"""The second turn of Fit: the best W for every λ, found beside the window."""

from dataclasses import replace
from functools import partial
from itertools import pairwise, product
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from core import edits
from core.fit import course as courses
from core.fit.known import course_of, worth_of
from core.state import LinearModel, State
from gui.base.portions import do_what_is_left
from gui.base.work import let_work_end, works_beside
from gui.charts.curves.weight_paths import WeightPaths, WeightPathsPlot
from gui.charts.weights.layout import BIAS
from gui.look.theme import Look, Mode, Type
from gui.pages import make_page
from gui.pages.fit_best import BestTurn
from gui.panels.best.trade import clear_height
from gui.session import Session
from tests.gui.window_hand import Hand, part, scenario, settle, show, show_in_room, undo_labels

LONG = 60_000
BEST = 0.115735731303
"""L of the lecture's examples under softmax with L2 at λ = 0.01, of the table of optima."""


@pytest.fixture(autouse=True)
def gate(monkeypatch):
    """Hold courses back, until it is set, once the best W of the λ in force is found.

    One λ a decade says as much as ninety then, and is found sooner.
    """
    monkeypatch.setattr(courses, "_FEWEST", 1)
    monkeypatch.setattr(courses, "_DENSE", ((20_000, 1), (500_000, 1)))
    event, fill = Event(), courses.Course.fill
    over = False

    def held(self, *args):
        event.wait()
        if not over:
            yield from fill(self, *args)

    monkeypatch.setattr(courses.Course, "fill", held)
    yield event
    over = True
    event.set()
    let_work_end(LONG)


class Stand:
    """The turn in a window of its own."""

    def __init__(self, qtbot, gate, state=None, size=(1200, 760)):
        self._gate = gate
        self.session = Session(state or scenario())
        self.turn = BestTurn(Look(0.75), self.session)
        self.session.evaluated.connect(self.turn.show_evaluation)
        self.window = show_in_room(qtbot, self.turn, *size)
        self.hand = Hand(self.window)

    def part(self, name, kind=None):
        return part(self.turn, name, *(() if kind is None else (kind,)))

    def edit(self, *changes):
        for change in changes:
            assert self.session.edit(change)
            settle()

    def found(self):
        """Let courses be found, and wait until nothing more is looked for."""
        self._gate.set()
        let_work_end(LONG)
        settle()
        assert not self.turn.finder.at_work

    def hint(self, card):
        return self.part(f"{card}.hint", QLabel).text()

    def heading(self, card):
        return self.part(f"{card}.heading", QLabel).text()

    @property
    def strength(self):
        return self.session.state.penalty.strength

    @property
    def course(self):
        return course_of(self.session.evaluation)

    def at(self, plot, strength, height=0.5):
        """Where a λ lies in a plot."""
        place = plot.to_pixels(plot.share_of(strength), height)
        return QPointF(place).toPoint()

    def drag(self, plot, start, end):
        self.hand.press(plot.viewport(), self.at(plot, start))
        for share in (0.3, 0.6, 1.0):
            strength = start * (end / start) ** share
            self.hand.hover(plot.viewport(), self.at(plot, strength))
            settle()


@pytest.fixture
def stand(qtbot, gate):
    return Stand(qtbot, gate)


def test_both_courses_are_found_then_nothing_runs_and_a_weight_lights_its_curve(stand):
    stand.found()
    assert stand.course.complete
    assert course_of(stand.session.evaluation, "hinge").complete
    assert not works_beside()
    table = stand.part("best.table")
    inside = table.place_of((0, 1)).center().toPoint()
    before = stand.part("path.plot").grab().toImage()
    stand.hand.hover(table, inside)
    settle()
    assert stand.part("path.plot").grab().toImage() != before
    assert table.tip_of((0, 1)).startswith("cat · x₂\n")
    assert table.name_of((2, BIAS)) == "b of frog"


def test_what_is_found_is_shown_in_portions_and_not_over_a_frame_of_a_drag(stand, monkeypatch):
    stand.found()
    do_what_is_left()
    shown = []
    for panel in (stand.turn.path, stand.turn.trade, stand.turn.best, stand.turn.pair):
        monkeypatch.setattr(panel, "show_evaluation", partial(note, shown, panel))
    stand.turn.finder.found.emit()
    assert [panel for panel, _ in shown] == [stand.turn.path, stand.turn.trade]
    settle()
    assert [panel for panel, _ in shown[2:]] == [stand.turn.best, stand.turn.pair]
    stand.turn.finder.found.emit()
    stand.session.begin()
    stand.session.preview(edits.set_strength(0.02))
    stand.session.flush()
    settle()
    assert [found.state.penalty.strength for _, found in shown[-4:]] == [0.02] * 4
    stand.session.commit()


def note(shown, panel, evaluation):
    shown.append((panel, evaluation))


def test_who_looks_away_stops_the_search_and_who_comes_back_has_it_go_on(gate, stand):
    stand.turn.hide()
    gate.set()
    let_work_end(LONG)
    assert not stand.course.complete
    stand.edit(edits.set_strength(0.05))
    assert not works_beside()
    stand.turn.show()
    stand.found()
    assert stand.course.complete


def test_while_a_hand_is_at_work_nothing_is_looked_for(gate, stand):
    assert stand.turn.finder.at_work
    stand.session.begin()
    settle()
    assert not stand.turn.finder.at_work
    gate.set()
    let_work_end(LONG)
    assert not stand.course.complete
    stand.session.commit()
    settle()
    stand.found()
    assert stand.course.complete


def test_the_line_of_either_plot_sets_lambda_in_one_step(stand):
    for plot in (stand.part("path.plot"), stand.part("trade.plot")):
        stand.drag(plot, 0.01, 0.1)
        assert stand.strength == pytest.approx(0.1, rel=0.15)
        assert stand.session.document.in_gesture
        worth = worth_of(stand.session.evaluation)
        assert worth.fit.exact
        assert worth.fit.strength == stand.strength
        stand.hand.release(plot.viewport(), stand.at(plot, 0.1))
        settle()
        assert undo_labels(stand.session) == ["set_strength"]  # which takes it back
        assert stand.strength == 0.01


def test_what_is_held_is_told_with_a_certificate_and_two_losses_stand_side_by_side(stand):
    assert stand.heading("best") == "The best W for λ = 0.01"
    gap = stand.hint("best").removeprefix("No W has an L that is lower by more than ")
    assert gap.startswith("10⁻")
    digits = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    power = int(gap.removeprefix("10⁻").removesuffix(".").translate(digits))
    fit = worth_of(stand.session.evaluation).fit
    assert fit.gap <= 10.0**-power
    assert power >= 10
    assert stand.heading("pair") == "Softmax or SVM: two best W"
    assert stand.part("pair.0.lowest").text() == "0.116"
    assert stand.part("pair.1.lowest").text() == "0.005"
    assert stand.part("pair.0.paying").text() == "3 of 3"
    assert stand.part("pair.1.paying").text() == "0 of 3"
    assert not stand.part("pair.0.map").points.hollow.any()
    assert stand.part("pair.1.map").points.hollow.all()
    assert "says nothing beside an L under another" in stand.part("pair.0.lowest").toolTip()
    path, trade = stand.part("path.plot"), stand.part("trade.plot")
    for strength in (0.0, 1e-4, 0.01, 1.0):
        feet = [
            plot.mapTo(stand.turn, plot.to_pixels(plot.share_of(strength), 0.0).toPoint()).x()
            for plot in (path, trade)
        ]
        assert abs(feet[0] - feet[1]) <= 1


def test_keys_walk_the_cells_along_and_down_and_move_the_line_which_stays_on_its_axis(stand):
    table = stand.part("best.table")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(table, key)
    assert table.current == (1, 0)
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.current == (0, 0)
    source = stand.session.state.source
    plot = stand.part("path.plot")
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    settle()
    assert stand.strength == 0.011
    assert stand.session.state.source is source  # nobody has asked W to follow
    assert stand.heading("best") == "The best W for λ = 0.011"
    stand.edit(edits.set_strength(1e12))
    assert plot.line_share == 1.0
    assert plot.now == {}
    assert worth_of(stand.session.evaluation).fit.exact


def test_a_count_in_the_band_is_not_struck_out_by_the_line(qtbot):
    plot = WeightPathsPlot(Look(1.0))
    window = show_in_room(qtbot, plot, 400, 300)
    plot.show_line(0.01)
    assert plot.window() is window
    line, gap = plot.to_pixels(plot.line_share, 0.0).x(), plot.look.px(4)
    for left, right in ((-100, 100), (-100, 6), (-6, 100), (-100, 12), (-60, 70)):
        stretch = QRectF(line + left, 0, right - left, 24)
        place = plot.count_place(stretch, 20.0)
        assert stretch.contains(place)
        assert place.width() == 20
        assert not place.left() - gap < line < place.right() + gap
    far = QRectF(line + 30, 0, 80, 24)
    assert plot.count_place(far, 20.0).center() == far.center()
    assert plot.count_place(QRectF(line - 9, 0, 18, 24), 20.0) is None
    narrow = QRectF(line - 12, 0, 24, 24)
    assert narrow.contains(plot.count_place(narrow, 20.0))


def test_curves_are_the_weights_of_the_best_w_the_pointer_reads_them_and_the_band_counts_their_ends(
    stand,
):
    stand.edit(edits.choose_penalty("l1"))
    stand.found()
    plot = stand.part("path.plot")
    axis, shown = plot.y_axis, plot.shown
    assert shown.weights == ((0, 3), (1, 1), (2, 2))
    node = int(np.argmin(np.abs(shown.at - plot.share_of(0.01))))
    weights = [axis.value(height) for height in shown.values[node]]
    # Σ|w| = 7.31660793 there, the same for each class.
    assert np.abs(weights) == pytest.approx([7.31660793 / 3] * 3, rel=1e-6)
    assert shown.counts[0] == 3
    assert shown.counts[-1] == 0
    said = plot.said_at(0, 0)
    assert said.startswith("cat · x₄: ")
    assert said.endswith("3 of 12 weights are not 0")
    stand.edit(edits.set_strength(0.1))
    label = stand.part("best.turning.0")
    assert "cat · x₄, car · x₂ and 1 more → 0" in label.text()
    assert label.toolTip() == label.text()
    stand.edit(edits.set_strength(0.6))
    assert label.text().endswith("and 1 more comes back")
    assert stand.part("best.turning.1").text() == ""
    assert stand.part("best.zeros").text() == "12 of 12 weights are exactly 0."


def test_use_this_w_puts_it_in_place_in_one_step(stand):
    button = stand.part("best.use")
    before = stand.session.evaluation.total
    assert button.isEnabled()
    stand.hand.click(button)
    settle()
    assert stand.session.evaluation.total == pytest.approx(BEST, rel=1e-9)
    assert not button.isEnabled()
    assert button.toolTip() == "Your W is this one"
    assert undo_labels(stand.session) == ["take_best"]  # which takes it back
    settle()
    assert stand.session.evaluation.total == before
    assert button.isEnabled()


def test_w_follows_lambda_where_that_is_asked_for_and_both_are_one_step(stand):
    stand.hand.click(stand.part("best.follows"))
    settle()
    assert stand.session.evaluation.total == pytest.approx(BEST, rel=1e-9)
    plot = stand.part("path.plot")
    stand.drag(plot, 0.01, 0.1)
    stand.hand.release(plot.viewport(), stand.at(plot, 0.1))
    settle()
    evaluation = stand.session.evaluation
    assert evaluation.total == pytest.approx(worth_of(evaluation).fit.total, rel=1e-12)
    stand.session.undo()
    settle()
    assert (stand.strength, stand.session.evaluation.total) == (0.01, pytest.approx(BEST, rel=1e-9))
    stand.session.redo()
    assert undo_labels(stand.session) == ["set_strength", "take_best"]


def test_w_follows_nothing_that_is_out_of_sight(stand):
    stand.hand.click(stand.part("best.follows"))
    settle()
    stand.turn.hide()
    source = stand.session.state.source
    stand.edit(edits.set_strength(0.5))
    assert stand.session.state.source is source
    stand.turn.show()
    settle()
    stand.edit(edits.set_strength(0.4))
    assert stand.session.evaluation.total == pytest.approx(
        worth_of(stand.session.evaluation).fit.total, rel=1e-12
    )


def test_what_was_best_when_pinned_stands_as_a_thin_line_with_hollow_points(qtbot, gate):
    stand = Stand(qtbot, gate, scenario("iris-halves"))
    stand.found()
    then = stand.course.find(0.01)
    stand.session.pin()
    stand.edit(edits.set_strength(0.1))
    stand.found()
    path, trade = stand.turn.path, stand.turn.trade
    assert path.plot._pinned == trade.plot._pinned == 0.01
    share = path.plot.y_axis.share
    weights = {one: share(float(value)) for one, value in np.ndenumerate(then.fit.weights)}
    assert path.plot.then == pytest.approx(weights, rel=1e-9)
    notes = list(trade._marks())
    at = {(one.x, one.y) for one in notes if getattr(one, "hollow", False)}
    x, y_of = trade.plot.share_of(0.01), trade.plot.y_axis.share
    assert at == {(x, y_of(then.data)), (x, y_of(then.held_out))}
    now = stand.course.find(0.1)
    changes = {f"{one.text} {one.change}" for one in notes if getattr(one, "change", "")}
    assert changes == {
        f"training {now.data:.3f} +{now.data - then.data:.3f}",
        f"held-out {now.held_out:.3f} +{now.held_out - then.held_out:.3f}",
    }
    assert "pinned: " in trade.plot.accessibleDescription()
    assert "pinned: " in stand.part("pair.0.lowest").toolTip()
    stand.edit(edits.set_strength(0.01))
    assert path.plot._pinned is None


def test_without_a_best_w_it_is_said_why_and_where_it_goes(stand):
    stand.found()
    stand.edit(edits.set_strength(0.0))
    stand.found()
    assert "There is no best W: L falls for ever" in stand.hint("best")
    button = stand.part("best.use")
    assert not button.isEnabled()
    assert "L falls for ever" in button.toolTip()
    lines = [stand.part(f"best.turning.{place}").text() for place in (0, 1)]
    sizes = [float(line.split("‖W‖ = ")[1].split(",")[0]) for line in lines]
    assert sizes == sorted(sizes)
    assert stand.part("pair.0.lowest").text() == "none"
    assert stand.part("pair.1.lowest").text() != "none"
    # The cells are a direction, said so, and what rounding leaves of b is nothing.
    assert stand.part("best.zeros").text() == "L falls for ever along this W (‖W‖ = 1)."
    table = stand.part("best.table")
    assert table.accessibleName().startswith("A direction along which L falls for ever")
    assert np.square(table.shown.weights).sum() == pytest.approx(1.0)
    assert not table.shown.biases.any()
    stand.edit(edits.choose_penalty("none"))
    assert stand.part("best.turning.0").text() == "‖W‖ grows along it without bound."


def test_where_a_class_has_no_example_b_is_the_direction(qtbot, gate):
    state = edits.set_label([0, 1, 2], 0).apply(scenario())
    stand = Stand(qtbot, gate, state)
    assert stand.part("best.zeros").text() == "L falls for ever along this b."
    assert stand.part("best.turning.0").text() == ""


def test_of_many_w_without_a_price_it_is_said_which_is_shown(stand):
    stand.edit(edits.choose_loss("hinge"))
    assert stand.part("best.turning.0").text() == ""
    stand.edit(edits.set_strength(0.0))
    told = "Of all W with this L: the one of least ‖W‖."
    assert stand.part("best.turning.0").text() == told


def test_what_rounding_leaves_of_no_loss_is_not_drawn_as_a_hill(stand):
    stand.edit(edits.choose_loss("hinge"))
    stand.found()
    trade, table = stand.turn.trade, stand.course.table()
    hill = np.where(table.strengths == table.strengths[1], 3e-13, 0.0)
    assert trade.natural_axis(replace(table, data=hill)).high == 1.0
    assert trade.natural_axis(replace(table, data=1e12 * hill)).high < 1.0


def test_points_are_seen_where_no_w_parts_them(stand):
    stand.found()
    stand.edit(edits.set_strength(0.0))
    stand.found()
    lone = stand.part("pair.0.map")
    assert lone.ground is None
    at = QPointF(*lone.layout_now.points[0].tolist()).toPoint()
    assert lone.grab().toImage().pixelColor(at) != lone.look.color("card")


def test_with_one_feature_a_map_has_a_row_for_each_class(qtbot, gate):
    features, none = np.array([[1.0], [2.0], [4.0], [3.0]]), np.zeros((4, 1))
    labels, classes = np.array([0, 1, 3, 1]), ("a", "b", "c", "d")
    stand = Stand(
        qtbot,
        gate,
        State("t", classes, tuple("1234"), labels, LinearModel(features, none, [0] * 4)),
    )
    heights = stand.part("pair.0.map").points.places[:, 1]
    assert heights == pytest.approx([1 / 8, 3 / 8, 7 / 8, 3 / 8])


def test_a_weight_that_is_nowhere_in_the_frame_has_no_name_and_does_no_harm(qtbot):
    plot = WeightPathsPlot(Look(1.0))
    at, there = np.array([0.1, 0.5, 0.9]), np.ones((3, 2), dtype=bool)
    heights = np.array([[0.4, 3.0], [0.5, 2.5], [0.6, 2.0]])
    names = {(0, 0): "seen", (1, 0): "far above"}
    shown = WeightPaths(at, heights, there, ((0, 0), (1, 0)), 1, np.full(3, 2))
    show(qtbot, plot, 500, 300)
    plot.show_paths(shown, plot.y_axis, names)
    plot.show_now({}, {}, held=False)
    assert [note.text for note in plot._overlay()] == ["seen"]


def test_without_a_penalty_lambda_moves_nothing(stand):
    stand.edit(edits.choose_loss("hinge"), edits.choose_penalty("none"))
    assert stand.heading("best") == "The best W without a penalty"
    assert not stand.part("path.plot").isEnabled()
    assert stand.hint("path") == "No penalty is chosen, so λ changes nothing."


def test_holding_some_out_shows_what_they_lose_and_undo_takes_it_back(qtbot, gate):
    stand = Stand(qtbot, gate, scenario("iris-petals"))
    button = stand.part("trade.hold_out")
    assert button.isVisible()
    stand.hand.click(button)
    settle()
    assert not button.isVisible()
    assert stand.session.state.training_count == 75
    stand.found()
    plot = stand.part("trade.plot")
    table = stand.course.table()
    x, y = plot.held_out.getData()
    np.testing.assert_allclose(y * plot.y_axis.high, table.held_out, rtol=1e-9)
    lowest = int(np.argmin(table.held_out))
    assert plot.lowest == pytest.approx((x[lowest], y[lowest]))
    stand.session.undo()
    settle()
    assert button.isVisible()
    assert stand.session.state.training_count == 150


def test_a_point_of_a_map_is_chosen_by_a_click(stand):
    chart = stand.part("pair.0.map")
    stand.hand.click(chart, chart.place_of(2).center().toPoint())
    settle()
    assert stand.session.state.view.example == 2
    before = stand.session.state.source
    stand.hand.drag(chart, chart.place_of(1).center().toPoint(), QPointF(30, 0).toPoint())
    settle()
    assert stand.session.state.source is before


def test_nobody_knows_the_lowest_loss_before_all_are_found_and_that_of_training_only_grows(
    qtbot, gate
):
    stand = Stand(qtbot, gate, scenario("iris-halves"))
    assert stand.part("trade.plot").lowest is None
    assert stand.course.table().lowest == 0  # of the one that is known
    gate.set()
    stand.found()
    assert stand.part("trade.plot").lowest is not None
    y = stand.part("trade.plot").training.getData()[1]
    assert all(a <= b + 1e-9 for a, b in pairwise(y))


def test_of_many_features_there_are_pictures_and_no_map(qtbot, gate, monkeypatch):
    monkeypatch.setattr(courses, "_QUICK", 0)
    features = np.random.default_rng(1).normal(size=(20, 36))
    model = LinearModel(features, np.zeros((10, 36)), np.zeros(10))
    names = tuple(f"picture {number}" for number in range(20))
    state = State("pictures", tuple("0123456789"), names, np.arange(20) % 10, model)
    stand = Stand(qtbot, gate, state)
    found = stand.part("pair.0.weights")
    qtbot.waitUntil(lambda: found.text() != "…", timeout=LONG)
    table = stand.part("best.table")
    assert table.shown.pictures
    places = [table.layout_now.rows[index] for index in range(10)]
    assert all(place.width() == place.height() for place in places)
    assert all(table.rect().contains(place.toAlignedRect()) for place in places)
    assert not stand.part("pair.0.map").isVisible()
    assert found.text().endswith("of 360")
    assert not stand.part("best.follows").isEnabled()
    stand.turn.hide()


def test_a_long_search_says_how_far_it_is_and_can_be_stopped(qtbot, monkeypatch, gate):
    monkeypatch.setattr(courses, "_QUICK", 0)
    stand = Stand(qtbot, gate)
    button = stand.part("path.rest")
    assert button.isVisible()
    assert button.text() == "Stop"
    stand.hand.click(button)
    settle()
    assert stand.turn.finder.given_up
    assert button.text() == "Go on"
    assert stand.hint("path").startswith("Stopped: found for ")
    gate.set()
    let_work_end(LONG)
    settle()
    assert not stand.course.complete
    assert worth_of(stand.session.evaluation).fit.exact  # the λ that is set is found all the same
    stand.hand.click(button)
    settle()
    stand.found()
    assert stand.course.complete
    assert not button.isVisible()


def test_between_two_lambdas_that_are_known_the_true_gap_is_told(qtbot, gate, monkeypatch):
    monkeypatch.setattr(courses, "_QUICK", 0)
    stand = Stand(qtbot, gate)
    stand.found()
    stand.session.begin()
    stand.session.preview(edits.set_strength(0.0112))
    settle()
    assert stand.hint("best").startswith("≈ Between two λ")
    assert not stand.part("best.use").isEnabled()
    stand.session.commit()
    settle()
    stand.found()
    assert stand.hint("best").startswith("No W has an L")
    assert stand.part("best.use").isEnabled()


def test_one_class_alone_has_no_best_w_under_softmax_and_an_easy_one_under_the_svm(stand):
    for index in (1, 2):
        stand.edit(edits.choose_example(index), edits.set_label(index, 0))
    assert "a class without training examples" in stand.hint("best")
    assert stand.part("pair.1.lowest").text() == "0.000"


def test_the_turns_of_the_page_change_places_and_only_the_one_in_front_works(qtbot, gate):
    session = Session(scenario())
    page = make_page("fit", Look(0.75), session)
    session.evaluated.connect(page.show_evaluation)
    hand = Hand(show_in_room(qtbot, page, 1200, 760))
    page.show_evaluation(session.evaluation)
    assert page.turns.card == "walk"
    assert not page.best.finder.at_work
    hand.click(part(page, "fit.to_best"))
    settle()
    assert page.turns.card == "best"
    assert page.first_stop() is part(page, "path.plot")
    gate.set()
    let_work_end(LONG)
    assert course_of(session.evaluation).complete
    hand.click(part(page, "fit.to_walk"))
    settle()
    assert page.turns.card == "walk"
    assert session.edit(edits.set_feature(0, 0, 2.0))
    settle()
    assert not works_beside()


def test_each_view_of_the_page_brings_its_turn_to_the_front(qtbot):
    session = Session(scenario())
    page = make_page("fit", Look(0.75), session)
    window = show_in_room(qtbot, page, 1200, 760)
    for name, parts in page.views.items():
        page.show_view(name)
        assert all(one.isVisible() for one in parts), name
    page.show_view(None)
    assert window.isVisible()
    assert page.turns.card == "best"


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_the_numbers_of_all_classes_have_room_in_the_smallest_window(qtbot, gate, classes):
    features = np.arange(2.0 * classes).reshape(classes, 2) % 7
    model = LinearModel(features, np.zeros((classes, 2)), np.zeros(classes))
    names = tuple(f"class {index}" for index in range(classes))
    state = State("classes", names, names, np.arange(classes), model)
    stand = Stand(qtbot, gate, state, (1000, 610))
    table = stand.part("best.table")
    layout = table.layout_now
    line = table.look.metrics(Type.SMALL).capHeight()
    for key in product(range(classes), (0, 1, BIAS)):
        assert table.rect().contains(layout.place(key).toAlignedRect()), key
        assert layout.place(key).height() > line, key


def test_long_names_of_features_stand_in_two_lines(qtbot, gate):
    stand = Stand(qtbot, gate, scenario("iris-halves"))
    table = stand.part("best.table")
    assert table.layout_now.heads[0].height() > 1.5 * table.look.metrics(Type.SMALL).height()


def test_how_sure_the_best_w_is_can_be_read_in_a_hall_too(stand):
    stand.turn.look.set_mode(Mode.PROJECTOR)
    settle()
    assert part(stand.turn, "best.hint", QLabel).isVisible()
    assert not part(stand.turn, "path.hint", QLabel).isVisible()


def test_what_is_wrong_at_an_end_goes_down_to_where_no_curve_crosses_it():
    heights, ends = [0.9, 0.8, 0.7, 0.6], (0.99, 0.9)
    x = np.linspace(0.0, 1.0, 101)
    steep, gone = (x, np.where(x < 0.8, 0.5, 0.74 + 2.6 * (x - 0.9))), (x, 10.0 * x)
    assert clear_height([gone], ends, heights, 0.05) == 0.9
    # It goes from 0.74 to 0.974 under the words.
    assert clear_height([gone, steep], ends, heights, 0.03) == 0.7
    assert clear_height([gone, steep], ends, heights, 0.05) == 0.6
    assert clear_height([steep, (x, np.full(101, 0.65))], ends, heights, 0.06) is None
    ends_before = (x[:80], np.full(80, 0.9))
    assert clear_height([ends_before], ends, heights, 0.05) == 0.9
