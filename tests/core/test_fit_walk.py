"""A walk downhill is remembered, and what lies ahead of a step is known before it is taken."""

from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.document import Document
from core.evaluation import evaluate
from core.fit import Given, best, step
from core.fit.edits import descend, go_to_step, start_again
from core.fit.evaluated import ahead_of, best_of, landing_of, note_best, safe_of, slice_now
from core.fit.follow import refit
from core.fit.landing import Ahead
from core.fit.trace import Cut, Trace
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax
from core.penalties import PENALTIES
from core.penalties.l2 import L2
from core.settings import DescentSettings, PenaltySettings
from core.state import LinearModel, State
from tools.fits import given

PETALS = given("iris petals")


def petals(size=0.2, **settings):
    """Iris petals at W = 0."""
    classes = ("setosa", "versicolor", "virginica")
    model = LinearModel(PETALS.features, np.zeros((3, 2)), np.zeros(3))
    names = tuple(f"flower {number}" for number in range(1, 151))
    state = State("Iris", classes, names, PETALS.labels, model, **settings)
    return replace(state, descent=DescentSettings(size))


class Walk:
    """A document that is walked, and the trace that follows it."""

    def __init__(self, state=None):
        self.document, self.trace = Document(state or petals()), Trace()
        self.follow()

    @property
    def state(self):
        return self.document.state

    def follow(self, steps=0):
        return self.trace.follow(self.state, lambda: evaluate(self.state).total, steps)

    def step(self, count=1):
        for _ in range(count):
            self.document.apply(descend())
            self.follow(1)

    def edit(self, edit):
        self.document.apply(edit)
        return self.follow()

    def go(self, place):
        entry = self.trace.entries[place]
        self.edit(go_to_step(entry.step, entry.weights, entry.biases))

    def undo(self):
        self.document.undo()
        self.follow()

    @property
    def steps(self):
        return [entry.step for entry in self.trace.entries]


def test_a_walk_is_remembered_with_the_values_of_the_table():
    walk = Walk()
    walk.step(10)
    steps, totals = walk.trace.curve()
    assert steps.tolist() == list(range(11))
    assert totals[[0, 1, 2, 10]] == pytest.approx([1.0986, 0.9967, 0.9837, 0.9013], abs=5e-5)
    assert {entry.size for entry in walk.trace.entries[1:]} == {0.2}


def test_going_back_moves_the_place_and_keeps_what_lies_ahead():
    walk = Walk()
    walk.step(5)
    walk.go(2)
    assert (walk.trace.place, len(walk.steps)) == (2, 6)
    assert (walk.trace.back, walk.trace.forth) == (1, 3)
    walk.go(5)
    assert walk.trace.place == 5


def test_a_step_from_an_earlier_place_lets_the_later_ones_go():
    walk = Walk()
    walk.step(5)
    walk.go(2)
    walk.document.apply(edits.set_step_size(0.1))
    walk.step()
    assert walk.steps == [0, 1, 2, 3]
    assert [entry.size for entry in walk.trace.entries] == [0.0, 0.2, 0.2, 0.1]


def test_undo_and_redo_of_a_whole_walk_move_the_place():
    walk = Walk()
    walk.step(5)
    walk.undo()
    assert walk.trace.place == 0
    walk.document.redo()
    walk.follow()
    assert walk.trace.place == 5


def test_another_edit_of_w_leaves_a_gap_at_the_same_step():
    walk = Walk()
    walk.step(3)
    walk.edit(edits.set_weight(0, 0, 2.0))
    assert walk.steps == [0, 1, 2, 3, 3]
    assert walk.trace.entries[-1].cut is Cut.JUMP
    walk.step()
    assert walk.steps[-1] == 4


def test_another_lambda_draws_one_tick_however_often_it_is_changed():
    walk = Walk()
    walk.step(3)
    before = walk.trace.entries[-1].total
    for strength in (0.1, 1.0, 0.5):
        walk.edit(edits.set_strength(strength))
    last = walk.trace.entries[-1]
    assert walk.steps == [0, 1, 2, 3, 3]
    assert last.cut is Cut.OTHER
    assert last.total > before == walk.trace.entries[3].total
    for _ in range(3):
        walk.undo()
    assert walk.steps == [0, 1, 2, 3]


def test_a_moved_point_draws_a_tick_and_another_step_size_does_not():
    walk = Walk()
    walk.step(2)
    assert not walk.edit(edits.set_step_size(0.5))
    walk.edit(edits.move_point(3, 2.0, 0.5))
    assert [entry.cut for entry in walk.trace.entries] == [None, None, None, Cut.OTHER]


