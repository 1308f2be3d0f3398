"""A loss's window side for `tests/project/test_adding.py`."""

import numpy as np
from core.losses.distance import Distance

from gui.charts.formula.boxes import EQUALS, LOSS_OF_EXAMPLE, Row, Run, Styled, joined, number
from gui.charts.formula.figures import Figures, relation
from gui.controls.pinned import change_text
from gui.losses.base import Bars, LossDisplay, Stages, Total
from gui.losses.sum_parts import sum_parts
from gui.words import numbers
from gui.words.terms import written


class DistanceDisplay(LossDisplay):
    """How far the scores are from 10 and 0."""

    key = "distance"

    def stages(self, evaluation, look):
        example, pinned = evaluation.example, evaluation.pinned_example
        comparable = evaluation.comparable_example
        missed = example.stages(Distance).missed
        then = None if comparable is None else comparable.stages(Distance).missed
        loss = example.losses[self.key]
        change = "" if pinned is None else change_text(loss, pinned.losses[self.key])
        parts = sum_parts(evaluation, self.key, np.abs(missed), np.arange(len(missed)))
        return Stages(
            "",
            None,
            Bars("s − goal", "", missed, then),
            Bars("| · |", "", np.abs(missed), None if then is None else np.abs(then)),
            "Sum",
            Total(numbers.fixed(loss), *parts, change),
        )

    def formula(self, evaluation, keep=None, figures=None):
        figures = figures or Figures()
        missed = np.abs(evaluation.example.stages(Distance).missed)
        terms = [number(figures.given(missed[i])) for i in written(missed, keep).indices]
        if len(terms) < len(missed):
            terms.append(Run("⋯"))
        result = number(figures.result(evaluation.example.losses[self.key]))
        whole = Styled(result, "loss", bold=True)
        return Row((LOSS_OF_EXAMPLE, EQUALS, *joined(terms), relation(holds=False), whole))

    def term_lines(self, evaluation, index):
        missed = evaluation.example.stages(Distance).missed
        return [f"| · | = {numbers.exact(abs(float(missed[index])))}"]

    def nothing(self, state):
        return "10"

    def zeros_hint(self, loss, *, zeros):
        return "zero at the goal alone"

    def has_corners(self, loss):
        return True
