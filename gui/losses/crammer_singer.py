"""Crammer and Singer's loss as the window shows it: margins, max(0, ·), the largest."""

from __future__ import annotations

import numpy as np

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.losses.crammer_singer import CrammerSinger
from core.settings import LossSettings
from core.state import State
from gui.charts.bars.drawn import Threshold
from gui.charts.formula.boxes import Box
from gui.charts.formula.figures import Figures
from gui.charts.parts.sum import Share
from gui.losses.crammer_singer_formula import crammer_singer_formula
from gui.losses.margins import MarginDisplay, lead_line
from gui.words import numbers
from gui.words.translation import tr, words


class CrammerSingerDisplay(MarginDisplay):
    """The largest violation alone."""

    key = "crammer_singer"
    loss = CrammerSinger
    last_hint = "stage.largest.hint"

    def line(self, state: State, own: float, name: str) -> Threshold:
        """By how much the correct class must lead."""
        return lead_line(state, own, name)

    def scores_hint(self, name: str, line: str, *, columns: bool) -> str:
        """Of those beyond it one costs."""
        if columns:
            return tr("stage.scores.hint_largest")
        return tr("stage.scores.hint_largest_rows", line=line)

    def margin_hint(self, name: str, loss: LossSettings) -> str:
        """Of the wrong classes."""
        return tr("stage.margin.hint", name=name)

    def counted(self, label: int, classes: int, loss: LossSettings) -> IntArray:
        """The wrong classes."""
        return np.delete(np.arange(classes), label)

    def total_heading(self, loss: LossSettings) -> str:
        """The others do not count."""
        return tr("stage.largest")

    def parts(self, evaluation: Evaluation) -> tuple[tuple[str, ...], tuple[Share, ...]]:
        """The class that has the largest violation, or those that tie for it."""
        example, classes = evaluation.example, evaluation.state.classes
        parts, count = example.stages(self.loss).contributions, len(classes) - 1
        tied = np.flatnonzero(parts)
        if not len(tied):
            return (tr("stage.sum.none", count=count),), ()
        names = [words(classes[index]) for index in tied]
        loss = example.losses[self.key]
        value = numbers.plain(loss)
        if count == 1:
            said = tr("stage.sum.part", value=value, name=names[0])
        elif len(tied) == 1:
            said = tr("stage.largest.one", value=value, name=names[0], count=count)
        else:
            said = tr("stage.largest.tied", value=value, tied=len(tied), count=count)
        shares = tuple(
            Share(index, name, float(parts[index]), f"{name}: {numbers.exact(float(parts[index]))}")
            for index, name in zip(tied.tolist(), names, strict=True)
        )
        return (said,), shares

    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """max(0, max s_j − s_y + Δ)."""
        return crammer_singer_formula(evaluation, keep, figures)

    def has_corners(self, loss: LossSettings) -> bool:
        """Squared too: where another class comes to be the largest."""
        return True

    def nothing(self, state: State) -> str:
        """Δ."""
        return "Δ²" if state.loss.squared else "Δ"
