"""What does λ cost? Data loss, penalty and total as functions of the strength."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem

from core import edits
from core.arrays import FloatArray
from core.evaluation import Evaluation, StrengthCurve
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.lines import LinePlot
from gui.charts.curves.plot import Mark, Note
from gui.controls.card import Card
from gui.controls.mapping import Logarithmic
from gui.controls.pinned import WIDTH, change_text, with_pinned
from gui.controls.steps import STRENGTH_STEPS
from gui.look.theme import Look, Type
from gui.panels.best_button import BestButton
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.relations import sign, stands_for
from gui.words.translation import tr

_MAPPING = Logarithmic(STRENGTH_STEPS.low, STRENGTH_STEPS.end)
_X_AXIS = Axis(
    0.0,
    1.0,
    tuple((_MAPPING.share(v), f"{v:g}") for v in (0.0, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0)),
)
_STRENGTHS = np.concatenate([[0.0], np.geomspace(_MAPPING.least, _MAPPING.high, 281)])
_AT = np.array([_MAPPING.share(float(strength)) for strength in _STRENGTHS])

_OUTLINE = np.append(_AT, [1.0, 0.0])


class StrengthPlot(LinePlot):
    """Areas of data loss and λ R(W) under the total, over log λ."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "strength.plot", "penalty", STRENGTH_STEPS)
        # Polygons: pyqtgraph fills the area under a curve in pieces, with seams between them.
        self.penalty = QGraphicsPolygonItem()
        self.data = QGraphicsPolygonItem()
        self.edge = pg.PlotCurveItem(antialias=True)
        self.pinned = pg.PlotCurveItem(antialias=True)
        self.total = pg.PlotCurveItem(antialias=True)
        self.lay_under(self.penalty, self.data, self.edge, self.pinned, self.total)
        self.apply_look()

    def share_of(self, value: float) -> float:
        """Where on the axis a strength lies; 0 has a place of its own at the left end."""
        return _MAPPING.share(value)

    def value_at(self, share: float) -> float:
        """The strength at a share of the axis."""
        return _MAPPING.value(share)

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        look = self.look
        self.penalty.setPen(Qt.PenStyle.NoPen)
        self.penalty.setBrush(look.color("penalty_tint"))
        self.data.setPen(Qt.PenStyle.NoPen)
        self.edge.setPen(look.pen("loss_fill", 2))
        self.data.setBrush(look.color("loss_tint"))
        self.pinned.setPen(look.pen("pin", WIDTH))
        self.total.setPen(look.pen("loss", 3.6))

    def show_curves(self, total: FloatArray, data: float, pinned: FloatArray | None) -> None:
        """Draw the total (over the panel's strengths) and the data loss, in unit coordinates.

        `pinned` is the total to compare with, if that was another.
        """
        self.total.setData(_AT, total)
        feet = [QPointF(1.0, 0.0), QPointF(0.0, 0.0)]
        under = np.append(total, [0.0, 0.0])
        self.penalty.setPolygon(pg.functions.arrayToQPolygonF(_OUTLINE, under))
        self.edge.setData([0.0, 1.0], [data, data])
        self.data.setPolygon(QPolygonF([QPointF(0.0, data), QPointF(1.0, data), *feet]))
        self.pinned.setVisible(pinned is not None)
        if pinned is not None:
            self.pinned.setData(_AT, pinned)
        self.redraw()

    def point_read(self, index: int) -> tuple[float, float]:
        """The point of the total that is being read, in unit coordinates."""
        x, y = self.total.getData()
        return float(x[index]), float(y[index])


