"""A formula on screen: painting it and finding what the pointer is on. Knows no session."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.charts.formula.boxes import Target
from gui.charts.formula.fit import Fitted
from gui.charts.formula.layout import Region
from gui.charts.formula.paint import Lit, paint_strip
from gui.look.painting import painter_for
from gui.look.theme import Look

_WIDTH, _HEIGHT = 1920, 105
_SIDE = 24
_EDGE = 4
_GRAB = 24.0


class FormulaView(QWidget):
    """Paints the formula that `fit` gives in its middle; `refit` asks for it anew.

    Signals
    -------
    class_hovered(class index or None)
        The pointer is on a term of this class.
    """

    class_hovered = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._fitted: Fitted | None = None
        self.highlight: int | None = None
        self.lit_number: Target | None = None
        self.lit_class: int | None = None
        self.ring: Target | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # It fills its own ground, so a new number does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # -- geometry -----------------------------------------------------------------------------

    def fit(self) -> Fitted:
        """The formula, laid out for `room`."""
        raise NotImplementedError

    @property
    def fitted(self) -> Fitted:
        """The formula as it is shown now."""
        if self._fitted is None:
            self._fitted = self.fit()
        return self._fitted

    def refit(self) -> None:
        """Lay out and paint anew at the next occasion."""
        self._fitted = None
        self.update()

    def room(self) -> tuple[float, float]:
        """Width and height that a formula may take."""
        look = self.look
        return (
            max(1.0, self.width() - 2.0 * look.px(_SIDE)),
            max(1.0, self.height() - 2.0 * look.px(_EDGE)),
        )

    def placed(self) -> tuple[QPointF, float]:
        """Where the formula's origin is, and how far it is shrunk (1 but for absurd numbers)."""
        layout = self.fitted.layout
        width, height = self.room()
        shrink = min(1.0, width / layout.width, height / layout.height)
        # Whole pixels keep the glyphs from blurring as the width changes by fractions.
        left = round((self.width() - layout.width * shrink) / 2)
        top = (self.height() - layout.height * shrink) / 2
        return QPointF(left, round(top + layout.ascent * shrink)), shrink

    def rect_of(self, region: Region) -> QRectF:
        """The region's place in this widget."""
        origin, shrink = self.placed()
        rect = region.rect
        return QRectF(
            origin.x() + rect.x() * shrink,
            origin.y() + rect.y() * shrink,
            rect.width() * shrink,
            rect.height() * shrink,
        )

    def regions(self) -> tuple[Region, ...]:
        """The parts that stand for something."""
        return self.fitted.layout.regions

    def numbers(self) -> list[Target]:
        """The numbers a person can change, in reading order; one that appears twice is one."""
        targets = (region.target for region in self.regions())
        return list(dict.fromkeys(target for target in targets if target.is_number))

    def region_of(self, target: Target | None) -> Region | None:
        """Where `target` stands first."""
        return next((region for region in self.regions() if region.target == target), None)

    def number_at(self, point: QPointF) -> Region | None:
        """The number that a press at `point` grabs; grab zones are at least 24 pixels."""
        best: Region | None = None
        nearest = float("inf")
        for region in self.regions():
            if not region.target.is_number:
                continue
            rect = self.rect_of(region)
            wide, high = (max(4.0, (_GRAB - side) / 2) for side in (rect.width(), rect.height()))
            if rect.adjusted(-wide, -high, wide, high).contains(point):
                offset = point - rect.center()
                distance = offset.x() ** 2 + offset.y() ** 2
                if distance < nearest:
                    best, nearest = region, distance
        return best

    def term_at(self, point: QPointF) -> Region | None:
        """The term, or the ellipsis, under `point`."""
        for region in self.regions():
            if not region.target.is_number and self.rect_of(region).contains(point):
                return region
        return None

    # -- painting -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_for(self) as painter:
            area, layout = QRectF(self.rect()), self.fitted.layout
            paint_strip(painter, self.look, area, layout, self.placed(), self._lit())

    def _lit(self) -> Lit:
        """What belongs to the classes pointed at here or elsewhere, and the number in hand."""
        classes, chosen = {self.highlight, self.lit_class} - {None}, (self.lit_number, self.ring)
        regions, ring = self.regions(), self.region_of(self.ring)
        terms = [one for one in regions if one.target.kind in ("term", "score")]
        numbers = [one for one in regions if one.target.is_number and one.target in chosen]
        return Lit(
            [self.rect_of(one) for one in terms if one.target.class_index in classes],
            [self.rect_of(one) for one in numbers],
            None if ring is None else self.rect_of(ring),
        )

    def apply_look(self) -> None:
        """Take over the height and paint anew."""
        self.updateGeometry()
        self.refit()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(_WIDTH), self.look.px(_HEIGHT))

    # -- what is lit --------------------------------------------------------------------------

    def set_highlight(self, class_index: int | None) -> None:
        """Light the terms of a class (silent)."""
        if class_index != self.highlight:
            self.highlight = class_index
            self.update()

    def hover(self, point: QPointF | None) -> None:
        """Show what the pointer is on, and tell which class that is."""
        number = self.number_at(point) if point is not None else None
        part = self.term_at(point) if point is not None else None
        lit = number.target.class_index if number is not None else None
        if lit is None and part is not None:
            lit = part.target.class_index
        number_target = number.target if number is not None else None
        if (number_target, lit) != (self.lit_number, self.lit_class):
            class_changed = lit != self.lit_class
            self.lit_number, self.lit_class = number_target, lit
            shape = Qt.CursorShape.SizeHorCursor if number else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
            if class_changed:
                self.class_hovered.emit(lit)
