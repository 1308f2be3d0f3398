"""A loss by what every loss has: for one whose own module cannot be loaded."""

from __future__ import annotations

from core.evaluation import Evaluation
from core.settings import LossSettings
from core.state import State
from gui.charts.formula.boxes import EQUALS, LOSS_OF_EXAMPLE, Box, Row, Styled, number
from gui.charts.formula.figures import Figures
from gui.controls.pinned import change_text
from gui.look.theme import Look
from gui.losses.base import Bars, LossDisplay, Stages, Total
from gui.words import numbers
from gui.words.translation import tr


class PlainDisplay(LossDisplay):
    """Slopes, shares and the loss itself, without the way that leads there."""

    def __init__(self, key: str) -> None:
        self.key = key

    def stages(self, evaluation: Evaluation, look: Look) -> Stages:
        """The slopes and the shares."""
        example, pinned = evaluation.example, evaluation.pinned_example
        loss = example.losses[self.key]
        change = "" if pinned is None else change_text(loss, pinned.losses[self.key])
        return Stages(
            tr("stage.scores.hint_alone"),
            None,
            Bars("∂L/∂s", tr("stage.plain"), example.gradient(self.key), span=(-1.0, 1.0)),
            Bars(tr("stage.shares"), "", example.wrong_shares(self.key), span=(0.0, 1.0)),
            self.short,
            Total(numbers.fixed(loss), ("",), (), change),
        )

    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """The loss alone."""
        loss = (figures or Figures()).result(evaluation.example.losses[self.key])
        return Row((LOSS_OF_EXAMPLE, EQUALS, Styled(number(loss), "loss", bold=True)))

    def term_lines(self, evaluation: Evaluation, index: int) -> list[str]:
        """The slope."""
        return [f"∂L/∂s = {numbers.exact(float(evaluation.example.gradient(self.key)[index]))}"]

    def nothing(self, state: State) -> str:
        """No formula is known."""
        return "L"

    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """Nothing is known of it."""
        return ""
