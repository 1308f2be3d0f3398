"""The loss over two weights, all others held."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import linear
from core.arrays import FloatArray, sealed
from core.errors import EditError
from core.evaluation import Evaluation
from core.landscape import corners, smooth
from core.landscape.attained import attained
from core.landscape.forms import Forms, HingeForms, LargestForms, SoftmaxForms
from core.landscape.touched import Touched
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.state import LinearModel, State
from core.view import Pair

# Strengths are worked on together while their lines fit into this many numbers.
BATCH_ELEMENTS = 1 << 20
ROUNDING = 1e-10  # of the size of the weights


@dataclass(frozen=True, eq=False)
class Grid:
    """Values over a rectangle of the two weights.

    Attributes
    ----------
    first, second : (G,)
        The two weights' values, ascending.
    data, penalty : (G, G)
        Data loss and lambda R(W); a row for each value of the second weight, a column for each of
        the first, so that an image of it has the first weight to the right.
    """

    first: FloatArray
    second: FloatArray
    data: FloatArray
    penalty: FloatArray

    @property
    def total(self) -> FloatArray:
        """Their sum, (G, G)."""
        return self.data + self.penalty


@dataclass(frozen=True, eq=False)
class Slice:
    """Data loss and penalty as functions of the two weights a person has chosen.

    Attributes
    ----------
    pair : the two weights, each (class, feature)
    present : (2,)
        Their values now.
    strength : float
        Lambda.
    shares : (float, float)
        (a, q), where a weight pays ``a |w| + q w^2``.
    others : float
        What the other weights pay.
    forms : Forms
        The mean data loss.
    whole : float
        What makes the data loss of the mean: 1, or where it is the sum, how many training examples
        there are.
    """

    pair: Pair
    present: FloatArray
    strength: float
    shares: tuple[float, float]
    others: float
    forms: Forms
    whole: float = 1.0

    @classmethod
    def of(cls, evaluation: Evaluation, forms: Forms | None = None) -> "Slice":
        """The slice of a state through its present weights.

        Parameters
        ----------
        evaluation : Evaluation
        forms : Forms, optional
            The data loss, where it is known: it does not depend on the two weights or the penalty.

        Raises
        ------
        EditError
            ``no_weights`` for scores alone.
        """
        state = evaluation.state
        model = state.source
        if not isinstance(model, LinearModel):
            raise EditError("no_weights")
        pair = state.view.pair
        penalty = PENALTIES[state.penalty.kind].from_settings(state.penalty)
        weights = np.array(model.weights)
        present = np.array([weights[weight] for weight in pair])
        for weight in pair:
            weights[weight] = 0.0
        if forms is None:
            loss = LOSSES[state.loss.active].from_settings(state.loss)
            touched = _touched(state, model, weights, evaluation.scores)
            with np.errstate(under="ignore"):
                forms = loss.over_two_weights(touched)
        return cls(
            pair=pair,
            present=sealed(present),
            strength=state.penalty.strength,
            shares=penalty.shares,
            others=penalty.value(weights),
            forms=forms,
            whole=float(state.training_count) if state.loss.sum_over_examples else 1.0,
        )

    def data(self, first: ArrayLike, second: ArrayLike) -> FloatArray:
        """The data loss where the two weights have these values, (M,)."""
        u, v = (np.asarray(a, dtype=np.float64)[None, :] for a in (first, second))
        values: FloatArray = self.whole * self.forms.value(u, v)[0]
        return values

    def penalty(self, first: ArrayLike, second: ArrayLike) -> FloatArray:
        """R(W) as a whole, the other weights included, (M,)."""
        return self._paid(np.asarray(first), np.asarray(second))

    def total(self, first: ArrayLike, second: ArrayLike) -> FloatArray:
        """Data loss + lambda R(W), (M,)."""
        with np.errstate(under="ignore"):
            return self.data(first, second) + self.strength * self.penalty(first, second)

    def _paid(self, u: FloatArray, v: FloatArray) -> FloatArray:
        a, q = self.shares
        with np.errstate(under="ignore"):
            paid = a * (np.abs(u) + np.abs(v)) + q * (np.square(u) + np.square(v))
        return np.asarray(self.others + paid)

    def grid(
        self,
        range_first: tuple[float, float],
        range_second: tuple[float, float],
        size: int,
    ) -> Grid:
        """Data loss and lambda R(W) on a grid of `size` by `size` points, ends included."""
        u, v = np.linspace(*range_first, size), np.linspace(*range_second, size)
        data = self.whole * self.forms.value(u[None, :], v[:, None])
        with np.errstate(under="ignore"):
            penalty = self.strength * self._paid(u[None, :], v[:, None])
        return Grid(*map(sealed, (u, v, data, penalty)))

    def minimum(
        self, strength: float | None = None, *, near: FloatArray | None = None
    ) -> FloatArray | None:
        """Where data loss + lambda R(W) is lowest over the two weights, (2,), or None.

        A weight that the L1 part holds at 0 is 0.0 exactly. Where a whole set of points is lowest
        (the hinge without a penalty, features that are alike under L1), it is the one of them that
        is nearest to the present point. There is none if the loss falls for ever along some
        direction: softmax of examples that these two weights can separate, unpenalized. It is
        found sooner from a point (2,) that is `near`.
        """
        found = self.path([self.strength if strength is None else strength], near=near)[0]
        return None if np.isnan(found).any() else found

    def path(self, strengths: ArrayLike, *, near: FloatArray | None = None) -> FloatArray:
        """The minimum for each lambda, (M, 2); NaN where there is none."""
        strengths = np.asarray(strengths, dtype=np.float64)
        result = np.full((len(strengths), 2), np.nan)
        step = max(1, BATCH_ELEMENTS // max(1, self.forms.offset.size))
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            # The sum and N lambda are lowest where the mean and lambda are.
            corner, bowl = (strengths / self.whole * share for share in self.shares)
            exists = (corner > 0.0) | (bowl > 0.0) | self._attained_alone()
            which = np.flatnonzero(exists)
            for start in range(0, len(which), step):
                part = which[start : start + step]
                result[part] = self._minimise(corner[part], bowl[part], near)
            result[~np.isfinite(result).all(axis=1)] = np.nan
            # Where a kink of the data meets an axis, rounding must not lift the minimum off it,
            # nor off the present point where that is as good as any.
            size = np.maximum(np.abs(result).max(axis=1), np.abs(self.present).max())[:, None]
            for known in (0.0, self.present):
                result = np.where(np.abs(result - known) <= ROUNDING * size, known, result)
        return sealed(result + 0.0)

    def _minimise(
        self, corner: FloatArray, bowl: FloatArray, near: FloatArray | None
    ) -> FloatArray:
        forms = self.forms
        if isinstance(forms, LargestForms) or (isinstance(forms, HingeForms) and not forms.squared):
            return corners.minimise(forms, corner, bowl, self.present)
        return smooth.minimise(forms, corner, bowl, self.present, near)

    def _attained_alone(self) -> bool:
        """Whether the data loss has a minimum without a penalty."""
        return not isinstance(self.forms, SoftmaxForms) or attained(self.forms)


def _touched(state: State, model: LinearModel, weights: FloatArray, scores: FloatArray) -> Touched:
    """The scores apart, from `weights` (C, D) with zeros in place of the two."""
    pair = state.view.pair
    classes = list(dict.fromkeys(class_index for class_index, _ in pair))
    features, labels = model.features[state.training], state.labels[state.training]
    slopes = np.zeros((2, len(classes), len(features)))
    for k, (class_index, feature) in enumerate(pair):
        slopes[k, classes.index(class_index)] = features[:, feature]
    kept = np.delete(np.arange(state.class_count), classes)
    place = np.empty(state.class_count, dtype=np.intp)
    place[classes] = np.arange(len(classes))
    place[kept] = -1 - np.arange(len(kept))
    held = linear.scores(weights[classes], features, model.biases[classes])
    untouched = scores[state.training][:, kept]
    return Touched(np.ascontiguousarray(held.T), slopes[0], slopes[1], untouched, place[labels])
