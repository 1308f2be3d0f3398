"""The strip at the bottom of the window: the loss as a formula with today's numbers in it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from core.edits import Edit, set_margin, set_score, set_strength
from core.evaluation import Evaluation, evaluate
from gui.charts.formula.boxes import Box, Remark, Row, Tagged, Target
from gui.charts.formula.figures import Figures
from gui.charts.formula.fit import Fitted, Fitter
from gui.charts.formula.layout import Region
from gui.controls.menu import Menu
from gui.controls.pinned import change_text
from gui.controls.scrub import Pull, Scrub
from gui.controls.steps import MARGIN_STEPS, SCORE_STEPS, STRENGTH_STEPS, Steps, sized
from gui.controls.tip_filter import TipFilter
from gui.formula.entry import NumberEntry
from gui.formula.hints import result, target_name, tip, value_of
from gui.formula.numbers import NumberedFormula
from gui.formula.total import total_formula
from gui.formula.writing import latex, plain
from gui.look.theme import Change, Look
from gui.losses import display_of
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.translation import tr

_STEP_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_WALK_KEYS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
_ENTER_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
_POINTING = {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason}


class FormulaStrip(Scrub[Target], NumberedFormula):
    """The formula of the active loss of the chosen example; its numbers can be changed in place.

    Signals
    -------
    began(), moved((Target, value)), ended(), cancelled()
        A drag or a held key: one gesture.
    """

    def __init__(
        self,
        look: Look,
        session: Session,
        parent: QWidget | None = None,
        *,
        name: str = "formula",
    ) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self.session = session
        self.evaluation = session.evaluation
        self._shown: Hashable = None
        self._change = ""
        self._fitter = Fitter(look)
        self._limit: Fitted | None = None
        self._spoken: tuple[Box, Target | None] | None = None
        GestureLink(self, session, self._edit_from)
        self._entry = NumberEntry(look, session, self, self._edit_from)
        self._menu = Menu(look, f"{name}.menu", self)
        self._copy = self._menu.addAction("")
        self._copy.triggered.connect(self.copy_text)
        self._copy_latex = self._menu.addAction("")
        self._copy_latex.triggered.connect(self.copy_latex)
        self.setMouseTracking(True)
        TipFilter(self, self._tip_at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.apply_look)
        self.apply_look()

    # -- what it shows ------------------------------------------------------------------------

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; free when nothing in the formula has changed."""
        self.evaluation = evaluation
        if evaluation.pending and self.whole:
            return  # it stays until the sum is known
        example, state = evaluation.example, evaluation.state
        shown: Hashable = (state.loss, example.label, example.scores.tobytes())
        if self.whole:
            sums = evaluation.data_loss, evaluation.penalty
            shown = (evaluation.active, *sums, state.penalty, state.view.example)
        change = change_text(*result(evaluation, self.whole))
        if (shown, change) != (self._shown, self._change):
            self._shown, self._change = shown, change
            self.refit()
        if self._limit is not None and not self.session.document.in_gesture:
            # What a drag held back settles when the drag is over.
            self._limit = None
            self.refit()
        if self.isVisible() and not self.session.document.in_gesture:
            self._describe(self.fitted)
        self._keep_field()

    def show_whole_loss(self, whole: bool) -> None:
        """Write the whole loss, λ R(W) included, or else the loss of the chosen example."""
        if whole != self.whole:
            self.let_go()
            self.whole = whole
            self._shown = None
            self.current = self.ring = None
            self._say_name()
            self.show_evaluation(self.evaluation)

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """Where the score of a class stands in the formula, if it does."""
        region = self.region_of(Target("score", class_index))
        if region is None or example is not None:
            return None
        return self, self.rect_of(region).toAlignedRect()

    def formula_text(self) -> str:
        """The formula as it is written now, on one line."""
        return plain(self.fitted.box)

    def fit(self) -> Fitted:
        state = self.evaluation.state
        count = state.training_count if self.whole else state.class_count
        fitted = self._fitter.fit(self._beside_change, count, *self.room(), self._limit)
        if self.session.document.in_gesture:
            self._limit = fitted
        elif self.isVisible():
            self._describe(fitted)
        return fitted

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and words."""
        if not what & ~Change.COLORS:
            self.update()
            return
        self._fitter.forget()
        super().apply_look()
        self._copy.setText(tr("formula.copy"))
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy_latex.setText(tr("formula.copy_latex"))
        self._say_name()

    def _say_name(self) -> None:
        self.setAccessibleName(tr("formula.name_whole" if self.whole else "formula.name"))
        self._spoken = None

    def _build(self, keep: int | None, figures: Figures | None = None) -> Box:
        if self.whole:
            return total_formula(self.evaluation, keep, figures)
        active = self.evaluation.state.loss.active
        return display_of(active).formula(self.evaluation, keep, figures)

    def _beside_change(self, keep: int) -> Box:
        """The formula, and how far its result has come since a state was pinned."""
        formula = self._build(keep)
        if not self._change:
            return formula
        return Row((formula, Tagged(Remark(self._change, "pin"), Target("change"))))

    def _describe(self, fitted: Fitted) -> None:
        """Tell screen readers the formula and the number the keyboard is on."""
        on_ring = any(region.target == self.ring for region in fitted.layout.regions)
        ring = self.ring if on_ring else None
        if (fitted.box, ring) == self._spoken:
            return
        self._spoken = (fitted.box, ring)
        text = plain(fitted.box)
        if ring is not None:
            value = numbers.field(value_of(ring, self.evaluation))
            text = f"{text}. {target_name(ring, self.evaluation)}: {value}"
        self.setAccessibleDescription(text)

    # -- copying ------------------------------------------------------------------------------

    def copy_text(self) -> None:
        """Put the whole formula with every digit on the clipboard."""
        QGuiApplication.clipboard().setText(plain(self._build(None, Figures(exact=True))))

    def copy_latex(self) -> None:
        """Put the formula as it is shown on the clipboard, as LaTeX."""
        QGuiApplication.clipboard().setText(latex(self._build(None)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.let_go()
        self._menu.popup(event.globalPos())

    # -- changing numbers ---------------------------------------------------------------------

    def _value(self, target: Target) -> float:
        """The value a person has set, even if the evaluation on screen is a turn behind."""
        return value_of(target, evaluate(self.session.state, self.session.evaluation))

    def _steps(self, target: Target, value: float) -> Steps:
        if target.kind == "strength":
            return STRENGTH_STEPS
        return sized(MARGIN_STEPS if target.kind == "margin" else SCORE_STEPS, value)

    def _edit_from(self, moved: tuple[Target, float]) -> Edit:
        target, value = moved
        if target.kind == "strength":
            return set_strength(value)
        if target.class_index is None:
            return set_margin(value)
        return set_score(self.session.state.view.example, target.class_index, value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_ring(None)
        super().mousePressEvent(event)

    def grip_at(self, event: QMouseEvent) -> Pull[Target] | None:
        region = self.number_at(event.position())
        if region is not None:
            self.current = target = region.target
            value = self._value(target)
            return self.pull_of(target, value, self._steps(target, value), event)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.grip is None:
            self.hover(event.position())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = self.grip is not None
        super().mouseReleaseEvent(event)
        if held and self.grip is None:
            self.hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        region = self.number_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and region is not None:
            self._type_at(region)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        targets = self.numbers()
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
            return
        if not targets:  # a loss without λ R(W) has nothing to change here
            event.ignore()
            return
        here = targets.index(self.current) if self.current in targets else 0
        target = targets[here]
        if key == Qt.Key.Key_Escape and self.drop():
            return
        if self.grip is not None:
            event.ignore()
        elif key in _STEP_KEYS:
            self._show_ring(target)
            value = self._value(target)
            self.step(target, value, self._steps(target, value), event)
        elif key in _ENTER_KEYS:
            self._show_ring(target)
            self.choose(target)
        elif key in _WALK_KEYS:
            there = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: 0}
            place = there.get(key, len(targets) - 1)
            self._show_ring(targets[max(0, min(place, len(targets) - 1))])
        else:
            event.ignore()

    def _type_at(self, region: Region) -> None:
        self.let_go()
        self.current = target = region.target
        name, value = target_name(target, self.evaluation), self._value(target)
        self._entry.open(target, name, value, self._steps(target, value), self.rect_of(region))

    def choose(self, key: Target) -> None:
        """Let a number be typed, as Enter does."""
        region = self.region_of(key)
        if region is not None:
            self._type_at(region)

    def go_to(self, key: Target) -> None:
        """Put the keyboard's ring on a number."""
        self._show_ring(key)

    def _keep_field(self) -> None:
        """Let the open field stay over its number and follow it; it closes where that is gone."""
        target = self._entry.target
        if target is None:
            return
        region = self.region_of(target)
        if region is None:
            self._entry.field.dismiss()
        else:
            self._entry.field.place(self.rect_of(region))
            self._entry.field.set_number(value_of(target, self.evaluation))

    # -- focus and pointer --------------------------------------------------------------------

    def _show_ring(self, target: Target | None) -> None:
        """Put the keyboard's ring on a number, or take it away."""
        self.current = target or self.current
        if target != self.ring:
            self.ring = target
            self._describe(self.fitted)
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _POINTING:
            targets = self.numbers()
            first = targets[0] if targets else None
            self._show_ring(self.current if self.current in targets else first)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.let_go()
        self._show_ring(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.grip is None:
            self.hover(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._describe(self.fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_field()

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """Whose number or term is under the pointer, and its exact values."""
        at = QPointF(point)
        region = self.number_at(at) or self.term_at(at)
        if region is None:
            return None
        return tip(region.target, self.evaluation, self.whole), self.rect_of(region).toAlignedRect()
