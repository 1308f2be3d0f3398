"""The lines of an example's scores that a hinge is made of."""

from abc import ABC, abstractmethod

import numpy as np

from core.arrays import FloatArray, IntArray
from core.convex.curvature import Complete, Curvature, Diagonal, Star


class Terms(ABC):
    """Lines of an example's scores, ``z = A s + 1``, of which a hinge takes max(0, .)."""

    @abstractmethod
    def of(self, scores: FloatArray) -> FloatArray:
        """``A s``, without the 1: (N, C) to (N, K)."""

    @abstractmethod
    def back(self, values: FloatArray) -> FloatArray:
        """``A' v``: (N, K) to (N, C)."""

    @abstractmethod
    def multipliers(self, slopes: FloatArray) -> FloatArray:
        """The v with ``A' v = slopes``: (N, C) to (N, K)."""

    @abstractmethod
    def bent(self, weights: FloatArray) -> Curvature:
        """``A' diag(weights) A`` of every example; weights (N, K)."""

    def bent_together(self, weights: FloatArray, limit: FloatArray) -> Curvature:
        """``A' (diag(w) - w w' / (l + sum w)) A`` of terms that share a slack; limit l (N, 1)."""
        raise NotImplementedError

    @abstractmethod
    def rows(self, features: FloatArray, which: tuple[IntArray, ...]) -> FloatArray:
        """The slopes of some terms by W and b, (M, C, D), of features (N, D)."""


class Leads(Terms):
    """``s_j - s_y`` for every j other than the correct class y, K = C - 1."""

    def __init__(self, labels: IntArray, classes: int) -> None:
        self._labels, self._classes = labels, classes
        self._all = np.arange(len(labels))
        one_less = np.arange(classes - 1)
        self._others = one_less + (one_less >= labels[:, None])

    def of(self, scores: FloatArray) -> FloatArray:
        """``s_j - s_y``."""
        correct = scores[self._all, self._labels]
        return scores[self._all[:, None], self._others] - correct[:, None]

    def back(self, values: FloatArray) -> FloatArray:
        """``v_j``, and less their sum at y."""
        result = self._spread(values)
        result[self._all, self._labels] = -values.sum(axis=1)
        return result

    def multipliers(self, slopes: FloatArray) -> FloatArray:
        """All slopes but that at y."""
        return slopes[self._all[:, None], self._others]

    def bent(self, weights: FloatArray) -> Curvature:
        """A star around y."""
        return Star(self._spread(weights))

    def bent_together(self, weights: FloatArray, limit: FloatArray) -> Curvature:
        """Every class against every other, with `limit` as the weight of y."""
        spread = self._spread(weights)
        spread[self._all, self._labels] = limit[:, 0]
        return Complete(spread)

    def rows(self, features: FloatArray, which: tuple[IntArray, ...]) -> FloatArray:
        """Features at j, and with the other sign at y."""
        examples, columns = which
        result = np.zeros((len(examples), self._classes, features.shape[1]))
        each = np.arange(len(examples))
        result[each, self._others[examples, columns]] = features[examples]
        result[each, self._labels[examples]] = -features[examples]
        return result

    def _spread(self, values: FloatArray) -> FloatArray:
        result = np.zeros((len(self._labels), self._classes))
        result[self._all[:, None], self._others] = values
        return result


class Signs(Terms):
    """``-t_j s_j`` for every class j, t = 1 at the correct class and -1 elsewhere, K = C."""

    def __init__(self, labels: IntArray, classes: int) -> None:
        self._signs = np.ones((len(labels), classes))
        self._signs[np.arange(len(labels)), labels] = -1.0

    def of(self, scores: FloatArray) -> FloatArray:
        """``-t s``."""
        return self._signs * scores

    def back(self, values: FloatArray) -> FloatArray:
        """``-t v``."""
        return self._signs * values

    def multipliers(self, slopes: FloatArray) -> FloatArray:
        """``-t`` times the slopes."""
        return self._signs * slopes

    def bent(self, weights: FloatArray) -> Curvature:
        """Every score for itself."""
        return Diagonal(weights)

    def rows(self, features: FloatArray, which: tuple[IntArray, ...]) -> FloatArray:
        """Features at j, with the sign."""
        examples, columns = which
        result = np.zeros((len(examples), self._signs.shape[1], features.shape[1]))
        each = np.arange(len(examples))
        result[each, columns] = self._signs[examples, columns][:, None] * features[examples]
        return result
