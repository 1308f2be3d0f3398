"""A loss over two weights, as functions of lines ``z = offset + first u + second v``.

With all other weights held, every score is a line in the two weights u and v, and each example's
loss depends on few of them. What the untouched classes contribute is put together once, so that a
point of the landscape costs O(N), however many classes there are.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray

BLOCK_ELEMENTS = 1 << 18  # 2 MiB of float64 for each array in a block
# Lines closer to parallel than this count as such, by the sine of their angle: far above what
# rounding leaves between multiples of one another (1e-16), far below what anybody sets.
PARALLEL = 1e-9
PLAIN_LIMIT = 700.0  # e^700 is still a float64


@dataclass(frozen=True, eq=False)
class Forms(ABC):
    """The mean data loss over two weights.

    Attributes
    ----------
    constant : float
        What neither weight changes.
    offset, first, second : (K,), or (2, N) for two lines an example
        Every line's value at u = v = 0 and its slopes.
    """

    constant: float
    offset: FloatArray
    first: FloatArray
    second: FloatArray

    def value(self, u: FloatArray, v: FloatArray) -> FloatArray:
        """The loss at u and v, which broadcast to a result (A, B)."""
        shape = np.broadcast_shapes(u.shape, v.shape)
        total = np.zeros(shape)
        with np.errstate(under="ignore"):
            for rows in self._groups():
                step = max(1, BLOCK_ELEMENTS // total.size)
                for start in range(0, len(rows), step):
                    total += self._sum(rows[start : start + step], u, v)
        return total * self.scale + self.constant

    @property
    @abstractmethod
    def scale(self) -> float:
        """What the sum over the lines is multiplied by."""

    @property
    def strict(self) -> bool:
        """Whether the loss is flat nowhere, so that it cannot be lowest at two points."""
        return False

    @abstractmethod
    def _groups(self) -> Iterator[IntArray]:
        """Rows whose lines depend on the same weights, so that broadcasting saves work."""

    @abstractmethod
    def _sum(self, rows: IntArray, u: FloatArray, v: FloatArray) -> FloatArray:
        """Sum over some rows, broadcastable to (A, B)."""

    @abstractmethod
    def derivatives(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Value (M,), gradient (M, 2) and Hessian (M, 3) as uu, uv, vv, at `points` (M, 2)."""

    def lines(self, points: FloatArray) -> FloatArray:
        """Every line at `points` (M, 2): (M, K) or (M, 2, N)."""
        return np.asarray(
            self.offset
            + np.multiply.outer(points[:, 0], self.first)
            + np.multiply.outer(points[:, 1], self.second)
        )


def _line(
    offset: FloatArray, p: FloatArray, q: FloatArray, u: FloatArray, v: FloatArray
) -> FloatArray:
    """Lines (K, A, B), with a 1 for an axis on which none of them depends."""
    z: FloatArray = offset[:, None, None]
    if p.any():
        z = z + p[:, None, None] * u
    if q.any():
        z = z + q[:, None, None] * v
    return z


