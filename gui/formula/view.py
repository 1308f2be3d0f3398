"""A formula on screen: painting it and finding what the pointer is on. Knows no session."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.formula.boxes import Target
from gui.formula.fit import Fitted
from gui.formula.layout import Dot, Line, Mark, Region, Text
from gui.theme import Look

_HEIGHT = 105
_SIDE = 24
_EDGE = 4
_GRAB = 24.0


class FormulaView(QWidget):
    """Paints the formula that `fit` gives in its middle; `refit` asks for it anew."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._fitted: Fitted | None = None
        self.highlight: int | None = None
        self.lit_number: Target | None = None
        self.lit_class: int | None = None
        self.ring: Region | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

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

    def _placed(self) -> tuple[QPointF, float]:
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
        origin, shrink = self._placed()
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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("card"))
        painter.fillRect(0, 0, self.width(), look.px(1), look.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_backgrounds(painter)
        origin, shrink = self._placed()
        painter.translate(origin)
        painter.scale(shrink, shrink)
        for mark in self.fitted.layout.marks:
            self._paint_mark(painter, mark)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        color = self.look.color(mark.role)
        match mark:
            case Text(at, text, font, _):
                painter.setFont(font)
                painter.setPen(color)
                painter.drawText(at, text)
            case Line(start, end, width, _):
                pen = self.look.pen(mark.role, 1)
                pen.setWidthF(width)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(start, end)
            case Dot(center, radius, _):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawEllipse(center, radius, radius)

    def _paint_backgrounds(self, painter: QPainter) -> None:
        look = self.look
        painter.setPen(Qt.PenStyle.NoPen)
        lit = {self.highlight, self.lit_class} - {None}
        for region in self.regions():
            if region.target.kind in ("term", "score") and region.target.class_index in lit:
                painter.setBrush(look.color("hover"))
                self._rounded(painter, region, 5)
        for region in self.regions():
            if region.target == self.lit_number:
                painter.setBrush(look.color("score_tint"))
                self._rounded(painter, region, 4)
        if self.ring is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.pen("focus", 2))
            self._rounded(painter, self.ring, 5)

    def _rounded(self, painter: QPainter, region: Region, margin: float) -> None:
        space = self.look.px(margin)
        rect = self.rect_of(region).adjusted(-space, -space, space, space)
        radius = self.look.px(6)
        painter.drawRoundedRect(rect, radius, radius)

    def apply_look(self) -> None:
        """Take over the height and paint anew."""
        self.setFixedHeight(self.look.px(_HEIGHT))
        self.refit()
