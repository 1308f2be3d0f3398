"""What it all comes to: data loss, penalty and their sum."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from gui import numbers
from gui.rail.sums import adds_up, multiplies_out, strength_text
from gui.theme import Look, Type
from gui.translation import tr
from gui.widgets.label import Label
from gui.widgets.painting import draw_box, painter_for
from gui.widgets.stacked_bar import StackedBar

_GROUND = "loss_shade"
_HEIGHT = 141.0
# Centres of the three lines, top and height of the bar, in design pixels of a box 141 high.
_DATA, _TERM, _BAR, _BAR_HEIGHT, _TOTAL = 26.0, 55.0, 73.0, 14.0, 111.0


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
        self.bar = StackedBar(look, "rail.totals.bar", _GROUND, self)
        look.changed.connect(self.apply_look)
        self.apply_look()

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
        self.total_label.set_text(tr("rail.totals.total"), tr("rail.totals.total.tip"))
        self.bar.setAccessibleName(tr("rail.totals.bar"))
        self._place()
        if self._evaluation is not None:
            self.show_evaluation(self._evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the sums of `evaluation`."""
        self._evaluation = evaluation
        data, term, total = evaluation.data_loss, evaluation.penalty_term, evaluation.total
        count = f"{evaluation.state.example_count:,}"
        data_text, term_text = numbers.fixed(data), numbers.fixed(term)
        total_text = numbers.fixed(total)
        self.data_label.set_text(tr("rail.totals.data", count=count), tr("rail.totals.data.tip"))
        self.data.set_text(data_text, numbers.full(data))
        self.term.set_text(term_text, numbers.full(term))
        mark = "" if adds_up(data_text, term_text, total_text) else "≈ "
        self.total.set_text(mark + total_text, numbers.full(total))
        self._divide()
        self.term_label.set_text(self._formula(evaluation, term_text), self._exact(evaluation))
        exact = tr("rail.totals.bar.tip", data=numbers.full(data), term=numbers.full(term))
        self.bar.set_parts([(data, "loss_fill"), (term, "penalty_fill")], exact)

    def _formula(self, evaluation: Evaluation, term_text: str) -> str:
        """λ R(W) with today's numbers, as much of it as finds room."""
        penalty = evaluation.state.penalty
        if not evaluation.state.has_weights:
            return tr("rail.totals.no_weights")
        if penalty.kind == "none":
            return tr("rail.totals.no_penalty")
        strength, size = strength_text(penalty.strength), numbers.fixed(evaluation.penalty)
        product, after = f"{strength} × {size}", ""
        sign = "=" if multiplies_out(strength, size, term_text) else "≈"
        if penalty.half and penalty.kind == "l2":
            product = f"{strength} × ½ × {numbers.fixed(2 * evaluation.penalty)}"
        elif penalty.half and penalty.kind == "elastic_net":
            after = " (½w²)"
        room = self.term_label.width()
        measure = self._look.metrics(Type.BODY)
        texts = (f"λ R(W) {sign} {product}{after}", f"λ R {sign} {product}{after}", product)
        return next((text for text in texts if measure.horizontalAdvance(text) <= room), "λ R(W)")

    def _exact(self, evaluation: Evaluation) -> str:
        penalty = evaluation.state.penalty
        if not evaluation.state.has_weights or penalty.kind == "none":
            return ""
        key = f"rail.totals.{penalty.kind}.{'half' if penalty.half else 'plain'}"
        value, strength = numbers.full(evaluation.penalty), numbers.full(penalty.strength)
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

        for label, value, center, tall in (
            (self.data_label, self.data, _DATA, look.px(26)),
            (self.term_label, self.term, _TERM, look.px(26)),
            (self.total_label, self.total, _TOTAL, look.px(38)),
        ):
            top = look.px(center * shrink) - tall // 2
            label.setGeometry(left, top, right - left, tall)
            value.setGeometry(right, top, 0, tall)
        self._divide()
        self.bar.setGeometry(left, look.px(_BAR * shrink), right - left, look.px(_BAR_HEIGHT))

    def _divide(self) -> None:
        """Give every value the room it needs, in steps, and the rest to its label."""
        step = self._look.px(24)
        for label, value in (
            (self.data_label, self.data),
            (self.term_label, self.term),
            (self.total_label, self.total),
        ):
            area = label.geometry() | value.geometry()
            room = min(area.width(), step * (int(value.text_width()) // step + 1))
            if room != value.width():
                label.setGeometry(area.adjusted(0, 0, -room, 0))
                value.setGeometry(area.adjusted(area.width() - room, 0, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = painter_for(self)
        line = max(1.0, look.scale)
        area = QRectF(self.rect())
        fill, edge = look.color(_GROUND), look.color("loss_border")
        draw_box(painter, area, 12 * look.scale, fill, edge, width=line)
        painter.end()
