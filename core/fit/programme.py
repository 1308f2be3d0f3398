"""What an interior point method minimizes, and what it finds."""

from dataclasses import dataclass

from core.arrays import FloatArray, IntArray
from core.convex.curvature import BoolArray, Groups
from core.convex.forms import Form
from core.convex.terms import Terms
from core.fit.cones import Price


@dataclass(frozen=True, eq=False)
class Smooth:
    """``weight sum_i L_i(s_i)`` of scores s."""

    form: Form
    weight: float


@dataclass(frozen=True, eq=False)
class Kinked:
    """``cost`` for every term z(s) + offset above 0, as a `Cone` knows it."""

    terms: Terms
    cost: float
    price: Price = Price.PLAIN
    offset: float = 1.0
    together: bool = False


@dataclass(frozen=True, eq=False)
class Programme:
    """``data(V x) + sum_d (corner_d |V_d|_1 + quadratic_d/2 |V_d|^2) + linear.V``.

    Attributes
    ----------
    data : Smooth or Kinked
        Of the scores ``V x``.
    features : (N, D)
    labels : (N,)
    groups : C slices
    corner, quadratic : (D,)
    linear : (C, D)
    tied : (D,)
        Features of which one number added to all classes changes nothing.
    """

    data: Smooth | Kinked
    features: FloatArray
    labels: IntArray
    groups: Groups
    corner: FloatArray
    quadratic: FloatArray
    linear: FloatArray
    tied: BoolArray

    @property
    def weight(self) -> float:
        """What an example weighs."""
        return self.data.weight if isinstance(self.data, Smooth) else self.data.cost


@dataclass(frozen=True, eq=False)
class Solution:
    """Where a method ended.

    Attributes
    ----------
    point : (C, D)
        V.
    dual : (N, C)
        Slopes by the scores.
    held : (C, D)
        How strongly a corner holds each weight, -corner to corner; 0 without corners.
    error : float
        What was measured there.
    steps : int
    """

    point: FloatArray
    dual: FloatArray
    held: FloatArray
    error: float
    steps: int