def test_w_of_another_shape_begins_a_new_walk():
    walk = Walk()
    walk.step(2)
    walk.edit(edits.add_class("rose"))
    assert walk.steps == [0]
    walk.trace.follow(Document(Walk().state).state, lambda: 1.0)
    assert walk.steps == [0]


def test_scores_alone_have_no_walk():
    walk = Walk()
    for _ in range(2):
        walk.edit(edits.remove_feature(0))
    assert not walk.trace.entries
    assert walk.trace.now is None


def test_of_a_long_walk_every_second_step_goes_but_ends_and_cuts_stay(monkeypatch):
    most = 40
    monkeypatch.setattr("core.fit.trace.MOST", most)
    trace, state = Trace(), petals()
    shape = (3, 2)
    for number in range(2 * most):
        model = LinearModel(state.source.features, np.full(shape, float(number)), np.zeros(3))
        jump = number == 13
        trace.follow(replace(state, source=model), lambda: 1.0, 0 if jump else 1)
        assert len(trace.entries) <= most
    entries = trace.entries
    assert (entries[0].step, entries[-1].step) == (0, 2 * most - 2)
    assert [entry.step for entry in entries] == sorted(entry.step for entry in entries)
    assert [entry.cut for entry in entries].count(Cut.JUMP) == 1
    assert trace.place == len(entries) - 1
    assert trace.now.weights[0, 0] == 2 * most - 1


@pytest.mark.parametrize(("step", "expected"), [(-3, 0), (0, 0), (2.4, 2), (2.6, 4), (99, 5)])
def test_the_entry_nearest_to_a_step_is_the_last_one_there(step, expected):
    walk = Walk()
    walk.step(3)
    walk.edit(edits.set_weight(0, 0, 2.0))
    walk.step()
    assert walk.trace.nearest(step) == expected


def test_landmarks_are_after_round_numbers_of_steps():
    trace, state = Trace(), petals()
    for number in range(132):
        model = LinearModel(state.source.features, np.full((3, 2), float(number)), np.zeros(3))
        trace.follow(replace(state, source=model), lambda: 1.0, 1)
    assert trace.now.step == 131
    assert [entry.step for entry in trace.landmarks(2)] == [40, 80]
    assert Trace().landmarks(2) == ()


def test_starting_again_is_at_nothing_and_one_step_to_take_back():
    walk = Walk()
    walk.step(3)
    walk.document.apply(start_again())
    assert not walk.state.source.weights.any()
    assert not walk.state.source.biases.any()
    walk.document.undo()
    assert walk.state.source.weights.any()


# -- what lies ahead --------------------------------------------------------------------------


def parabola(start):
    """One point of one feature 2 in two classes, squared hinge: L is a parabola along the step."""
    problem = Given(np.array([[2.0]]), np.array([0]), 2, Hinge(squared=True), L2())
    return Ahead(problem, np.array([[start], [-start]]), np.zeros(2), 0.0)


def test_the_best_step_of_a_parabola_is_at_its_lowest_point():
    # With lead m = 4w + 2b, L = max(0, 1 - m)^2; a step of eta moves m by 2 * 2(1 - m) * 5 * eta.
    landing = parabola(0.0).landing()
    assert landing.now == 1.0
    assert landing.best[1] == pytest.approx(0.0, abs=1e-6)
    assert landing.best[0] >= 0.05 * (1 - 1e-3)


def test_from_the_lowest_point_no_step_leads_lower():
    problem = PETALS
    found = best(problem, 0.01)
    landing = Ahead(problem, found.weights, found.biases, 0.01).landing()
    assert landing.best is None or landing.now - landing.best[1] < 1e-12


@pytest.mark.parametrize("loss", [Softmax(), Hinge(), Hinge(squared=True)])
def test_a_step_lands_lower_up_to_the_level_and_higher_beyond(loss):
    problem = replace(PETALS, loss=loss)
    ahead = Ahead(problem, np.zeros((3, 2)), np.zeros(3), 0.01)
    landing = ahead.landing()
    size, lowest = landing.best
    fine = ahead.totals(np.geomspace(1e-4, 10.0, 2000))
    assert lowest <= fine.min() * (1 + 1e-6)
    assert 0 < size < landing.level
    assert ahead.total(0.999 * landing.level) < landing.now < ahead.total(1.001 * landing.level)


