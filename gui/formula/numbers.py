"""The numbers of a formula as marks, which screen readers go through one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible

from core.evaluation import Evaluation
from gui.base.access import spoken_as
from gui.charts.formula.boxes import Target
from gui.charts.formula.view import FormulaView
from gui.formula.hints import target_name, tip, value_of
from gui.marks.access import ChartInterface
from gui.marks.marked import Marked
from gui.words import numbers


class FormulaInterface(ChartInterface):
    """A formula: its text is in the description, its numbers are its children."""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Equation


@spoken_as(FormulaInterface)
class NumberedFormula(Marked[Target], FormulaView):
    """A formula of which each number has a name and a value, and can be typed over.

    Attributes
    ----------
    evaluation, whole
        What is shown, and whether it is the whole loss.
    """

    mark_role = QAccessible.Role.Button
    evaluation: Evaluation
    whole = False

    def keys(self) -> Sequence[Target]:
        return self.numbers()

    def mark_at(self, point: QPointF) -> Target | None:
        region = self.number_at(point)
        return None if region is None else region.target

    def place_of(self, key: Target) -> QRectF:
        region = self.region_of(key)
        return QRectF() if region is None else self.rect_of(region)

    def name_of(self, key: Target) -> str:
        return target_name(key, self.evaluation)

    def value_of(self, key: Target) -> str:
        return numbers.field(value_of(key, self.evaluation))

    def tip_of(self, key: Target) -> str:
        return tip(key, self.evaluation, self.whole)

    def is_choosable(self, key: Target) -> bool:
        return True

    @property
    def here(self) -> Target | None:
        return self.current if self.current in self.keys() else self.start()
