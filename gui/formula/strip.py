"""The strip at the bottom of the window: the loss as a formula with today's numbers in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from gui.formula.boxes import Box
from gui.formula.figures import Figures
from gui.formula.fit import Fitted, Fitter
from gui.formula.hinge import hinge_formula
from gui.formula.softmax import softmax_formula
from gui.formula.view import FormulaView
from gui.formula.writing import plain
from gui.session import Session
from gui.theme import Look

Builder = Callable[[Evaluation, int | None, Figures], Box]

BUILDERS: dict[str, Builder] = {"softmax": softmax_formula, "hinge": hinge_formula}


class FormulaStrip(FormulaView):
    """The formula of the active loss of the chosen example.

    Signals
    -------
    class_hovered(class index or None)
        The pointer is on a term of this class.
    """

    class_hovered = Signal(object)

    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("formula")
        self.session = session
        self._evaluation = session.evaluation
        self._shown: Hashable = None
        self._fitter = Fitter(look)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def render(self, evaluation: Evaluation) -> None:  # type: ignore[override]
        """Show `evaluation`; free when nothing in the formula has changed."""
        self._evaluation = evaluation
        example, loss = evaluation.example, evaluation.state.loss
        shown = (loss, example.label, example.scores.tobytes())
        if shown != self._shown:
            self._shown = shown
            self.refit()

    def set_highlight(self, class_index: int | None) -> None:
        """Light the terms of a class (silent)."""
        if class_index != self.highlight:
            self.highlight = class_index
            self.update()

    def formula_text(self) -> str:
        """The formula as it is written now, on one line."""
        return plain(self.fitted.box)

    def fit(self) -> Fitted:
        return self._fitter.fit(self._build, *self.room())

    def _build(self, keep: int) -> Box:
        return BUILDERS[self._evaluation.state.loss.active](self._evaluation, keep, Figures())

    def apply_look(self) -> None:
        """Take over fonts, sizes and words."""
        super().apply_look()
        self._fitter.forget()
