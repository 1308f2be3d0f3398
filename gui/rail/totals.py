"""What it all comes to: data loss, penalty and their sum."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from gui.base.access import plainly, spoken_as
from gui.charts.parts.stack import StackedBar
from gui.controls.access import Role
from gui.controls.label import Label
from gui.controls.pinned import ChangeLabel, with_pinned
from gui.look.painting import draw_box, painter_for
from gui.look.theme import Look, Type
from gui.words import numbers
from gui.words.relations import ABOUT, adds_up, sign, stands_for, works_out, worth
from gui.words.translation import tr

_GROUND = "loss_shade"
_HEIGHT = 141.0
# Centres of the three lines, top and height of the bar, in design pixels of a box 141 high.
_DATA, _TERM, _BAR, _BAR_HEIGHT, _TOTAL = 26.0, 55.0, 73.0, 14.0, 111.0


def _sums(evaluation: Evaluation) -> tuple[float, float, float]:
    return evaluation.data_loss, evaluation.penalty_term, evaluation.total


@spoken_as(plainly(Role.Grouping))
class Totals(QWidget):
    """A box with the two parts, a bar of their shares, and the total."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._evaluation: Evaluation | None = None
        self.setObjectName("rail.totals")
        right = Qt.AlignmentFlag.AlignRight
        self.data_label = self._label("data.label", Type.BODY, "text")
        self.data = self._label("data", Type.STRONG, "text", right)
        self.term_label = self._label("term.label", Type.BODY, "penalty")
        self.term = self._label("term", Type.STRONG, "penalty", right)
        self.total_label = self._label("total.label", Type.TOTAL, "loss")
        self.total = self._label("total", Type.TOTAL, "loss", right)
        self.changes = {
            name: ChangeLabel(look, f"rail.totals.{name}.change", ground=_GROUND, parent=self)
            for name in ("data", "term", "total")
        }
        self.bar = StackedBar(look, "rail.totals.bar", _GROUND, self)

    def _label(
        self,
        name: str,
        role: Type,
        ink: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> Label:
        full_name = f"rail.totals.{name}"
        return Label(self._look, full_name, role, ink, ground=_GROUND, align=align, parent=self)

    def apply_look(self) -> None:
        """Take over words."""
        self.setAccessibleName(tr("rail.totals.total"))
        self.total_label.set_text(tr("rail.totals.total"), tr("rail.totals.total.tip"))
        self.bar.setAccessibleName(tr("rail.totals.bar"))
        self._place()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the sums of `evaluation`."""
        self._evaluation = evaluation
        pinned = evaluation.pinned
        data, term, total = _sums(evaluation)
        then = (None, None, None) if pinned is None else _sums(pinned)
        count = f"{evaluation.state.training_count:,}"
        data_text, term_text = numbers.fixed(data), numbers.fixed(term)
        total_text = numbers.fixed(total)
        kind = "data_sum" if evaluation.state.loss.sum_over_examples else "data"
        label, tip = f"rail.totals.{kind}", f"rail.totals.{kind}.tip"
        state = evaluation.state
        told = tr(tip)
        if state.has_held_out:
            apart = state.example_count - state.training_count
            told = tr(f"{tip}.held_out", count=f"{apart:,}")
        self.data_label.set_text(tr(label, count=count), told)
        mark = "" if adds_up((data_text, term_text), total_text) else f"{ABOUT} "
        if evaluation.pending:
            mark, data_text, total_text = "", numbers.PENDING, numbers.PENDING
        for value, change, text, now, before in zip(
            (self.data, self.term, self.total),
            self.changes.values(),
            (data_text, term_text, mark + total_text),
            (data, term, total),
            then,
            strict=True,
        ):
            value.set_text(text, with_pinned(numbers.exact(now), now, before))
            change.show_change(now, before)
        self._divide()
        self.term_label.set_text(self._formula(evaluation, term_text), self._exact(evaluation))
        exact = tr("rail.totals.bar.tip", data=numbers.exact(data), term=numbers.exact(term))
        moved = pinned is not None and then != (data, term, total)
        parts = [(data, "loss_fill"), (term, "penalty_fill")]
        self.bar.set_parts(parts, exact, _sums(pinned)[:2] if pinned is not None and moved else ())

    def _formula(self, evaluation: Evaluation, term_text: str) -> str:
        """λ R(W) with today's numbers, as much of it as finds room."""
        penalty = evaluation.state.penalty
        if not evaluation.state.has_weights:
            return tr("rail.totals.no_weights")
        if penalty.kind == "none":
            return tr("rail.totals.no_penalty")
        halved = penalty.half and penalty.kind == "l2"
        strength = numbers.three_digits(penalty.strength)
        size = numbers.fixed(evaluation.penalty * (2 if halved else 1))
        product = f"{strength} × ½ × {size}" if halved else f"{strength} × {size}"
        after = " (½w²)" if penalty.half and penalty.kind == "elastic_net" else ""
        worked = worth(strength) * worth(size) / (2 if halved else 1)
        equals = sign(stands_for(penalty.strength, strength), works_out(worked, term_text))
        room = self.term_label.width()
        measure = self._look.metrics(Type.BODY)
        texts = (f"λ R(W) {equals} {product}{after}", f"λ R {equals} {product}{after}", product)
        return next((text for text in texts if measure.horizontalAdvance(text) <= room), "λ R(W)")

    def _exact(self, evaluation: Evaluation) -> str:
        penalty = evaluation.state.penalty
        if not evaluation.state.has_weights or penalty.kind == "none":
            return ""
        key = f"rail.totals.{penalty.kind}.{'half' if penalty.half else 'plain'}"
        value, strength = numbers.exact(evaluation.penalty), numbers.exact(penalty.strength)
        return f"R(W) = {tr(key)} = {value}\nλ = {strength}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if self._evaluation is not None:
            self.show_evaluation(self._evaluation)

    def _place(self) -> None:
        look = self._look
        pad = look.px(17)
        left, right = pad, self.width() - pad
        # A lower box keeps its lines in proportion.
        shrink = self.height() / max(1, look.px(_HEIGHT))

        talls = look.px(26), look.px(26), look.px(38)
        for (label, change, value), center, tall in zip(
            self._rows(), (_DATA, _TERM, _TOTAL), talls, strict=True
        ):
            top = look.px(center * shrink) - tall // 2
            label.setGeometry(left, top, right - left, tall)
            for part in (change, value):
                part.setGeometry(right, top, 0, tall)
        self._divide()
        self.bar.setGeometry(left, look.px(_BAR * shrink), right - left, look.px(_BAR_HEIGHT))

    def _rows(self) -> tuple[tuple[Label, ChangeLabel, Label], ...]:
        """Label, change and value of every line."""
        data, term, total = self.changes.values()
        return (
            (self.data_label, data, self.data),
            (self.term_label, term, self.term),
            (self.total_label, total, self.total),
        )

    def _divide(self) -> None:
        """Give every value and its change the room they need, in steps, and the rest to its label.

        The formula of λ R(W) takes what is left; before other words are cut, the change goes.
        """
        step, gap = self._look.px(24), self._look.px(6)
        for label, change, value in self._rows():
            area = label.geometry() | value.geometry()
            room = min(area.width(), step * (int(value.text_width()) // step + 1))
            beside = step * (int(change.text_width() + gap) // step + 1) if change.text() else 0
            needed = 0.0 if label is self.term_label else label.text_width()
            if needed + beside + room > area.width():
                beside = 0
            width = max(0, beside - gap)
            if (room, width) != (value.width(), change.width()):
                at = area.right() + 1 - room
                label.setGeometry(area.adjusted(0, 0, -room - beside, 0))
                change.setGeometry(at - beside, area.top(), width, area.height())
                value.setGeometry(at, area.top(), room, area.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            line = max(1.0, look.scale)
            area = QRectF(self.rect())
            fill, edge = look.color(_GROUND), look.color("loss_border")
            draw_box(painter, area, 12 * look.scale, fill, edge, width=line)
