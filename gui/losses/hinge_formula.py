"""The multiclass hinge (SVM) loss of one example, written out, with the lecture's variants."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from core.evaluation import Evaluation
from core.losses.hinge import Hinge
from gui.charts.formula.boxes import (
    CLOSE,
    COMMA,
    EQUALS,
    LOSS_OF_EXAMPLE,
    MARGIN,
    MINUS,
    OPEN,
    PLUS,
    Atom,
    Box,
    Dots,
    Fraction,
    Row,
    Run,
    Script,
    Struck,
    Styled,
    Tagged,
    Target,
    joined,
    number,
    parenthesized,
)
from gui.charts.formula.figures import Figures, relation, shown
from gui.words.relations import adds_up, comes_to, stands_for, works_out, worth
from gui.words.terms import written
from gui.words.translation import tr

_MAX = Run("max", Atom.OP)
_ZERO = Run("0")
_TWO = Run("2")


def hinge_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """Lᵢ = Σ max(0, s_j − s_y + Δ) = values = loss, with at most `keep` classes written."""
    return _Hinge(evaluation, keep, figures or Figures()).formula()


class _Hinge:
    """One example's numbers, as text, on their way into boxes."""

    def __init__(self, evaluation: Evaluation, keep: int | None, figures: Figures) -> None:
        example = evaluation.example
        self.settings = evaluation.state.loss
        self.label = example.label
        self.stages = example.stages(Hinge)
        self.figures = figures
        self.loss = example.losses["hinge"]
        with_correct = self.settings.include_correct_class
        classes = np.arange(len(example.scores))
        counted = classes if with_correct else np.delete(classes, self.label)
        # The classes are ranked by their scores, for the terms rise with them.
        self.terms = written(
            example.scores[counted],
            None if keep is None else keep - len(classes) + len(counted),
            always=self.label if with_correct else None,
        )
        self.classes = counted[list(self.terms.indices)].tolist()
        self.given = {index: float(example.scores[index]) for index in {self.label, *self.classes}}
        self.scores = {index: figures.given(score) for index, score in self.given.items()}
        self.margin = figures.given(self.settings.margin)
        self.values = {
            index: figures.given(float(self.stages.hinged[index])) for index in self.classes
        }
        self.count = len(counted)
        self.divisor = Hinge.from_settings(self.settings).divisor(len(classes))

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
        correct: Box = number(self.scores[self.label])
        if self.scores[self.label].startswith("−"):
            correct = parenthesized(correct)
        term: Box = Row(
            (
                _MAX,
                OPEN,
                _ZERO,
                COMMA,
                Tagged(number(self.scores[index]), Target("score", index)),
                MINUS,
                Tagged(correct, Target("score", self.label)),
                PLUS,
                Tagged(number(self.margin), MARGIN),
                CLOSE,
            )
        )
        if self.settings.squared:
            term = Script(term, above=_TWO)
        if self.stages.hinged[index] == 0:
            term = Struck(term)
        return Tagged(term, Target("term", index))

    def _value(self, index: int) -> Box:
        value = number(self.values[index])
        if self.settings.squared:
            value = Script(parenthesized(value) if isinstance(value, Row) else value, above=_TWO)
        return Tagged(value, Target("term", index))

    def _gives(self, index: int, text: str) -> bool:
        """Whether the written scores and margin give `text`, and are what they stand for."""
        score, correct = self.scores[index], self.scores[self.label]
        terms = worth(score), -worth(correct), worth(self.margin)
        worked = max(Decimal(0), sum(terms, Decimal(0)))
        return (
            comes_to(worked, text, max(map(abs, terms)))
            and stands_for(self.given[index], score)
            and stands_for(self.given[self.label], correct)
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
