"""Formulas on paper: of the whole loss, and of each example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QPainter

from core.evaluation import Evaluation, evaluate
from gui.charts.formula.boxes import Box
from gui.charts.formula.fit import Fitter
from gui.charts.formula.paint import paint_formula
from gui.charts.formula.typesetter import Typesetter
from gui.formula.total import total_formula
from gui.look.theme import Type
from gui.losses import display_of
from gui.report.paper import WIDTH, Block
from gui.report.text import Faces, heading, paragraph
from gui.words.translation import tr, words

MOST = 20
"""Examples whose formula is written."""
_HIGHEST = 240.0


class Formulas:
    """Sets formulas as the strip at the foot of the window does."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._fitter = Fitter(faces.look)

    def whole(self, evaluation: Evaluation) -> list[Block]:
        """L, with λ R(W)."""

        def build(keep: int) -> Box:
            return total_formula(evaluation, keep)

        title = heading(self._faces, tr("report.whole"))
        return [title, self._set(build, evaluation.state.training_count)]

    def by_example(self, evaluation: Evaluation) -> list[Block]:
        """The losses of the first examples, each under its name."""
        state = evaluation.state
        blocks = [heading(self._faces, tr("report.formulas"))]
        if state.example_count > MOST:
            told = tr("report.formulas.some", count=MOST, total=f"{state.example_count:,}")
            blocks.append(paragraph(self._faces, told, Type.SMALL, "muted", keeps=True))
        for at in range(min(MOST, state.example_count)):
            looked_at = replace(state, view=replace(state.view, example=at))
            blocks += self._of(evaluate(looked_at, evaluation))
        return blocks

    def _of(self, evaluation: Evaluation) -> list[Block]:
        state, at = evaluation.state, evaluation.state.view.example
        label, predicted = (
            words(state.classes[int(many[at])])
            for many in (state.labels, evaluation.batch.predicted)
        )
        name = tr("report.example", number=at + 1, name=words(state.examples[at]))
        said = tr("report.example.classes", label=label, predicted=predicted)
        if state.held_out[at]:
            said = f"{said}, {tr('examples.held_out.mark')}"
        display = display_of(state.loss.active)

        def build(keep: int) -> Box:
            return display.formula(evaluation, keep, None)

        caption = paragraph(
            self._faces, f"{name} – {said}", Type.SMALL, "muted", gap=14.0, keeps=True
        )
        return [caption, self._set(build, state.class_count)]

    def _set(self, build: Callable[[int], Box], count: int) -> Block:
        look = self._faces.look
        fitted = self._fitter.fit(build, count, WIDTH, _HIGHEST)
        layout = Typesetter(look, fitted.factor).set(fitted.box, as_read=True)
        shrink = min(1.0, WIDTH / layout.width, _HIGHEST / layout.height)

        def paint(painter: QPainter, top: float) -> None:
            painter.save()
            painter.translate(0.0, top + layout.ascent * shrink)
            painter.scale(shrink, shrink)
            paint_formula(painter, look, layout)
            painter.restore()

        return Block(layout.height * shrink, paint, 8.0)
