"""A panel of the weights in a window, and states to show in it."""

from dataclasses import replace

import numpy as np

from core.evaluation import evaluate
from core.state import LinearModel, State
from gui.look.theme import Look
from gui.session import Session
from tests.gui.window_hand import Hand, part, scenario, settle, show_in_room


class Stand:
    """One panel, made by `make(look, session)`, in a window of its own."""

    def __init__(self, qtbot, make, state=None, scale=1.0):
        self.session = Session(state or scenario())
        self.look = Look(scale)
        self.panel = make(self.look, self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        size = self.look.px(680), self.look.px(450)
        self.window = show_in_room(qtbot, self.panel, *size, room=60)
        self.hand = Hand(self.window)

    @property
    def state(self):
        """The document as it is now."""
        return self.session.state

    def part(self, name):
        """The widget with this object name."""
        return part(self.panel, name)

    def edit(self, *made):
        """Make edits from elsewhere, and let them be shown."""
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def undo(self):
        """Take the last step back."""
        self.session.undo()
        settle()


def with_penalty(state, **changes):
    """The same document with another penalty."""
    return replace(state, penalty=replace(state.penalty, **changes))


def with_weights(state, weights):
    """The same document with other weights."""
    model = replace(state.source, weights=np.array(weights, dtype=float))
    return replace(state, source=model)


def many(classes, features, examples=6):
    """A document with any number of weights."""
    random = np.random.default_rng(3)
    model = LinearModel(
        np.round(random.normal(size=(examples, features)), 1),
        np.round(random.normal(size=(classes, features)), 1),
        np.zeros(classes),
    )
    names = tuple(f"class {number}" for number in range(classes))
    labels = random.integers(0, classes, examples)
    return State("Many", names, tuple(f"photo {n}" for n in range(examples)), labels, model)


def slope(state, weight, of, step=1e-6):
    """The central difference of `of(evaluation)` by one weight."""

    def at(change):
        weights = np.array(state.source.weights)
        weights[weight] += change
        return of(evaluate(with_weights(state, weights)))

    return (at(step) - at(-step)) / (2 * step)


def best(state, steps=4000, rate=0.25):
    """The document at its best W, by proximal gradient steps worked out here.

    Softmax only; L2 is the whole sum of squares.
    """
    penalty, model = state.penalty, state.source
    share = {"l1": 1.0, "l2": 0.0, "elastic_net": penalty.l1_share, "none": 0.0}[penalty.kind]
    strength = 0.0 if penalty.kind == "none" else penalty.strength
    weights = np.array(model.weights)
    truth = np.eye(state.class_count)[state.labels]
    for _ in range(steps):
        scores = model.features @ weights.T + model.biases
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        errors = odds / odds.sum(axis=1, keepdims=True) - truth
        gradient = errors.T @ model.features / len(truth)
        weights -= rate * (gradient + 2 * strength * (1 - share) * weights)
        weights = np.sign(weights) * np.maximum(abs(weights) - rate * strength * share, 0.0)
    return with_weights(state, weights)
