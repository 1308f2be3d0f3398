"""What every loss offers."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar

import numpy as np

from core.arrays import FloatArray, IntArray, require_finite
from core.errors import EditError

if TYPE_CHECKING:
    from core.state import LossSettings

Stages = TypeVar("Stages")


class Loss(ABC, Generic[Stages]):
    """A loss of scores (N, C) against the index of the correct class, labels (N,).

    Every method leaves its arguments as they are and raises `NonFiniteError` for a score that is
    infinite or NaN, `EditError` for shapes that do not fit or a label outside 0..C-1.
    """

    key: ClassVar[str]

    @classmethod
    @abstractmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        """The loss with the switches a person has set."""

    @abstractmethod
    def per_example(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """L_i, shape (N,)."""

    @abstractmethod
    def with_gradient(self, scores: FloatArray, labels: IntArray) -> tuple[FloatArray, FloatArray]:
        """L_i, shape (N,), and dL_i/ds_i, shape (N, C), not divided by N."""

    @abstractmethod
    def stages(self, scores: FloatArray, labels: IntArray) -> Stages:
        """The steps from scores to loss that a person can follow."""

    @abstractmethod
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


def check(scores: FloatArray, labels: IntArray) -> None:
    """Refuse what no loss can be computed from."""
    if scores.ndim != 2 or labels.shape != scores.shape[:1]:
        raise EditError(
            "shape",
            {"name": "labels", "found": labels.shape, "expected": scores.shape[:1]},
        )
    require_finite(scores, "scores")
    if labels.size and not 0 <= labels.min() <= labels.max() < scores.shape[1]:
        worst = int(labels.min()) if labels.min() < 0 else int(labels.max())
        raise EditError("no_such_class", {"index": worst, "count": scores.shape[1]})


def at_labels(values: FloatArray, labels: IntArray) -> FloatArray:
    """The entry of each row at its label, shape (N,)."""
    return values[np.arange(len(labels)), labels]
