"""How numbers read in a formula, and whether what is shown adds up.

What is shown is what was computed, rounded. Where a reader who takes the shown numbers and works
the step out would not get the shown result, the two sides are joined by ≈ instead of =.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from core.arrays import FloatArray
from gui.charts.formula.boxes import ABOUT, EQUALS, MINUS, Box, Run, Script, number, parenthesized
from gui.words import numbers
from gui.words.relations import works_out, worth


def shown(text: str) -> float:
    """The number that a reader sees in `text`."""
    return float(worth(text))


def relation(holds: bool) -> Run:
    """= where the shown numbers give the shown result (`gui.words.relations`), else ≈."""
    return EQUALS if holds else ABOUT


@dataclass(frozen=True, slots=True)
class Figures:
    """Rounded as on screen, or with every digit for copying."""

    exact: bool = False

    def given(self, value: float) -> str:
        """A score, a margin or an intermediate value: no needless zeros."""
        return numbers.full(value) if self.exact else numbers.plain(value)

    def strength(self, value: float) -> str:
        """λ, as the rail writes it."""
        return numbers.full(value) if self.exact else numbers.three_digits(value)

    def result(self, value: float) -> str:
        """The loss."""
        return numbers.full(value) if self.exact else numbers.fixed(value)


@dataclass(frozen=True, slots=True)
class Probability:
    """The probability e^−loss as it is shown.

    It may read 0.13, 2.4×10⁻¹⁴⁵, (1 − 9.1×10⁻⁸) where it would round to one, or a power of e
    where a power of ten has too long an exponent.
    """

    kind: str
    text: str

    @classmethod
    def of(cls, loss: float, probability: float, figures: Figures) -> Probability:
        """The form that keeps `probability` apart from 0 and 1."""
        rest = -math.expm1(-loss)
        if figures.exact:
            if probability == 1 and rest > 0:
                return cls("rest", numbers.full(rest))
            if probability > 0:
                return cls("plain", numbers.full(probability))
            return cls("exponent", numbers.full(-loss))
        if loss >= 700:
            text = numbers.exp_text(-loss)
            if text.startswith("e"):
                return cls("exponent", numbers.plain(-loss))
            return cls("plain", text)
        text = numbers.probability(probability)
        if rest > 0 and (text.startswith(">") or shown(text) == 1):
            return cls("rest", numbers.fixed(rest, 1))
        return cls("plain", text)

    @property
    def box(self) -> Box:
        """How it is written."""
        if self.kind == "rest":
            return parenthesized(Run("1"), MINUS, number(self.text))
        if self.kind == "exponent":
            return Script(Run("e"), above=number(self.text))
        return number(self.text)

    @property
    def loss(self) -> float:
        """−ln of the probability as a reader sees it."""
        if self.kind == "exponent":
            return -shown(self.text)
        if self.kind == "rest":
            return -math.log1p(-shown(self.text))
        seen = worth(self.text)
        usual = seen.adjusted() > -320
        return -(math.log(seen) if usual else float(seen.ln())) + 0.0

    def agrees(self, loss: float) -> bool:
        """Whether e^−loss, rounded, is what is shown."""
        if self.kind == "exponent":
            return works_out(-loss, self.text)
        if self.kind == "rest":
            return works_out(-math.expm1(-loss), self.text)
        return works_out(math.exp(-loss) if loss < 700 else Decimal(-loss).exp(), self.text)


def cross_entropy(scores: FloatArray, label: int) -> float:
    """Softmax loss of one row of `scores` as they are shown, for comparing with what is shown."""
    lead = np.delete(scores, label) - scores[label]
    top = max(0.0, float(lead.max()))
    with np.errstate(under="ignore"):
        others = float(np.exp(lead - top).sum())
        return math.log1p(others) if top == 0 else top + math.log(others + math.exp(-top))
