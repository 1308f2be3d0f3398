"""Softmax as the window shows it: exponentials, probabilities, −ln p."""

from __future__ import annotations

from core.evaluation import Evaluation, ExampleEvaluation
from core.losses.softmax import Softmax
from core.settings import LossSettings
from core.state import State
from gui.charts.formula.boxes import Box
from gui.charts.formula.figures import Figures
from gui.look.theme import Look
from gui.losses.base import Bars, Curve, LossDisplay, Stages
from gui.losses.softmax_formula import softmax_formula
from gui.words import numbers
from gui.words.translation import tr


def _point(example: ExampleEvaluation) -> tuple[float, float]:
    """The probability p of the correct class, and −ln p."""
    return float(example.stages(Softmax).probabilities[example.label]), example.losses["softmax"]


class SoftmaxDisplay(LossDisplay):
    """Cross-entropy of the softmax probabilities."""

    key = "softmax"
    quick = 30_000

    def stages(self, evaluation: Evaluation, look: Look) -> Stages:
        """exp, divided by the sum, −ln."""
        example = evaluation.example
        stages = example.stages(Softmax)
        pinned, was = evaluation.pinned_example, None
        if evaluation.comparable_example is not None:
            was = evaluation.comparable_example.stages(Softmax)
        # Scaled by different factors the exponentials cannot be compared.
        comparable = was is not None and was.shift == stages.shift
        return Stages(
            tr("stage.scores.hint" if evaluation.state.has_weights else "stage.scores.hint_alone"),
            None,
            Bars(
                "exp",
                tr("stage.exp.shifted" if stages.shift != 0 else "stage.exp.hint"),
                stages.exp,
                was.exp if was is not None and comparable else None,
                write=numbers.exp_text,
                of=example.scores,
            ),
            Bars(
                tr("stage.normalize"),
                tr("stage.normalize.hint"),
                stages.probabilities,
                None if was is None else was.probabilities,
                write=numbers.probability,
                span=(0.0, 1.0),
            ),
            tr("stage.minus_log"),
            Curve(_point(example), None if pinned is None else _point(pinned)),
        )

    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """−ln(e^s_y / Σ e^s_j)."""
        return softmax_formula(evaluation, keep, figures)

    def term_lines(self, evaluation: Evaluation, index: int) -> list[str]:
        """The exponential, unless it was scaled, and the probability."""
        stages = evaluation.example.stages(Softmax)
        lines = [f"p = {numbers.exact(float(stages.probabilities[index]))}"]
        if stages.shift == 0:
            lines.insert(0, f"e^s = {numbers.exact(float(stages.exp[index]))}")
        return lines

    def shares_caption(self, name: str) -> str:
        """Shares of a probability."""
        return tr("carriers.caption.softmax", name=name)

    def share_tip(self, name: str, percent: str) -> str:
        """The same."""
        return tr("carriers.tip.softmax", name=name, percent=percent)

    def nothing(self, state: State) -> str:
        """Ln C."""
        return f"ln {state.class_count}"

    def nothing_at_line(self, state: State, value: float) -> str:
        """With its value: a logarithm is not a number that one has in mind."""
        return f"{self.nothing(state)} = {numbers.fixed(value)}"

    def nothing_in_words(self, state: State, value: float) -> str:
        """The line in the chart has its value."""
        return self.nothing(state)

    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """Only rounding takes it to 0."""
        return tr("losses.hint.softmax.rounded" if zeros else "losses.hint.softmax")
