"""A primal-dual interior point method: the reference for every loss and every penalty.

Predictor and corrector of Mehrotra. Kinks are terms in cones (`core/fit/cones.py`), a smooth loss
stays as it is, and the matrix of each step has one row for every weight and bias.

References
----------
Mehrotra, "On the implementation of a primal-dual interior point method", SIAM J. Optim. 2 (1992).
Nocedal, Wright, "Numerical Optimization", 2nd edition (2006), chapters 14 and 16.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.fit.cones import Cone, Price, Step
from core.fit.matrices import ScaledInverse
from core.fit.programme import Kinked, Programme, Smooth, Solution

MOST_STEPS = 100
_NEARLY, _NEARER = 0.995, 0.9995
"""The part of the way to the edge that a step takes, at first and at the end."""
_HALVINGS = 30
_TRUSTED = 0.1
"""The part of a step after which its end tells something of where it was to lead."""
_FALLEN = 0.9
"""In parts of the products before the last step: what they should be below by now."""
_BESIDE = 0.01
"""In parts of the largest slope: what the products of a smooth loss do not fall below."""
_RIDGE = 1e-11
"""In parts of what each weight is worth: keeps a matrix regular where nothing else does."""
_STALLED = 12
"""Steps without anything better after which rounding has the last word."""


Measure = Callable[[FloatArray, FloatArray], float]


def solve(
    programme: Programme, measure: Measure, enough: float, cancelled: Callable[[], bool]
) -> Solution:
    """The minimum of a programme.

    Parameters
    ----------
    programme : Programme
    measure : callable
        From V (C, D) and T (N, C) to how far they are from the optimum.
    enough : float
        The measure at which to stop. Else the best point of all steps is returned.
    cancelled : callable
        Asked before every step.
    """
    method = _Method(programme)
    best, least, last_better = method.solution(np.inf, 0), np.inf, 0
    for step in range(MOST_STEPS):
        error = measure(method.point, method.dual)
        if error < best.error:
            best, last_better = method.solution(error, step), step
        if method.error < 0.9 * least:
            least, last_better = method.error, step
        if error <= enough or step - last_better > _STALLED or cancelled():
            break
        if not method.advance():
            break
    return best


@dataclass(frozen=True, eq=False)
class _Link:
    """A cone, how its terms change with V, and how its multipliers push at V."""

    cone: Cone
    of: Callable[[FloatArray], FloatArray]
    back: Callable[[FloatArray], FloatArray]
    offset: float = 0.0


class _Method:
    """The present point with everything that goes with it."""

    def __init__(self, programme: Programme) -> None:
        self._its = its = programme
        self.point: FloatArray = np.zeros(its.linear.shape)
        self._linear = its.linear.copy()
        self._links: list[_Link] = []
        self._bars: Cone | None = None
        self._before = np.inf
        self._priced = np.flatnonzero(its.corner)
        if isinstance(its.data, Kinked):
            self._links.append(self._kinks(its.data))
        if self._priced.size:
            # corner |w| is 2 corner max(0, w) - corner w.
            corner = its.corner[self._priced]
            self._linear[:, self._priced] -= corner
            self._bars = Cone(self.point[:, self._priced], 2.0 * corner, Price.PLAIN)
            self._links.append(_Link(self._bars, self._weights, self._by_weight))
        self._look()

    def _kinks(self, data: Kinked) -> _Link:
        features, terms = self._its.features, data.terms
        z = terms.of(features @ self.point.T) + data.offset
        cone = Cone(z, data.cost, data.price, together=data.together)
        return _Link(
            cone,
            lambda change: terms.of(features @ change.T),
            lambda values: terms.back(values).T @ features,
            data.offset,
        )

    def _weights(self, change: FloatArray) -> FloatArray:
        return change[:, self._priced]

    def _by_weight(self, values: FloatArray) -> FloatArray:
        result = np.zeros_like(self.point)
        result[:, self._priced] = values
        return result

    def solution(self, error: float, steps: int) -> Solution:
        """The present point."""
        held = np.zeros_like(self.point)
        if self._bars is not None:
            held[:, self._priced] = self._bars.alpha - self._its.corner[self._priced]
        return Solution(self.point, self.dual, held, error, steps)

    @property
    def error(self) -> float:
        """How far the method's own conditions of optimality are from met."""
        return self._complementarity + float(np.abs(self._gradient).max())

    @property
    def _complementarity(self) -> float:
        return sum(link.cone.complementarity for link in self._links)

    def _look(self) -> None:
        """Terms, slopes, gradient and curvature of the present point."""
        data, its = self._its.data, self._its
        scores = its.features @ self.point.T
        for link in self._links:
            link.cone.look(link.of(self.point) + link.offset)
        if isinstance(data, Smooth):
            self.dual = data.form.slopes(scores)[1] * data.weight
            self._curvature = data.form.curvature(scores)
        else:
            cone = self._links[0].cone
            self.dual = data.terms.back(cone.alpha)
            self._curvature = (
                data.terms.bent_together(cone.stiffness, cone.limit)
                if data.together
                else data.terms.bent(cone.weights)
            )
        self._gradient = self._slope(self.point, [link.cone.alpha for link in self._links])

    def _slope(self, point: FloatArray, alphas: Sequence[FloatArray]) -> FloatArray:
        """The gradient at V if the multipliers of the cones are these."""
        its = self._its
        gradient = its.quadratic * point + self._linear
        if isinstance(its.data, Smooth):
            slopes = its.data.form.slopes(its.features @ point.T)[1]
            gradient += its.data.weight * (slopes.T @ its.features)
        for link, alpha in zip(self._links, alphas, strict=True):
            gradient += link.back(alpha)
        return gradient

    def _matrix(self) -> FloatArray:
        """Second derivatives by all weights and biases, (C D, C D), with every kink in it."""
        its = self._its
        classes, depth = self.point.shape
        flat = self._curvature.matrix(its.features, its.groups, np.ones((classes, depth), bool))
        if isinstance(its.data, Smooth):
            flat *= its.data.weight
        result = flat.reshape(classes, depth, classes, depth)
        own = np.einsum("jdjd->jd", result)  # a view of the diagonal
        own += its.quadratic + _RIDGE * (its.weight + its.quadratic + its.corner)
        if self._bars is not None:
            own[:, self._priced] += self._bars.weights
        for d in np.flatnonzero(its.tied):
            result[:, d, :, d] += 1.0 / classes
        return flat

    def advance(self) -> bool:
        """Take a step; False if there is none."""
        if self._links and self._complementarity <= 0.0:
            return False  # the products are less than the least number
        try:
            inverse = ScaledInverse(self._matrix())
        except np.linalg.LinAlgError:
            return False
        total, part, aim = self._complementarity, 1.0, 0.0
        unknown: list[Step | None] = [None] * len(self._links)
        change, steps = self._direction(inverse, 0.0, unknown)
        if self._links:
            part = min(1.0, self._longest(steps))
            aim = self._aimed(steps, part, total)
            # A step that ends at once, or goes round in circles, does not tell where it leads.
            ahead = steps if part > _TRUSTED and total < _FALLEN * self._before else unknown
            self._before = total
            change, steps = self._direction(inverse, aim, ahead)
            nearly = min(max(_NEARLY, 1.0 - total), _NEARER)
            part = min(1.0, nearly * self._longest(steps))
        if not np.isfinite(change).all():
            return False
        if isinstance(self._its.data, Smooth):
            part = self._damped(change, steps, aim, part)
        self.point = self.point + part * change
        for link, step in zip(self._links, steps, strict=True):
            link.cone.move(step, part)
        self._look()
        return part > 0.0

    def _aimed(self, steps: list[Step], part: float, total: float) -> float:
        """What the products are to be after the step, by what the step to 0 would leave of them."""
        after = sum(
            link.cone.after(step, part) for link, step in zip(self._links, steps, strict=True)
        )
        aim = min(1.0, max(after, 0.0) / total) ** 3 * total
        if isinstance(self._its.data, Smooth):
            # Else the products are used up before the slopes, which a parabola does not tell.
            aim = max(aim, min(total, _BESIDE * float(np.abs(self._gradient).max())))
        return aim / sum(link.cone.count for link in self._links)

    def _direction(
        self, inverse: ScaledInverse, mu: float, ahead: Sequence[Step | None]
    ) -> tuple[FloatArray, list[Step]]:
        """The change of V that leads to products of `mu`, and the steps of the cones."""
        right = -self._gradient
        for link, step in zip(self._links, ahead, strict=True):
            right -= link.back(link.cone.push(mu, step))
        change = inverse.times(right)
        return change, [link.cone.step(link.of(change)) for link in self._links]

    def _longest(self, steps: list[Step]) -> float:
        pairs = zip(self._links, steps, strict=True)
        return min(link.cone.longest(step) for link, step in pairs)

    def _damped(self, change: FloatArray, steps: list[Step], aim: float, part: float) -> float:
        """The part of a step after which the gradient is smaller; 0 if there is none.

        A smooth loss is not the parabola that the step takes it for.
        """
        before = float(np.abs(self._gradient).max())
        for _ in range(_HALVINGS):
            pairs = zip(self._links, steps, strict=True)
            alphas = [link.cone.alpha + part * step.alpha for link, step in pairs]
            after = float(np.abs(self._slope(self.point + part * change, alphas)).max())
            if after <= max((1.0 - 0.01 * part) * before, 10.0 * aim):
                return part
            part *= 0.5
        return 0.0
