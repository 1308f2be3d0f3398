"""What every loss offers."""

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, Self, TypeVar

import numpy as np

from core.arrays import FloatArray, IntArray, require_finite
from core.convex.forms import Shape
from core.errors import EditError
from core.landscape.forms import Forms
from core.landscape.touched import Touched
from core.settings import LossSettings

Stages = TypeVar("Stages")


BLOCK_ELEMENTS = 1 << 15  # a block of scores and its slopes stay near the processor
NARROW = 64
NOISE = 2.0**-52

Correct = tuple[IntArray, IntArray]


class Loss(ABC, Generic[Stages]):
    """A loss of scores (N, C) against the index of the correct class, labels (N,).

    Every method leaves its arguments as they are and raises `NonFiniteError` for a score that is
    infinite or NaN, `EditError` for shapes that do not fit or a label outside 0..C-1.

    A loss is written by column: the classes run along the first axis, examples along the second.
    """

    key: ClassVar[str]
    relative: ClassVar[bool] = True
    """Whether it sees differences of scores alone: each row of slopes adds up to 0 then."""

    @classmethod
    @abstractmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        """The loss with the switches a person has set."""

    def per_example(
        self, scores: FloatArray, labels: IntArray, bounds: FloatArray | None = None
    ) -> FloatArray:
        """L_i, shape (N,).

        Within their `bounds` (N, C), if given, scores that meet a kink of the loss are at it.
        """
        return self._by_block(scores, labels, None, bounds)

    def with_gradient(
        self, scores: FloatArray, labels: IntArray, bounds: FloatArray | None = None
    ) -> tuple[FloatArray, FloatArray]:
        """L_i, shape (N,), and dL_i/ds_i, shape (N, C), not divided by N."""
        gradient = np.empty(scores.shape)
        return self._by_block(scores, labels, gradient, bounds), gradient

    def doubtful(self, scores: FloatArray, labels: IntArray, room: float) -> IntArray:
        """Examples that would be at a kink if scores moved apart by up to `room`, ascending.

        A smooth loss has none.
        """
        return np.empty(0, dtype=np.intp)

    @abstractmethod
    def noise(self, losses: FloatArray, bounds: FloatArray) -> FloatArray:
        """How far losses (K,) may be from the true ones if the scores may be by `bounds` (K, C)."""

    def _by_block(
        self,
        scores: FloatArray,
        labels: IntArray,
        gradient: FloatArray | None,
        bounds: FloatArray | None,
    ) -> FloatArray:
        """The losses (N,); the slopes go into `gradient` (N, C), if that is given."""
        check(scores, labels)
        count, step = len(scores), block_of(scores.shape[1])
        if count <= step:
            return self._of_block(scores, labels, gradient, bounds, scores)
        losses = np.empty(count)
        for start in range(0, count, step):
            part = slice(start, start + step)
            into = None if gradient is None else gradient[part]
            within = None if bounds is None else bounds[part]
            losses[part] = self._of_block(scores[part], labels[part], into, within, scores)
        return losses

    def _of_block(
        self,
        scores: FloatArray,
        labels: IntArray,
        gradient: FloatArray | None,
        bounds: FloatArray | None,
        whole: FloatArray,
    ) -> FloatArray:
        columns = scores.T
        narrow = len(columns) < NARROW <= len(labels)
        if narrow:
            # Reducing over a few neighbours at a time is slow, adding whole columns is not.
            columns = np.ascontiguousarray(columns)
        slopes = np.empty_like(columns) if gradient is None or narrow else gradient.T
        # The ufuncs themselves: of three classes the methods around them would be a tenth of all.
        lowest, highest = np.minimum.reduce, np.maximum.reduce
        bound = max(-float(lowest(columns, axis=None)), float(highest(columns, axis=None)))
        if not bound < np.inf:
            require_finite(whole, "scores")
        with np.errstate(under="ignore"):
            within = None if bounds is None else bounds.T
            losses = self._by_column(columns, correct_entries(labels), slopes, bound, within)
        if gradient is not None and narrow:
            gradient[...] = slopes.T
        return losses

    @abstractmethod
    def _by_column(
        self,
        columns: FloatArray,
        correct: Correct,
        slopes: FloatArray,
        bound: float,
        within: FloatArray | None,
    ) -> FloatArray:
        """Losses (n,) of scores (C, n), whose gradient is written into `slopes` (C, n).

        ``columns[correct]`` are the scores of the correct classes, (n,), and no score is larger in
        size than `bound`. `within` (C, n) says how far the scores may be from the true ones.
        """

    def stages(
        self, scores: FloatArray, labels: IntArray, bounds: FloatArray | None = None
    ) -> Stages:
        """The steps from scores to loss that a person can follow; `bounds` as in `per_example`."""
        check(scores, labels)
        require_finite(scores, "scores")
        with np.errstate(under="ignore"):
            within = None if bounds is None else bounds.T
            return self._stages(scores.T, correct_entries(labels), within)

    @abstractmethod
    def _stages(self, columns: FloatArray, correct: Correct, within: FloatArray | None) -> Stages:
        """The stages of scores (C, n), themselves by row."""

    @abstractmethod
    def shares(self, scores: FloatArray, label: int) -> FloatArray:
        """What part of one example's loss each class has, (C,); parameters as those of `kinks`.

        They add up to 1, or are all 0 where no class adds anything to the loss.
        """

    @abstractmethod
    def over_two_weights(self, touched: Touched) -> Forms:
        """The mean of the loss while all weights but two are held, for the landscape.

        `HingeForms` for a sum of max(0, line) or of their squares, `LargestForms` for the largest
        of two lines, `SoftmaxForms` for ln(1 + e^A + e^B).
        """

    @abstractmethod
    def shape(self, classes: int) -> Shape | None:
        """How it is convex in the scores of so many classes, for the best W.

        None where it is not, or nobody has said how: then no best W is offered.
        """

    def knows_nothing(self, classes: int) -> float:
        """L_i of an example whose scores are all 0: the loss of a model that knows nothing."""
        return float(self.per_example(np.zeros((1, classes)), np.zeros(1, dtype=np.intp))[0])

    def kinks(self, scores: FloatArray, label: int, score_index: int) -> FloatArray:
        """Values of one score at which the loss changes its formula, ascending.

        Parameters
        ----------
        scores : (C,)
            One example; the entry at `score_index` does not matter.
        label : int
            Correct class.
        score_index : int
            The score that moves.
        """
        return np.empty(0)

    def hinges(self, scores: FloatArray, labels: IntArray) -> FloatArray | None:
        """What changes its sign where the loss changes its formula, (N, C); None if it is smooth.

        The column says whose it is: class j begins to count where its entry passes 0. While a
        single score moves, no entry passes 0 twice, and none moves faster than the score.
        """
        return None

    def satisfied(
        self, scores: FloatArray, label: int, score_index: int
    ) -> tuple[float, float] | None:
        """The interval of one score in which the loss is 0, or None if there is none.

        Parameters are those of `kinks`. An end may be infinite.
        """
        return None

    def wanted(self, label: int, classes: int) -> tuple[FloatArray, FloatArray] | None:
        """What an example of a class must have for no score to add to its loss; None: it never has.

        Returns
        -------
        rows : (K, C)
        least : (K,)
            ``rows @ s >= least``.
        """
        return None

    def details(self, scores: FloatArray, labels: IntArray) -> dict[str, FloatArray]:
        """What a report tells of the examples besides their losses, by name."""
        return {}


def block_of(classes: int) -> int:
    """How many examples are worked on together."""
    return max(1, BLOCK_ELEMENTS // classes)


def check(scores: FloatArray, labels: IntArray) -> None:
    """Refuse shapes that do not fit and labels that name no class."""
    if scores.ndim != 2 or labels.shape != scores.shape[:1]:
        raise EditError(
            "shape", {"name": "labels", "found": labels.shape, "expected": scores.shape[:1]}
        )
    # Read as unsigned, a negative label is larger than any class: one pass finds both kinds.
    if labels.size and labels.astype(np.intp, copy=False).view(np.uintp).max() >= scores.shape[1]:
        outside = labels[(labels < 0) | (labels >= scores.shape[1])]
        raise EditError("no_such_class", {"index": int(outside[0]), "count": scores.shape[1]})


def correct_entries(labels: IntArray) -> Correct:
    """Index of the correct class's entry in every column."""
    return labels, np.arange(len(labels))