def test_an_evaluation_knows_the_way_and_keeps_what_stays():
    state = petals(penalty=PenaltySettings(strength=0.01))
    one = evaluate(state)
    assert best_of(one).total == pytest.approx(0.2987469598, abs=1e-10)
    assert safe_of(one) == pytest.approx(0.19966, abs=5e-6)
    assert landing_of(one).now == pytest.approx(np.log(3), abs=1e-12)
    moved = evaluate(descend().apply(state), one)
    assert best_of(moved) is best_of(one)
    assert ahead_of(moved) is not ahead_of(one)
    other = evaluate(edits.set_strength(0.1).apply(state), one)
    assert best_of(other).total == pytest.approx(best(PETALS, 0.1).total, rel=1e-12)


def test_the_plane_goes_through_the_mean_or_the_chosen_example():
    features = np.array([[1.0, 2.0, 3.0], [3.0, 6.0, 9.0]])
    model = LinearModel(features, np.array([[0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]), np.zeros(2))
    state = State("three", ("a", "b"), ("one", "two"), np.array([0, 1]), model)
    assert slice_now(evaluate(state)).offsets.tolist() == [6.0, 0.0]
    state = edits.choose_example(1).apply(edits.choose_through("example").apply(state))
    assert slice_now(evaluate(state)).offsets.tolist() == [9.0, 0.0]


def test_w_follows_a_moved_point_to_its_new_best_place():
    state = petals()
    start = best(Given.of(state), 0.01)
    moved = refit(edits.move_point(0, 5.0, 2.0), start).apply(state)
    alone = edits.move_point(0, 5.0, 2.0).apply(state)
    found = best(Given.of(alone), 0.01)
    assert evaluate(moved).total == pytest.approx(found.total, rel=1e-9)
    fewer = refit(edits.remove_examples([0]), start).apply(state)
    assert evaluate(fewer).total == pytest.approx(best(Given.of(fewer), 0.01).total, rel=1e-9)


def test_w_stays_where_there_is_no_best_one():
    state = petals(penalty=PenaltySettings(kind="none"))
    moved = refit(edits.move_point(0, 1.5, 0.3)).apply(state)
    assert moved.source.features[0].tolist() == [1.5, 0.3]
    assert not moved.source.weights.any()


@pytest.mark.parametrize("penalty", ["none", "l2", "l1", "elastic_net"])
@pytest.mark.parametrize("loss", [Softmax(), Hinge(), Hinge(squared=True)])
@pytest.mark.parametrize("whole", [False, True])
def test_what_lies_ahead_is_the_total_after_each_step(loss, penalty, whole):
    settings = PenaltySettings(kind=penalty, strength=0.3)
    problem = replace(
        PETALS, loss=loss, penalty=PENALTIES[penalty].from_settings(settings), whole=whole
    )
    random = np.random.default_rng(2)
    weights, biases = random.normal(size=(3, 2)), random.normal(size=3)
    ahead = Ahead(problem, weights, biases, 0.3)
    sizes = np.array([0.0, 1e-3, 0.1, 4.0, 1e250])
    expected = [
        problem.total(*step(problem, weights, biases, 0.3, size), 0.3) for size in sizes[:-1]
    ]
    assert ahead.totals(sizes)[:-1] == pytest.approx(expected, rel=1e-12)
    assert ahead.totals(sizes)[-1] > 1e200


def test_a_moved_point_leaves_the_plane_where_it_is_unless_the_held_features_move():
    features = np.arange(12.0).reshape(4, 3)
    model = LinearModel(features, np.ones((2, 3)), np.zeros(2))
    state = State("three", ("a", "b"), tuple("pqrs"), np.array([0, 1, 0, 1]), model)
    one = evaluate(state)
    across = slice_now(one)
    moved = evaluate(edits.move_point(1, 9.0, -9.0).apply(state), one)
    assert slice_now(moved) is across
    held = evaluate(edits.set_feature(1, 2, 9.0).apply(state), one)
    assert slice_now(held) is not across


def test_what_w_has_followed_to_is_not_looked_for_again():
    found = []
    state = refit(edits.move_point(0, 5.0, 2.0), None, found.append).apply(petals())
    now = evaluate(state)
    note_best(now, found[0])
    assert best_of(now) is found[0]
    other = evaluate(edits.set_strength(0.3).apply(state))
    note_best(other, found[0])
    assert best_of(other) is not found[0]


def test_from_the_best_w_no_step_leads_lower_whatever_rounding_says():
    found = []
    state = refit(edits.choose_example(0), None, found.append).apply(petals())
    now = evaluate(state)
    note_best(now, found[0])
    gained = ahead_of(now).landing().best
    assert gained is not None
    assert now.total - gained[1] < 1e-15
    assert landing_of(now).best is None
    assert landing_of(now).level == 0.0
    aside = evaluate(edits.set_bias(0, 5.0).apply(state), now)
    assert aside.state.source.weights is found[0].weights
    assert landing_of(aside).best[1] < aside.total
