"""The gradient beside its centred difference, a line for each weight and bias."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QRegion, QResizeEvent

from gui.charts.gradient.layout import Checked, Entry, GradientLayout, Measures, lay_out, lines_in
from gui.charts.gradient.paint import SIGN, paint_gradient
from gui.controls.walking import DOWN
from gui.look.text_cache import TextCache
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart


class GradientChart(MarkChart[Entry, GradientLayout]):
    """Lines to point at, to step through, to choose and to copy; a bias is no weight to choose."""

    steps = DOWN
    far = 4
    usual = (300, 160)

    resized = Signal()
    """There is room for more lines, or for fewer."""
    copied = Signal()
    """Ctrl+C was pressed: the numbers are wanted with all their digits."""

    def __init__(self, look: Look, name: str, describe: Callable[[Entry], str]) -> None:
        self.shown = Checked()
        self.biases = 0
        self.most = 0
        """So many lines there is room for."""
        self._texts = TextCache(look)
        self._describe = describe
        super().__init__(look, name)

    def show_checked(self, shown: Checked, biases: int) -> None:
        """Show these lines; `biases` is the feature that stands for a bias (silent)."""
        if (shown, biases) != (self.shown, self.biases):
            self.shown, self.biases = shown, biases
            self.changed()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._texts.forget()
        super().apply_look(what)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        most = lines_in(self.height(), self.look.metrics(Type.SMALL).height())
        if most != self.most:
            self.most = most
            self.resized.emit()

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[Entry]:
        return [line.key for line in self.shown.lines]

    def lay_out(self, area: QRectF) -> GradientLayout:
        look, lines, width = self.look, self.shown.lines, self._texts.width
        # In steps: figures that follow a drag must not shake the whole table.
        step = look.px(24)

        def widest(texts: set[str], role: Type) -> float:
            return max((width(text, role) for text in texts), default=0.0)

        figures = [
            step * (int(widest({line.figures[at] for line in lines} | {head}, Type.LABEL)) // step)
            + step
            for at, head in enumerate(self.shown.heads[:3])
        ]
        measures = Measures(
            line=look.metrics(Type.SMALL).height(),
            group=widest({line.group for line in lines}, Type.LABEL),
            name=widest({line.name for line in lines}, Type.SMALL),
            figures=(figures[0], figures[1], figures[2]),
            kink=self._kink_width(),
            gap=look.px(8),
            tallest=look.px(64),
        )
        return lay_out(self.shown, area, measures)

    def _kink_width(self) -> float:
        """What the last column takes: nothing where there is no kink to name."""
        width, bends = self._texts.width, [line for line in self.shown.lines if line.bends]
        if not bends:
            return 0.0
        names = (width(line.kink or "|w|", Type.LABEL) for line in bends)
        sign = self.look.px(SIGN + 5)
        return max(sign + max(names), width(self.shown.heads[3], Type.SMALL))

    def mark_at(self, point: QPointF) -> Entry | None:
        slots = ((placed.line.key, placed.slot) for placed in self.layout_now.placed)
        return next((key for key, slot in slots if slot.contains(point)), None)

    def place_of(self, key: Entry) -> QRectF:
        return next(placed.slot for placed in self.layout_now.placed if placed.line.key == key)

    def is_choosable(self, key: Entry) -> bool:
        return key[1] != self.biases

    def tip_of(self, key: Entry) -> str:
        return self._describe(key)

    def name_of(self, key: Entry) -> str:
        line = self.shown.of(key)
        return f"{line.group}, {line.name}"

    def value_of(self, key: Entry) -> str:
        return ", ".join(self.shown.of(key).figures)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        paint_gradient(painter, self._texts, self.shown, self.layout_now, self.lighted, self.walked)