class StrengthPanel(Card):
    """The card with the plot; drags of its line set λ."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self.plot = StrengthPlot(look)
        self._y_axis: Axis | None = None
        self._curve: StrengthCurve | None = None
        self._pinned: StrengthCurve | None = None
        self._drawn: tuple[object, ...] = ()
        self._evaluation = session.evaluation
        self.best = BestButton(look, session, "strength.best", self.plot)
        super().__init__(look, "strength", self.plot)
        self.add_corner(self.best)
        GestureLink(self.plot, session, edits.set_strength)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self.plot.setAccessibleName(tr("strength.heading"))
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; ranges hold while a gesture is under way."""
        self._evaluation = evaluation
        if evaluation.pending:
            return  # the line stays until the sum is known
        state, pinned = evaluation.state, evaluation.pinned
        self.best.show_evaluation(evaluation)
        self.set_texts(tr("strength.heading"), tr(self._hint_key(evaluation)))
        # Without anything for λ to act on there is no line to drag.
        self.plot.setEnabled(state.has_weights and state.penalty.kind != "none")
        if self._y_axis is None or not self._session.document.in_gesture:
            then = 0.0 if pinned is None else pinned.total
            top = max(1.8 * evaluation.data_loss, 1.3 * evaluation.total, 1.3 * then)
            top = ticks.round_up(top)
            self._y_axis = Axis(0.0, top, ticks.from_zero(top))
        parts = (evaluation.data_loss, evaluation.penalty)
        before = None if pinned is None else (pinned.data_loss, pinned.penalty)
        drawn = (*parts, self._y_axis, before)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_curves(evaluation, self._y_axis)
        strength = state.penalty.strength
        self.plot.show_line(min(strength, STRENGTH_STEPS.end))
        self.plot.show_pinned(self._pinned_strength(evaluation))
        said = self._said(strength, evaluation.data_loss, evaluation.penalty_term, evaluation.total)
        self.plot.setAccessibleDescription(
            with_pinned(said, evaluation.total, None if pinned is None else pinned.total)
        )
        self.plot.set_overlay(self._marks)

    def _hint_key(self, evaluation: Evaluation) -> str:
        if not evaluation.state.has_weights:
            return "strength.hint.no_weights"
        if evaluation.state.penalty.kind == "none":
            return "strength.hint.none"
        return "strength.hint"

    @staticmethod
    def _pinned_strength(evaluation: Evaluation) -> float | None:
        """The pinned λ if it was another, acted on weights, and has a place on the axis."""
        pinned = evaluation.pinned
        if pinned is None or not pinned.state.has_weights:
            return None
        penalty = pinned.state.penalty
        moved = penalty.strength != evaluation.state.penalty.strength
        shown = moved and penalty.kind != "none" and penalty.strength <= _MAPPING.high
        return penalty.strength if shown else None

    def _draw_curves(self, evaluation: Evaluation, y_axis: Axis) -> None:
        self._curve, self._pinned = evaluation.strength_curve(_STRENGTHS), None
        pinned, then = evaluation.pinned, None
        if pinned is not None:
            self._pinned = pinned.strength_curve(_STRENGTHS)
            same = (self._pinned.total == self._curve.total).all()
            then = None if same else y_axis.unit(self._pinned.total)
        total = y_axis.unit(self._curve.total)
        data = y_axis.share(self._curve.data)
        self.plot.set_axes(_X_AXIS, y_axis)
        self.plot.show_curves(total, data, then)
        self.plot.set_reading(_AT, self._reading)

    def _marks(self) -> Iterator[Mark | Note]:
        """Names for the areas where they have room, and the present total."""
        evaluation, y_axis = self._evaluation, self.plot.y_axis
        line = self.look.metrics(Type.FIGURE).height() / max(1.0, self.plot.frame().height())
        # While the range is held the data loss may lie beyond it.
        data = min(1.0, y_axis.share(evaluation.data_loss))
        text = tr("strength.data", value=numbers.fixed(evaluation.data_loss))
        height = data / 2 if data > 1.6 * line else data + 0.9 * line
        pinned = evaluation.pinned
        change = "" if pinned is None else change_text(evaluation.data_loss, pinned.data_loss)
        note = Note(0.03, height, text, "muted", Type.FIGURE, "r", distance=4, change=change)
        yield replace(note, framed=bool(change) and self._crossed(note))
        yield from self._penalty_note(evaluation, data)
        if self.plot.isEnabled():
            yield from self._total_marks(evaluation)

    def _penalty_note(self, evaluation: Evaluation, data: float) -> Iterator[Note]:
        """The name of the penalty's area, where that has room for it beside all lines."""
        penalty = evaluation.state.penalty
        if evaluation.penalty <= 0 or penalty.strength > _MAPPING.high:
            return
        kind = tr(f"payments.{penalty.kind}", share=numbers.plain(penalty.l1_share, 3))
        frame = self.plot.frame()
        gap = self.look.px(6) / max(1.0, frame.width())
        height = 1.6 * self.look.metrics(Type.SMALL).height() / max(1.0, frame.height())
        lines = [self.plot.share_of(line) for line in self._upright()]
        for text in (tr("strength.penalty", kind=kind), tr("strength.penalty_short")):
            width = (self.look.width(text, Type.SMALL) + self.look.px(4)) / max(1.0, frame.width())
            for right in sorted((0.99 - gap, *(line - 1.5 * gap for line in lines)), reverse=True):
                left = right - width
                if any(left - gap < line < right + gap for line in lines) or left < 0:
                    continue
                middle = self._clear_height((left, right), data, height)
                if middle is not None:
                    yield Note(right, middle, text, "penalty", Type.SMALL, "l", distance=0)
                    return

    def _clear_height(self, span: tuple[float, float], low: float, height: float) -> float | None:
        """The middle of a place so high over `span`, from `low` to the total, clear of curves."""
        high = min(1.0, float(np.interp(span[0], *self.plot.total.getData())))
        if high - low < height:
            return None
        then = (0.0, 0.0)
        if self.plot.pinned.isVisible():
            # It rises, so over the span it runs between these two.
            then = tuple(np.interp(span, *self.plot.pinned.getData()).tolist())
        half = height / 2
        wanted = min((1.0 + low) / 2, high - half)
        return next(
            (
                middle
                for middle in (wanted, (high + low) / 2, low + half, high - half)
                if then[1] < middle - half or then[0] > middle + half
            ),
            None,
        )

    def _upright(self) -> list[float]:
        """The strengths at which lines stand."""
        pinned = self._pinned_strength(self._evaluation)
        now = [self._evaluation.state.penalty.strength] if self.plot.isEnabled() else []
        return now if pinned is None else [*now, pinned]

    def _crossed(self, note: Note) -> bool:
        """Whether one of the upright lines runs through a note at its left end."""
        width = self.look.width(f"{note.text}  {note.change}", note.type) + self.look.px(12)
        end = note.x + width / max(1.0, self.plot.frame().width())
        return any(note.x < self.plot.share_of(line) < end for line in self._upright())

    def _total_marks(self, evaluation: Evaluation) -> Iterator[Mark | Note]:
        """The present total: a point on the curve, or words where λ lies beyond the axis.

        Under it the pinned one, hollow, if it was another.
        """
        pinned = evaluation.pinned
        change = "" if pinned is None else change_text(evaluation.total, pinned.total)
        if pinned is not None and (change or self._pinned_strength(evaluation) is not None):
            then = min(pinned.state.penalty.strength, _MAPPING.high)
            y = self.plot.y_axis.share(pinned.total)
            yield Mark(self.plot.share_of(then), min(1.0, y), "pin", 12, hollow=True)
        strength = evaluation.state.penalty.strength
        text = tr("strength.total", value=numbers.fixed(evaluation.total))
        x, y = self.plot.share_of(strength), self.plot.y_axis.share(evaluation.total)
        if strength > _MAPPING.high:
            value = numbers.plain(strength)
            equals = sign(stands_for(strength, value))
            text = tr("strength.beyond", sign=equals, value=value, total=text)
            side, y = "l", 0.5
        else:
            yield Mark(x, y)
            side, y = "lt" if x > 0.3 else "rt", min(y, 0.96)
        note = Note(x, y, text, "text", Type.VALUE, side, framed=True, distance=9)
        yield replace(note, change=change)

    def _reading(self, index: int) -> str:
        """The exact values at one of the curve's strengths."""
        if self._curve is None:
            return ""
        term, total = float(self._curve.penalty_term[index]), float(self._curve.total[index])
        said = self._said(float(_STRENGTHS[index]), self._curve.data, term, total)
        then = None if self._pinned is None else float(self._pinned.total[index])
        return with_pinned(said, total, then)

    def _said(self, strength: float, data: float, term: float, total: float) -> str:
        values = {"strength": strength, "data": data, "penalty": term, "total": total}
        lines = (tr(f"strength.reading.{k}", value=numbers.exact(v)) for k, v in values.items())
        return "\n".join(lines)
