"""What comes back from the program: numbers, or a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The numbers of N examples and C classes, and with weights of D features.

    Attributes
    ----------
    classes : C names
    scores : (N, C)
        With weights X Wᵀ + b.
    labels, predicted : (N,)
        Indices of the correct class and of the one with the highest score.
    probabilities : (N, C)
        Softmax's.
    losses : mapping of (N,)
        Of each example, by loss: softmax, hinge, crammer_singer, one_vs_rest.
    means : mapping
        The mean over the examples, by loss.
    penalties : mapping
        R(W) without its strength, by penalty: none, l1, l2, elastic_net.
    data_loss, penalty_term, total : float
        The mean of the loss that was asked for, strength · R(W), and their sum.
    score_gradient : (N, C)
        ∂data_loss/∂scores.
    weight_gradient : (C, D) or None
    bias_gradient : (C,) or None
        ∂total/∂W and ∂total/∂b; None of scores alone.
    """

    classes: tuple[str, ...]
    scores: FloatArray
    labels: IntArray
    predicted: IntArray
    probabilities: FloatArray
    losses: Mapping[str, FloatArray]
    means: Mapping[str, float]
    penalties: Mapping[str, float]
    data_loss: float
    penalty_term: float
    total: float
    score_gradient: FloatArray
    weight_gradient: FloatArray | None
    bias_gradient: FloatArray | None


class Window:
    """A window of Loss Lab. It belongs to whoever sits before it, and stays when Python ends."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __repr__(self) -> str:
        return f"<Loss Lab window, {'open' if self.is_open else 'closed'}>"

    @property
    def is_open(self) -> bool:
        """Whether it is still there."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Wait until it is closed."""
        self._process.wait()

    def close(self) -> None:
        """Close it without asking, whatever was changed in it."""
        self._process.terminate()
        self._process.wait()
