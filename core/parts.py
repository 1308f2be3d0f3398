"""What follows from all scores and labels at once, and how little of it an edit makes new."""

from collections.abc import Callable
from typing import Any, Self, TypeVar, cast

import numpy as np

from core import linear
from core.arrays import FloatArray, IntArray, Mask, sealed, unchanged
from core.batch import Batch
from core.lineage import SMALL, Descent, descent_of
from core.losses import LOSSES
from core.losses.base import Loss
from core.losses.margins import MarginLoss
from core.rescoring import Model, rescored
from core.results import LossResult
from core.rounding import EXACT, Rounding
from core.state import LinearModel, State

T = TypeVar("T")
HEAVY = 1 << 21
"""So many numbers in scores and features take longer than a blink to go through."""
_OF_ALL = {"scores", "batch", *(f"loss {key}" for key in LOSSES)}
_FEW = 64
"""Rows are computed one block at a time where no more than one in so many is another."""


class Parts:
    """Everything that follows from a state. Lazy: what nobody asks for is not computed.

    Each part names what it is computed from. A later evaluation takes over a part when these inputs
    are the same objects, so dragging lambda computes no score again.

    Attributes
    ----------
    state : State
    pinned : the same kind, or None
        What it is compared with.
    pending : bool
        Whether what follows from all examples is still that of a state before: sums, order and
        distributions are not known yet. The chosen example is up to date.
    """

    def __init__(
        self,
        state: State,
        previous: Self | None = None,
        pinned: Self | None = None,
    ) -> None:
        self.state = state
        self.pinned = pinned
        self.pending = False
        self._parts: dict[str, tuple[tuple[object, ...], object]] = {}
        # Asked for many times in a frame of a drag, which changes none of them.
        self._losses: dict[str, Loss[Any]] = {}
        if previous is not None:
            if previous.state.loss is state.loss:
                self._losses = previous._losses  # noqa: SLF001 - of its own class
            self._parts.update(previous._parts)  # noqa: SLF001 - of its own class

    def _part(self, name: str, inputs: tuple[object, ...], compute: Callable[[], T]) -> T:
        known = self._parts.get(name)
        if self.pending and known is not None and name in _OF_ALL:
            return cast(T, known[1])
        if known is not None and all(map(unchanged, known[0], inputs)):
            return cast(T, known[1])
        value = compute()
        self._parts[name] = inputs, value
        return value

    def part(self, name: str, inputs: tuple[object, ...], compute: Callable[[T | None], T]) -> T:
        """A part that is defined elsewhere, kept as its own are.

        `compute` is told what the part was before, which may help to find it anew.
        """
        known = self._parts.get(name)
        before = None if known is None else cast(T, known[1])
        return self._part(name, inputs, lambda: compute(before))

    def follows(self, asked: frozenset[str]) -> bool:
        """Whether what is asked of all examples costs next to nothing after what is known.

        Parameters
        ----------
        asked : keys of losses, and "batch"
        """
        source, known = self.state.source, self._parts.get("scores")
        if isinstance(source, LinearModel):
            now = source.weights, source.features, source.biases
            if known is None or any(a is not b for a, b in zip(now, known[0], strict=True)):
                return False
        keys = {*asked, self.state.loss.active}
        return all(self._stays(key if key == "batch" else f"loss {key}") for key in keys)

    def _renewal(self, name: str) -> Descent | None:
        """How what is known of all examples can be renewed row by row; None if it cannot.

        Parameters
        ----------
        name : "batch", or "loss " and a key
        """
        known = self._parts.get(name)
        if known is None:
            return None
        inputs, value = known
        if name != "batch":
            if inputs[0] != self._loss(name.removeprefix("loss ")):
                return None
            inputs = inputs[1:]
        return self._descent(inputs[:2]) if cast(LossResult | Batch, value).exact else None

    def _stays(self, name: str) -> bool:
        """Whether a part costs nothing, or next to nothing, to have."""
        known = self._parts.get(name)
        if known is None:
            return False
        scores, labels = cast(tuple[object, object], known[0][-3:-1])
        if name != "batch" and known[0][0] != self._loss(name.removeprefix("loss ")):
            return False
        there = scores is self.scores and labels is self.state.labels
        return there or self._renewal(name) is not None

    def settle(self) -> None:
        """Let go of what belongs to no state that is there; what costs little is renewed instead.

        For a moment of rest: what no page asks for now follows the document, so that another page
        need not begin anew.
        """
        for name in list(self._parts):
            if name not in _OF_ALL or name == "scores" or self._renewal(name) is None:
                continue
            if name == "batch":
                self.batch  # noqa: B018 - renewed by asking
            else:
                self.loss_result(name.removeprefix("loss "))
        living = {id(array) for array in _arrays(self.state)}
        if self.pinned is not None:
            living |= {id(array) for array in _arrays(self.pinned.state)}
        left, parts = dict(self._parts), {}
        while found := [name for name, part in left.items() if _lives(part[0], living)]:
            for name in found:
                parts[name] = left.pop(name)
                living |= {id(array) for array in _made(parts[name][1])}
        self._parts = parts

    # Scores and losses

    @property
    def scores(self) -> FloatArray:
        """(N, C)."""
        source = self.state.source
        if not isinstance(source, LinearModel):
            return source.scores
        model = source
        now, reach = (model.weights, model.features, model.biases), self._reach(source)

        def compute() -> FloatArray:
            known = self._parts.get("scores")
            if known is not None:
                found = rescored(now, *cast(tuple[Model, FloatArray], known), reach)
                if found is not None:
                    return found
            return sealed(linear.scores(*now, reach))

        return self._part("scores", now, compute)

    def _reach(self, model: LinearModel) -> FloatArray:
        features = model.features
        return self._part("reach", (features,), lambda: sealed(linear.reach_of(features)))

    @property
    def rounding(self) -> Rounding:
        """How far the scores may be from the true ones."""
        source = self.state.source
        if not isinstance(source, LinearModel):
            return EXACT
        model, reach = source, self._reach(source)
        return self._part(
            "rounding",
            (model.weights, model.features, model.biases),
            lambda: Rounding(model, linear.largest_bound(model.weights, reach, model.biases)),
        )

    def _loss(self, key: str) -> Loss[Any]:
        if key not in self._losses:
            self._losses[key] = LOSSES[key].from_settings(self.state.loss)
        return self._losses[key]

    def loss_result(self, key: str) -> LossResult:
        """One loss over all examples, by key."""
        loss, scores, labels = self._loss(key), self.scores, self.state.labels
        name, held_out = f"loss {key}", self._held_out

        def compute() -> LossResult:
            known, descent = self._parts.get(name), self._renewal(name)
            if known is None:
                return LossResult(loss, scores, labels, self.rounding, held_out)
            before = cast(LossResult, known[1])
            if all(map(unchanged, known[0][:3], (loss, scores, labels))):
                return before.of_others(held_out)
            if descent is None:
                return LossResult(loss, scores, labels, self.rounding, held_out)
            return LossResult.after(before, loss, scores, labels, descent, held_out)

        return self._part(name, (loss, scores, labels, self.state.held_out), compute)

    @property
    def _held_out(self) -> Mask | None:
        """Which examples are held out, None for none."""
        return self.state.held_out if self.state.has_held_out else None

    def _descent(self, before: tuple[object, ...]) -> Descent | None:
        """How few rows of scores and labels come from those of before; None for too many."""
        old_scores, old_labels = cast(tuple[FloatArray, IntArray], before)
        scores, labels, most = self.scores, self.state.labels, self.state.example_count // _FEW
        # Where scores may be off by rounding, an example is not judged by itself alone.
        if self.state.has_weights or scores.shape[1] != old_scores.shape[1]:
            return None
        one = descent_of(scores, old_scores, most)
        other = None if one is None else descent_of(labels, old_labels, most)
        return None if one is None or other is None else one.joined(other)

    @property
    def score_range(self) -> tuple[float, float]:
        """The lowest and the highest score there are."""
        scores = self.scores

        def compute() -> tuple[float, float]:
            known = self._parts.get("score range")
            if known is not None:
                old, ends = (
                    cast(tuple[FloatArray], known[0])[0],
                    cast(tuple[float, float], known[1]),
                )
                found = _range_after(scores, old, ends)
                if found is not None:
                    return found
            return float(scores.min()), float(scores.max())

        return self._part("score range", (scores,), compute)

    @property
    def active(self) -> LossResult:
        """The loss in force."""
        return self.loss_result(self.state.loss.active)

    @property
    def data_loss(self) -> float:
        """Mean of the loss in force over the training examples, or its sum if that is set."""
        return self.active.sum if self.state.loss.sum_over_examples else self.active.mean

    @property
    def batch(self) -> Batch:
        """Predictions and leads of all examples."""
        scores, labels, held_out = self.scores, self.state.labels, self._held_out

        def compute() -> Batch:
            known, descent = self._parts.get("batch"), self._renewal("batch")
            if known is None:
                return Batch(scores, labels, self.rounding, held_out)
            before = cast(Batch, known[1])
            if known[0][0] is scores and known[0][1] is labels:
                return before.of_others(held_out)
            if descent is None:
                return Batch(scores, labels, self.rounding, held_out)
            return Batch(scores, labels, EXACT, held_out, (before, descent))

        return self._part("batch", (scores, labels, self.state.held_out), compute)

    @property
    def svm(self) -> Loss[Any] | None:
        """The SVM that is asked who violates a margin: in force, beside it, or the first."""
        keys = self.state.loss.active, self.state.compared, *LOSSES
        found = (self._loss(key) for key in keys if issubclass(LOSSES[key], MarginLoss))
        return next(found, None)

    @property
    def violating(self) -> Mask:
        """Where a margin of that SVM is violated, so that it charges the example, (N,)."""
        svm, scores, labels = self.svm, self.scores, self.state.labels

        def compute() -> Mask:
            if isinstance(svm, MarginLoss) and not svm.by_lead:
                return sealed(self.loss_result(svm.key).per_example > 0.0)
            return self.batch.violating(self.state.loss.margin)

        return self._part("violating", (svm, scores, labels), compute)

    @property
    def inside_count(self) -> int:
        """How many predictions of training examples are right and yet charged by that SVM."""
        return int(np.count_nonzero(self.batch.right & self.violating & self.batch.training))

    @property
    def held_out_inside_count(self) -> int:
        """The same of the examples that are held out."""
        return int(np.count_nonzero(self.batch.right & self.violating & ~self.batch.training))


def _range_after(
    scores: FloatArray, old: FloatArray, ends: tuple[float, float]
) -> tuple[float, float] | None:
    """The range of few other scores among many; None where an end may have gone away."""
    descent = descent_of(scores, old, len(scores) // _FEW)
    if descent is None or descent.order is not None:
        return None
    low, high = ends
    gone, come = old[descent.rows], scores[descent.rows]
    if not come.size:
        return ends
    if gone.min() <= low < come.min() or gone.max() >= high > come.max():
        return None
    return min(low, float(come.min())), max(high, float(come.max()))


def _arrays(state: State) -> list[object]:
    return [state.labels, state.identities, state.held_out, *vars(state.source).values()]


def _made(value: object) -> list[object]:
    """The large arrays of a part, from which others are computed."""
    if isinstance(value, LossResult):
        return value.slopes
    return list(value) if isinstance(value, tuple) else [value]


def _lives(inputs: tuple[object, ...], living: set[int]) -> bool:
    """Whether every large array that a part was computed from is among the living."""
    return all(
        id(one) in living for one in inputs if isinstance(one, np.ndarray) and one.size > SMALL
    )
