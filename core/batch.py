"""All examples at once: predictions, leads, who is right, and who carries the loss."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray, Mask, sealed
from core.lineage import Descent
from core.rounding import EXACT, Rounding

BLOCK = 1 << 12  # rows worked on together: their scores stay near the processor
_COUNTS = {
    "training",
    "right_count",
    "held_out_right_count",
    "confusion",
    "held_out_confusion",
    "confusion_shares",
    "held_out_confusion_shares",
}
"""What a batch has kept that depends on which examples are held out."""


class Batch:
    """What follows from the scores of all examples and their labels, before any loss.

    Scores that rounding alone may have told apart are a tie.

    Parameters
    ----------
    scores : (N, C)
    labels : (N,)
    rounding : Rounding
        How far the scores may be from the true ones.
    held_out : (N,) of bool, optional
        Examples that are counted apart from the others, the training examples.

    Attributes
    ----------
    predicted : (N,)
        Index of the highest score, the first one of a tie.
    lead : (N,)
        Score of the correct class minus the best other score: positive where the correct class
        is ahead. The literature calls it the margin of the example, as in Crammer, Singer, "On the
        algorithmic implementation of multiclass kernel-based vector machines", JMLR 2 (2001).
    """

    def __init__(
        self,
        scores: FloatArray,
        labels: IntArray,
        rounding: Rounding = EXACT,
        held_out: Mask | None = None,
        before: tuple["Batch", Descent] | None = None,
    ) -> None:
        self._held_out = held_out
        self._scores = scores
        self._labels = labels
        self._rounding = rounding
        self._classes = scores.shape[1]
        count = len(labels)
        if before is None:
            predicted, lead = np.empty(count, dtype=np.intp), np.empty(count)
            for start in range(0, count, BLOCK):
                part = slice(start, start + BLOCK)
                predicted[part], lead[part] = self._of_block(scores[part], labels[part], start)
        else:
            known, descent = before
            leads: dict[int, FloatArray] = {}

            def of_part(part: slice) -> IntArray:
                found = self._of_block(scores[part], labels[part], part.start)
                leads[part.start] = found[1]
                return found[0]

            predicted = descent.values(known.predicted, BLOCK, of_part, whole=count)
            lead = descent.values(known.lead, BLOCK, lambda part: leads[part.start], whole=count)
        if rounding.most:
            near = np.flatnonzero((np.abs(lead) <= 2.0 * rounding.most) & (lead != 0.0))
            if near.size:
                lead[near[np.abs(lead[near]) <= self.lead_bounds(near)]] = 0.0
        self.predicted: IntArray = sealed(predicted)
        self.lead: FloatArray = sealed(lead)

    def of_others(self, held_out: Mask | None) -> "Batch":
        """The same with other examples held out; nobody is judged again."""
        made = copy(self)
        for name in _COUNTS & made.__dict__.keys():
            del made.__dict__[name]
        made._held_out = held_out  # noqa: SLF001 - of its own class
        return made

    @property
    def exact(self) -> bool:
        """Whether every example was judged by itself alone: its scores are what they are."""
        return self._rounding is EXACT

    def _of_block(
        self, scores: FloatArray, labels: IntArray, start: int
    ) -> tuple[IntArray, FloatArray]:
        """Predictions and leads of the examples from `start` on."""
        columns = scores.T.copy()
        correct = labels, np.arange(columns.shape[1])
        predicted: IntArray = scores.argmax(axis=1)
        if self._rounding.most:
            self._even_out(predicted, columns, start)
        own = columns[correct]
        columns[correct] = -np.inf
        return predicted, own - columns.max(axis=0) + 0.0

    def _even_out(self, predicted: IntArray, columns: FloatArray, start: int) -> None:
        """Let the first class that ties with the highest be predicted, in a block from `start`."""
        top = columns.max(axis=0)
        close = (columns < top) & (columns >= top - 2.0 * self._rounding.most)
        rows = np.flatnonzero(close.any(axis=0))
        if rows.size:
            bounds = self._rounding.of(rows + start)
            highest = np.take_along_axis(bounds, predicted[rows, None], axis=1)
            tied = top[rows, None] - columns[:, rows].T <= bounds + highest
            predicted[rows] = tied.argmax(axis=1)

    def lead_bounds(self, rows: IntArray) -> FloatArray:
        """How far the leads of some examples may be from the true ones, (K,)."""
        bounds, others = self._rounding.of(rows), self._scores[rows]
        correct = np.arange(len(rows)), self._labels[rows]
        others[correct] = -np.inf
        best = np.arange(len(rows)), others.argmax(axis=1)
        found: FloatArray = bounds[correct] + bounds[best]
        return found

    @cached_property
    def right(self) -> Mask:
        """Where the prediction is the correct class, (N,)."""
        return sealed(self.predicted == self._labels)

    @cached_property
    def training(self) -> Mask:
        """Where an example is not held out, (N,)."""
        if self._held_out is None:
            return sealed(np.ones(len(self._labels), dtype=bool))
        return sealed(~self._held_out)

    @cached_property
    def right_count(self) -> int:
        """How many predictions are right among the training examples."""
        return int(np.count_nonzero(self.right & self.training))

    @cached_property
    def held_out_right_count(self) -> int:
        """How many predictions are right among those that are held out."""
        return int(np.count_nonzero(self.right)) - self.right_count

    @cached_property
    def confusion(self) -> IntArray:
        """How often the class of the row is predicted as that of the column, (C, C).

        Among the training examples.
        """
        return self._confusion(None if self._held_out is None else self.training)

    @cached_property
    def held_out_confusion(self) -> IntArray:
        """The same among the examples that are held out."""
        return self._confusion(~self.training)

    def _confusion(self, among: Mask | None) -> IntArray:
        places = self._labels * self._classes + self.predicted
        counts = np.bincount(places if among is None else places[among], minlength=self._classes**2)
        return sealed(counts.reshape(self._classes, self._classes))

    @cached_property
    def confusion_shares(self) -> FloatArray:
        """Each count of `confusion` as a share of its row, (C, C); 0 in a row of no example."""
        return _shares(self.confusion)

    @cached_property
    def held_out_confusion_shares(self) -> FloatArray:
        """The same of `held_out_confusion`."""
        return _shares(self.held_out_confusion)

    def violating(self, margin: float) -> Mask:
        """Where the lead is smaller than `margin`, so that a loss by leads charges it, (N,)."""
        found = self.lead < margin
        near = np.flatnonzero(found & (self.lead >= margin - 2.0 * self._rounding.most))
        if near.size:
            found[near] = margin - self.lead[near] > self.lead_bounds(near)
        return sealed(found)


def _shares(confusion: IntArray) -> FloatArray:
    return sealed(confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1))


@dataclass(frozen=True, eq=False)
class Histogram:
    """Losses in bins of equal width.

    Attributes
    ----------
    edges : (B + 1,)
        From 0 to the largest loss, or to the end that was asked for.
    counts : (B,)
        Losses above 0 in each bin; those of exactly 0 are counted apart.
    zeros : int
    """

    edges: FloatArray
    counts: IntArray
    zeros: int

    def exchanged(self, gone: FloatArray, come: FloatArray) -> "Histogram":
        """The counts without some of the losses and with others instead."""
        end, bins = float(self.edges[-1]), len(self.counts)
        less, more = histogram(gone, end, bins), histogram(come, end, bins)
        counts = self.counts - less.counts + more.counts
        return Histogram(self.edges, sealed(counts), self.zeros - less.zeros + more.zeros)


def histogram(losses: FloatArray, end: float, bins: int) -> Histogram:
    """Count `losses` (N,), which are 0 or more, in `bins` bins from 0 to `end`."""
    zeros = int(np.count_nonzero(losses == 0.0))
    # Dividing first keeps the place of huge losses finite; what lies at the end belongs inside.
    with np.errstate(under="ignore"):
        places = np.minimum((losses / end * bins).astype(np.intp), bins - 1)
    counts = np.bincount(places, minlength=bins)
    counts[0] -= zeros
    return Histogram(sealed(np.linspace(0.0, end, bins + 1)), sealed(counts), zeros)


@dataclass(frozen=True, eq=False)
class Carriers:
    """Who carries the data loss.

    Attributes
    ----------
    indices : (K,)
        Examples with the largest losses, the largest first; those of loss 0 are never among them.
    shares : (K,)
        Their shares of the data loss.
    rest : float
        The share of all others together.
    others : int
        How many others have a loss above 0.
    """

    indices: IntArray
    shares: FloatArray
    rest: float
    others: int


def largest(values: FloatArray, most: int) -> IntArray:
    """Indices of the `most` largest of `values` (N,), the largest first, of equal ones the first.

    A partition alone would take any of those that tie for the last places.
    """
    count = min(most, len(values))
    least = np.partition(values, len(values) - count)[len(values) - count]
    above = np.flatnonzero(values > least)
    found = np.concatenate([above, np.flatnonzero(values == least)[: count - len(above)]])
    return np.asarray(found[np.lexsort((found, -values[found]))])


def carriers(losses: FloatArray, most: int) -> Carriers:
    """The `most` largest of `losses` (N,) and what they make of the sum."""
    found = largest(losses, most)
    found = found[losses[found] > 0.0]
    top = float(losses.max())
    if top == 0.0:
        return Carriers(sealed(found), np.empty(0), 0.0, 0)
    with np.errstate(under="ignore"):
        scaled = losses / top
        shares = scaled[found] / scaled.sum()
    others = int(np.count_nonzero(losses)) - len(found)
    rest = max(0.0, 1.0 - float(shares.sum())) if others else 0.0
    return Carriers(sealed(found), sealed(shares), rest, others)
