"""The best W for every lambda and what each is worth, on its own examples and on others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import linear
from core.arrays import FloatArray, Mask, sealed
from core.batch import Batch
from core.fit.path import Path
from core.fit.problem import Given
from core.fit.result import Fit
from core.fit.solve import never
from core.fit.table import Table
from core.rounding import Rounding
from core.state import LinearModel

__all__ = ["Course", "Worth"]

DECADES = 5
_QUICK = 20_000
"""Examples x weights of which a best W is found within a frame."""
_DENSE = ((_QUICK, 90), (500_000, 30))
"""Up to how many of these there are how many nodes a decade: 90 are all lambdas of two digits."""
_SPARSE = 9
_BYTES = 1 << 27
"""What the nodes of a path may hold together."""
_FEWEST = 3


@dataclass(frozen=True, eq=False)
class Worth:
    """A W and b of least L and what they do.

    Attributes
    ----------
    fit : Fit
    data : float
        Mean loss of the examples that were fitted to.
    held_out : float or None
        Mean loss of those that were not; None without any.
    losses : (N,)
    right : (N,) of bool
        Of the examples that were fitted to.
    wrong_held_out : int
        How many of the others are predicted wrongly.
    """

    fit: Fit
    data: float
    held_out: float | None
    losses: FloatArray
    right: Mask
    wrong_held_out: int

    @property
    def weights(self) -> int:
        """How many weights are not 0."""
        return int(np.count_nonzero(self.fit.weights))

    @property
    def wrong(self) -> int:
        """How many of the examples that were fitted to are predicted wrongly."""
        return len(self.right) - int(np.count_nonzero(self.right))

    @property
    def paying(self) -> Mask:
        """Which of the examples that were fitted to have a loss, (N,).

        A loss smaller than what all of them together may be off by cannot be told from none.
        """
        unsure = max(self.fit.gap, self.fit.allowed) * max(1, len(self.losses))
        found: Mask = self.losses > unsure
        return found


class Course:
    """The best W of a problem for every lambda, and what it is worth.

    Like `Path` it is filled by a worker, while others look at what is there.

    Parameters
    ----------
    given : Given
        The examples that are fitted to, loss and penalty.
    apart : Given, optional
        The examples left out.
    start : Fit, optional
        Of a problem nearby, to begin with.
    """

    def __init__(self, given: Given, apart: Given | None = None, start: Fit | None = None) -> None:
        self.given = given
        self.apart = apart
        self._start = start
        self._worths: dict[float, Worth] = {}
        self._table: tuple[int, Table] | None = None

    @cached_property
    def path(self) -> Path:
        """The fits."""
        return Path(self.given, strengths_of(self.ends, self.dense), self._start)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """From where to where lambda is of interest: powers of ten.

        Beyond the upper one an L1 part leaves no weight, and L2 next to none.
        """
        given = self.given
        count, classes = len(given.labels), given.classes
        shares = np.bincount(given.labels, minlength=classes) / count
        slopes = given.loss.with_gradient(np.zeros((count, classes)), given.labels)[1]
        # Free biases take their part: what is left is by features that vary.
        away = given.features - given.features.mean(axis=0)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            steepest = np.abs(slopes.T @ away).max() / (1.0 if given.whole else count)
        if not (0.0 < steepest < np.inf and shares.max() < 1.0):
            return 10.0**-DECADES, 1.0
        top = min(12, max(DECADES - 300, int(np.ceil(np.log10(steepest)))))
        return float(f"1e{top - DECADES}"), float(f"1e{top}")

    @property
    def work(self) -> int:
        """Examples x weights: what a step of a solver goes through."""
        count, depth = self.given.features.shape
        return int(count * self.given.classes * (depth + 1))

    @property
    def quick(self) -> bool:
        """Whether a best W is found within a frame."""
        return self.work <= _QUICK

    @property
    def priced(self) -> bool:
        """Whether weights cost anything, so that lambda matters."""
        return any(self.given.penalty.shares)

    @property
    def dense(self) -> int:
        """How many nodes there are a decade."""
        count, depth = self.given.features.shape
        nodes = next((nodes for most, nodes in _DENSE if self.work <= most), _SPARSE)
        size = 8 * self.given.classes * (count + depth + 1)
        return max(_FEWEST, min(nodes, int(_BYTES // (DECADES * size))))

    @property
    def complete(self) -> bool:
        """Whether all that is drawn of it is known."""
        return not self.priced or self.path.complete

    def knows(self, strength: float) -> bool:
        """Whether the best W of a lambda is known, and no mean between two others."""
        found = self.path.at(self._meant(strength))
        return found is not None and self.path.keeps(found)

    def fill(self, near: float, cancelled: Callable[[], bool] = never) -> Iterator[int]:
        """Compute what is missing, as `Path.fill` does."""
        if self.priced:
            for index in self.path.fill(near, cancelled):
                self.at(self.path.strengths[index])
                yield index

    def find(self, strength: float, cancelled: Callable[[], bool] = never) -> Worth:
        """What is best at a lambda, as `Path.find` has it."""
        return self._worth(self.path.find(self._meant(strength), cancelled))

    def at(self, strength: float) -> Worth | None:
        """What is known at a lambda, as `Path.at` has it."""
        found = self.path.at(self._meant(strength))
        return None if found is None else self._worth(found)

    def _meant(self, strength: float) -> float:
        return strength if self.priced else 0.0

    def _worth(self, fit: Fit) -> Worth:
        known = self._worths.get(fit.strength)
        if known is not None and known.fit is fit:
            return known
        losses, right = _tried(self.given, fit)
        held_out, wrong = None, 0
        if self.apart is not None:
            others, right_held_out = _tried(self.apart, fit)
            held_out = float(others.mean())
            wrong = len(others) - int(np.count_nonzero(right_held_out))
        found = Worth(fit, float(losses.mean()), held_out, sealed(losses), right, wrong)
        if self.path.keeps(fit):
            self._worths[fit.strength] = found
        return found

    def table(self) -> Table:
        """All that is known, of lambdas more than 0."""
        known = self._worths.copy()  # a worker may be adding
        if self._table is None or self._table[0] != len(known):
            worths = [known[lam] for lam in sorted(known) if lam > 0.0]
            worths = [worth for worth in worths if worth.fit.minimum]
            shape = len(worths), self.given.classes, self.given.features.shape[1]
            exact = {worth.fit.strength for worth in worths if worth.fit.exact}
            made = Table(
                np.array([worth.fit.strength for worth in worths]),
                np.array([worth.fit.weights for worth in worths]).reshape(shape),
                np.array([worth.data for worth in worths]),
                None if self.apart is None else np.array([worth.held_out for worth in worths]),
                np.array([lam for lam in self.path.strengths if lam not in exact]),
            )
            self._table = len(known), made
        return self._table[1]


def strengths_of(ends: tuple[float, float], dense: int) -> tuple[float, ...]:
    """Lambdas of two digits from end to end, about so many a decade, ascending."""
    low, high = ends
    within = np.round(10.0 ** (np.arange(dense) / dense), 1)
    if dense >= 90:
        within = np.arange(10, 100) / 10.0
    powers = np.arange(round(np.log10(low)), round(np.log10(high)))
    every = [float(f"{digits:.1f}e{power}") for power in powers for digits in np.unique(within)]
    return (*every, high)


def _tried(given: Given, fit: Fit) -> tuple[FloatArray, Mask]:
    """Losses (N,) of examples under a fit, and which are predicted rightly."""
    model = LinearModel(given.features, fit.weights, fit.biases)
    with np.errstate(under="ignore"):
        reach = linear.reach_of(given.features)
        scores = linear.scores(fit.weights, given.features, fit.biases, reach)
        most = linear.largest_bound(fit.weights, reach, fit.biases)
        losses = given.loss.per_example(scores, given.labels)
        batch = Batch(scores, given.labels, Rounding(model, most))
    return losses, batch.right
