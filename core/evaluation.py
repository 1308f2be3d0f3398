"""Everything that follows from a State, computed when it is asked for and kept."""

import numpy as np
from numpy.typing import ArrayLike

from core import linear
from core.arrays import FloatArray, IntArray, sealed
from core.batch import Batch
from core.example import ExampleEvaluation, WhatIf
from core.losses import LOSSES
from core.parts import HEAVY, Parts
from core.penalties import PENALTIES
from core.penalties.base import Penalty
from core.pin import counterparts, with_the_features_of
from core.prices import ComparisonEvaluation, compared
from core.pulls import Pulls, pulls
from core.results import LossResult, StrengthCurve
from core.state import LinearModel, State

__all__ = [
    "HEAVY",
    "Batch",
    "ComparisonEvaluation",
    "Evaluation",
    "ExampleEvaluation",
    "LossResult",
    "Pulls",
    "StrengthCurve",
    "WhatIf",
    "evaluate",
]


class Evaluation(Parts):
    """All that panels show: what `Parts` has of all examples, the sums, slopes and one example."""

    @property
    def counterparts(self) -> IntArray | None:
        """Each example's index in the pinned state, -1 for new ones, (N,); None without a pin."""
        pinned = self.pinned
        if pinned is None:
            return None
        state, then = self.state, pinned.state
        inputs = (state.identities, then.identities)
        return self._part("counterparts", inputs, lambda: counterparts(state, then))

    # Penalty and total

    def _penalty(self, kind: str) -> Penalty:
        return PENALTIES[kind].from_settings(self.state.penalty)

    def penalty_value(self, kind: str) -> float:
        """R(W) of one kind, 0 for scores alone."""
        source, penalty = self.state.source, self._penalty(kind)
        if not isinstance(source, LinearModel):
            return 0.0
        weights = source.weights
        return self._part(f"penalty {kind}", (penalty, weights), lambda: penalty.value(weights))

    def per_weight(self, kind: str) -> FloatArray | None:
        """What each weight adds to R(W) of one kind, (C, D); None for scores alone."""
        source, penalty = self.state.source, self._penalty(kind)
        if not isinstance(source, LinearModel):
            return None
        weights = source.weights
        return self._part(
            f"per weight {kind}",
            (penalty, weights),
            lambda: sealed(penalty.per_weight(weights) + 0.0),
        )

    @property
    def comparison(self) -> ComparisonEvaluation:
        """The two rows that are compared: their scores and prices."""
        comparison, settings = self.state.comparison, self.state.penalty
        return self._part(
            "comparison",
            (comparison, settings.l1_share, settings.half),
            lambda: compared(comparison, settings),
        )

    @property
    def penalty(self) -> float:
        """R(W) of the kind in force."""
        return self.penalty_value(self.state.penalty.kind)

    @property
    def penalty_term(self) -> float:
        """Lambda R(W)."""
        return self.state.penalty.strength * self.penalty

    @property
    def total(self) -> float:
        """Data loss + lambda R(W)."""
        return self.data_loss + self.penalty_term

    def strength_curve(self, strengths: ArrayLike) -> StrengthCurve:
        """Data loss, lambda R(W) and total for other values of lambda, (M,)."""
        term = np.asarray(strengths, dtype=np.float64) * self.penalty
        return StrengthCurve(self.data_loss, sealed(term), sealed(term + self.data_loss))

    # Gradients

    @property
    def score_gradient(self) -> FloatArray:
        """Gradient of the data loss with respect to the scores, (N, C); 0 where held out."""
        gradient, whole, state = self.active.gradient, self.state.loss.sum_over_examples, self.state
        if whole and not state.has_held_out:
            return gradient
        divisor = 1 if whole else state.training_count

        def compute() -> FloatArray:
            with np.errstate(under="ignore"):
                found = gradient / divisor + 0.0
            if state.has_held_out:
                found[state.held_out] = 0.0
            return sealed(found)

        return self._part("score gradient", (gradient, divisor, state.held_out), compute)

    @property
    def weight_gradient(self) -> FloatArray | None:
        """Gradient of the total with respect to W, (C, D); None for scores alone."""
        source, settings = self.state.source, self.state.penalty
        if not isinstance(source, LinearModel):
            return None
        weights, data = source.weights, self._data_gradient(source)[0]
        penalty = self._penalty(settings.kind)

        def compute() -> FloatArray:
            with np.errstate(under="ignore"):
                return sealed(data + settings.strength * penalty.gradient(weights) + 0.0)

        return self._part("weight gradient", (data, weights, penalty, settings.strength), compute)

    @property
    def pulls(self) -> Pulls | None:
        """How data loss and penalty pull at every weight; None for scores alone."""
        source, strength = self.state.source, self.state.penalty.strength
        if not isinstance(source, LinearModel):
            return None
        weights, data = source.weights, self._data_gradient(source)[0]
        penalty = self._penalty(self.state.penalty.kind)
        return self._part(
            "pulls",
            (weights, data, penalty, strength),
            lambda: pulls(weights, data, penalty, strength),
        )

    @property
    def bias_gradient(self) -> FloatArray | None:
        """Gradient of the total with respect to b, (C,); None for scores alone."""
        source = self.state.source
        return self._data_gradient(source)[1] if isinstance(source, LinearModel) else None

    def _data_gradient(self, model: LinearModel) -> tuple[FloatArray, FloatArray]:
        gradient, features = self.score_gradient, model.features

        def compute() -> tuple[FloatArray, FloatArray]:
            weights, biases = linear.gradient(gradient, features)
            return sealed(weights), sealed(biases)

        return self._part("data gradient", (gradient, features), compute)

    # The chosen example

    @property
    def example(self) -> ExampleEvaluation:
        """The example that is looked at."""
        return self._example("example", self, self.state.view.example)

    @property
    def pinned_example(self) -> ExampleEvaluation | None:
        """The example that is looked at, as it was when pinned; None for a new one."""
        pinned, found = self.pinned, self.counterparts
        if pinned is None or found is None:
            return None
        index = int(found[self.state.view.example])
        return None if index < 0 else self._example("pinned example", pinned, index)

    @property
    def comparable_example(self) -> ExampleEvaluation | None:
        """`pinned_example` if it has as many classes as now, to compare class by class."""
        pinned, count = self.pinned, self.state.class_count
        same = pinned is not None and pinned.state.class_count == count
        return self.pinned_example if same else None

    @property
    def comparable_weights(self) -> "Evaluation | None":
        """What is pinned, to compare weight by weight; None where W was another.

        What has come at the end of the features since then weighed nothing.
        """
        pinned, state = self.pinned, self.state
        if pinned is None:
            return None
        inputs = pinned, state.has_weights, state.class_count, state.feature_names
        return self._part("comparable weights", inputs, lambda: _widened(state, pinned))

    def _example(self, name: str, of: "Evaluation", index: int) -> ExampleEvaluation:
        state, source = of.state, of.state.source
        label = int(state.labels[index])
        losses = {key: of._loss(key) for key in LOSSES}  # noqa: SLF001 - of its own class

        def compute() -> ExampleEvaluation:
            if not isinstance(source, LinearModel):
                return ExampleEvaluation(index, label, source.scores[index], losses)
            parts = source.weights, source.features[index : index + 1], source.biases
            scores, bounds = linear.scores(*parts)[0], linear.bounds(*parts)
            return ExampleEvaluation(index, label, scores, losses, bounds)

        parts: tuple[object, ...] = (
            (source.weights, source.features, source.biases)
            if isinstance(source, LinearModel)
            else (source.scores, None, None)
        )
        return self._part(name, (*parts, index, label, *losses.values()), compute)

    @property
    def products(self) -> FloatArray | None:
        """``w_jk x_k`` of the chosen example, (C, D), whose rows and b add up to its scores.

        None for scores alone.
        """
        source, index = self.state.source, self.state.view.example
        if not isinstance(source, LinearModel):
            return None
        weights, features = source.weights, source.features

        def compute() -> FloatArray:
            with np.errstate(under="ignore"):
                return sealed(weights * features[index] + 0.0)

        return self._part("products", (weights, features, index), compute)

    def what_if(self, low: float, high: float, count: int = 241) -> WhatIf:
        """The losses side by side, while the example's chosen score moves from `low` to `high`."""
        return self._what_if("what if", self.example, low, high, count)

    def pinned_what_if(self, low: float, high: float, count: int = 241) -> WhatIf | None:
        """`what_if` of the same example and score as pinned; None where there are none."""
        example = self.comparable_example
        if example is None:
            return None
        return self._what_if("pinned what if", example, low, high, count)

    def _what_if(
        self, name: str, example: ExampleEvaluation, low: float, high: float, count: int
    ) -> WhatIf:
        chosen, keys = self.state.view.score, self.state.side_by_side
        return self._part(
            name,
            (example, chosen, keys, low, high, count),
            lambda: example.what_if(chosen, np.linspace(low, high, count), keys),
        )

    @property
    def landmarks(self) -> FloatArray:
        """The chosen score as it is, then the kinks of the losses in `what_if`; (1 + K,)."""
        example, chosen = self.example, self.state.view.score
        kinks = example.kinks(chosen, self.state.side_by_side)
        return sealed(np.append(example.scores[chosen], kinks))


def evaluate(
    state: State, previous: Evaluation | None = None, pinned: Evaluation | None = None
) -> Evaluation:
    """Everything that follows from `state`.

    Parameters
    ----------
    state : State
    previous : Evaluation, optional
        Parts of it whose inputs have stayed the same objects are taken over.
    pinned : Evaluation, optional
        What it is to be compared with.
    """
    return Evaluation(state, previous, pinned)


def _widened(state: State, pinned: Evaluation) -> Evaluation | None:
    then = with_the_features_of(state, pinned.state)
    if then is None or then is pinned.state:
        return None if then is None else pinned
    return Evaluation(then, pinned)
