"""A sum of max(0, ·) over classes, written out: the hinge, and one against the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal

import numpy as np

from core.arrays import FloatArray, IntArray
from core.evaluation import Evaluation
from core.losses.margins import MarginLoss
from gui.charts.formula.boxes import (
    CLOSE,
    EQUALS,
    LOSS_OF_EXAMPLE,
    OPEN,
    Box,
    Dots,
    Fraction,
    Row,
    Run,
    Styled,
    Tagged,
    Target,
    joined,
    number,
)
from gui.charts.formula.figures import Figures, relation, shown
from gui.losses.hinged import behind_sign, hinged, value_of
from gui.words.relations import adds_up, comes_to, stands_for, works_out
from gui.words.terms import written
from gui.words.translation import tr


class SumFormula(ABC):
    """One example's numbers, as text, on their way into boxes.

    Parameters
    ----------
    evaluation
    figures
    loss : type of the loss
    keep
        How many classes are written at the most.
    counted : (K,)
        The classes that are in the sum.
    sizes : (C,)
        Of many terms the largest by this are written, and in any case the correct class's.
    divisor
        What the sum is divided by.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        figures: Figures,
        loss: type[MarginLoss],
        keep: int | None,
        counted: IntArray,
        sizes: FloatArray,
        divisor: int = 1,
    ) -> None:
        example = evaluation.example
        self.settings = evaluation.state.loss
        self.label = example.label
        self.stages = example.stages(loss)
        self.figures = figures
        self.loss = example.losses[loss.key]
        self.terms = written(
            sizes[counted],
            None if keep is None else keep - len(sizes) + len(counted),
            always=self.label if len(counted) == len(sizes) else None,
        )
        self.classes = counted[list(self.terms.indices)].tolist()
        self.given = {index: float(example.scores[index]) for index in {self.label, *self.classes}}
        self.scores = {index: figures.given(score) for index, score in self.given.items()}
        self.margin = figures.given(self.settings.margin)
        self.values = {
            index: figures.given(float(self.stages.hinged[index])) for index in self.classes
        }
        self.count = len(counted)
        self.divisor = divisor

    @abstractmethod
    def inside(self, index: int) -> tuple[Box, ...]:
        """What stands behind "0," in the term of a class."""

    @abstractmethod
    def worths(self, index: int) -> tuple[Decimal, ...]:
        """The numbers that are added up there, as they are written."""

    def score(self, index: int, *, aside: bool = False) -> Box:
        """A score, which can be changed; behind a sign its own stands in parentheses (`aside`)."""
        write = behind_sign if aside else number
        return Tagged(write(self.scores[index]), Target("score", index))

    def formula(self) -> Box:
        """The whole line."""
        result = self.figures.result(self.loss)
        dots = Dots(self.terms.note(tr("terms.correct")))
        parts: list[Box] = [
            LOSS_OF_EXAMPLE,
            EQUALS,
            *self._sum([*map(self._term, self.classes)], dots),
        ]
        if self.count > 1 or self.settings.squared:
            values = self._sum([*map(self._value, self.classes)], Dots())
            holds = all(self._gives(index, text) for index, text in self.values.items())
            parts += [relation(holds), *values]
            holds = self._values_give(result)
        else:
            # One plain term: its value is the loss, and need not be written twice.
            holds = all(self._gives(index, result) for index in self.classes)
        parts += [
            relation(holds),
            Styled(number(result), "loss", bold=True),
        ]
        return Row(tuple(parts))

    def _sum(self, terms: list[Box], dots: Dots) -> list[Box]:
        """The terms added up, in parentheses behind a fraction when they are divided."""
        if self.terms.left_out:
            terms.append(Tagged(dots, Target("rest", count=self.terms.left_out)))
        parts = joined(terms)
        if self.divisor == 1:
            return parts
        share = Fraction(Run("1"), Run(str(self.divisor)), small=True)
        return [share, OPEN, *parts, CLOSE]

    def _term(self, index: int) -> Box:
        zero = bool(self.stages.hinged[index] == 0)
        term = hinged(self.inside(index), squared=self.settings.squared, zero=zero)
        return Tagged(term, Target("term", index))

    def _value(self, index: int) -> Box:
        value = value_of(self.values[index], squared=self.settings.squared)
        return Tagged(value, Target("term", index))

    def _gives(self, index: int, text: str) -> bool:
        """Whether the written scores and margin give `text`, and are what they stand for."""
        terms = self.worths(index)
        worked = max(Decimal(0), sum(terms, Decimal(0)))
        return (
            comes_to(worked, text, max(map(abs, terms)))
            and stands_for(self.given[index], self.scores[index])
            and stands_for(self.given[self.label], self.scores[self.label])
            and stands_for(self.settings.margin, self.margin)
        )

    def _values_give(self, result: str) -> bool:
        """Whether the written values give the written loss."""
        if not (self.terms.left_out or self.divisor > 1 or self.settings.squared):
            return adds_up(self.values.values(), result)
        seen = {index: shown(text) for index, text in self.values.items()}
        return works_out(self._total(seen), result)

    def _total(self, values: dict[int, float]) -> float:
        """The loss from the values written and, exactly, from those left out."""
        power = 2 if self.settings.squared else 1
        rest = float(np.delete(self.stages.contributions, self.classes).sum())
        return sum(value**power for value in values.values()) / self.divisor + rest
