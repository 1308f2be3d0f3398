"""Where the losses on show push the scores of an example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.evaluation import Evaluation
from gui.charts.bars.pushes import Push, Pusher, Pushes, span_of
from gui.losses import display_of
from gui.words import numbers
from gui.words.translation import tr

Range = tuple[float, float]


@dataclass(frozen=True, eq=False)
class ShownPushes:
    """−∂L/∂s, (C,), of each loss on show by its key: of both where the other loss is shown too."""

    active: str
    by: dict[str, FloatArray]

    def of(self, classes: Sequence[int]) -> tuple[Push, ...]:
        """What pushes these classes together, loss by loss."""
        sums = [float(values[list(classes)].sum()) + 0.0 for values in self.by.values()]
        return tuple(Push(value, push_text(value)) for value in sums)

    def lines(self, classes: Sequence[int]) -> list[str]:
        """The same to the last digit, for tool tips and screen readers."""
        return [
            tr("stage.push.reading", loss=display_of(key).short, value=numbers.exact(push.value))
            for key, push in zip(self.by, self.of(classes), strict=True)
        ]

    def span(self, classes: Sequence[int], rest: Sequence[int]) -> Range:
        """The axis that the arrows of some classes, and of the rest together, ask for."""
        parts = [[index] for index in classes] + ([list(rest)] if rest else [])
        return span_of([push.value for part in parts for push in self.of(part)])

    def on(self, span: Range) -> Pushes:
        """What a chart is told."""
        by = tuple(
            Pusher(_names(key, values), key == self.active) for key, values in self.by.items()
        )
        return Pushes(by, *span, tr("stage.push.caption"))


def shown_pushes(evaluation: Evaluation) -> ShownPushes | None:
    """What is to be shown of an evaluation; None where nobody asked for it."""
    state, example = evaluation.state, evaluation.example
    if not state.view.gradient_arrows:
        return None
    active = state.loss.active
    keys = state.side_by_side if state.view.compare_losses else (active,)
    return ShownPushes(active, {key: -example.gradient(key) for key in keys})


def push_text(value: float) -> str:
    """A push with its sign: +0.87, −1, 0; what is nearly 1 does not read so."""
    if value == 0:
        return "0"
    size = abs(value)
    text = numbers.probability(size) if 0.995 <= size < 1 else numbers.plain(size)
    return f"+{text}" if value > 0 else f"{numbers.MINUS}{text}"


def _names(key: str, values: FloatArray) -> tuple[str, ...]:
    """What a loss is called, and first that it is satisfied where it pushes nothing."""
    display = display_of(key)
    if display.reaches_zero and not np.any(values):
        return tr("stage.push.satisfied", name=display.short), display.short
    return (display.short,)
