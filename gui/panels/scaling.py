"""Scaling all weights: how far, by hand, and what becomes of both losses and of probabilities."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core import edits
from core.edits import Edit, Label
from core.edits.base import model_of
from core.errors import EditError
from core.evaluation import HEAVY, Evaluation, evaluate
from core.losses import LOSSES
from core.state import State
from gui.controls.dressed import Dressed
from gui.controls.mapping import Decades
from gui.controls.number_field import NumberField
from gui.controls.slider import ValueSlider
from gui.controls.steps import SizeSteps
from gui.look.theme import Look
from gui.losses import display_of
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.translation import tr, words

LOW, HIGH = 0.1, 10.0
_SOFTMAX = "softmax"
_STEPS = SizeSteps(step=0.05, fine=0.005, coarse=0.25, home=LOW, end=HIGH, low=LOW)


class ScaleDialog(QDialog):
    """Beside the window, which stays alive: a factor to drag, and what it does.

    The factor is that of the weights which were there when it came up, or since another edit.
    """

    def __init__(self, look: Look, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setObjectName("scale")
        self.setWindowTitle(tr("scale.title"))
        self._session = session
        self._base: Evaluation = session.evaluation
        self._factor = self._asked = 1.0
        self.slider = ValueSlider(look, "scale.slider", Decades(LOW, HIGH), _STEPS, "score", self)
        self.field = NumberField(look, "scale.field", (LOW, HIGH), _STEPS, parent=self)
        self.hint = QLabel(tr("scale.hint"))
        self.hint.setWordWrap(True)
        self.hint.setObjectName("scale.hint")
        self.rows: dict[str, QLabel] = {}
        self._arrange(look)
        Dressed(look, self)
        for control in (self.slider, self.field):
            control.setAccessibleName(tr("scale.factor"))
            GestureLink(control, session, self._edit_from)
        self.field.committed.connect(self._typed)
        session.evaluated.connect(self.show_evaluation)
        look.changed.connect(self.close)
        self.show_evaluation(session.evaluation)

    def _arrange(self, look: Look) -> None:
        line, grid, all_ = QHBoxLayout(), QGridLayout(), QVBoxLayout(self)
        times = QLabel(tr("scale.times"))
        self.slider.setMinimumWidth(look.px(300))
        self.slider.setFixedHeight(look.px(35))
        self.field.setFixedWidth(look.px(90))
        for widget in (times, self.slider, self.field):
            line.addWidget(widget)
        for row, name in enumerate(("softmax", "svm", "probability", "penalty", "right")):
            caption, value = QLabel(), QLabel()
            value.setObjectName(f"scale.{name}")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.rows[name], self.rows[f"{name}.caption"] = value, caption
            grid.addWidget(caption, row, 0)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(look.px(20))
        all_.setSpacing(look.px(10))
        all_.addLayout(line)
        all_.addLayout(grid)
        all_.addWidget(self.hint)

    # -- what a person does -----------------------------------------------------------------------

    def _edit_from(self, factor: float) -> Edit:
        return self._to(float(factor))

    def _typed(self, factor: float) -> None:
        self._session.take(self.field, self._to(factor))

    def _to(self, factor: float) -> Edit:
        """Scale what was there at the beginning: no rounding adds up over many drags."""
        base = self._base.state
        self._asked = factor

        def apply(state: State) -> State:
            scaled = model_of(edits.scale_all(factor).apply(base))
            return edits.set_model("scale_all", scaled.weights, scaled.biases).apply(state)

        return Edit(Label("scale_all"), apply)

    # -- what is shown ----------------------------------------------------------------------------

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show what the factor has made of `evaluation`; another edit begins anew at 1."""
        if not evaluation.state.has_weights:
            self.close()
            return
        self._follow(evaluation)
        for control in (self.slider, self.field):
            control.set_number(self._factor)
        state, base = evaluation.state, self._base
        svm = evaluation.svm
        key = "hinge" if svm is None else svm.key
        name = words(state.examples[state.view.example])
        captions = {
            "softmax": tr("scale.loss", name=display_of(_SOFTMAX).short)
            if _SOFTMAX in LOSSES
            else "",
            "svm": tr("scale.loss", name=display_of(key).short),
            "probability": tr("scale.probability", name=name),
            "penalty": tr("scale.penalty"),
            "right": tr("scale.right"),
        }
        heavy = state.size > HEAVY  # what follows from all examples takes longer than a frame
        left_out = {"softmax", "svm", "right"} if heavy else set()
        if _SOFTMAX not in LOSSES:  # its module may be one that could not be loaded
            left_out |= {"softmax", "probability"}
        for row, caption in captions.items():
            hidden = row in left_out
            for part in (self.rows[row], self.rows[f"{row}.caption"]):
                part.setHidden(hidden)
            if hidden:
                continue
            self.rows[f"{row}.caption"].setText(caption)
            then, now = (_told(one, row, key) for one in (base, evaluation))
            self.rows[row].setText(f"{then} → {now}")

    def _follow(self, evaluation: Evaluation) -> None:
        """Find the factor by which W is that of the beginning; with none, this is the beginning."""
        factors = self._asked, self._factor, 1.0
        found = (factor for factor in factors if self._is_scaled(evaluation.state, factor))
        factor = next(found, None)
        if factor is None:
            self._base, factor = evaluation, 1.0
        self._asked = self._factor = factor
        # All but W is as it is now: the example that is looked at, the loss, its margin.
        source = self._base.state.source
        self._base = evaluate(replace(evaluation.state, source=source), self._base)

    def _is_scaled(self, state: State, factor: float) -> bool:
        """Whether W and b are those of the beginning, so many times."""
        try:
            scaled = edits.scale_all(factor).apply(self._base.state)
        except EditError:  # beyond all limits: this was refused
            return False
        return scaled.source == state.source


def _told(evaluation: Evaluation, row: str, svm: str) -> str:
    """A row's number, of the SVM with this key."""
    if row == "right":
        return f"{evaluation.batch.right_count:,}"
    if row == "probability":
        return numbers.fixed(math.exp(-evaluation.example.losses[_SOFTMAX]))
    if row == "penalty":
        return numbers.fixed(evaluation.penalty_term)
    return numbers.fixed(evaluation.loss_result(_SOFTMAX if row == "softmax" else svm).mean)
