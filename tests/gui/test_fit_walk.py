"""Walking downhill and moving points, by the pointer and by keys."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from core import edits
from core.evaluation import evaluate
from core.fit import Given, best
from core.fit.evaluated import landing_of
from core.settings import DescentSettings, LossSettings, PenaltySettings
from core.state import LinearModel, State
from gui.charts.curves.plot import Mark
from gui.look.theme import Look
from gui.pages.fit_walk import WalkTurn
from gui.panels.fit_walker import Walker
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.painted import overlapping, texts_of
from tests.gui.window_hand import (
    CTRL,
    SHIFT,
    Hand,
    Key,
    part,
    scenario,
    settle,
    show,
    undo_labels,
)
from tests.sweeps import sampled

FEATURES = np.array(
    [[0, 0], [1, 0], [0, 1], [1, 1], [4, 0], [5, 0], [4, 1], [5, 1], [2, 4], [3, 4], [2, 5], [2, 1]]
).astype(float)
LABELS = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])


def three(features=FEATURES, labels=LABELS, size=0.05, **settings):
    """Three classes of points, W = 0; the last point is on the wrong side of most lines."""
    names = tuple(f"point {number}" for number in range(1, len(labels) + 1))
    depth = features.shape[1]
    model = LinearModel(features, np.zeros((3, depth)), np.zeros(3))
    return State(
        "three", ("a", "b", "c"), names, labels, model, descent=DescentSettings(size), **settings
    )


class Stand:
    """The first turn of the page alone, following a session."""

    def __init__(self, qtbot, state):
        set_language("en")
        self.session = Session(state)
        look = Look()
        look.fit(1280, 720)
        self.turn = WalkTurn(look, self.session)
        self.session.evaluated.connect(self.turn.show_evaluation)
        show(qtbot, self.turn, 980, 600)
        self.turn.show_evaluation(self.session.evaluation)
        settle()
        self.hand, self.walker = Hand(self.turn), self.turn.walker
        self.walker._next.setInterval(10**6)  # steps are taken by hand here

    @property
    def map(self):
        return self.turn.plane.map

    @property
    def state(self):
        return self.session.state

    @property
    def total(self):
        return self.session.evaluation.total

    def at(self, index):
        """The middle of a point, in pixels of the map."""
        return QPointF(*self.map.layout_now.points[index].tolist())

    def click(self, name):
        self.hand.click(part(self.turn, name))

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier, widget=None):
        QTest.keyClick(widget or self.turn, key, modifiers)
        settle()

    def run_on(self, ticks):
        """Let a run take so many steps, without waiting for the clock."""
        for _ in range(ticks):
            self.walker._next.stop()
            self.walker._go_on()
            settle()


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot, three())


# -- walking ----------------------------------------------------------------------------------


def test_a_step_goes_down_the_gradient_and_the_boundaries_follow(stand):
    before, ground = stand.total, stand.map.ground
    assert before == pytest.approx(math.log(3))
    gradient = stand.session.evaluation.weight_gradient
    stand.click("walk.step")
    np.testing.assert_allclose(stand.state.source.weights, -0.05 * gradient, atol=1e-12)
    assert stand.total < before
    assert stand.map.ground is not ground
    assert len(stand.map.ground.area.regions) > 1
    assert part(stand.turn, "walk.count").text() == "step 1"


def test_the_keys_step_back_and_run_from_anywhere_on_the_page(stand):
    stand.map.setFocus()
    stand.key(Key.Key_F8, widget=stand.map)
    stand.key(Key.Key_F8, widget=stand.map)
    assert stand.walker.trace.now.step == 2
    stand.key(Key.Key_F8, SHIFT, widget=stand.map)
    assert stand.walker.trace.now.step == 1
    stand.key(Key.Key_F7, widget=stand.map)
    assert stand.walker.running
    stand.key(Key.Key_F7, widget=stand.map)
    assert not stand.walker.running


def test_a_run_takes_a_step_a_frame_is_one_step_to_take_back_and_ends_where_nobody_sees_it(stand):
    stand.click("walk.run")
    stand.run_on(4)
    assert stand.walker.trace.now.step == 5
    assert part(stand.turn, "walk.run").text() == "Pause"
    stand.click("walk.run")
    assert not stand.walker.running
    assert not stand.walker._next.isActive()
    assert undo_labels(stand.session) == ["descend"]
    assert not stand.state.source.weights.any()
    assert stand.walker.trace.place == 0
    stand.click("walk.run")
    stand.run_on(2)
    stand.turn.hide()
    assert not stand.walker.running
    assert not stand.walker._next.isActive()


class Alone:
    """A walker without a page: a run of many steps costs little."""

    def __init__(self, state):
        self.session = Session(state)
        self.walker = Walker(self.session)
        self.walker._next.setInterval(10**6)

    def run_on(self, ticks):
        self.walker.toggle()
        self.session.flush()
        for _ in range(ticks):
            self.walker._next.stop()
            self.walker._go_on()
            self.session.flush()
        return self.walker.trace.curve()[1]


def test_a_run_ends_at_the_bottom(qapp):
    alone = Alone(three(size=0.3, penalty=PenaltySettings(strength=1.0)))
    totals = alone.run_on(200)
    assert (alone.walker.running, alone.walker.verdict) == (False, "settled")
    lowest = best(Given.of(alone.session.state), 1.0).total
    assert totals[-1] == pytest.approx(lowest, rel=1e-6)


def test_a_run_whose_steps_are_too_large_ends_after_twenty_that_rise(qapp):
    alone = Alone(three(size=60.0, penalty=PenaltySettings(strength=1.0)))
    totals = alone.run_on(40)
    assert (alone.walker.running, alone.walker.verdict) == (False, "grew")
    assert len(totals) == 21
    assert (np.diff(totals) > 0).all()


def test_a_step_out_of_all_range_leaves_w_as_it_was(qapp):
    alone = Alone(three(FEATURES * 1e58, size=1e6))
    alone.run_on(2)
    assert (alone.walker.running, alone.walker.verdict) == (False, "too_large")
    assert not alone.session.state.source.weights.any()
    assert alone.session.document.undo_label is None


def test_a_plain_hinge_that_goes_to_and_fro_is_ended(qapp):
    alone = Alone(three(size=0.5, loss=LossSettings(active="hinge")))
    totals = alone.run_on(900)
    assert (alone.walker.running, alone.walker.verdict) == (False, "to_and_fro")
    assert totals[-201:].min() == totals[-201]


def test_what_a_run_says_stands_until_something_else_is_done(stand):
    stand.walker.verdict = "grew"
    stand.turn.show_evaluation(stand.session.evaluation)
    said = part(stand.turn, "walk.verdict")
    assert said.text() == "The step is too large: L grew for 20 steps."
    stand.click("walk.step")
    assert said.text().startswith("Up to η = ")


def test_undo_in_mid_run_ends_it_where_it_began(stand):
    stand.click("walk.step")
    stand.session.edit(edits.set_strength(0.02))
    settle()
    stand.click("walk.run")
    stand.run_on(3)
    stand.session.undo()
    settle()
    assert not stand.walker.running
    assert stand.walker.trace.now.step == 1
    stand.run_on(3)
    assert stand.walker.trace.now.step == 1


def test_a_run_goes_on_in_another_language_and_theme_and_when_a_hand_lets_go(stand):
    stand.click("walk.run")
    stand.run_on(2)
    set_language("ko")
    stand.turn.look.speak()
    stand.turn.look.wear("dark")
    stand.run_on(2)
    assert stand.walker.running
    assert part(stand.turn, "walk.run").text() == "멈춤"
    assert stand.walker.trace.now.step == 5
    stand.session.begin()
    stand.session.preview(edits.set_strength(0.5))
    settle()
    stand.run_on(3)
    assert stand.state.penalty.strength == 0.5
    assert stand.walker.trace.now.step == 5
    stand.session.commit()
    settle()
    assert stand.walker._next.isActive()
    stand.run_on(2)
    assert stand.walker.trace.now.step >= 7
    assert undo_labels(stand.session) == ["descend", "set_strength", "descend"]


def test_the_marker_is_dragged_back_to_an_earlier_step_and_forth_again(stand):
    for _ in range(6):
        stand.click("walk.step")
    then = stand.walker.trace.entries[2]
    plot = part(stand.turn, "walk.history")
    frame = plot.frame()
    end = plot.x_axis.high
    places = {step: frame.left() + step / end * frame.width() for step in (2, 6)}
    middle = frame.center().y()
    area = plot.viewport()
    stand.hand.drag(
        area, QPoint(round(places[6]), round(middle)), QPoint(round(places[2] - places[6]), 0)
    )
    assert stand.walker.trace.place == 2
    assert stand.state.source.weights is then.weights or np.array_equal(
        stand.state.source.weights, then.weights
    )
    assert len(stand.walker.trace.entries) == 7
    plot.setFocus()
    stand.key(Key.Key_End, widget=plot)
    assert stand.walker.trace.place == 6
    assert undo_labels(stand.session) == ["descend"]


def test_the_best_w_is_taken_at_once_and_starting_again_begins_a_new_walk_at_nothing(stand):
    stand.click("walk.step")
    stand.click("walk.best")
    assert stand.total == pytest.approx(best(Given.of(stand.state), 0.01).total, rel=1e-9)
    stand.click("walk.again")
    assert not stand.state.source.weights.any()
    assert len(stand.walker.trace.entries) == 1
    assert undo_labels(stand.session) == ["start_again", "take_best", "descend"]


def test_without_a_best_w_its_button_says_why(qtbot):
    apart = FEATURES[:-1], LABELS[:-1]
    stand = Stand(qtbot, three(*apart, penalty=PenaltySettings(kind="none")))
    button = part(stand.turn, "walk.best")
    assert not button.isEnabled()
    assert "no best W" in button.toolTip()
    stand.click("walk.step")
    assert stand.walker.trace.now.step == 1


def test_the_step_size_is_dragged_in_the_landing_and_stepped_by_keys(stand):
    plot = part(stand.turn, "landing.plot")
    frame = plot.frame()
    share = 0.05 / plot.x_axis.high
    start = QPoint(round(frame.left() + share * frame.width()), round(frame.center().y()))
    by = QPoint(round(0.3 * frame.width()), 0)
    wanted = plot.x_axis.high * (share + 0.3)
    stand.hand.drag(plot.viewport(), start, by)
    size = stand.state.descent.step_size
    assert size == pytest.approx(wanted, rel=0.1)
    slider = part(stand.turn, "walk.size.slider")
    slider.setFocus()
    stand.key(Key.Key_Right, widget=slider)
    assert stand.state.descent.step_size > size
    field = part(stand.turn, "walk.size.field")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.125")
    stand.key(Key.Key_Return, widget=field)
    assert stand.state.descent.step_size == 0.125
    assert undo_labels(stand.session) == ["set_step_size"] * 3


def test_the_landing_says_what_the_next_step_does(stand):
    expected = evaluate(
        edits.set_model(
            "x",
            -0.05 * stand.session.evaluation.weight_gradient,
            -0.05 * stand.session.evaluation.bias_gradient,
        ).apply(stand.state)
    ).total
    notes = [one.text for one in stand.turn.landing._marks() if hasattr(one, "text")]
    assert f"next {expected:.3f}" in notes
    plot = part(stand.turn, "landing.plot")
    size, marks = stand.state.descent.step_size, list(stand.turn.landing._marks())
    (height,) = [one.y for one in marks if isinstance(one, Mark) and one.x == plot.share_of(size)]
    low, high = plot.y_axis.low, plot.y_axis.high
    assert height == pytest.approx((expected - low) / (high - low))
    # Close to the point that the step lands on, the line of now would run through the number.
    stand.session.edit(edits.set_step_size(0.002))
    settle()
    (note,) = [one for one in stand.turn.landing._marks() if getattr(one, "text", "")[:4] == "next"]
    now = plot.y_axis.share(stand.total)
    distance = stand.turn.plane.look.px(note.distance) / plot.frame().height()
    assert note.y + distance > now
    stand.session.edit(edits.set_step_size(size))
    stand.click("walk.step")
    assert stand.total == pytest.approx(expected, rel=1e-12)


def test_by_how_much_l_falls_stands_clear_of_the_mark_of_the_best_step(stand):
    for share in (0.85, 0.95, 0.99):
        size, total = landing_of(stand.session.evaluation).best
        stand.session.edit(edits.set_step_size(share * size))
        settle()
        plot, look = part(stand.turn, "landing.plot"), stand.turn.plane.look
        frame = plot.frame()
        mark = QRectF(0, 0, look.px(18), look.px(18))
        at = plot.x_axis.share(size) * frame.width(), -plot.y_axis.share(total) * frame.height()
        mark.moveCenter(QPointF(*at))
        for note in stand.turn.landing._marks():
            text = getattr(note, "text", "")
            if note.x == plot.x_axis.share(share * size) and text:
                foot = -note.y * frame.height() - look.px(note.distance)
                high = look.metrics(note.type).height()
                wide = look.width(f"{text}  {note.change}", note.type)
                left = note.x * frame.width() + (-wide if note.side == "lt" else 0.0)
                assert not QRectF(left, foot - high, wide, high).intersects(mark), text


def test_at_the_best_w_rounding_is_not_drawn_as_hills_and_the_lowest_l_not_written_into_this_one(
    qtbot,
):
    state = three(FEATURES + 0.1)
    found = best(Given.of(state), 0.01)
    stand = Stand(qtbot, edits.set_model("x", found.weights, found.biases).apply(state))
    axis = part(stand.turn, "landing.plot").y_axis
    assert axis.high - axis.low > 0.1 * stand.total
    assert all(len(text) <= 5 for _, text in axis.ticks)
    # The lowest L and the present one are one line, and in a low card it lies too low for a name
    # below it.
    stand.turn.resize(980, 420)
    settle()
    plot = part(stand.turn, "walk.history")
    texts = [one for one in texts_of(stand.turn) if plot.isAncestorOf(one.widget)]
    assert any("lowest" in one.words for one in texts)
    assert overlapping(texts) == []


def test_points_held_out_count_among_those_that_are_ringed(qtbot):
    """All have their places on the map: of twelve six are right where each is class a."""
    state = three(labels=np.array([0] * 6 + [1] * 6))
    model = replace(state.source, biases=np.array([1.0, 0.0, 0.0]))
    stand = Stand(qtbot, replace(state, source=model, held_out=np.arange(12) % 2 == 0))
    assert part(stand.turn, "plane.legend").text().startswith("ringed: 6 of 12 wrong")


def test_what_stands_below_the_map_takes_one_line_where_there_is_room(qtbot):
    features = np.column_stack([FEATURES, FEATURES])
    stand = Stand(qtbot, three(features))
    names = ("plane.legend", "plane.held", "plane.through", "plane.follows", "plane.x")
    parts = [part(stand.turn, name) for name in names]
    for width, rows in ((1200, 1), (620, 2)):
        stand.turn.resize(width, 600)
        settle()
        assert len({round(one.geometry().center().y() / 20) for one in parts}) == rows
    for label in parts[:2]:
        assert label.width() >= label.text_width()


def test_where_all_is_large_what_is_held_costs_the_map_no_line_of_its_own(qtbot):
    stand = Stand(qtbot, scenario("iris-halves"))
    names = ("plane.legend", "plane.y", "plane.held", "plane.through", "plane.adds", "plane.keys")
    legend, y, held, through, adds, keys = (part(stand.turn, name) for name in names)
    stand.turn.look.set_zoom(2.0)
    for language in ("en", "ko"):
        set_language(language)
        stand.turn.look.speak()
        stand.turn.resize(2200, 520)
        settle()
        middles = {round(one.geometry().center().y() / 20) for one in (y, held, through, keys)}
        assert len(middles) == 1
        assert through.y() < stand.map.y() < legend.y()
        assert held.width() >= held.text_width()
        assert adds.width() >= adds.text_width()
        assert held.toolTip() == held.accessibleName()
        assert "," in held.accessibleName()


def test_the_marker_before_the_first_step_hides_no_number_of_the_axis(stand):
    plot = part(stand.turn, "walk.history")
    marker = plot.to_pixels(0.0, 0.5).x() - plot.look.px(17) / 2
    left = plot.mapTo(stand.turn.window(), QPoint(0, 0)).x() + marker
    numbers = [one.area for one in texts_of(stand.turn.window()) if one.name == "walk.history"]
    numbers = [area for area in numbers if area.center().x() < left]
    assert len(numbers) >= 2
    assert max(area.right() for area in numbers) <= left - 1


def test_with_l1_the_card_says_that_the_steps_shrink(qtbot):
    stand = Stand(qtbot, three(penalty=PenaltySettings(kind="l1", strength=0.01)))
    hint = part(stand.turn, "walk.hint").text()
    assert "moves towards 0" in hint


# -- points -----------------------------------------------------------------------------------


def test_a_point_is_chosen_by_a_click_and_moved_by_a_drag_in_which_it_says_its_loss(stand):
    before = stand.state.source.features[5].copy()
    start = stand.at(5)
    stand.hand.drag(stand.map, start, QPoint(-40, -30))
    after = stand.state.source.features[5]
    assert stand.state.view.example == 5
    assert after[0] < before[0]
    assert after[1] > before[1]
    assert stand.at(5).x() == pytest.approx(start.x() - 40, abs=3)
    assert stand.at(5).y() == pytest.approx(start.y() - 30, abs=3)
    assert undo_labels(stand.session) == ["move_point", "choose_example"]
    np.testing.assert_array_equal(stand.state.source.features[5], before)
    stand.click("walk.step")
    loss = stand.session.evaluation.active.per_example[5]
    stand.hand.press(stand.map, start)
    stand.hand.move(stand.map, start + QPointF(-60, 0))
    index, held = stand.map.held
    now = stand.session.evaluation.active.per_example[5]
    assert index == 5
    assert held.name == "point 6, b"
    assert held.loss == f"loss {loss:.2f} → {now:.2f}"
    stand.hand.release(stand.map, start + QPointF(-60, 0))
    assert stand.map.held is None


def test_a_point_dragged_out_of_the_plane_is_taken_away_in_one_step(stand):
    start = stand.at(2)
    out = QPointF(stand.map.width() / 2, -40.0)
    stand.hand.press(stand.map, start)
    stand.hand.move(stand.map, start + QPointF(-10, -10))
    stand.hand.move(stand.map, out)
    assert stand.state.example_count == 11
    stand.hand.move(stand.map, start)
    assert stand.state.example_count == 12
    stand.hand.move(stand.map, out)
    stand.hand.release(stand.map, out)
    assert stand.state.example_count == 11
    assert undo_labels(stand.session)[0] == "remove_examples"
    assert stand.state.example_count == 12


def test_a_click_beside_all_points_adds_one_of_the_class_that_is_lit(stand):
    keys = part(stand.turn, "plane.keys")
    stand.hand.click(keys, keys.layout_now[2].center())
    frame = stand.map.layout_now.frame
    place = QPointF(frame.left() + 0.5 * frame.width(), frame.top() + 0.45 * frame.height())
    stand.hand.click(stand.map, place)
    assert stand.state.example_count == 13
    assert stand.state.labels[-1] == 2
    assert stand.at(12).x() == pytest.approx(place.x(), abs=4)
    assert stand.at(12).y() == pytest.approx(place.y(), abs=4)
    assert undo_labels(stand.session) == ["add_point"]


def test_keys_walk_move_add_and_remove_points(stand):
    stand.map.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    stand.key(Key.Key_Home, widget=stand.map)
    assert stand.map.here == 0
    stand.key(Key.Key_Right, widget=stand.map)
    assert stand.map.here == 2
    stand.key(Key.Key_Up, CTRL, widget=stand.map)
    stand.key(Key.Key_Right, CTRL | SHIFT, widget=stand.map)
    moved = stand.state.source.features[2]
    assert moved[1] > 1.0
    assert 0.0 < moved[0] < 0.1
    stand.key(Key.Key_Delete, widget=stand.map)
    assert stand.state.example_count == 11
    stand.key(Key.Key_Insert, widget=stand.map)
    assert stand.state.example_count == 12
    assert undo_labels(stand.session) == ["add_point", "remove_examples", *["move_point"] * 2]


def test_the_best_w_follows_a_dragged_point_in_the_frame(stand):
    stand.hand.click(part(stand.turn, "plane.follows"), QPoint(10, 10))
    start = stand.at(11)
    stand.hand.press(stand.map, start)
    stand.hand.move(stand.map, start + QPointF(30, 40))
    lowest = best(Given.of(stand.state), 0.01).total
    assert stand.total == pytest.approx(lowest, rel=1e-9)
    assert stand.session.document.in_gesture
    stand.hand.release(stand.map, start + QPointF(30, 40))
    assert undo_labels(stand.session) == ["move_point", "choose_example"]


def test_axes_are_exchanged_and_other_features_held(qtbot):
    wide = np.hstack([FEATURES, np.arange(12.0)[:, None]])
    stand = Stand(qtbot, three(wide))
    assert part(stand.turn, "plane.held").text() == "Held: x₃"
    part(stand.turn, "plane.x").chosen.emit("2")
    settle()
    assert stand.state.view.plane == (2, 1)
    assert part(stand.turn, "plane.held").text() == "Held: x₁"
    part(stand.turn, "plane.through").chosen.emit("example")
    settle()
    assert stand.state.view.through == "example"
    assert undo_labels(stand.session) == ["choose_through", "choose_axis"]


def test_one_feature_has_a_row_for_each_class_and_points_move_along_it(qtbot):
    stand = Stand(qtbot, three(np.arange(12.0)[:, None]))
    assert part(stand.turn, "plane.y").isHidden()
    rows = {round(stand.at(index).y()) for index in range(4)}
    assert len(rows) == 1
    assert [text for _, text in stand.map.ticks[1]] == ["a", "b", "c"]
    start = stand.at(4)
    stand.hand.drag(stand.map, start, QPoint(-50, 60))
    assert stand.state.source.features[4, 0] < 4.0
    assert stand.at(4).y() == pytest.approx(start.y())


SIZES = {
    "one place": np.ones((12, 2)),
    "nothing": np.zeros((12, 2)),
    "constant": FEATURES * [1.0, 0.0],
    "huge": FEATURES * 1e50,
    "tiny": FEATURES * 1e-50,
}


@pytest.mark.parametrize(
    ("active", "size"), sampled(product(["softmax", "hinge", "one_vs_rest"], SIZES), every=3)
)
def test_features_of_every_size_are_shown_and_walked(qtbot, active, size):
    features = SIZES[size]
    stand = Stand(qtbot, three(features, size=1e-3, loss=LossSettings(active=active)))
    stand.click("walk.step")
    stand.turn.grab()
    left, right, bottom, top = stand.turn.plane._box
    assert left < features[:, 0].min() <= features[:, 0].max() < right
    assert bottom < features[:, 1].min() <= features[:, 1].max() < top


MISSING = {"one class": np.zeros(12, int), "two": np.arange(12) % 2}


@pytest.mark.parametrize(("labels", "strength"), sampled(product(MISSING, [0.0, 1e12]), every=3))
def test_missing_classes_and_extreme_lambdas_are_walked(qtbot, labels, strength):
    penalty = PenaltySettings(strength=strength)
    stand = Stand(qtbot, three(labels=MISSING[labels], size=0.1, penalty=penalty))
    for _ in range(2):
        stand.click("walk.step")
    stand.turn.grab()
    assert stand.walker.trace.now.step == 2
