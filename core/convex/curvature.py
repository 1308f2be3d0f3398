"""Second derivatives of the data loss with respect to W and b, from those of the scores.

An example's second derivatives by its scores are a matrix (C, C), and those by W and b are its
Kronecker product with ``x x'``. Three shapes of that matrix are enough for every loss. Each keeps
its weights positive, so that nothing cancels: an interior point's weights differ by 10^15.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray

_BLOCK = 1 << 21
"""Numbers of a product that are held at a time."""

BoolArray = NDArray[np.bool_]
Groups = tuple[slice, ...]
"""Where the examples of each class are, if they are ordered by class."""


@dataclass(frozen=True, eq=False)
class Curvature(ABC):
    """Second derivatives of a sum over the examples.

    Attributes
    ----------
    weights : (N, C)
        Not negative; what they mean is the subclass's.
    """

    weights: FloatArray

    @abstractmethod
    def matrix(self, features: FloatArray, groups: Groups, free: BoolArray) -> FloatArray:
        """The rows and columns of the weights that are `free` (C, D), (M, M).

        Features (N, D) are ordered by class.
        """

    @abstractmethod
    def of_scores(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """The product with a change of the scores, (N, C)."""

    @abstractmethod
    def _own(self, labels: IntArray) -> FloatArray:
        """The second derivative by each score alone, (N, C)."""

    def times(self, features: FloatArray, labels: IntArray, direction: FloatArray) -> FloatArray:
        """The product with a direction (C, D), without the matrix."""
        return self.of_scores(features @ direction.T, labels).T @ features

    def diagonal(self, features: FloatArray, labels: IntArray) -> FloatArray:
        """The second derivative by each weight alone, (C, D)."""
        return self._own(labels).T @ np.square(features)


class Diagonal(Curvature):
    """Every score for itself: ``diag(w)``."""

    def matrix(self, features: FloatArray, groups: Groups, free: BoolArray) -> FloatArray:
        """Only the blocks of a class with itself."""
        result, ends = _blank(free)
        for j, own in enumerate(ends):
            x = features[:, free[j]]
            result[own, own] = (x.T * self.weights[:, j]) @ x
        return result

    def of_scores(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """``w s``."""
        return self.weights * scores

    def _own(self, labels: IntArray) -> FloatArray:
        return self.weights


class Star(Curvature):
    """Every other score against the correct one: ``sum_j w_j (e_j - e_y)(e_j - e_y)'``, w_y = 0."""

    def matrix(self, features: FloatArray, groups: Groups, free: BoolArray) -> FloatArray:
        """A block for each pair with the correct class."""
        result, ends = _blank(free)
        # C(C - 1) small products over the examples of a class, rather than C^2 over all.
        for k, group in enumerate(groups):
            x, w = features[group], self.weights[group]
            correct = x[:, free[k]]
            result[ends[k], ends[k]] += (correct.T * w.sum(axis=1)) @ correct
            for j, own in enumerate(ends):
                if j != k:
                    other = x[:, free[j]]
                    weighted = other.T * w[:, j]
                    across = weighted @ correct
                    result[own, own] += weighted @ other
                    result[own, ends[k]] -= across
                    result[ends[k], own] -= across.T
        return result

    def of_scores(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """``w_j (s_j - s_y)``, and less their sum at y."""
        rows = np.arange(len(labels))
        result = self.weights * (scores - scores[rows, labels][:, None])
        result[rows, labels] = -result.sum(axis=1)
        return result

    def _own(self, labels: IntArray) -> FloatArray:
        own = self.weights.copy()
        own[np.arange(len(labels)), labels] = self.weights.sum(axis=1)
        return own


class Complete(Curvature):
    """Every score against every other: ``diag(w) - w w' / sum w``, as of softmax with w = p."""

    def matrix(self, features: FloatArray, groups: Groups, free: BoolArray) -> FloatArray:
        """A block for each pair of classes."""
        result, ends = _blank(free)
        classes, columns = np.nonzero(free)
        share = self.weights / np.sqrt(self.weights.sum(axis=1, keepdims=True))
        step = max(1, _BLOCK // max(1, len(columns)))
        for start in range(0, len(features), step):
            part = slice(start, start + step)
            product = share[part][:, classes] * features[part][:, columns]
            result -= product.T @ product
        weights = self._own(np.empty(0, dtype=np.intp))
        for j, own in enumerate(ends):
            x = features[:, free[j]]
            result[own, own] = (x.T * weights[:, j]) @ x
        return result

    def of_scores(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """``w (s - the mean of s by w)``."""
        total = self.weights.sum(axis=1, keepdims=True)
        mean = (self.weights * scores).sum(axis=1, keepdims=True) / total
        found: FloatArray = self.weights * (scores - mean)
        return found

    def _own(self, labels: IntArray) -> FloatArray:
        # What is left of 1 without a share near 1 would cancel; the others' sum does not.
        others = np.zeros_like(self.weights)
        others[:, 1:] = np.cumsum(self.weights[:, :-1], axis=1)
        others[:, :-1] += np.cumsum(self.weights[:, :0:-1], axis=1)[:, ::-1]
        found: FloatArray = self.weights * (others / self.weights.sum(axis=1, keepdims=True))
        return found


def _blank(free: BoolArray) -> tuple[FloatArray, list[slice]]:
    """A matrix of zeros (M, M), and where each class's rows are in it."""
    ends = np.append(0, np.cumsum(free.sum(axis=1)))
    size = int(ends[-1])
    rows = [slice(int(a), int(b)) for a, b in pairwise(ends)]
    return np.zeros((size, size)), rows
