"""What the cells of s = W x + b are called, and what their tool tips say."""

from __future__ import annotations

import numpy as np

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation, evaluate
from core.state import LinearModel, State
from gui.charts.cells.cells import Cell, Values
from gui.controls.pinned import with_pinned
from gui.session import Session
from gui.words import numbers
from gui.words.actions import hint
from gui.words.relations import sign, stands_for, works_out, worth
from gui.words.translation import tr, words


def edit_of(state: State, cell: Cell, value: float) -> Edit:
    """The edit that gives one number a new value; a score moves its row by the least it takes."""
    example = state.view.example
    if cell.part == "w":
        return edits.set_weight(cell.row, cell.column, value)
    if cell.part == "x":
        return edits.set_feature(example, cell.row, value)
    if cell.part == "b":
        return edits.set_bias(cell.row, value)
    return edits.set_score(example, cell.row, value)


def values_of(evaluation: Evaluation) -> Values | None:
    """The numbers of the chosen example; None for scores alone."""
    source = evaluation.state.source
    if not isinstance(source, LinearModel):
        return None
    x = source.features[evaluation.state.view.example]
    return Values(source.weights, x, source.biases, evaluation.example.scores)


def pinned_values_of(evaluation: Evaluation) -> Values | None:
    """The numbers to compare `values_of` with; None where W was another or nothing is pinned.

    A new example has nothing to be compared with: its x and s are the present ones.
    """
    now, pinned = values_of(evaluation), evaluation.comparable_weights
    if now is None or pinned is None or not isinstance(pinned.state.source, LinearModel):
        return None
    then, example = pinned.state.source, evaluation.comparable_example
    if example is None:
        return Values(then.weights, now.x, then.biases, now.scores)
    return Values(then.weights, then.features[example.index], then.biases, example.scores)


def without_features(values: Values) -> bool:
    """Whether every feature is 0, so that only b can move the scores."""
    return not np.any(values.x)


class CellWords:
    """Answers what a grid of cells asks about the document of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.evaluation = session.evaluation
        """What the cells show. The session may be ahead: what is said belongs to what is seen."""

    def value(self, cell: Cell) -> float:
        """The number a person has set, even if the screen is a turn behind."""
        known = self._session.evaluation
        values = values_of(evaluate(self._session.state, known, known.pinned))
        return values.of(cell) if values is not None and values.has(cell) else 0.0

    def symbol(self, cell: Cell) -> str:
        """The number's name in formulas: W[cat, x₁], x₁, b[cat] or s[cat]."""
        state = self.evaluation.state
        feature = cell.feature
        name = words(state.feature_names[feature]) if feature is not None else ""
        if cell.class_index is None:
            return name
        inside = words(state.classes[cell.class_index])
        if cell.part == "w":
            return f"W[{inside}, {name}]"
        return f"{cell.part}[{inside}]"

    def name(self, cell: Cell) -> str:
        """The number's name in words, for screen readers."""
        state = self.evaluation.state
        feature, index = cell.feature, cell.class_index
        return tr(
            f"matrix.cell.{cell.part}",
            feature=words(state.feature_names[feature]) if feature is not None else "",
            name=words(state.classes[index]) if index is not None else "",
            example=words(state.examples[state.view.example]),
        )

    def exact(self, cell: Cell) -> list[str]:
        """The exact value, what it was when pinned, and what it contributes."""
        evaluation = self.evaluation
        values, then = values_of(evaluation), pinned_values_of(evaluation)
        if values is None or not values.has(cell):
            return []
        value = values.of(cell)
        line = f"{self.symbol(cell)} = {numbers.exact(value)}"
        lines = with_pinned(line, value, None if then is None else then.of(cell)).split("\n")
        if cell.part == "w" and evaluation.products is not None:
            product = float(evaluation.products[cell.row, cell.column])
            lines.append(self.product(values, cell, product))
        return lines

    def tip(self, cell: Cell) -> str:
        """What `exact` says, and what can be done."""
        lines = self.exact(cell)
        if not lines:
            return ""
        lines += self._slope(cell)
        if cell.part == "s":
            values, name = values_of(self.evaluation), self.evaluation.state.classes[cell.row]
            bias = values is not None and without_features(values)
            lines.append(tr("matrix.tip.bias" if bias else "matrix.tip.row", name=words(name)))
        return "\n".join((*lines, tr("matrix.tip.mouse"), tr("matrix.tip.keys")))

    def _slope(self, cell: Cell) -> list[str]:
        """How L changes with a weight or a bias, and what pulls at a bias; on no other card."""
        evaluation = self.evaluation
        if cell.part not in "wb" or evaluation.pending:
            return []
        weights, biases = evaluation.weight_gradient, evaluation.bias_gradient
        if weights is None or biases is None:
            return []
        bias = cell.part == "b"
        slope = float(biases[cell.row] if bias else weights[cell.row, cell.column])
        key = f"matrix.tip.slope.{cell.part}"
        return [tr(key, value=numbers.exact(slope), pull=numbers.exact(0.0 - slope))]

    def feature_tip(self, feature: int) -> str:
        """The whole name of a feature, and what can be done with it."""
        name = words(self.evaluation.state.feature_names[feature])
        return f"{name}\n{tr('matrix.feature.tip', key=hint('rename'))}"

    @staticmethod
    def product(values: Values, cell: Cell, product: float) -> str:
        """``w · x = 1.675 · 1 = 1.675`` for a weight."""
        weight = numbers.field(values.of(cell))
        x = numbers.field(float(values.x[cell.column]))
        factor = f"({x})" if x.startswith(numbers.MINUS) else x
        result = numbers.field(product)
        equals = sign(
            stands_for(values.of(cell), weight),
            stands_for(float(values.x[cell.column]), x),
            works_out(worth(weight) * worth(x), result),
        )
        return f"w · x = {weight} · {factor} {equals} {result}"
