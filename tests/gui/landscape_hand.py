"""The landscape in a window, a hand to work it, and losses worked out here to hold it against."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget
from scipy.optimize import minimize
from scipy.special import logsumexp

from core.state import LinearModel, State
from gui.look.theme import Look
from gui.panels.landscape import LandscapePanel
from gui.session import Session
from tests.gui.window_hand import Hand, part, scenario, settle, show_in_room


class Stand:
    """The panel in a window with room to leave it for."""

    def __init__(self, qtbot, state=None, scale=1.0):
        self.look = Look(scale)
        self.session = Session(state or scenario())
        self.panel = LandscapePanel(self.look, self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        size = self.look.px(790), self.look.px(460)
        self.window = show_in_room(qtbot, self.panel, *size, room=90)
        self.hand = Hand(self.window)

    @property
    def state(self):
        """The document as it is now."""
        return self.session.state

    @property
    def pair(self):
        """The present values of the two weights."""
        weights = self.state.source.weights
        return tuple(float(weights[weight]) for weight in self.state.view.pair)

    @property
    def plot(self):
        return self.panel.plot

    def part(self, name, kind=QWidget):
        """The widget with this object name."""
        return part(self.panel, name, kind)

    def edit(self, *made):
        """Make edits from elsewhere, and let them be shown."""
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def at(self, x, y):
        """Where a pair of weights lies, in pixels of the plot."""
        return self.plot.place_of(x, y).toPoint()

    def is_sharp(self):
        """Whether the shades are as fine as they get."""
        return points_in(self.plot) > COARSE_POINTS

    def color(self, x, y):
        """The shade at a pair of weights, in the picture of the window."""
        place = self.plot.mapTo(self.window, self.at(x, y))
        return self.window.grab().toImage().pixelColor(place)


COARSE_POINTS = 2500


def points_in(plot):
    """How many points the shades of a plot are drawn from."""
    return sum(area.elementCount() for area in plot.shading.areas)


def moved(state, first, second):
    """The same document with other values of the two weights."""
    weights = np.array(state.source.weights)
    for weight, value in zip(state.view.pair, (first, second), strict=True):
        weights[weight] = value
    return replace(state, source=replace(state.source, weights=weights))


def data_loss(state):
    """The mean data loss, by the lecture's formulas (margin and plain hinge only)."""
    model = state.source
    scores = model.features @ model.weights.T + model.biases
    rows = np.arange(len(scores))
    correct = scores[rows, state.labels]
    if state.loss.active == "softmax":
        return float((logsumexp(scores, axis=1) - correct).mean())
    margins = np.maximum(0.0, scores - correct[:, None] + state.loss.margin)
    margins[rows, state.labels] = 0.0
    return float(margins.sum(axis=1).mean())


def penalty_term(state):
    """λ R(W), by the lecture's formulas (whole squares)."""
    weights, settings = state.source.weights, state.penalty
    absolute, square = float(np.abs(weights).sum()), float((weights**2).sum())
    share = {"l1": 1.0, "l2": 0.0, "elastic_net": settings.l1_share}.get(settings.kind)
    if share is None:
        return 0.0
    return settings.strength * (share * absolute + (1.0 - share) * square)


def total(state, first, second):
    """The sum that the landscape shows, at a pair of weights."""
    there = moved(state, first, second)
    return data_loss(there) + penalty_term(there)


def lowest(state):
    """Where scipy finds the lowest total over the two weights."""
    found = [
        minimize(
            lambda pair: total(state, *pair),
            start,
            method="Nelder-Mead",
            options={"xatol": 1e-7, "fatol": 1e-12, "maxiter": 4000},
        )
        for start in ((0.3, 0.2), (1.5, 1.5), (0.0, 2.0))
    ]
    return min(found, key=lambda result: result.fun).x


def with_penalty(kind, strength=0.01, state=None):
    """A document, the lecture's if not said, under another penalty."""
    state = state or scenario()
    return replace(state, penalty=replace(state.penalty, kind=kind, strength=strength))


def with_loss(key, state=None):
    """A document, the lecture's if not said, under another loss."""
    state = state or scenario()
    return replace(state, loss=replace(state.loss, active=key))


def many(examples=200, classes=10, features=4):
    """A document with a great many numbers in it."""
    random = np.random.default_rng(3)
    model = LinearModel(
        random.normal(size=(examples, features)),
        random.normal(size=(classes, features)),
        np.zeros(classes),
    )
    names = tuple(f"class {number}" for number in range(classes))
    labels = random.integers(0, classes, examples)
    return State("Many", names, tuple(f"photo {n}" for n in range(examples)), labels, model)


def small(features, weights, labels=(0, 1)):
    """A document with few numbers, each of them given."""
    weights = np.array(weights, dtype=float)
    names = tuple("abcdefgh"[: len(weights)])
    model = LinearModel(np.array(features, dtype=float), weights, np.zeros(len(weights)))
    examples = tuple(f"photo {number}" for number in range(len(features)))
    return State("Small", names, examples, np.array(labels), model)


def offset(point, x, y):
    """A place some pixels from another."""
    return QPointF(point.x() + x, point.y() + y).toPoint()