@dataclass(frozen=True, eq=False)
class SoftmaxForms(Forms):
    """``L_i = c_i + ln(1 + e^A + e^B)`` with two lines A and B for each example.

    For an example whose class is touched, A and B are the leads of the other touched class and of
    all untouched classes together over it; otherwise those of the touched classes over all
    untouched ones together. A line that does not exist has the offset -inf.
    """

    @property
    def scale(self) -> float:
        """Mean over the examples."""
        return 1.0 / len(self.offset[0])

    def _groups(self) -> Iterator[IntArray]:
        return _apart(self)

    def _sum(self, rows: IntArray, u: FloatArray, v: FloatArray) -> FloatArray:
        a, b = (
            _line(self.offset[k][rows], self.first[k][rows], self.second[k][rows], u, v)
            for k in (0, 1)
        )
        if max(a.max(), b.max()) <= PLAIN_LIMIT:
            return np.asarray(np.log1p(np.exp(a) + np.exp(b)).sum(axis=0))
        top = np.maximum(np.maximum(a, b), 0.0)
        rest = np.exp(-top) - 1.0 + np.exp(a - top) + np.exp(b - top)
        return np.asarray((top + np.log1p(rest)).sum(axis=0))

    def derivatives(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """As for every loss; the Hessian is a sum of squares, so that nothing cancels in it."""
        z = self.lines(points)
        top = np.maximum(z.max(axis=1), 0.0)
        e = np.exp(z - top[:, None])
        e_none = np.exp(-top)
        others = (e_none - 1.0) + e.sum(axis=1)
        losses = top + np.log1p(others)
        p = e / (1.0 + others)[:, None]
        p_none = e_none / (1.0 + others)
        count = len(points)
        pairs = np.concatenate([p_none[:, None] * p, p[:, :1] * p[:, 1:]], axis=1)
        return (
            losses.sum(axis=1) * self.scale + self.constant,
            p.reshape(count, -1) @ self._slopes * self.scale,
            pairs.reshape(count, -1) @ self._squares * self.scale,
        )

    @property
    def strict(self) -> bool:
        """It bends along every direction in which some line changes: two will do."""
        u, v = self._slopes.T
        size = np.hypot(u, v)
        longest = int(size.argmax())
        aside = np.abs(u * v[longest] - v * u[longest])
        return bool((aside > PARALLEL * size[longest] ** 2).any())

    @cached_property
    def _slopes(self) -> FloatArray:
        """Of every line, (2 N, 2)."""
        return np.stack([self.first, self.second], axis=-1).reshape(-1, 2)

    @cached_property
    def _squares(self) -> FloatArray:
        """(3 N, 3): products of the slopes of A, of B, and of their difference."""
        difference = self.first[:1] - self.first[1:], self.second[:1] - self.second[1:]
        p = np.concatenate([self.first, difference[0]]).ravel()
        q = np.concatenate([self.second, difference[1]]).ravel()
        return np.stack([p * p, p * q, q * q], axis=-1)


@dataclass(frozen=True, eq=False)
class HingeForms(Forms):
    """``sum_k max(0, z_k)`` times a weight, or the sum of the squares.

    Attributes
    ----------
    weight : float
    squared : bool
    """

    weight: float
    squared: bool

    @property
    def scale(self) -> float:
        """Mean over the examples, and over the classes if that is set."""
        return self.weight

    def _groups(self) -> Iterator[IntArray]:
        with_u, with_v = self.first != 0.0, self.second != 0.0
        for chosen in (with_u & ~with_v, with_v & ~with_u, with_u & with_v):
            if chosen.any():
                yield np.flatnonzero(chosen)

    def _sum(self, rows: IntArray, u: FloatArray, v: FloatArray) -> FloatArray:
        z = _line(self.offset[rows], self.first[rows], self.second[rows], u, v)
        z = np.maximum(z, 0.0)
        return np.asarray((np.square(z) if self.squared else z).sum(axis=0))

    def derivatives(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """As for every loss; of the squared hinge, whose Hessian jumps at the kinks."""
        z = np.maximum(self.lines(points), 0.0)
        p, q = self.first, self.second
        squares = np.stack([p * p, p * q, q * q], axis=-1)
        return (
            np.square(z).sum(axis=1) * self.weight + self.constant,
            z @ np.stack([p, q], axis=-1) * (2.0 * self.weight),
            (z > 0.0).astype(np.float64) @ squares * (2.0 * self.weight),
        )

    @property
    def steepness(self) -> tuple[float, float]:
        """How steep it can be along the first and the second weight."""
        return self.weight * _sum(self.first), self.weight * _sum(self.second)


@dataclass(frozen=True, eq=False)
class LargestForms(Forms):
    """``L_i = max(floor, A, B)`` with two lines A and B for each example, or the square of that.

    A line that does not exist has the offset -inf and is level.

    Attributes
    ----------
    floor : (N,)
        0 or more: what is left where neither line is larger.
    squared : bool
    """

    floor: FloatArray
    squared: bool

    @property
    def scale(self) -> float:
        """Mean over the examples."""
        return 1.0 / len(self.floor)

    def _groups(self) -> Iterator[IntArray]:
        return _apart(self)

    def _sum(self, rows: IntArray, u: FloatArray, v: FloatArray) -> FloatArray:
        a, b = (
            _line(self.offset[k][rows], self.first[k][rows], self.second[k][rows], u, v)
            for k in (0, 1)
        )
        largest = np.maximum(np.maximum(a, self.floor[rows, None, None]), b)
        return np.asarray((np.square(largest) if self.squared else largest).sum(axis=0))

    def derivatives(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """As for every loss; the Hessian is that of the pieces, between which slopes jump."""
        lines = self.lines(points)
        floor = np.broadcast_to(self.floor, (len(points), 1, len(self.floor)))
        lines = np.concatenate([floor, lines], axis=1)
        which = lines.argmax(axis=1)
        largest = lines.max(axis=1)
        level, columns = np.zeros_like(self.floor), np.arange(len(self.floor))
        p, q = (np.stack([level, *slopes])[which, columns] for slopes in (self.first, self.second))
        if not self.squared:
            value, gradient = largest.sum(axis=1), np.stack([p.sum(axis=1), q.sum(axis=1)], axis=1)
            return value * self.scale, gradient * self.scale, np.zeros((len(points), 3))
        sums = np.stack([(x * y).sum(axis=1) for x, y in ((p, p), (p, q), (q, q))], axis=1)
        gradient = 2.0 * np.stack([(largest * p).sum(axis=1), (largest * q).sum(axis=1)], axis=1)
        value = np.square(largest).sum(axis=1)
        return value * self.scale, gradient * self.scale, 2.0 * sums * self.scale

    @property
    def steepness(self) -> tuple[float, float]:
        """How steep it can be along either weight; squared, near the middle of the plane."""
        factor = self.scale
        if self.squared:
            reached = np.where(np.isfinite(self.offset), np.abs(self.offset), 0.0)
            factor *= 2.0 * float(max(reached.max(), self.floor.max()))
        return factor * _sum(self.first), factor * _sum(self.second)


def _sum(slopes: FloatArray) -> float:
    return float(np.abs(slopes).sum())


def _apart(forms: Forms) -> Iterator[IntArray]:
    """Rows whose first line depends on the first weight alone and the second on the second."""
    apart = (forms.second[0] == 0.0) & (forms.first[1] == 0.0)
    for chosen in (apart, ~apart):
        if chosen.any():
            yield np.flatnonzero(chosen)
